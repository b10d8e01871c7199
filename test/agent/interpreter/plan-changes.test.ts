// A drafted plan changed in words, as the built-in interpreter reads it from the calls and results of the thread.

import { describe, expect, it } from "vitest";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import type { Before } from "../../../src/agent/interpreter/interpretation.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const planId = "54e5b7ed-08ef-4fab-b3b9-b71fe11f91b5";
const plan = {
  planId,
  media: ["meta", "naver"],
  product: "여름 샌들 세일",
  budget: { amount: 3_000_000, currency: "KRW" },
  durationDays: 14,
  targeting: { age: [{ min: 20, max: 29 }], gender: ["female"], region: [], audience: [] },
};
const before: Before = { last: "wish", wishes: [{ tool: "create_campaign", input: plan }] };

/** What is said beside what stands. */
function changed(said: string, thread: Before = before): { tool: string | undefined; change: object } {
  const wish = interpret(said, thread, setting).parts[0]?.wish;
  const stands = plan as Record<string, unknown>;
  const given = Object.entries(wish?.input ?? {});
  const change = given.filter(([slot, value]) => JSON.stringify(value) !== JSON.stringify(stands[slot]));
  return { tool: wish?.tool, change: Object.fromEntries(change) };
}

const everywhereButJeju =
  "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남".split(" ");
const men = { age: [{ min: 20, max: 29 }], gender: ["male"], region: [], audience: [] };

describe("a plan of the thread", () => {
  it.each([
    ["네이버에 50만원 더", { more: [{ medium: "naver", amount: 500_000 }] }],
    ["put 500k more on Naver", { more: [{ medium: "naver", amount: 500_000 }] }],
    ["네이버 50만원 빼", { more: [{ medium: "naver", amount: -500_000 }] }],
    ["예산 20% 줄여줘", { more: [{ pct: -20 }] }],
    [
      "네이버에서 메타로 30만원 옮겨줘",
      {
        more: [
          { medium: "naver", amount: -300_000 },
          { medium: "meta", amount: 300_000 },
        ],
      },
    ],
    ["카카오 빼줘", { dropMedia: ["kakao"] }],
    ["drop Naver", { dropMedia: ["naver"] }],
    ["카카오도 추가해줘", { addMedia: ["kakao"] }],
    ["add Kakao", { addMedia: ["kakao"] }],
    ["아니 메타 말고 카카오로 가자", { media: ["naver", "kakao"] }],
    ["메타만 하자", { media: ["meta"] }],
    ["3주로 늘려줘", { durationDays: 21 }],
    ["make it three weeks", { durationDays: 21 }],
    ["기간을 한 주 늘려줘", { longerDays: 7 }],
    ["계획에 새 그림 넣어줘", { newPictures: true }],
    ["새로 만든 이미지로 계획에 반영해줘", { newPictures: true }],
    ["use the new pictures in the plan", { newPictures: true }],
    ["a week longer", { longerDays: 7 }],
    ["12월 1일부터 시작", { start: "2026-12-01" }],
    ["예산 500만원으로", { budget: { amount: 5_000_000, currency: "KRW" } }],
    ["budget to 5 million", { budget: { amount: 5_000_000, currency: "KRW" } }],
    ["하루 10만원으로", { budget: { amount: 100_000, currency: "KRW", period: "daily" } }],
    ["20대 남성도", { addTargeting: men }],
    ["제주 빼줘", { targeting: { ...plan.targeting, region: everywhereButJeju } }],
    ["강남은 제외해줘", { targeting: { ...plan.targeting, audience: ["강남 제외"] } }],
    ["여성은 빼줘", { targeting: { ...plan.targeting, gender: ["male"] } }],
    ["also men in their 20s", { addTargeting: men }],
    ["url은 https://shop.example.com/s?a=1", { url: "https://shop.example.com/s?a=1" }],
    ["이름은 여름 끝장 세일", { name: "여름 끝장 세일" }],
    ["name it Sunny Week", { name: "Sunny Week" }],
    ["계획 다시 보여줘", {}],
  ])("%s", (said, change) => {
    expect(changed(said)).toEqual({ tool: "create_campaign", change });
  });

  it.each([
    ["지난주 성과 어땠어?", undefined],
    ["승인해줘", "show_approvals"],
    ["런치팩 줘", "launch_pack"],
    ["give me the launch pack", "launch_pack"],
  ])("%s is no change of it", (said, tool) => {
    expect(changed(said).tool).toBe(tool);
  });

  it("a new campaign is a new one", () => {
    const wish = interpret("메타에 가을 코트 캠페인 새로 만들어줘 총 200만원", before, setting).parts[0]
      ?.wish;

    expect(wish?.input).toMatchObject({ product: "가을 코트", budget: { amount: 2_000_000 } });
    expect(wish?.input).not.toHaveProperty("planId");
  });
});

describe("a brief", () => {
  const alone: Before = {};

  it.each([
    ["카페 오픈 캠페인 원클릭", { product: "카페 오픈", byTemplate: true }],
    [
      "여름 샌들 세일 캠페인 만들어줘, 2주, 300만원, 20대 여성, 인스타랑 네이버",
      { product: "여름 샌들 세일", media: ["meta", "naver"], placements: ["instagram"], durationDays: 14 },
    ],
    ["one-click cafe opening campaign", { product: "cafe opening", byTemplate: true }],
    [
      "100만원으로 5개 매체에 생활용품 캠페인",
      {
        product: "생활용품",
        media: ["meta", "naver", "google_ads", "kakao", "tiktok"],
        budget: { amount: 1_000_000 },
      },
    ],
    [
      "300만원으로 여름 샌들 캠페인 만들어줘 https://shop.example.com/a?b=1",
      { product: "여름 샌들", url: "https://shop.example.com/a?b=1" },
    ],
  ])("%s", (said, wanted) => {
    expect(interpret(said, alone, setting).parts[0]?.wish).toMatchObject({
      tool: "create_campaign",
      input: wanted,
    });
  });
});
