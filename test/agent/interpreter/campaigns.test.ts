// What people say to make, change, switch and plan campaigns, and the call each becomes. Clock: Saturday 2026-11-21.

import { describe, expect, it } from "vitest";
import { callsFor, type ToolCall } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };

function callOf(message: string): ToolCall | undefined {
  return callsFor(interpret(message, {}, setting))[0];
}

type Row = readonly [message: string, slots: object];
const named = (...values: string[]) => [{ field: "campaign", op: "in", values }];
const krw = (amount: number, period?: string) => ({ amount, currency: "KRW", ...(period && { period }) });

describe("a new campaign", () => {
  const rows: Row[] = [
    [
      "여름 샌들 세일 캠페인 하나 만들어줘 메타랑 구글 반반 총 300",
      {
        media: ["meta", "google_ads"],
        product: "여름 샌들 세일",
        split: "even",
        budget: { amount: 3_000_000, period: "total" },
      },
    ],
    [
      "등산화 광고 구글로 2주 돌리자 하루 12만원",
      { media: ["google_ads"], product: "등산화", durationDays: 14, budget: krw(120_000, "daily") },
    ],
    [
      "이름은 겨울왕국으로 하고 패딩 카카오 광고 12월 1일부터 2주간 하루 12만원",
      { name: "겨울왕국", product: "패딩", start: "2026-12-01" },
    ],
    [
      "plan a campaign for summer sandals, 3M KRW, 2 weeks, Instagram and Naver",
      {
        product: "summer sandals",
        budget: krw(3_000_000),
        durationDays: 14,
        media: ["meta", "naver"],
        placements: ["instagram"],
      },
    ],
    [
      "can you plan a new campaign for our cafe opening with 1,000,000 won on naver?",
      { product: "cafe opening", media: ["naver"], budget: krw(1_000_000) },
    ],
    ["draft a campaign for summer sandals, 3M KRW", { product: "summer sandals", budget: krw(3_000_000) }],
    ["set up a two-week campaign for rain boots on Instagram", { product: "rain boots", durationDays: 14 }],
    ["build a campaign for winter coats on Meta with 5M won", { product: "winter coats", media: ["meta"] }],
    ["plan a campaign", {}],
    ["여름 샌들 캠페인 계획 짜줘, 300만원, 2주", { product: "여름 샌들", durationDays: 14 }],
    ["신규 캠페인 플랜 세워줘: 여름 샌들, 300만원", { product: "여름 샌들", budget: krw(3_000_000) }],
    ["다음 주 월요일부터 금요일까지 텐트 광고 내보내자", { start: "2026-11-23", end: "2026-11-27" }],
    ["3월 한 달 동안 봄 원피스 캠페인 돌릴게요 메타로", { start: "2027-03-01", end: "2027-03-31" }],
    [
      "25세 미만 대학생한테 노트북 파우치 광고 하나 돌려보자",
      { targeting: { age: [{ min: 0, max: 24 }], audience: ["대학생"] } },
    ],
    [
      "30세 이상 반려인한테 강아지 유산균 광고하고 싶어 구글 100만",
      { product: "강아지 유산균", targeting: { age: [{ min: 30 }] } },
    ],
    [
      "서울 경기만 대상으로 가구 렌탈 광고 만들어줘 구글",
      { product: "가구 렌탈", targeting: { region: ["서울", "경기"] } },
    ],
    ["내일부터 열흘 동안 제주 한라봉 캠페인 집행하자 네이버", { product: "제주 한라봉", durationDays: 10 }],
    [
      "일단 꺼둔 채로 크리스마스 케이크 캠페인 만들어놔 카카오 150만원",
      { product: "크리스마스 케이크", initialStatus: "paused" },
    ],
    [
      "지난 추석 세트 캠페인처럼 설 선물세트 캠페인 만들어줘",
      { copyOf: "지난 추석 세트", product: "설 선물세트" },
    ],
    [
      "유튜브에 신제품 티저 영상 광고 띄우고 싶어요 3백만원",
      { media: ["youtube"], format: "video", budget: krw(3_000_000) },
    ],
    [
      "구글 검색광고로 '요가매트' '폼롤러' 키워드 잡아서 캠페인 하나 짜줘",
      { type: "search", keywords: ["요가매트", "폼롤러"] },
    ],
    [
      "Create a campaign for our vegan protein bars on Naver at 80k per day until Christmas",
      { product: "vegan protein bars", budget: { amount: 80_000, period: "daily" }, end: "2026-12-25" },
    ],
    [
      'Please set up a Google search campaign called "Winter Warmers" for electric blankets, 2 million won a month',
      {
        name: "Winter Warmers",
        product: "electric blankets",
        budget: krw(2_000_000, "monthly"),
        type: "search",
      },
    ],
    [
      "make a carousel ad campaign on facebook for handmade earrings targeting people interested in jewelry, under 35",
      {
        format: "carousel",
        product: "handmade earrings",
        targeting: { audience: ["jewelry"], age: [{ min: 0, max: 34 }] },
      },
    ],
    [
      "Draft a campaign for gift cards, $500 a week, Meta",
      { budget: { amount: 500, currency: "USD", period: "weekly" } },
    ],
    [
      "Same as Summer Sale but on Naver, start Dec 1 and end Dec 20",
      { copyOf: "Summer Sale", start: "2026-12-01", end: "2026-12-20" },
    ],
    [
      "fresh lead gen campaign on meta for the parenting webinar",
      { objective: "leads", product: "parenting webinar" },
    ],
  ];

  it.each(rows)("reads: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "create_campaign", input: slots });
  });

  it("leaves a thing for sale as it was written", () => {
    expect(callOf("고양이 사료 캐러셀 광고 메타로 만들어줘")).toMatchObject({
      input: { product: "고양이 사료" },
    });
  });

  it("holds only what was said", () => {
    const input = callOf("please start ads for our handmade candles")?.input;

    expect(input).toMatchObject({ product: "handmade candles" });
    for (const slot of ["budget", "start", "end", "durationDays", "targeting", "name"])
      expect(input).not.toHaveProperty(slot);
  });
});

