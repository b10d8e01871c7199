// What goes with words that may not stay: what is left still stands in sentences of its own.

import { expect, test } from "vitest";
import { removal } from "../../../src/capabilities/compliance/removal.ts";

function without(text: string, word: string): string {
  const start = text.indexOf(word);
  const cut = removal(text, { start, end: start + word.length }, "sentence");
  return cut ? text.slice(0, cut.start) + text.slice(cut.end) : text;
}

test.each([
  ["꼼꼼히 보세요. 한 알이면 낫습니다. 지금 만나요.", "낫습니다", "꼼꼼히 보세요. 지금 만나요."],
  ["꼼꼼히 보세요.\n한 알이면 낫습니다.\n지금 만나요.", "낫습니다", "꼼꼼히 보세요.\n지금 만나요."],
  ["한 알이면 낫습니다. 지금 만나요.", "낫습니다", "지금 만나요."],
  ["Look first. It cures colds. Buy today.", "cures", "Look first. Buy today."],
])("of %j without %j stays %j", (text, word, left) => {
  expect(without(text, word)).toBe(left);
});
