// The side list: conversations, workspace, the demo's people; on a phone it slides in.

import { byId, el } from "./dom.js";
import { t } from "./words.js";

export function buildSide({ onThread, onFresh, onRename, onWorkspace, onPerson }) {
  const side = byId("side");
  const menu = byId("menu");
  const open = (yes) => {
    side.classList.toggle("open", yes);
    menu.setAttribute("aria-expanded", String(yes));
    byId("veil").hidden = !yes;
    document.querySelector(".room").inert = yes;
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
      byId("threads").replaceChildren(
        ...threads.map((one) => threadItem(one, thread, { onThread, onRename, close })),
      );
      fill("workspaces", workspaces.length > 1 ? workspaces : [], workspace.id, ({ name, demo }) =>
        demo ? `${name} · ${t("demo")}` : name,
      );
      fill("people", people, person.id, ({ name, role }) => `${name} · ${t(role)}`);
    },
  };
}

function threadItem(one, current, { onThread, onRename, close }) {
  const here = one.thread === current;
  const button = el(
    "button",
    { type: "button", class: "thread", "aria-current": here && "true", title: one.title },
    one.title,
  );
  const pen = here && el("button", { type: "button", class: "icon pen", "aria-label": t("rename") }, "✎");
  const item = el("li", {}, button, pen);
  const rename = () => nameBox(item, one, onRename);
  if (pen) pen.addEventListener("click", rename);
  button.addEventListener("keydown", (event) => here && event.key === "F2" && rename());
  button.addEventListener("click", () => {
    close();
    onThread(one.thread);
  });
  return item;
}

/** A box in the item's place: Enter or leaving it keeps the name, Esc keeps the old one. */
function nameBox(item, { thread, title }, onRename) {
  const before = [...item.children];
  const box = el("input", { class: "name", value: title, maxlength: 80, "aria-label": t("rename") });
  let over = false;
  const end = async (keep) => {
    if (over) return;
    over = true;
    const focused = document.activeElement === box;
    if (keep && box.value.trim() !== title) await onRename(thread, box.value);
    else item.replaceChildren(...before);
    if (focused) byId("threads").querySelector('[aria-current="true"]')?.focus();
  };
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") void end(true);
    if (event.key !== "Escape") return;
    event.stopPropagation();
    void end(false);
  });
  box.addEventListener("blur", () => end(true));
  item.replaceChildren(box);
  box.select();
}

function fill(id, options, chosen, say) {
  byId(`${id}-field`).hidden = options.length === 0;
  byId(id).replaceChildren(
    ...options.map((one) => el("option", { value: one.id, selected: one.id === chosen }, say(one))),
  );
}