describe("a change of a campaign", () => {
  const rows: Row[] = [
    [
      "여름 원피스 캠페인 일예산 10만원으로 올려줘",
      { filters: named("여름 원피스"), budget: krw(100_000, "daily") },
    ],
    ["Tea Sampler 예산을 7만에서 9만으로", { filters: named("Tea Sampler"), budget: { amount: 90_000 } }],
    ["수분크림 예산 20% 줄여주세요", { filters: named("수분크림"), changePct: -20 }],
    ["제주감귤 예산을 절반으로 줄여", { changePct: -50 }],
    ["cut Olive Oil's budget by a third", { filters: named("Olive Oil"), changePct: -33.33 }],
    ["double the budget on Winter Boots", { filters: named("Winter Boots"), changePct: 100 }],
    [
      "광고그룹 5521 입찰가 700원으로 낮춰",
      { filters: [{ field: "adGroup", op: "in", values: ["5521"] }], level: "adGroup", bid: krw(700) },
    ],
    ["raise the bid in ad set 7719 to 850 won", { bid: krw(850) }],
    [
      "키워드 '캠핑의자' 입찰가 1,200원으로 올려",
      { filters: [{ field: "keyword", op: "in", values: ["캠핑의자"] }], bid: krw(1_200) },
    ],
    ["한라봉 캠페인 이틀 앞당겨 끝내자", { endShiftDays: -2 }],
    [
      "push the end date of 강아지 간식 back by five days, vendor is late again",
      { filters: named("강아지 간식"), endShiftDays: 5 },
    ],
    ["다이어리 캠페인 종료일을 12월 31일로 연장해줘", { end: "2026-12-31" }],
    ["겨울 이불 시작일 다음 주 월요일로 미뤄줘", { start: "2026-11-23" }],
    [
      "'신년 플래너' 캠페인 이름을 '새해 다이어리'로 바꿔줘",
      { filters: named("신년 플래너"), name: "새해 다이어리" },
    ],
    ["rename Rain Boots to Monsoon Boots", { filters: named("Rain Boots"), name: "Monsoon Boots" }],
    ["Olive Oil 타겟에 부산도 추가해줘", { filters: named("Olive Oil"), targeting: { region: ["부산"] } }],
    ["Point the Tea Sampler ads to https://example.com/tea", { url: "https://example.com/tea" }],
    ["switch the landing page for Olive Oil", { filters: named("Olive Oil"), field: "landing_page" }],
    ["방금 예산 바꾼 거 원복해줘", { action: "undo" }],
    ["소재 902 삭제해주세요", { action: "delete", filters: [{ field: "ad", op: "in", values: ["902"] }] }],
    [
      "Archive Summer Sale and Spring Sale",
      { action: "archive", filters: named("Summer Sale", "Spring Sale") },
    ],
    ["수면베개 예산 5만원 더 얹어줘", { budget: krw(50_000), direction: "up" }],
  ];

  it.each(rows)("reads: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "edit_campaign", input: slots });
  });

  it("takes a percentage behind the word campaign for no id", () => {
    expect(callOf("꿀고구마 캠페인 12퍼센트 감액해 주세요")).toMatchObject({
      input: { filters: named("꿀고구마"), changePct: -12 },
    });
  });

  it("names the field, and no value, when the value is still to come", () => {
    const input = callOf("가을 니트 예산 좀 바꿔야 하는데 금액은 나중에 알려줄게")?.input;

    expect(input).toMatchObject({ filters: named("가을 니트"), field: "budget" });
    expect(input).not.toHaveProperty("budget");
  });
});

