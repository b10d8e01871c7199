import { describe, expect, it } from "vitest";
import { josa } from "../../src/language/josa.ts";
import { decompose, isInitials } from "../../src/language/jamo.ts";
import { otherLayouts } from "../../src/language/keyboard.ts";
import { initialsOf, nameKey, similarity } from "../../src/language/names.ts";

describe("names", () => {
  it("gives one key to spellings that differ in spaces, signs, width and case", () => {
    const spellings = [
      "여름_세일 2026",
      "여름 세일(2026)",
      "여름세일２０２６",
      "여름-세일 2026".normalize("NFD"),
    ];

    expect(new Set(spellings.map(nameKey))).toEqual(new Set(["여름세일2026"]));
    expect(nameKey("Summer SALE!")).toBe("summersale");
  });

  it("counts one wrong vowel as one of seven jamo", () => {
    expect(decompose("초여름")).toBe("ㅊㅗㅇㅕㄹㅡㅁ");
    expect(similarity("쵸여름", "초여름")).toBeCloseTo(6 / 7, 10);
  });

  it("counts two swapped letters as one step", () => {
    expect(similarity("camapign", "campaign")).toBeCloseTo(7 / 8, 10);
  });

  it("finds nothing in common between a word and an empty one", () => {
    expect(similarity("!!", "")).toBe(0);
    expect(similarity("여름", "winter")).toBe(0);
    expect(similarity("Olive Oil", "olive-oil")).toBe(1);
  });

  it("takes the initial consonants of a name", () => {
    expect(initialsOf("초여름 샌들 2")).toBe("ㅊㅇㄹㅅㄷ2");
    expect(isInitials("ㅊㅇㄹ")).toBe(true);
    expect(isInitials("ㅋ큐")).toBe(false);
  });
});

describe("keyboard layouts", () => {
  it.each([
    ["fhdktm", "로아스"],
    ["tjdrhk", "성과"],
    ["ㅡㄷㅅㅁ", "meta"],
    ["개ㅁㄴ", "roas"],
    ["tkffl", "살리"],
    ["Wlrh", "찌고"],
    ["rkqtdl", "값이"],
  ])("reads %s as %s", (typed, meant) => {
    expect(otherLayouts(typed)).toContain(meant);
  });

  it("offers no reading that leaves single consonants", () => {
    expect(otherLayouts("roas")).toEqual([]);
    expect(otherLayouts("123")).toEqual([]);
    expect(otherLayouts("voucher")).toEqual([]);
  });
});

describe("particles", () => {
  it.each([
    ["ROAS", "은/는", "ROAS는"],
    ["CTR", "은/는", "CTR은"],
    ["CPM", "이/가", "CPM이"],
    ["메타", "와/과", "메타와"],
    ["7", "은/는", "7은"],
    ["10", "으로/로", "10으로"],
    ["1,000", "이/가", "1,000이"],
    ["320%", "을/를", "320%를"],
    ["Google", "을/를", "Google을"],
    ["Google", "으로/로", "Google로"],
    ["Meta", "이/가", "Meta가"],
    ["'여름 세일'", "을/를", "'여름 세일'을"],
    ["0", "은/는", "0은"],
  ] as const)("writes %s with %s as %s", (word, pair, written) => {
    expect(josa(word, pair)).toBe(written);
  });
});
