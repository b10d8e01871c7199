// Nouns that are spelled right although nobody listed them as names: no slips of other words, one stretch each, still unknown.

import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loadYaml } from "../../src/language/data.ts";
import { read } from "../../src/language/read.ts";
import { isKoreanRight } from "../../src/language/right-words.ts";

const today = Temporal.PlainDate.from("2026-11-21");

function unknown(text: string): string[] {
  return read(text, today).lexemes.flatMap((lexeme) => (lexeme.kind === "unknown" ? [lexeme.text] : []));
}

describe("words that are spelled right", () => {
  it.each([
    "어린이 비타민 광고비",
    "테이블 캠페인 꺼줘",
    "유진님 권한이 뭐야",
    "유진 권한 바꿔줘",
    "baby stroller clicks last week",
  ])("are mended into nothing else: %s", (said) => expect(read(said, today).text).toBe(said));

  it.each([
    ["어린이 비타민 광고비", ["어린이", "비타민"]],
    ["드립백 캠페인 성과", ["드립백"]],
    ["드립백세트 예산", ["드립백세트"]],
    ["어린이날 프로모션 예산 올려줘", ["어린이날", "프로모션"]],
    ["테이블 광고비 얼마야", ["테이블"]],
    ["유진이 승인했어?", ["유진"]],
    ["stroller ctr", ["stroller"]],
    ["김치만두 캠페인 꺼줘", ["김치만두"]],
    ["인형은 어제 얼마 썼어", ["인형"]],
  ])("stay names that nobody knows: %s", (said, names) => expect(unknown(said)).toEqual(names));
});

describe("Korean words", () => {
  it.each(["유진", "유진님", "어린이음료", "어린이음료는", "드립백스무개입"])(
    "are right with what is glued to them: %s",
    (word) => expect(isKoreanRight(word)).toBe(true),
  );

  it.each(["지안주", "여제", "캡페인별"])("that a short one only begins may be slips: %s", (word) =>
    expect(isKoreanRight(word)).toBe(false),
  );

  it("are mended although a short noun begins them", () => {
    expect(read("지안주 광고비", today).text).toBe("지난주 광고비");
  });
});

describe("known words", () => {
  it("stay known where the lists name them too", () => {
    expect(unknown("감귤 슬로건하나만 뽑아줘")).toEqual(["감귤", "하나"]);
    expect(unknown("쿠폰 문구 정리함")).not.toContain("정리함");
  });
});

describe("the lists", () => {
  it.each(["korean-things", "english-things"])("name each word once: %s", (name) => {
    const groups = loadYaml(name, z.record(z.string(), z.string()));
    const words = Object.values(groups).flatMap((text) => text.trim().split(/\s+/));

    expect(new Set(words).size).toBe(words.length);
    expect(words.length).toBeGreaterThan(600);
  });
});