describe("changes that figures choose", () => {
  const rows: Row[] = [
    [
      "ROAS 200 밑인 캠페인 예산 10% 깎아",
      { having: [{ metric: "roas", op: "<", value: 2 }], changePct: -10 },
    ],
    [
      "shave 10% off the budget of any campaign with a cost per order above 40,000",
      { having: [{ metric: "cpa", op: ">", value: 40_000 }], changePct: -10 },
    ],
    [
      "whatever has roas under 150%, cut the budget in half",
      { having: [{ metric: "roas", op: "<", value: 1.5 }], changePct: -50 },
    ],
  ];

  it.each(rows)("touch only those: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "edit_campaign", input: slots });
  });

  it.each(["pause all but the top 3 by ROAS", "상위 3개만 남기고 다 꺼"])(
    "leave the best on: %s",
    (message) => {
      const input = callOf(message)?.input;

      expect(input).toMatchObject({ action: "pause", order: { by: "roas", dir: "desc" }, keep: 3 });
      expect(input).not.toHaveProperty("limit");
    },
  );
});

describe("the same word beside others", () => {
  it.each([
    ["수면베개 예산 5만원으로 내려줘", "edit_campaign"],
    ["수면베개 광고 내려줘", "pause_campaign"],
    ["knock 15% off Rose Quartz's daily", "edit_campaign"],
    ["switch Rose Quartz off for now", "pause_campaign"],
    ["bring Rose Quartz back", "pause_campaign"],
    ["예산 올려줘", "edit_campaign"],
    ["if we stopped Naver, how much revenue would we lose in December?", "query_performance"],
  ])("is read by its surroundings: %s", (message, tool) => {
    expect(callOf(message)?.tool).toBe(tool);
  });
});

