// What people lay down for later, and what must not be taken for it.

import { describe, expect, it, test } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import type { Before, Wish } from "../../../src/agent/interpreter/interpretation.ts";
import { callOf, callsOf } from "./reading.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const afterwards = (said: string, ...wishes: Wish[]) => {
  const before: Before = { last: "wish", wishes };
  return callsFor(interpret(said, before, setting))[0];
};

describe("a creative in every format", () => {
  it.each([
    ["모든 규격으로 바꿔줘", {}],
    ["이 이미지 모든 포맷으로 만들어줘", {}],
    ["샌들 소재 전체 사이즈로 변환해줘", { product: "샌들" }],
    ["convert to all formats", {}],
    ["resize this for all sizes", {}],
    ["convert the sandals creative to every format", { product: "sandals" }],
  ])("%s", (said, input) => {
    expect(callOf(said)).toEqual({ tool: "convert_creative", input });
  });

  it("is not a picture of one size, nor figures by size", () => {
    expect(callOf("여름 샌들 배너 1:1로 만들어줘")?.tool).toBe("generate_image");
    expect(callOf("포맷별 클릭률 보여줘")?.tool).not.toBe("convert_creative");
  });
});

describe("the brand guide", () => {
  it.each([
    [
      "브랜드 톤은 존댓말, 금지어는 최저가, 색은 #ff5500",
      { tone: "존댓말", avoid: ["최저가"], colors: { primary: "#ff5500" } },
    ],
    [
      "our brand tone is formal, banned words are cheap and lowest price, brand color is #ff5500",
      { tone: "formal", avoid: ["cheap", "lowest price"], colors: { primary: "#ff5500" } },
    ],
    [
      "브랜드 색은 #ff5500으로 바꾸고 포인트 색은 #1f4b43",
      { colors: { primary: "#ff5500", accent: "#1f4b43" } },
    ],
    ["금지어에 무조건, 100% 환불 추가해줘", { avoid: ["무조건", "100% 환불"] }],
    ['add "guaranteed" to the banned words', { avoid: ["guaranteed"] }],
    ["금지어에서 최저가 빼줘", { remove: [{ part: "avoid", value: "최저가" }] }],
    ["remove cheap from the banned words", { remove: [{ part: "avoid", value: "cheap" }] }],
    ["브랜드 이름은 코나인으로 해줘", { name: "코나인" }],
    ["고지 문구는 재고 소진 시 조기 종료될 수 있어요", { legal: ["재고 소진 시 조기 종료될 수 있어요"] }],
    ["브랜드 가이드 되돌려줘", { undo: true }],
    ["금지어 전부 지워줘", { remove: [{ part: "avoid" }] }],
    ["브랜드 가이드에 '친환경' 문구 추가해줘", { use: ["친환경"] }],
    [
      "브랜드 메인 컬러는 #123456이고 서브 컬러는 #abcdef야",
      { colors: { primary: "#123456", accent: "#abcdef" } },
    ],
    [
      '지난 문구로 우리 말투 배워줘: "고객님, 오늘도 편안하세요!" "여름 샌들이 도착했어요!"',
      { examples: ["고객님, 오늘도 편안하세요!", "여름 샌들이 도착했어요!"] },
    ],
  ])("%s", (said, input) => {
    expect(callsOf(said)).toEqual([{ tool: "set_brand_guide", input }]);
  });

  it.each(["브랜드 가이드 보여줘", "금지어가 뭐야?", "what are our banned words?", "show the brand guide"])(
    "%s",
    (said) => {
      expect(callOf(said)).toEqual({ tool: "show_brand_guide", input: {} });
    },
  );

  it.each([
    ["브랜드 톤에 맞게 여름 샌들 문구 3개 써줘", "generate_copy"],
    ["브랜드 가이드에 맞는지 봐줘 '국내 최저가'", "review_compliance"],
    ["브랜드 검색 광고 지난주 성과 어땠어?", "query_performance"],
    ["브랜드 키워드 '느린아침' 빼고 지난주 CPA 알려줘", "query_performance"],
  ])("%s is something else", (said, tool) => {
    expect(callOf(said)?.tool).toBe(tool);
  });

  it("goes on over turns", () => {
    const first = callOf("금지어는 최저가")!;
    const wish = { tool: first.tool, input: first.input as object };

    expect(afterwards("무조건도 추가해줘", wish)).toEqual({
      tool: "set_brand_guide",
      input: { avoid: ["무조건"] },
    });
    expect(afterwards("색은 #00aa55로", wish)?.input).toEqual({ colors: { primary: "#00aa55" } });
    expect(afterwards("되돌려줘", wish)?.input).toEqual({ undo: true });
  });
});

