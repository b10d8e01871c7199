// The side list: conversations, workspace, the demo's people; on a phone it slides in.

import { byId, el } from "./dom.js";
import { t } from "./words.js";

export function buildSide({ onThread, onFresh, onWorkspace, onPerson }) {
  const side = byId("side");
  const menu = byId("menu");
  const open = (yes) => {
    side.classList.toggle("open", yes);
    menu.setAttribute("aria-expanded", String(yes));
    byId("veil").hidden = !yes;
    if (yes) byId("side-close").focus();
  };
  const close = () => {
    if (!side.classList.contains("open")) return;
    open(false);
    menu.focus();
  };

  menu.addEventListener("click", () => open(true));
  byId("side-close").addEventListener("click", close);
  byId("veil").addEventListener("click", close);
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  byId("new").addEventListener("click", () => {
    close();
    onFresh();
  });
  byId("workspaces").addEventListener("change", (event) => onWorkspace(event.target.value));
  byId("people").addEventListener("change", (event) => onPerson(event.target.value));

  return {
    show({ threads, thread, workspace, workspaces, people, person }) {
      byId("workspace").textContent = workspace.name;
      byId("demo").hidden = !workspace.demo;
      byId("threads").replaceChildren(...threads.map((one) => threadItem(one, thread, onThread, close)));
      fill("workspaces", workspaces.length > 1 ? workspaces : [], workspace.id, ({ name, demo }) =>
        demo ? `${name} · ${t("demo")}` : name,
      );
      fill("people", people, person.id, ({ name, role }) => `${name} · ${t(role)}`);
    },
  };
}

function threadItem(one, current, onThread, close) {
  const button = el(
    "button",
    { type: "button", "aria-current": one.thread === current && "true", title: one.title },
    one.title,
  );
  button.addEventListener("click", () => {
    close();
    onThread(one.thread);
  });
  return el("li", {}, button);
}

function fill(id, options, chosen, say) {
  byId(`${id}-field`).hidden = options.length === 0;
  byId(id).replaceChildren(
    ...options.map((one) => el("option", { value: one.id, selected: one.id === chosen }, say(one))),
  );
}
