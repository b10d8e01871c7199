// A drafted plan changed in words, as the built-in interpreter reads it from the calls and results of the thread.

import type { LanguageModelV4Prompt } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import { seenIn } from "../../../src/agent/interpreter/prompt.ts";
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
    ["메타 하루 예산 5만원으로", { set: [{ medium: "meta", amount: 50_000, period: "daily" }] }],
    ["네이버 예산을 150만원으로 올려줘", { set: [{ medium: "naver", amount: 1_500_000 }] }],
    [
      "메타에 100만원, 네이버에 200만원",
      {
        set: [
          { medium: "meta", amount: 1_000_000 },
          { medium: "naver", amount: 2_000_000 },
        ],
      },
    ],
    [
      "메타 10만원 더, 네이버 20만원 빼줘",
      {
        more: [
          { medium: "meta", amount: 100_000 },
          { medium: "naver", amount: -200_000 },
        ],
      },
    ],
    ["메타만 300만원으로", { media: ["meta"] }],
    ["예산을 400만원으로 줄여줘", { budget: { amount: 4_000_000, currency: "KRW" } }],
    ["total 5M KRW", { budget: { amount: 5_000_000, currency: "KRW", period: "total" } }],
    ["반반으로", { split: "even" }],
    ["split it evenly", { split: "even" }],
    ["일주일 더", { longerDays: 7 }],
    ["서울만", { targeting: { ...plan.targeting, region: ["서울"] } }],
    ["목적을 방문으로 바꿔줘", { objective: "traffic" }],
    ["make the objective leads", { objective: "leads" }],
    ["url은 htp:/shop", { url: "htp:/shop" }],
    ["시작을 12월 10일로 하고 종료를 12월 1일로 해줘", { start: "2026-12-10", end: "2026-12-01" }],
    ["12월 10일부터 12월 1일까지로 바꿔줘", { start: "2026-12-10", end: "2026-12-01" }],
    ["12월 20일부터 1월 5일까지", { start: "2026-12-20", end: "2027-01-05" }],
    ["네이버는 3일 늦게 시작해줘", { cannot: "medium_dates", media: ["naver"] }],
    ["네이버는 12월 3일부터 시작", { cannot: "medium_dates", media: ["naver"] }],
    ["start Naver 3 days later", { cannot: "medium_dates", media: ["naver"] }],
    ["첫 3일에 예산을 더 써줘", { cannot: "unlike_days" }],
    ["주말에 더 써줘", { cannot: "unlike_days" }],
    ["spend more on weekends", { cannot: "unlike_days" }],
    ["버전 1로 되돌려줘", { toVersion: 1 }],
    ["이전 버전으로 되돌려줘", { toVersion: 0 }],
    ["되돌려줘", { toVersion: 0 }],
    ["go back to version 2", { toVersion: 2 }],
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
    ["버전 1이랑 비교해줘", { planId, from: 1 }],
    ["v1이랑 v3 뭐가 달라졌어?", { planId, from: 1, to: 3 }],
    ["첫 버전하고 지금 뭐가 달라졌어?", { planId, from: 1 }],
    ["compare the versions", { planId, from: 0 }],
    ["what changed since version 2", { planId, from: 2 }],
  ])("%s: versions beside each other", (said, input) => {
    expect(interpret(said, before, setting).parts[0]?.wish).toEqual({ tool: "show_plan_versions", input });
  });

  it("a numbered version is gone back to also where the thread has no plan: the newest plan's", () => {
    expect(interpret("버전 2로 되돌려줘", {}, setting).parts[0]?.wish).toEqual({
      tool: "create_campaign",
      input: { toVersion: 2 },
    });
  });

  it("stays what words are about after something was shown or was asked back and came to nothing", () => {
    const asked = { tool: "edit_campaign", input: { filters: [] }, asked: "campaign" };
    const shown = { tool: "show_limits", input: {} };
    const thread: Before = { last: "wish", wishes: [...(before.wishes ?? []), asked, shown] };

    expect(changed("url은 https://shop.example.com", thread)).toEqual({
      tool: "create_campaign",
      change: { url: "https://shop.example.com" },
    });
  });

  it("is what it was before a change that was refused: what was said for it is not said again", () => {
    const call = (toolCallId: string, input: object): LanguageModelV4Prompt[number] => ({
      role: "assistant",
      content: [{ type: "tool-call", toolCallId, toolName: "create_campaign", input }],
    });
    const result = (toolCallId: string, value: object): LanguageModelV4Prompt[number] => ({
      role: "tool",
      content: [
        {
          type: "tool-result",
          toolCallId,
          toolName: "create_campaign",
          output: { type: "json", value: JSON.parse(JSON.stringify(value)) },
        },
      ],
    });
    const said = (text: string): LanguageModelV4Prompt[number] => ({
      role: "user",
      content: [{ type: "text", text }],
    });
    const prompt = [
      said("여름 샌들 세일 캠페인"),
      call("1", plan),
      result("1", { took: plan, planId }),
      said("12월 10일부터 12월 1일까지"),
      call("2", { ...plan, start: "2026-12-10", end: "2026-12-01" }),
      result("2", { failed: "invalid" }),
      said("url은 https://shop.example.com"),
    ];

    const seen = seenIn({ prompt });

    expect(changed(seen.said, seen.before)).toEqual({
      tool: "create_campaign",
      change: { url: "https://shop.example.com" },
    });
  });

  it.each(["홈카페 영상 캠페인 예산 30만원으로 올려줘", "홈카페 영상에 50만원 더"])(
    "is not what has a name of its own: %s",
    (said) => {
      expect(changed(said).tool).toBe("edit_campaign");
    },
  );

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
