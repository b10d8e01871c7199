import { describe, expect, it } from "vitest";
import { Failure, failureCodes, failureText } from "../../src/core/failure.ts";
import { words } from "../../src/core/locale.ts";

describe("failures", () => {
  it.each(Object.entries(failureCodes))(
    "%s says what happened and what to do next in both languages",
    (_code, texts) => {
      for (const text of [texts.say.ko, texts.say.en, texts.next.ko, texts.next.en])
        expect(text.length).toBeGreaterThan(5);
      expect(texts.say.ko).toMatch(/[가-힣]/);
      expect(texts.next.ko).toMatch(/[가-힣]/);
    },
  );

  it("prefers the words of the place that failed", () => {
    const failure = new Failure("invalid", "empty file", {
      say: words("빈 파일이에요.", "The file is empty."),
    });

    expect(failureText(failure, "ko")).toEqual({
      say: "빈 파일이에요.",
      next: "고쳐서 다시 보내 주세요.",
    });
  });
});
