import { expect, test } from "vitest";
import { capitals } from "../../../src/capabilities/compliance/checks/capitals.ts";
import {
  phoneInText,
  punctuation,
  spacedLetters,
} from "../../../src/capabilities/compliance/checks/gimmicks.ts";
import type { Hit, Seen } from "../../../src/capabilities/compliance/checks/hit.ts";
import { misspelt } from "../../../src/capabilities/compliance/checks/spelling.ts";
import { plainWriting } from "../../../src/capabilities/compliance/lettering.ts";
import { viewOf } from "../../../src/capabilities/compliance/text.ts";

const seen = (text: string, field = "headline"): Seen => ({
  text,
  view: viewOf(text),
  facts: {},
  channel: "google_search",
  field,
  lang: "en",
  inCopy: () => false,
  listed: () => [],
});
const words = (text: string, hits: readonly Hit[]): string[] =>
  hits.map(({ start, end }) => text.slice(start, end));

test("shouted, alternating and pointed words are gimmicks, names and codes are not", () => {
  expect(
    ["HUGE lamp week", "lAmPs for you", "S.A.L.E. on lamps", "ＦＲＥＥ lamps"].filter(
      (text) => capitals(seen(text)).length === 0,
    ),
  ).toEqual([]);
  expect(
    ["USB-C lamp by IKEA", "Enter LAMP15 now", "P.O. Box lamps", "Model KX-900 lamps"].filter(
      (text) => capitals(seen(text)).length > 0,
    ),
  ).toEqual([]);
});

test("a mark may stand once, in a headline no exclamation mark", () => {
  const text = "Lamps?? Yes. Lamps!";

  expect(words(text, punctuation(seen(text)))).toEqual(["??", "!"]);
  expect(punctuation(seen("Lamps. Yes! Lamps", "description"))).toEqual([]);
});

test("signs for letters are seen, names with digits are not", () => {
  expect(
    ["l@mps", "$hop lamps", "l a m p s", "b1g lamps", "특♥가 전등"].filter(
      (text) => spacedLetters(seen(text)).length === 0,
    ),
  ).toEqual([]);
  expect(
    ["mp3 lamps", "lamps at hi@lamps.com", "물 한 잔 어때요", "U.S. lamps"].filter(
      (text) => spacedLetters(seen(text)).length > 0,
    ),
  ).toEqual([]);
});

test("phone numbers are seen in figures of any width and in words, dates are not", () => {
  expect(
    ["02-123-4567", "０２－１２３－４５６７", "공일공 1234 5678", "1-800-LAMPS-4U"].filter(
      (text) => phoneInText(seen(text)).length === 0,
    ),
  ).toEqual([]);
  expect(phoneInText(seen("2026-11-24, 1,299 lamps"))).toEqual([]);
});

test("the answer is the same word in ordinary writing", () => {
  expect(plainWriting("lower", "S.A.L.E. on lamps", 0, 8, "headline")).toBe("Sale");
  expect(plainWriting("lower", "Lamps NOW", 6, 9, "headline")).toBe("now");
  expect(plainWriting("once", "Lamps??", 5, 7, "headline")).toBe("?");
  expect(plainWriting("once", "Lamps!!", 5, 7, "headline")).toBe("");
  expect(plainWriting("plain", "l a m p s", 0, 9, "headline")).toBe("lamps");
  expect(plainWriting("plain", "ch3@p", 0, 5, "headline")).toBe("cheap");
});

test("a common word with one slip is misspelt, another word is not", () => {
  expect(
    ["lampz", "winterr sale", "delivry in a day", "chesp shose"].filter(
      (text) => misspelt(seen(text)).length === 0,
    ),
  ).toEqual([]);
  expect(
    ["Waltz lessons", "prize draw", "Colour swatches", "officer boots"].filter(
      (text) => misspelt(seen(text)).length > 0,
    ),
  ).toEqual([]);
});
