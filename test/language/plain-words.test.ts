import { describe, expect, it } from "vitest";
import { latinSlips } from "../../src/language/latin-slips.ts";
import { isPlainNoun, isPlainWord } from "../../src/language/plain-words.ts";
import { isPredicate } from "../../src/language/predicates.ts";
import { read } from "../../src/language/read.ts";

const today = Temporal.PlainDate.from("2026-11-21");

function unknown(text: string): string[] {
  return read(text, today).lexemes.flatMap((lexeme) => (lexeme.kind === "unknown" ? [lexeme.text] : []));
}

describe("everyday words", () => {
  it.each(["creeping", "claims", "directors", "halved", "assuming", "ballpark", "quickly", "worried"])(
    "an English word names no product: %s",
    (word) => expect(isPlainWord(word)).toBe(true),
  );

  it.each(["sampler", "granola", "lamp", "boots", "latte", "pillow"])(
    "a thing that is sold may be a name: %s",
    (word) => expect(isPlainWord(word)).toBe(false),
  );

  it("tells nouns that live in names from those of the office", () => {
    expect(isPlainNoun("promotion")).toBe(true);
    expect(isPlainNoun("spreadsheet")).toBe(false);
  });

  it("sees two letters in the wrong order", () => {
    expect(latinSlips("histroy")).toEqual([{ meant: "history", trust: "sure" }]);
    expect(latinSlips("granola")).toEqual([]);
  });

  it("leaves the name alone and explains the rest of a sentence", () => {
    expect(unknown("my director suspects the desk lamp is creeping into the boardroom deck")).toEqual([
      "desk",
      "lamp",
    ]);
    expect(unknown("팀장님이 물어보셔서 그런데 수면베개 슬슬 쪼그라드는지 파악해줘")).toEqual(["수면베개"]);
  });

  it("takes a capital in the middle of a sentence for a name, at its start for nothing", () => {
    expect(unknown("Explain the clicks of Claim please")).toEqual(["claim"]);
    expect(unknown("Suspect spend yesterday")).toEqual([]);
  });
});

describe("Korean verbs and adjectives", () => {
  it.each([
    "붙여놓고",
    "쪼그라든",
    "올린다",
    "파악해주십쇼",
    "나았나",
    "골라줘",
    "들었던",
    "빨라졌는지",
    "어려운데",
  ])("are known in any form: %s", (word) => expect(isPredicate(word)).toBe(true));

  it.each([
    "강아지",
    "보리차",
    "가습기",
    "보자기",
    "도시락",
    "캠핑의자",
    "기저귀",
    "라면",
    "바나나",
    "떡볶이",
  ])("a noun is none: %s", (word) => expect(isPredicate(word)).toBe(false));
});