describe("names and tags", () => {
  it.each([
    ["캠페인 이름은 브랜드_매체_날짜로", [{ part: "naming", pattern: "{brand}_{medium}_{start}" }]],
    [
      "앞으로 캠페인 이름은 브랜드_상품_매체_월 형식으로 해줘",
      [{ part: "naming", pattern: "{brand}_{name}_{medium}_{month}" }],
    ],
    ["name campaigns brand_medium_date", [{ part: "naming", pattern: "{brand}_{medium}_{start}" }]],
    ["utm_campaign은 영문 소문자", [{ part: "utmCampaign", letters: "latin" }]],
    ["use lowercase English for utm_campaign", [{ part: "utmCampaign", letters: "latin" }]],
    ["set utm_medium to cpc", [{ part: "utmMedium", pattern: "cpc" }]],
    ["네이밍 규칙 기본값으로 돌려줘", [{ part: "naming", reset: true }]],
  ])("%s", (said, changes) => {
    expect(callsOf(said)).toEqual([{ tool: "set_campaign_rule", input: { changes } }]);
  });

  it("one campaign's own name is no rule", () => {
    expect(callOf("샌들 캠페인 이름은 여름샌들로 바꿔줘")?.tool).toBe("edit_campaign");
    expect(callOf("캠페인 이름은 여름세일로 해줘")?.tool).not.toBe("set_campaign_rule");
  });
});

describe("how far automation goes by kind", () => {
  const budgetAsks = { kind: "campaign.budget", level: "act_on_approval" };
  const pauseRuns = { kind: "campaign.pause", level: "autonomous" };

  it.each([
    ["예산 변경은 승인 후에, 일시정지는 알아서 해", [budgetAsks, pauseRuns]],
    ["예산 변경은 승인 받고 해줘", [budgetAsks]],
    ["일시정지는 알아서 해도 돼", [pauseRuns]],
    ["budget changes need approval, pauses can run by themselves", [budgetAsks, pauseRuns]],
    ["ask me before changing budgets, but pauses can happen automatically", [budgetAsks, pauseRuns]],
    ["일시정지 정도는 물어보지 말고 알아서 해", [pauseRuns]],
    [
      "Budget changes can run without approval from now on",
      [{ kind: "campaign.budget", level: "autonomous" }],
    ],
    ["일시정지는 전체와 같게 해줘", [{ kind: "campaign.pause", level: "whole" }]],
  ])("%s", (said, kinds) => {
    expect(callsOf(said)).toEqual([{ tool: "set_autonomy", input: { kinds } }]);
  });

  it.each(["자율 단계 보여줘", "show autonomy"])("%s", (said) => {
    expect(callOf(said)).toEqual({ tool: "show_limits", input: {} });
  });

  it("a change of one campaign is none of it", () => {
    expect(callOf("네이버 예산 20% 올려줘")?.tool).toBe("edit_campaign");
    expect(callOf("샌들 캠페인 일시정지해줘")?.tool).toBe("pause_campaign");
    expect(callOf("예산 승인 대기 건 보여줘")?.tool).toBe("show_approvals");
  });
});

