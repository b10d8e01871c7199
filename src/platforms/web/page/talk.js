// The conversation on the page: one entry a message, drawn live while its turn runs and replaced by what is stored when it ends.

import { drawCard } from "./card.js";
import { byId, el, pause } from "./dom.js";
import {
  add,
  finish,
  fold,
  makeEntry,
  offerEdit,
  restart,
  saidLine,
  showWait,
  storedEntry,
  waitingLine,
} from "./entry.js";
import { t } from "./words.js";

/** Within so many pixels of the end the view follows new content. */
const nearEndPx = 160;
/** Drawing older messages gives way to a finger after so long. */
const sliceMs = 20;

export function buildTalk(acts) {
  const host = byId("entries");
  const scroller = byId("talk");
  const latest = byId("latest");
  /** One per message by its id, in order. */
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

  function entryOf(message) {
    const known = entries.get(message.id);
    if (known) {
      if (message.by === "message") offerEdit(known, message, acts);
      return known;
    }
    host.querySelector(".hello")?.remove();
    const entry = makeEntry(message, acts);
    entries.set(message.id, entry);
    // What is still on its way was written later.
    host.insertBefore(entry.node, host.querySelector(":scope > .outgoing"));
    acts.onRunning(true);
    return entry;
  }

  /** What takes long says how long it has been: what moves is still at work. */
  setInterval(() => {
    for (const running of host.querySelectorAll(".answer[aria-busy], .outgoing:has(> .waiting)"))
      showWait(running);
  }, 1_000);

  function tellRunning() {
    acts.onRunning([...entries.values()].some(({ done }) => !done));
  }

  return {
    clear(hello) {
      entries = new Map();
      host.replaceChildren(...(hello ? [hello] : []));
      latest.hidden = true;
      tellRunning();
    },
    /** Draws a conversation anew, its end in view. */
    show(messages) {
      entries = new Map(messages.map((message) => [message.id, storedEntry(message, acts)]));
      host.replaceChildren(...[...entries.values()].map(({ node }) => node));
      tellRunning();
      toEnd();
    },
    /**
     * Puts older messages above the others; what is in view stays where it is.
     * @param still whether they still belong here; asked after each pause, in which the page may do other things
     * @returns the first one's element, or `undefined` when they came too late
     */
    async before(messages, still) {
      const older = new Map();
      let began = performance.now();
      for (const message of messages) {
        if (performance.now() - began > sliceMs) {
          await pause();
          began = performance.now();
        }
        older.set(message.id, storedEntry(message, acts));
      }
      await pause();
      if (!still()) return undefined;
      const first = host.firstElementChild;
      const top = first?.getBoundingClientRect().top;
      host.prepend(...[...older.values()].map(({ node }) => node));
      entries = new Map([...older, ...entries]);
      if (first) scroller.scrollTop += first.getBoundingClientRect().top - top;
      return host.firstElementChild;
    },
    /** What is drawn of running answers comes again from the start: the line was lost in their middle. */
    restart() {
      for (const entry of entries.values()) if (!entry.done) restart(entry);
    },
    toEnd,
    has: (id) => entries.has(id),
    /** The last message, when nothing but its answer came after it. */
    lastMessage: () => [...entries.values()].at(-1)?.message,
    /** Whether this message is the one that is being answered. */
    isNext: (id) => [...entries.values()].find(({ done }) => !done) === entries.get(id),
    replaced(id) {
      const entry = entries.get(id);
      if (entry) fold(entry);
    },
    said: (entry) => following(() => entryOf(entry)),
    progress: ({ id, card }) =>
      following(() => {
        const entry = entryOf({ id });
        if (entry.done) return;
        const node = drawCard(card, acts, true);
        add(entry, node);
        entry.progress = node;
        byId("announce").textContent = node.textContent;
      }),
    card: ({ id, card }) =>
      following(() => {
        const entry = entryOf({ id });
        if (!entry.done) add(entry, drawCard(card, acts, true));
      }),
    words: ({ id, text }) =>
      following(() => {
        const entry = entryOf({ id });
        if (entry.done) return;
        if (!entry.words) add(entry, (entry.words = el("p", { class: "text plain" })));
        entry.words.textContent += text;
      }),
    end: ({ cards, ...ended }) =>
      following(() => {
        const entry = entryOf(ended);
        if (entry.done) return undefined;
        finish(entry, cards, acts);
        tellRunning();
        announce(cards);
        return entry;
      }),
    /** An answer that is in view says something else by now: a request on it was decided, here or elsewhere. */
    redrawn: ({ id, cards }) => {
      const entry = entries.get(id);
      if (!entry?.done) return;
      const held = entry.answer.contains(document.activeElement);
      finish(entry, cards, acts);
      // Whoever stood on a button that is gone goes on from the same answer.
      if (held) {
        entry.answer.tabIndex = -1;
        entry.answer.focus({ preventScroll: true });
      }
    },
    /** A message on its way: shown at once, taken over by its entry when the server has it. */
    outgoing: (text, file) => {
      const note = waitingLine(t("thinking"));
      const node = el("article", { class: "entry outgoing" }, saidLine(text, file), note);
      host.querySelector(".hello")?.remove();
      host.append(node);
      toEnd();
      const told = (name, role, reason, again) => {
        const button = again && el("button", { type: "button" }, t("again"));
        const line = el("p", { class: name, role }, `${reason} `, button);
        button?.addEventListener("click", () => {
          line.replaceWith(note);
          again();
        });
        following(() => (node.querySelector(".unsent") ?? note).replaceWith(line));
      };
      return {
        note: (words) => (note.textContent = words),
        arrived: () => node.remove(),
        failed: (reason, again) => told("unsent", "alert", reason, again),
        // Tried again and again: it is told once.
        later: (again) =>
          node.querySelector(".later") || told("unsent later", "status", t("sentLater"), again),
      };
    },
  };
}

/** Tells a screen reader the first sentence of an answer, not its tables. */
function announce(cards) {
  const lead = cards.flatMap(({ card }) => card.parts).find(({ kind }) => kind === "text");
  byId("announce").textContent = `${t("arrived")} ${lead?.text ?? ""}`;
}