describe("reasons beside a wish", () => {
  const rows: Row[] = [
    ["소재 218 심의 걸릴 거 같으니까 일단 내려", { filters: [{ field: "ad", op: "in", values: ["218"] }] }],
    ["재고가 없대요. 감귤칩 광고 내려줘", { filters: named("감귤칩") }],
    ["캠핑랜턴 광고 끄는거 부탁드려요 배송사고 터져서", { filters: named("캠핑랜턴") }],
    ["pls put Sleep Gummies on pause, CS is flooded", { filters: named("Sleep Gummies") }],
    ["we ran out of stock on Camp Stove so please stop those ads", { filters: named("Camp Stove") }],
    [
      "take down creatives 90417 and 90422 until legal calls me back",
      { filters: [{ field: "ad", op: "in", values: ["90417", "90422"] }] },
    ],
  ];

  it.each(rows)("are no part of it: %s", (message, slots) => {
    expect(callsFor(interpret(message, {}, setting))).toHaveLength(1);
    expect(callOf(message)).toMatchObject({ tool: "pause_campaign", input: slots });
  });
});

describe("several things with values of their own", () => {
  it.each([
    [
      "Velvet Tint up to 150k daily and Brunch Club down to 60k daily, thx!!",
      [
        { filters: named("Velvet Tint"), budget: { amount: 150_000, period: "daily" } },
        { filters: named("Brunch Club"), budget: { amount: 60_000, period: "daily" } },
      ],
    ],
    [
      "set Hand Soap to 50k, Foam Wash to 30k and Rose Quartz to 20k per day",
      [
        { filters: named("Hand Soap"), budget: { amount: 50_000, period: "daily" } },
        { filters: named("Foam Wash"), budget: { amount: 30_000, period: "daily" } },
        { filters: named("Rose Quartz"), budget: { amount: 20_000, period: "daily" } },
      ],
    ],
    [
      "겨울이불 예산은 10만원, 곶감세트는 5만원으로 맞춰줘",
      [
        { filters: named("겨울이불"), budget: krw(100_000) },
        { filters: named("곶감세트"), budget: krw(50_000) },
      ],
    ],
    ["메타는 20% 올리고 구글은 10% 내려줘", [{ changePct: 20 }, { changePct: -10 }]],
  ])("are a call each: %s", (message, inputs) => {
    const calls = callsFor(interpret(message, {}, setting));

    expect(calls).toHaveLength(inputs.length);
    for (const [index, input] of inputs.entries())
      expect(calls[index]).toMatchObject({ tool: "edit_campaign", input });
  });

  it("keeps a list with one value together", () => {
    expect(callsFor(interpret("raise Hand Soap and Foam Wash by 10%", {}, setting))).toMatchObject([
      { input: { filters: named("Hand Soap", "Foam Wash"), changePct: 10 } },
    ]);
  });

  it.each([
    ["수능 특강은 끄고 도라지배즙 일예산은 12만원으로 맞춰주세요", ["pause_campaign", "edit_campaign"]],
    ["곶감세트는 끄고 홍삼스틱은 다시 켜줘", ["pause_campaign", "pause_campaign"]],
    [
      "Build a Meta campaign for yuzu tea at 30k a day and a 1:1 image to go with it",
      ["create_campaign", "generate_image"],
    ],
    ["메타 다 끄고 월요일에 다시 켜줘", ["pause_campaign"]],
  ])("has as many calls as wishes: %s", (message, tools) => {
    expect(callsFor(interpret(message, {}, setting)).map(({ tool }) => tool)).toEqual(tools);
  });
});

describe("what is told before it is asked for", () => {
  it("is one plan", () => {
    const said = "Our clinic has 3.5M won monthly for naver and meta together. make plan pls";

    expect(callsFor(interpret(said, {}, setting))).toMatchObject([
      { tool: "budget_plan", input: { budget: krw(3_500_000, "monthly") } },
    ]);
  });

  it("is one new campaign", () => {
    const said = "무설탕 잼 캠페인 하나 개설 부탁드립니다. 매체는 메타, 일예산 3만원";

    expect(callsFor(interpret(said, {}, setting))).toMatchObject([
      {
        tool: "create_campaign",
        input: { product: "무설탕 잼", media: ["meta"], budget: krw(30_000, "daily") },
      },
    ]);
  });
});

