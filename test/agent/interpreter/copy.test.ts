import { describe, expect, it } from "vitest";
import { GenerateCopy } from "../../../src/capabilities/creatives/tools.ts";
import { callOf } from "./reading.ts";

const cases: [string, object][] = [
  [
    "봄 원피스 세일 슬로건 다섯 개 고급스럽게 뽑아줄래?",
    { product: "봄 원피스 세일", count: 5, part: "slogan", tone: "고급" },
  ],
  [
    "비건 립밤 헤드라인 30자 이내로 2개 부탁해요",
    { product: "비건 립밤", part: "headline", count: 2, maxChars: 30 },
  ],
  [
    "반려견 껌 본문 카피 세 줄짜리로 두 버전 부탁드립니다",
    { product: "반려견 껌", part: "body", lines: 3, count: 2 },
  ],
  ["네이버 파워링크용 설명문 45자로, 제품은 욕실 매트", { product: "욕실 매트", maxChars: 45, part: "body" }],
  ["캠핑 랜턴 태그라인 영어로 4안", { part: "tagline", count: 4, languages: ["en"] }],
  [
    "Two lines of copy for the noodle kit in English and Korean",
    { product: "noodle kit", lines: 2, languages: ["en", "ko"] },
  ],
  [
    "Could you come up with a couple of headlines for the linen shirt drop?",
    { product: "linen shirt drop", part: "headline", count: 2 },
  ],
  [
    "write me a tagline for our cold brew subscription, under 40 characters",
    { product: "cold brew subscription", part: "tagline", maxChars: 40 },
  ],
  [
    "need a luxurious description of the silk pillowcase",
    { product: "silk pillowcase", part: "body", tone: "luxurious" },
  ],
];

describe("wishes for ad text", () => {
  it.each(cases)("reads: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "generate_copy", input: slots });
  });

  it("tells people who are addressed from what is sold", () => {
    expect(callOf("20대 여성 대상 선크림 광고 제목 다섯 개")).toMatchObject({
      input: { product: "선크림", targeting: { age: [{ min: 20, max: 29 }], gender: ["female"] } },
    });
    expect(callOf("남성 정장 문구 세 개 써줘")?.input).not.toHaveProperty("targeting");
  });

  it("rewrites the text that was handed over, with or without quotes", () => {
    expect(callOf("다음 카피 좀 더 부드럽게 다듬어줘: 당장 사지 않으면 후회합니다! 오늘만.")).toMatchObject({
      input: { action: "rewrite", text: "당장 사지 않으면 후회합니다! 오늘만" },
    });
    expect(callOf('Rewrite "Our socks are the best socks" to sound more premium')).toMatchObject({
      input: { action: "rewrite", text: "Our socks are the best socks", tone: "premium" },
    });
  });

  it("leaves a question about texts to the figures", () => {
    expect(callOf("카피별 클릭률 어때?")?.tool).toBe("query_performance");
    expect(callOf("헤드라인 CTR 왜 떨어졌어?")?.tool).toBe("query_performance");
  });

  it("fills only what the tool takes", () => {
    for (const [message] of cases)
      expect(GenerateCopy.safeParse(callOf(message)?.input).error).toBeUndefined();
  });
});
