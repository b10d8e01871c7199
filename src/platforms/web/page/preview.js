// A conversation as another surface would draw it: payloads of that surface's own renderer, drawn near enough to judge them.

import { getPreview } from "./api.js";
import { byId, el } from "./dom.js";
import { drawKakao } from "./preview-kakao.js";
import { drawSlack } from "./preview-slack.js";
import { said } from "./preview-words.js";

const drawers = {
  slack: drawSlack,
  kakao: drawKakao,
  terminal: ({ text }) => [el("pre", { class: "as-terminal", tabindex: 0 }, text)],
};

/** @param tools.menu the select that says which surface; `here` where the page is */
export function buildPreview({ here, menu }) {
  const sheet = new URL("./preview.css", import.meta.url);
  const styled = loaded(el("link", { rel: "stylesheet", href: sheet.href }));
  const host = el("section", { class: "preview", id: "preview", tabindex: -1, hidden: true });
  const covered = [byId("talk"), byId("composer"), byId("latest")];
  byId("talk").before(host);
  /** What was asked for last: one that comes late is not drawn over it. */
  let asked = 0;

  const leave = () => {
    asked += 1;
    menu.value = "web";
    host.hidden = true;
    for (const node of covered) node.classList.remove("covered");
    byId("say").focus();
  };
  host.addEventListener("keydown", (event) => event.key === "Escape" && leave());

  return {
    async show(surface) {
      if (surface === "web") return leave();
      const mine = ++asked;
      const [{ entries }] = await Promise.all([getPreview(here(), surface), styled]);
      if (mine !== asked) return;
      const back = el("button", { type: "button", class: "back", onclick: leave }, said("back"));
      host.replaceChildren(
        el("header", { class: "preview-top" }, el("h2", {}, said(surface)), el("p", {}, said("note")), back),
        entries.length === 0
          ? el("p", { class: "preview-empty" }, said("empty"))
          : el("div", { class: `stage on-${surface}` }, ...entries.flatMap((entry) => drawEntry(entry))),
      );
      host.setAttribute("aria-label", said(surface));
      const opened = host.hidden;
      host.hidden = false;
      for (const node of covered) node.classList.add("covered");
      if (opened) host.focus();
      host.scrollTop = host.scrollHeight;
    },
  };
}

function loaded(link) {
  const done = new Promise((go) => {
    link.addEventListener("load", go);
    link.addEventListener("error", go);
  });
  document.head.append(link);
  return done;
}

function drawEntry({ said: text, files, drawn }) {
  const asked = [...files, ...(files.length === 0 && text ? [text] : [])];
  return [
    ...asked.map((one) => el("p", { class: "as-said" }, one)),
    el("div", { class: "as-answer" }, ...drawers[drawn.kind](drawn)),
    drawn.payloads && drawChecked(drawn),
  ].filter(Boolean);
}

/** What the validator says, and the payloads themselves. */
function drawChecked({ payloads, problems }) {
  const count = (level) => problems.filter((one) => one.level === level).length;
  const [errors, warnings] = [count("error"), count("warn")];
  return el(
    "div",
    { class: "checked" },
    el(
      "p",
      { class: errors + warnings > 0 ? "verdict bad" : "verdict" },
      said(errors + warnings > 0 ? "bad" : "good", { errors, warnings }),
    ),
    problems.length > 0 &&
      el("ul", {}, ...problems.map(({ path, rule }) => el("li", {}, el("code", {}, path), ` ${rule}`))),
    el(
      "details",
      {},
      el("summary", {}, said("payload")),
      el("pre", { tabindex: 0, "aria-label": said("payload") }, JSON.stringify(payloads, null, 2)),
    ),
  );
}
