// Search in the conversation: marks what is found as one types, leads from one place to the next.

import { byId } from "./dom.js";
import { t } from "./words.js";

/** More places than this are counted, not marked. */
const mostMarks = 2_000;

/** What is not on the page is asked for when nobody has typed for so long. */
const restMs = 300;

/**
 * @param onClose called when the person is done, to give the focus back
 * @param older the messages above: `isMore()`, `find(text)`
 */
export function buildFind({ onClose, older }) {
  const bar = byId("find-bar");
  const box = byId("find");
  const count = byId("find-count");
  let places = [];
  let at = -1;
  /** Searches above so far: one that comes late finds nothing. */
  let searches = 0;
  /** The text that stands nowhere above the page. */
  let notAbove;
  let resting;

  const asked = () => box.value.trim();
  const mayBeAbove = () => asked() !== "" && older.isMore() && notAbove !== asked();
  const show = () => {
    const some = places.length > 0;
    const of = `${at + 1} / ${places.length}${mayBeAbove() ? "+" : ""}`;
    count.textContent = asked() === "" ? "" : some ? of : t(mayBeAbove() ? "finding" : "notFound");
    mark("found", places.slice(0, mostMarks));
    mark("found-here", some ? [places[at]] : []);
  };
  const look = () => {
    places = placesOf(box.value);
    at = places.length - 1;
    searches += 1;
    clearTimeout(resting);
    if (places.length === 0 && mayBeAbove()) resting = setTimeout(lookAbove, restMs);
    step(0);
  };
  const lookAbove = async () => {
    const mine = ++searches;
    const text = asked();
    const known = places.length;
    count.textContent = t("finding");
    const found = await older.find(text).catch(() => undefined);
    if (mine !== searches || bar.hidden) return;
    if (found === false) notAbove = text;
    places = placesOf(text);
    const above = places.length - known;
    // Nothing above: round to the last one, as ever.
    at = above > 0 ? above - 1 : places.length - 1;
    step(0);
    if (found === undefined) count.textContent = t("findFailed");
  };
  const step = (by) => {
    if (by < 0 && at <= 0 && mayBeAbove()) return void lookAbove();
    if (places.some((place) => !place.startContainer.isConnected)) places = placesOf(box.value);
    if (places.length > 0) at = (at + by + places.length) % places.length;
    if (places[at]) bringIntoView(places[at]);
    show();
  };
  const open = () => {
    bar.hidden = false;
    box.focus();
    box.select();
    look();
  };
  const close = () => {
    if (bar.hidden) return;
    bar.hidden = true;
    clearTimeout(resting);
    searches += 1;
    places = [];
    show();
    onClose();
  };

  box.addEventListener("input", look);
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && event.target === box) {
      event.preventDefault();
      step(event.shiftKey ? 1 : -1);
    }
  });
  // The newest is found first: "before" leads up, to what was said earlier.
  byId("find-up").addEventListener("click", () => step(-1));
  byId("find-down").addEventListener("click", () => step(1));
  byId("find-close").addEventListener("click", close);
  byId("find-open").addEventListener("click", () => (bar.hidden ? open() : close()));

  return {
    open,
    /** The conversation is another one now. */
    reset() {
      notAbove = undefined;
      if (!bar.hidden) look();
    },
  };
}

/** Ranges of every place in the conversation, in order; letters alike in any case and Hangul in one normal form. */
function placesOf(asked) {
  const wanted = plain(asked.trim());
  if (wanted === "") return [];
  const texts = document.createTreeWalker(byId("entries"), NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".tools, svg title") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found = [];
  while (texts.nextNode()) found.push(...rangesIn(texts.currentNode, wanted));
  return found;
}

function rangesIn(node, wanted) {
  const text = plain(node.data);
  const ranges = [];
  // Where lower case or a normal form is of another length, places cannot be counted in the text as it stands.
  if (text.length !== node.data.length) return ranges;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + wanted.length);
    ranges.push(range);
  }
  return ranges;
}

function plain(text) {
  return text.normalize("NFC").toLowerCase();
}

function bringIntoView(place) {
  const node = place.startContainer.parentElement;
  node.closest("details")?.setAttribute("open", "");
  if (node.closest("tr[hidden]")) node.closest(".sheet").querySelector(".more")?.click();
  node.scrollIntoView({ block: "center", inline: "nearest" });
}

/** Marks ranges without touching the conversation's elements; older browsers only scroll there. */
function mark(name, ranges) {
  if (CSS.highlights) CSS.highlights.set(name, new Highlight(...ranges));
}
