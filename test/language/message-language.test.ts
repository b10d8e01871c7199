// In which language a message is answered.

import { expect, it } from "vitest";
import { messageLanguage } from "../../src/language/message-language.ts";

it.each([
  ["/co9ma stop", "ko", "ko"],
  ["/co9ma stop", "en", "en"],
  ["co9ma status", "ko", "ko"],
  ["stop everything", "ko", "en"],
  ["/co9ma stop please do it now", "ko", "en"],
  ["지난주 성과", "en", "ko"],
] as const)("%s, with %s around it: %s", (text, around, lang) => {
  expect(messageLanguage(text, around)).toBe(lang);
});