describe("a thread of wishes", () => {
  it("takes an address for the page that was asked about", () => {
    const first = interpret("change Hand Soap's landing page", {}, setting).parts[0]?.wish;
    const before = { wishes: first ? [first] : [], last: "wish" as const };

    expect(callsFor(interpret("https://shop.kr/wash", before, setting))).toMatchObject([
      { tool: "edit_campaign", input: { filters: named("Hand Soap"), url: "https://shop.kr/wash" } },
    ]);
  });

  it("takes a new campaign's state for a piece of it", () => {
    const first = interpret("요가매트 캠페인 메타로 만들어줘 하루 3만원", {}, setting).parts[0]?.wish;
    const before = { wishes: first ? [first] : [], last: "wish" as const };

    expect(callsFor(interpret("꺼둔 상태로", before, setting))).toMatchObject([
      { tool: "create_campaign", input: { product: "요가매트", initialStatus: "paused" } },
    ]);
  });
});

describe("what a thread asked about first", () => {
  const asked = {
    tool: "pause_campaign",
    input: { action: "pause", filters: named("카페 오픈"), having: [] },
    asked: "campaign",
  };

  it.each([
    ["모든 캠페인 일시정지", "pause_campaign"],
    ["되돌려", "edit_campaign"],
  ])("is not what %s is about", (said, tool) => {
    const meant = interpret(said, { last: "wish", wishes: [asked] }, setting);

    const call = callsFor(meant)[0];
    expect(call?.tool).toBe(tool);
    expect(JSON.stringify(call?.input)).not.toContain("카페 오픈");
  });
});

describe("switching off and on", () => {
  const rows: Row[] = [
    [
      "고양이모래 캠페인 오늘 하루만 쉬어가자",
      { action: "pause", filters: named("고양이모래"), resumeOn: "2026-11-22" },
    ],
    ["패딩 캠페인 내일까지만 쉬게 해줘", { action: "pause", resumeOn: "2026-11-23" }],
    ["please stop all Naver campaigns until Monday", { action: "pause", resumeOn: "2026-11-23" }],
    ["구글 검색 캠페인 수요일까지 정지", { action: "pause", resumeOn: "2026-11-26" }],
    [
      "take Yoga Mat offline through Friday",
      { action: "pause", filters: named("Yoga Mat"), resumeOn: "2026-11-28" },
    ],
    ["메타 다 끄고 월요일에 다시 켜줘", { action: "pause", resumeOn: "2026-11-23" }],
    ["밀키트 내일 하루 쉬자", { action: "pause", from: "2026-11-22", resumeOn: "2026-11-23" }],
    [
      "CPA 2만원 넘는 거 다 꺼",
      { action: "pause", having: [{ metric: "cpa", op: ">", value: 20_000, currency: "KRW" }] },
    ],
    ["ROAS 100 밑인 광고그룹 중지", { level: "adGroup", having: [{ metric: "roas", op: "<", value: 1 }] }],
    [
      "Kill ad sets that spent over 100k with no conversions last week",
      {
        level: "adGroup",
        time: "last_week",
        having: [
          { metric: "spend", op: ">", value: 100_000 },
          { metric: "conversions", op: "=", value: 0 },
        ],
      },
    ],
    ["CPA 제일 높은 캠페인 하나만 멈춰", { order: { by: "cpa", dir: "desc" }, limit: 1 }],
    ["pause the three worst ads by ROAS", { level: "ad", order: { by: "roas", dir: "asc" }, limit: 3 }],
    [
      "Desk Lamp 빼고 다 꺼줘",
      { action: "pause", filters: [{ field: "campaign", op: "not_in", values: ["Desk Lamp"] }] },
    ],
    ["주말마다 카카오 캠페인 쉬게 해줘", { action: "pause", recurring: "weekends" }],
    ["매일 밤 러닝화 광고 꺼줘", { filters: named("러닝화"), recurring: "daily" }],
    [
      "가습기 캠페인 12월 1일부터 다시 돌려줘",
      { action: "resume", filters: named("가습기"), resumeOn: "2026-12-01" },
    ],
    [
      "restart all paused campaigns",
      { action: "resume", filters: [{ field: "status", op: "in", values: ["paused"] }] },
    ],
  ];

  it.each(rows)("reads: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "pause_campaign", input: slots });
  });
});

