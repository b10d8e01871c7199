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

test.each([
  ["오늘 밤엔 이거 덮고 자라. 지금 만나요.", "자라", "지금 만나요."],
  ["다른 세제와 비교해 보세요. 한 통에 2kg입니다.", "다른 세제와 비교해", "한 통에 2kg입니다."],
  ["노란 마을 최고 빵집. 지금 만나요.", "최고", "노란 마을 빵집. 지금 만나요."],
])("no stump is left of %j without %j", (text, word, left) => {
  const start = text.indexOf(word);
  const cut = removal(text, { start, end: start + word.length }, "auto");
  expect(cut && (text.slice(0, cut.start) + text.slice(cut.end)).trim()).toBe(left);
});