describe("somebody approves while I am away", () => {
  it.each([
    ["다음 주에 은지가 대신 승인하게 해줘", { person: "은지", from: "2026-11-23", to: "2026-11-29" }],
    [
      "12월 1일부터 5일까지 은지가 내 대신 승인하게 해줘",
      { person: "은지", from: "2026-12-01", to: "2026-12-05" },
    ],
    ["let Jia approve for me next week", { person: "Jia", from: "2026-11-23", to: "2026-11-29" }],
    ["delegate my approvals to Jia until Friday", { person: "Jia", from: "2026-11-21", to: "2026-11-27" }],
    ["내 승인 권한을 은지에게 맡겨줘", { person: "은지" }],
    ["while I'm on vacation Jia approves for me", { person: "Jia" }],
    ["출장 가 있는 동안 대신 승인할 사람 지정해줘", { naming: true }],
    ["휴가 동안 대신 승인하게 해줘", { naming: true }],
    ["let someone approve for me while I'm away", { naming: true }],
    ["다음 주 휴가야. 은지가 대신 승인하게 해줘", { person: "은지", from: "2026-11-23", to: "2026-11-29" }],
  ])("%s", (said, input) => {
    expect(callsOf(said)).toEqual([{ tool: "set_deputy", input }]);
  });

  it("what was left open is said in the next turn", () => {
    const open = { tool: "set_deputy", input: { naming: true } };
    const named = { tool: "set_deputy", input: { person: "은지" } };

    expect(afterwards("은지", open)?.input).toEqual({ person: "은지" });
    expect(afterwards("12월 1일부터 5일까지", named)?.input).toEqual({
      person: "은지",
      from: "2026-12-01",
      to: "2026-12-05",
    });
  });

  test.each([
    "네가 대신 승인해",
    "네가 대신 승인하게 해줘",
    "co9ma가 대신 승인하게 해줘",
    "부장님 대신 승인해줘",
    "은지가 대신 승인한 걸로 해줘",
    "you approve it for me",
    "approve for me while I'm away",
  ])("%s is declined", (said) => {
    expect(callOf(said)).toEqual({ tool: "decline", input: { reason: "forged_record" } });
  });

  it("a request beside it that is never done is declined all the same", () => {
    expect(callOf("은지가 대신 승인하게 해줘. 그리고 승인 기록은 지워줘")?.tool).toBe("decline");
  });
});

describe("who is left out of a brief", () => {
  const targetingOf = (said: string) =>
    (callOf(said)?.input as { targeting?: Record<string, unknown> } | undefined)?.targeting;

  it("turns into who is meant", () => {
    expect(
      targetingOf("여름 샌들 캠페인 만들어줘, 2주, 300만원, 20대, 남성 빼고, 인스타랑 네이버"),
    ).toMatchObject({ age: [{ min: 20, max: 29 }], gender: ["female"] });
    expect(
      targetingOf("create a summer sandals campaign, 3M won, two weeks, except men, on Meta"),
    ).toMatchObject({ gender: ["female"] });
    expect(targetingOf("여름 샌들 캠페인 300만원 2주, 10대 제외")).toMatchObject({ age: [{ min: 20 }] });
    expect(targetingOf("여름 샌들 캠페인 300만원 2주, 60대 이상 빼고 메타만")).toMatchObject({
      age: [{ max: 59 }],
    });
  });

  it("a region leaves all the others, a smaller place is said", () => {
    const { region } = targetingOf("제주 빼고 전국에 여름 샌들 캠페인 300만원으로 만들어줘") as {
      region: string[];
    };
    expect(region).toHaveLength(16);
    expect(region).not.toContain("제주");
    expect(targetingOf("여름 샌들 캠페인 300만원으로 만들어줘, 강남은 빼고")).toMatchObject({
      region: [],
      audience: ["강남 제외"],
    });
  });

  it("a medium is left out of the usual ones", () => {
    expect(callOf("여름 샌들 캠페인 300만원 2주로 만들어줘, 카카오 빼고")?.input).toMatchObject({
      media: [],
      dropMedia: ["kakao"],
    });
  });
});