describe("where money should go", () => {
  const rows: Row[] = [
    [
      "12월에 500만원 쓸건데 매체별로 어떻게 나눌까요",
      { budget: krw(5_000_000), dimensions: ["medium"], time: "explicit:2026-12-01..2026-12-31" },
    ],
    [
      "구글에서 카카오로 하루 10만원씩 옮겨줘",
      { fromMedium: "google_ads", toMedium: "kakao", budget: krw(100_000, "daily") },
    ],
    [
      "take 10% off Meta and hand it to Naver, would that be smart?",
      { fromMedium: "meta", toMedium: "naver" },
    ],
    ["네이버 줄이고 메타 늘리는 게 나을까?", { fromMedium: "naver", toMedium: "meta" }],
    [
      "CPA 15,000원에 맞추려면 예산을 얼마로 잡아야 해?",
      { goal: { metric: "cpa", value: 15_000, currency: "KRW" } },
    ],
    [
      "ROAS 400 유지하면서 예산 얼마나 늘릴 수 있어?",
      { goal: { metric: "roas", value: 4 }, direction: "up" },
    ],
    [
      "What budget do we need to reach 500 conversions in December?",
      { goal: { metric: "conversions", value: 500 } },
    ],
    [
      "give me an allocation plan for 6M, weighted by CPA",
      { budget: { amount: 6_000_000 }, metrics: ["cpa"] },
    ],
    [
      "I've got 4 million won left for Q4. Where should it go?",
      { budget: krw(4_000_000), time: "explicit:today..2026-12-31" },
    ],
  ];

  it.each(rows)("reads: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "budget_plan", input: slots });
  });
});

describe("questions beside wishes", () => {
  it.each([
    "왜 여름 원피스가 멈췄어?",
    "어떤 캠페인이 꺼져 있어?",
    "Which campaigns are paused?",
    "Did anyone pause Rain Boots?",
    "지난달 예산 얼마나 썼어?",
    "메타 캠페인 끄면 매출 얼마나 줄어?",
    "매체별 예산 비중 보여줘",
  ])("changes nothing for: %s", (message) => {
    const wishes = ["create_campaign", "edit_campaign", "pause_campaign", "budget_plan"];

    expect(wishes).not.toContain(callOf(message)?.tool);
  });
});

describe("a sum for a medium", () => {
  it.each([
    ["50만원 더 네이버에", { budget: krw(500_000), direction: "up" }],
    ["50만원만 더 네이버 쪽에", { budget: krw(500_000), direction: "up" }],
    ["500,000 won more on Naver", { budget: krw(500_000), direction: "up" }],
    ["모든 네이버 캠페인에 5만원씩 더", { budget: krw(50_000), direction: "up", each: true }],
    ["add 50,000 won to every Naver campaign", { budget: krw(50_000), direction: "up", each: true }],
  ] as const)("%s", (message, slots) => {
    expect(callOf(message)).toMatchObject({
      tool: "edit_campaign",
      input: { ...slots, filters: [{ field: "medium", op: "in", values: ["naver"] }] },
    });
  });

  it("is for each of several only where that was said", () => {
    expect(callOf("네이버에 50만원 더")?.input).not.toHaveProperty("each");
  });
});
