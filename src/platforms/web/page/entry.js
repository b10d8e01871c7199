// One message of the conversation with its answer.

import { drawCard } from "./card.js";
import { el, svg } from "./dom.js";
import { drawTools } from "./tools.js";
import { t } from "./words.js";

/** Shorter waits are not counted. */
const quickSeconds = 2;

/** A message as it is shown, its answer still to come: its element, the answer's element and what is drawn live. */
export function makeEntry({ id, said, files, by }, acts) {
  const answer = el("div", { class: "answer", "aria-busy": "true" }, waitingLine(t("thinking")));
  const words = files?.length ? files.map((name) => saidLine(name, true)) : said ? [saidLine(said)] : [];
  const node = el("article", { class: "entry" }, ...words, answer);
  const entry = { id, node, answer, words: undefined, progress: undefined, done: false };
  if (by === "message") offerEdit(entry, { id, said }, acts);
  return entry;
}

/** A message as it is stored: with its answer, when it has one. */
export function storedEntry(message, acts) {
  const entry = makeEntry(message, acts);
  if (message.cards) finish(entry, message.cards, acts);
  if (message.replaced) fold(entry);
  return entry;
}

/** Puts the stored answer in the place of what was drawn live. */
export function finish(entry, cards, acts) {
  entry.done = true;
  entry.answer.replaceChildren(...cards.map(({ card }) => drawCard(card, acts)));
  entry.answer.append(drawTools(entry.answer, cards, () => acts.explain(entry.id)));
  entry.answer.removeAttribute("aria-busy");
  entry.node.classList.add("settled");
}

/** Folds a message that was said anew. */
export function fold({ node }) {
  if (node.querySelector(":scope > .replaced")) return;
  node.querySelector(".edit")?.remove();
  const summary = el("summary", { "data-words": "replaced" }, t("replaced"));
  node.append(el("details", { class: "replaced" }, summary, ...node.childNodes));
}

/** Lets a written message be said anew. */
export function offerEdit(entry, { id, said }, acts) {
  if (entry.message) return;
  entry.message = { id, text: said };
  const button = el("button", { type: "button", class: "edit", "data-words": "edit" }, t("edit"));
  button.addEventListener("click", () => acts.edit(entry.message));
  entry.node.querySelector(".said")?.after(button);
}

/** Puts `node` at the end of a running answer, in place of "thinking". */
export function add(entry, node) {
  entry.answer.querySelector(":scope > .waiting")?.remove();
  entry.progress?.remove();
  entry.progress = undefined;
  entry.answer.append(node);
  showWait(entry.answer);
}

/** Takes away what was drawn live: it comes again from the start. */
export function restart(entry) {
  entry.answer.replaceChildren(waitingLine(t("thinking")));
  entry.words = entry.progress = undefined;
}

/**
 * Says that an answer of some length is still being made, and for how long; not for ears: they are told of each step.
 * @param at the answer's element, or that of a message on its way
 */
export function showWait(at) {
  const since = Number((at.closest(".entry").dataset.since ??= performance.now()));
  const seconds = Math.round((performance.now() - since) / 1_000);
  if (seconds < quickSeconds) return;
  const note = at.querySelector(".waiting") ?? at.appendChild(waitingLine(t("thinking")));
  const shown =
    note.querySelector(".since") ?? note.appendChild(el("span", { class: "since", "aria-hidden": "true" }));
  shown.textContent = t("seconds", { n: seconds });
}

export function waitingLine(text) {
  return el("p", { class: "waiting" }, text);
}

export function saidLine(text, dropped = false) {
  return el("p", { class: "said" }, dropped && clip(), text);
}

function clip() {
  const path =
    "M20 11.5 12 19.4a5 5 0 0 1-7.1-7.1l8.2-8a3.4 3.4 0 0 1 4.8 4.8l-8 7.9a1.7 1.7 0 0 1-2.5-2.4l7.3-7.2";
  return svg("svg", { class: "clip", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path }));
}
