// The conversation on the page: one entry a message, drawn live while its turn runs and replaced by what is stored when it ends.

import { drawCard } from "./card.js";
import { byId, el, svg } from "./dom.js";
import { sayAll, t } from "./words.js";

/** Within so many pixels of the end the view follows new content. */
const nearEndPx = 160;

export function buildTalk(acts) {
  const host = byId("entries");
  const scroller = byId("talk");
  const latest = byId("latest");
  /** One per message by its id: its element, the answer's element and what is drawn live. */
  let entries = new Map();

  const nearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEndPx;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    latest.hidden = true;
  };

  latest.addEventListener("click", toEnd);
  scroller.addEventListener("scroll", () => nearEnd() && (latest.hidden = true), { passive: true });

  /** Runs a change of the page; who reads at the end stays there, and sees a long answer from its beginning. */
  function following(change) {
    const followed = nearEnd();
    const changed = change();
    if (!followed) latest.hidden = nearEnd();
    else if (changed && changed.node.offsetHeight > scroller.clientHeight - 40) toTop(changed.node);
    else toEnd();
  }

  function toTop(node) {
    scroller.scrollTop += node.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 16;
  }

  function entryOf(id, said, files) {
    const known = entries.get(id);
    if (known) return known;
    host.querySelector(".hello")?.remove();
    const answer = el(
      "div",
      { class: "answer", "aria-busy": "true" },
      el("p", { class: "waiting" }, t("thinking")),
    );
    const words = files?.length ? files.map((name) => saidLine(name, true)) : said ? [saidLine(said)] : [];
    const node = el("article", { class: "entry" }, ...words, answer);
    const entry = { node, answer, words: undefined, progress: undefined, done: false };
    entries.set(id, entry);
    host.append(node);
    return entry;
  }

  /** Puts `node` at the end of a running answer, in place of "thinking". */
  function add(entry, node) {
    entry.answer.querySelector(":scope > .waiting")?.remove();
    entry.progress?.remove();
    entry.progress = undefined;
    entry.answer.append(node);
  }

  return {
    clear(hello) {
      entries = new Map();
      host.replaceChildren(...(hello ? [hello] : []));
      latest.hidden = true;
    },
    toEnd,
    said: ({ id, said, files }) => following(() => entryOf(id, said, files)),
    progress: ({ id, card }) =>
      following(() => {
        const entry = entryOf(id);
        if (entry.done) return;
        const node = drawCard(card, acts, true);
        add(entry, node);
        entry.progress = node;
      }),
    card: ({ id, card }) =>
      following(() => {
        const entry = entryOf(id);
        if (!entry.done) add(entry, drawCard(card, acts, true));
      }),
    words: ({ id, text }) =>
      following(() => {
        const entry = entryOf(id);
        if (entry.done) return;
        if (!entry.words) add(entry, (entry.words = el("p", { class: "text plain" })));
        entry.words.textContent += text;
      }),
    end: ({ id, said, files, cards }, loud = true) =>
      following(() => {
        const entry = entryOf(id, said, files);
        if (entry.done) return undefined;
        entry.done = true;
        entry.answer.replaceChildren(...cards.map(({ card }) => drawCard(card, acts)));
        entry.answer.removeAttribute("aria-busy");
        if (loud) announce(cards);
        return entry;
      }),
    /** A message on its way: shown at once, taken over by its entry when the server has it. */
    outgoing(text, file) {
      const note = el("p", { class: "waiting" }, t("thinking"));
      const node = el("article", { class: "entry" }, saidLine(text, file), note);
      host.querySelector(".hello")?.remove();
      host.append(node);
      toEnd();
      return {
        note: (words) => (note.textContent = words),
        arrived: () => node.remove(),
        failed(reason, again) {
          const button = again && el("button", { type: "button" }, t("again"));
          const line = el("p", { class: "unsent", role: "alert" }, `${reason} `, button);
          button?.addEventListener("click", () => {
            line.replaceWith(note);
            again();
          });
          note.replaceWith(line);
        },
      };
    },
    sayAgain: () => sayAll(host),
  };
}

function saidLine(text, dropped = false) {
  return el("p", { class: "said" }, dropped && clip(), text);
}

function clip() {
  const path =
    "M20 11.5 12 19.4a5 5 0 0 1-7.1-7.1l8.2-8a3.4 3.4 0 0 1 4.8 4.8l-8 7.9a1.7 1.7 0 0 1-2.5-2.4l7.3-7.2";
  return svg("svg", { class: "clip", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path }));
}

/** Tells a screen reader the first sentence of an answer, not its tables. */
function announce(cards) {
  const lead = cards.flatMap(({ card }) => card.parts).find(({ kind }) => kind === "text");
  byId("announce").textContent = `${t("arrived")} ${lead?.text ?? ""}`;
}
