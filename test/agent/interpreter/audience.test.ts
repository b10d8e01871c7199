import { describe, expect, it } from "vitest";
import { CreateAudience } from "../../../src/capabilities/audience/tools.ts";
import { callOf } from "./reading.ts";

const cases: [string, object][] = [
  ["장바구니만 담고 안 산 사람 모아줘", { did: ["add_to_cart"], didNot: ["purchase"] }],
  [
    "광고 클릭은 했는데 구매 안 한 사람들 모아서 오디언스 만들어줘 최근 30일",
    { did: ["click"], didNot: ["purchase"], time: "last_30_days" },
  ],
  ["이미 구매한 고객으로 유사 타겟 만들어줘", { did: ["purchase"] }],
  ["스파 이용권에 관심 가질 만한 사람들로 세그먼트 잡아줘", { product: "스파 이용권" }],
  [
    "캠핑의자에 반응할만한 20~30대 남성 잠재고객군 구성 좀",
    { product: "캠핑의자", targeting: { age: [{ min: 20, max: 39 }], gender: ["male"] } },
  ],
  [
    "build an audience of people who clicked but never bought in the last 30 days",
    { did: ["click"], didNot: ["purchase"], time: "last_30_days" },
  ],
  [
    "retarget cart abandoners of this month",
    { did: ["add_to_cart"], didNot: ["purchase"], time: "this_month" },
  ],
  [
    "Create a segment of men 25-34 interested in gaming chairs",
    { product: "gaming chairs", targeting: { age: [{ min: 25, max: 34 }], gender: ["male"] } },
  ],
];

describe("groups of people", () => {
  it.each(cases)("makes: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "create_audience", input: slots });
  });

  it.each([
    ["우리가 갖고있는 세그먼트 다 띄워봐", "show"],
    ["지금 저장된 오디언스 목록 좀", "show"],
    ["Which audiences do we already have?", "show"],
    ["이 타겟 너무 좁은 거 아니야?", "review"],
  ])("looks: %s", (message, action) => {
    expect(callOf(message)).toMatchObject({ tool: "show_audience", input: { action } });
  });

  it("judges the one of a campaign", () => {
    expect(callOf("is the Harbor Coffee audience too broad?")).toMatchObject({
      tool: "show_audience",
      input: { action: "review", filters: [{ field: "campaign", op: "in", values: ["Harbor Coffee"] }] },
    });
  });

  it("is no change of a campaign's targeting and no split", () => {
    expect(callOf("여름 캠페인 타겟을 20대로 바꿔줘")?.tool).toBe("edit_campaign");
    expect(callOf("how did the retargeting campaign do last month")?.tool).toBe("query_performance");
  });

  it("fills only what the tool takes", () => {
    for (const [message] of cases)
      expect(CreateAudience.safeParse(callOf(message)?.input).error).toBeUndefined();
  });
});
