import { describe, expect, it } from "vitest";
import { read } from "../../src/language/read.ts";

const today = Temporal.PlainDate.from("2026-11-21");

function given(text: string): string[] {
  return read(text, today).lexemes.flatMap((lexeme) => (lexeme.kind === "quote" ? [lexeme.words] : []));
}

describe("texts that are handed over", () => {
  it.each([
    ["이 문구 검토해줘: 오늘만 반값! 놓치면 끝.", "오늘만 반값! 놓치면 끝."],
    ["rewrite this headline:\nsave 50% today", "save 50% today"],
    ["심의 좀 봐줘\n먹기만 해도 빠진다", "먹기만 해도 빠진다"],
  ])("stay one text: %s", (message, text) => {
    expect(given(message)).toEqual([text]);
  });

  it("are no slots of a wish, no time of day and no question", () => {
    expect(
      ["카피 써줘. 제품: 겨울 코트", "문구 리포트 9:30에 보내줘", "하나만 더: 어제 광고비 얼마야?"].flatMap(
        given,
      ),
    ).toEqual([]);
  });
});
