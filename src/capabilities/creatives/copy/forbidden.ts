// Words that need proof, promise too much or press: never written, and taken out of what is given.

import { forbiddenPatterns } from "./data.ts";

const forbidden = new RegExp(forbiddenPatterns.join("|"), "iu");

export function isForbidden(text: string): boolean {
  return forbidden.test(text);
}

/** `text` without the words that hold such a term, and those words; nothing is taken when nothing would be left. */
export function withoutForbidden(text: string): { text: string; taken: string[] } {
  const words = text.split(/\s+/).filter(Boolean);
  const taken = words.filter((word) => isForbidden(word));
  const kept = words.filter((word) => !isForbidden(word)).join(" ");
  return { text: isForbidden(kept) ? "" : kept, taken };
}
