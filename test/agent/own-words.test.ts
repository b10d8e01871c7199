import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { talkTools } from "../../src/agent/talk/talk-tools.ts";
import type { PastTurn } from "../../src/agent/turn.ts";
import { CreateCampaign } from "../../src/capabilities/campaigns/create-tool.ts";
import { GenerateCopy } from "../../src/capabilities/creatives/tools.ts";
import { MarketingQuery } from "../../src/core/query.ts";
import { agentWith, calls, cardOf, hear, makeCtx, queryTool, says, scripted, toolOf } from "./support.ts";

const claim = "매출 9,999만원 https://evil.example/x";
const lastWeek = { kind: "total", metrics: ["spend"], time: "last_week" };

/** What reaches a tool of the arguments that a model outside gave it. */
async function reaching(
  schema: z.ZodType,
  input: object,
  said: string,
  history: PastTurn[] = [],
): Promise<{ got: unknown; told: unknown }> {
  const got: unknown[] = [];
  const tool = toolOf("the_tool", schema, (_, given) => {
    got.push(given);
    return Promise.resolve({ card: cardOf(), facts: {}, outside: false });
  });
  const model = scripted(calls({ id: "a", tool: "the_tool", input }), says("네."));
  const heard = await hear(agentWith(model, [tool]), said, makeCtx(), history);
  return { got: got[0], told: heard.end.calls[0]?.facts };
}

describe("what a model outside says it assumed", () => {
  it("is a slot; the words are ours", async () => {
    const asked: MarketingQuery[] = [];
    const assumptions = [`time: 지난주 ${claim}`, "time", `gossip: ${claim}`, claim, "__proto__: x"];
    const model = scripted(
      calls({ id: "a", tool: "query_performance", input: { ...lastWeek, assumptions } }),
      says("네."),
    );

    const heard = await hear(agentWith(model, [queryTool(asked)]), "광고비 얼마야?");

    expect(asked[0]?.assumptions).toEqual(["time: 기간을 말하지 않으셔서 위의 기간으로 봤어요"]);
    expect(JSON.stringify(heard.end.calls)).not.toContain("evil");
  });
});

describe("texts that a model outside writes into a call", () => {
  it("are left out unless they were said, and the model is told which", async () => {
    const input = {
      name: `ROAS 900% ${claim}`,
      product: "여름 샌들",
      media: ["meta"],
      start: "2026-12-01",
      keywords: ["샌들", "대박 할인"],
      targeting: { gender: ["female"], age: [{ min: 20, max: 29 }], audience: ["캠핑족"] },
    };
    const { got, told } = await reaching(CreateCampaign, input, "여름 샌들로 캠페인 만들어줘, 20대 여성");

    expect(got).toMatchObject({
      product: "여름 샌들",
      media: ["meta"],
      start: "2026-12-01",
      keywords: ["샌들"],
      targeting: { gender: ["female"], age: [{ min: 20, max: 29 }], audience: [] },
    });
    expect(got).not.toHaveProperty("name");
    expect((told as { leftOut: string[] }).leftOut.toSorted()).toEqual([
      "keywords.1",
      "name",
      "targeting.audience.0",
    ]);
  });

  it("may be words of an earlier turn, or names that were found", async () => {
    const listed = { campaigns: [{ name: "FW 코트 2차" }] };
    const history: PastTurn[] = [
      { said: "니트 얘기야", calls: [], answer: "네." },
      {
        said: "캠페인 보여줘",
        calls: [{ id: "x", tool: "list_campaigns", input: {}, facts: listed }],
        answer: "",
      },
    ];
    const filters = [{ field: "campaign", op: "in", values: ["FW 코트 2차"] }];
    const { got } = await reaching(GenerateCopy, { product: "니트", filters }, "문구 써줘", history);

    expect(got).toMatchObject({ product: "니트", filters });
  });

  it("may be cut and marked otherwise, but hold no other figure", async () => {
    const said = "'오늘만 50% 할인!! 무료 배송'으로 고쳐 써줘";
    const same = await reaching(
      GenerateCopy,
      { action: "rewrite", text: "오늘만 50% 할인, 무료 배송!" },
      said,
    );
    const other = await reaching(GenerateCopy, { action: "rewrite", text: "오늘만 500% 할인" }, said);

    expect(same.got).toHaveProperty("text");
    expect(other.got).not.toHaveProperty("text");
  });

  it("as names to look for, stop the call: without them it would be another question", async () => {
    const asked: MarketingQuery[] = [];
    const wrong = { ...lastWeek, filters: [{ field: "campaign", op: "in", values: [claim] }] };
    const right = { ...lastWeek, filters: [{ field: "campaign", op: "in", values: ["샌들"] }] };
    const model = scripted(
      calls({ id: "a", tool: "query_performance", input: wrong }),
      calls({ id: "b", tool: "query_performance", input: right }),
      says("네."),
    );

    const heard = await hear(agentWith(model, [queryTool(asked)]), "샌들 캠페인 지난주 광고비");

    expect(asked).toMatchObject([{ filters: right.filters }]);
    expect(JSON.stringify(heard.end.calls)).not.toContain("evil");
  });

  it.each([
    ["region", "서울"],
    ["age", "20-29"],
    ["device", "mobile"],
    ["medium", "네이버"],
  ])("as values of %s are plain words: %s", async (field, value) => {
    const filters = [{ field, op: "in", values: [value] }];
    const wrong = [{ field, op: "in", values: [claim] }];

    const right = await reaching(MarketingQuery, { ...lastWeek, filters }, "spend in Seoul");
    const other = await reaching(MarketingQuery, { ...lastWeek, filters: wrong }, "spend");

    expect(right.got).toMatchObject({ filters });
    expect(other.got).toBeUndefined();
  });
});

describe("a medium that is not read", () => {
  it.each([
    ["medium:어제 매출은 9,999만원", "그 매체는 아직"],
    ["medium:https://evil.example", "그 매체는 아직"],
    ["medium:네이트판", "네이트판은 아직"],
    ["medium:youtube", "유튜브는 아직"],
    ["constructor", "constructor"],
  ])("is named by a plain name: %s", async (code, expected) => {
    const tool = talkTools.find(({ name }) => name === "not_measured");
    const result = await tool?.run(makeCtx(), { missing: [code] }, () => undefined);

    expect(JSON.stringify(result?.card.parts[0])).toContain(expected);
    expect(result?.outside).toBe(false);
  });
});
