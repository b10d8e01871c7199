// What stands unsent in the message box, one text a person and conversation; a reload or a look elsewhere does not lose it.

import { keep, kept } from "./store.js";

const name = "drafts";
/** Conversations whose texts are kept, the last ones. */
const most = 30;

/** @returns `{ text, edited }`, `edited` the message that is being said anew, when one is */
export function draftOf(place) {
  return kept(name, {})[place];
}

export function keepDraft(place, { text, edited }) {
  const { [place]: _before, ...others } = kept(name, {});
  const all = text === "" ? others : { ...others, [place]: { text, ...(edited && { edited }) } };
  keep(name, Object.fromEntries(Object.entries(all).slice(-most)));
}
