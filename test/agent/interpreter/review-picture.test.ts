// The review of the thread asked for as a picture, and what is another wish.

import { describe, expect, test } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import type { Before } from "../../../src/agent/interpreter/interpretation.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const calls = (said: string, before = {} as Before) => callsFor(interpret(said, before, setting));

describe("a review as a picture", () => {
  test.each([
    "검토 결과 그림으로 줘",
    "검토 결과를 이미지로 보내줘",
    "방금 검토 의견 그림으로 받을 수 있어?",
    "심의 결과 PNG로 뽑아줘",
    "이미지로 검수 결과 줘",
    "give me the review as a picture",
    "Can I get the review as an image?",
    "turn the review into a png",
    "send me a picture of the findings",
  ])("%s", (said) => {
    expect(calls(said)).toEqual([{ tool: "review_picture", input: {} }]);
  });

  test("is of the review made last in the thread", () => {
    const wish = { tool: "review_compliance" as const, input: { text: "업계 1위 세럼", filters: [] } };
    const before = { last: "wish", wishes: [wish] } as unknown as Before;

    expect(calls("검토 결과 그림으로 줘", before)).toEqual([
      { tool: "review_picture", input: { text: "업계 1위 세럼", filters: [] } },
    ]);
  });

  test.each([
    "여름 세일 이미지 만들어줘",
    "검토 결과 알려줘",
    "그림으로 차트 보여줘",
    "make a picture of a sandal",
  ])("is not: %s", (said) => {
    expect(calls(said).map(({ tool }) => tool)).not.toContain("review_picture");
  });
});
