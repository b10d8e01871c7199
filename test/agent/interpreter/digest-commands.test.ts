import { describe, expect, it } from "vitest";
import { digestCommandOf } from "../../../src/agent/interpreter/digest-commands.ts";

describe("a digest at once", () => {
  it.each([
    ["오늘 요약 보여줘", "daily"],
    ["어제 브리핑", "daily"],
    ["일일 요약 지금 보여줘", "daily"],
    ["주간 리포트 요약", undefined],
    ["지난주 요약", "weekly"],
    ["월간 브리핑 보여주세요", "monthly"],
    ["daily digest now", "daily"],
    ["show me last week's summary", "weekly"],
    ["monthly briefing please", "monthly"],
  ])("is read from “%s”", (text, form) => {
    expect(digestCommandOf(text)?.input).toEqual(form === undefined ? undefined : { form });
  });

  it.each([
    "포트폴리오 요약",
    "내 고객사들 어때?",
    "고객사 현황 보여줘",
    "portfolio summary",
    "How are my clients doing?",
  ])("or of one's clients from “%s”", (text) => {
    expect(digestCommandOf(text)?.tool).toBe("show_portfolio");
  });

  it.each([
    "매일 아침 9시에 요약 보내줘",
    "지난주 메타 ROAS 요약",
    "오늘 광고비",
    "이 문구 요약해줘",
    "daily spend",
  ])("is not “%s”", (text) => {
    expect(digestCommandOf(text)).toBeUndefined();
  });
});
