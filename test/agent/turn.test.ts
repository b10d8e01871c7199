import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openModel } from "../../src/agent/model.ts";
import type { PastTurn } from "../../src/agent/turn.ts";
import { importTools } from "../../src/capabilities/imports/tools.ts";
import { tools as productTools } from "../../src/capabilities/registry.ts";
import type { MarketingQuery } from "../../src/core/query.ts";
import { agentWith, cardOf, hear, lastWeeksSpend, makeCtx, queryTool, toolOf, won } from "./support.ts";

const intents = readFileSync(new URL("intents.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t")[0] ?? "");
const interpreter = openModel({ kind: "interpreter" });
const lastWeek = { kind: "total", metrics: ["spend"], time: "last_week" };

describe("a turn with the built-in interpreter", () => {
  it("asks the query tool for what was said and shows its card", async () => {
    const asked: MarketingQuery[] = [];
    const heard = await hear(agentWith(interpreter, [queryTool(asked)]), "지난주 광고비 얼마 썼어?");

    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ kind: "total", metrics: ["spend"], time: "last_week" });
    expect(heard.cards).toEqual([lastWeeksSpend]);
    expect(heard.end).toMatchObject({ outcome: "answered", calls: [{ tool: "query_performance" }] });
    expect(heard.end.modelCalls[0]).toMatchObject({ model: "built-in/interpreter", outcome: "answered" });
  });

  it("builds on the call of an earlier turn", async () => {
    const asked: MarketingQuery[] = [];
    const agent = agentWith(interpreter, [queryTool(asked)]);
    const first = await hear(agent, "지난달 메타 ROAS 알려줘");
    const history: PastTurn[] = [
      { said: "지난달 메타 ROAS 알려줘", calls: first.end.calls, answer: first.end.answer },
    ];

    await hear(agent, "캠페인별로는?", makeCtx(), history);

    expect(asked[1]).toMatchObject({
      kind: "breakdown",
      metrics: ["roas"],
      dimensions: ["campaign"],
      time: "last_month",
    });
  });

  it("explains the figure of an earlier answer by its id", async () => {
    const queryId = "019a0000-0000-7000-8000-000000000001";
    const explained: unknown[] = [];
    const explain = toolOf("explain_figure", z.object({ queryId: z.string() }), (_, given) => {
      explained.push(given.queryId);
      return Promise.resolve({ card: cardOf(), facts: {} });
    });
    const past = { id: "c", tool: "query_performance", input: lastWeek, facts: { queryId } };

    await hear(agentWith(interpreter, [queryTool(), explain]), "이 숫자는 어떻게 나온 거야?", makeCtx(), [
      { said: "지난주 광고비", calls: [past], answer: "" },
    ]);

    expect(explained).toEqual([queryId]);
  });

  it("runs the calls of two requests in their order", async () => {
    const asked: MarketingQuery[] = [];
    const heard = await hear(
      agentWith(interpreter, [queryTool(asked)]),
      "지난주 ROAS 알려주고 캠페인별 CPA도 뽑아줘",
    );

    expect(asked.map(({ kind }) => kind)).toEqual(["total", "breakdown"]);
    expect(heard.cards).toHaveLength(2);
  });

  it("hands a wish to its tool", async () => {
    const heard = await hear(agentWith(interpreter, []), "러닝화 캠페인 꺼줘");

    expect(heard.end.calls).toMatchObject([{ tool: "pause_campaign", facts: { notYet: "pause_campaign" } }]);
  });

  it("tells a viewer who may", async () => {
    const heard = await hear(
      agentWith(interpreter, []),
      "Pause Winter Coats",
      makeCtx({ role: "viewer", lang: "en" }),
    );

    expect(heard.end.calls).toMatchObject([{ facts: { error: "forbidden" } }]);
    expect(JSON.stringify(heard.cards[0])).toContain("managers");
  });

  it.each(["", "🎉🎉", "\u200B\u202E", "ㅋ"])(
    "answers in words where there is nothing to ask: %j",
    async (said) => {
      const heard = await hear(agentWith(interpreter, [queryTool()]), said);

      expect(heard.words.length + heard.cards.length).toBeGreaterThan(0);
      expect(heard.end.outcome).toBe("answered");
    },
  );
});

describe("the interpreter's own words", () => {
  it.each(intents)("pass the proof: %s", async (said) => {
    const list = toolOf("list_campaigns", z.looseObject({}), () =>
      Promise.resolve({ card: cardOf(won(1)), facts: {} }),
    );
    const heard = await hear(
      agentWith(interpreter, [queryTool(), list]),
      said,
      makeCtx({ role: "company_admin" }),
    );

    expect(heard.words.length + heard.cards.length).toBeGreaterThan(0);
    expect(heard.end.outcome).toBe("answered");
  });
});

describe("what a model is offered", () => {
  const anything = z.looseObject({});
  const nothing = () => Promise.resolve({ card: cardOf(), facts: {} });

  it("is reads, and changes only where the tool itself says so", () => {
    const tools = [
      toolOf("look", anything, nothing),
      toolOf("change", anything, nothing, "write"),
      toolOf("pay", anything, nothing, "spend"),
      { ...toolOf("change_by_words", anything, nothing, "write"), startedBy: "words" as const },
      { ...toolOf("look_by_press", anything, nothing), startedBy: "press" as const },
    ];
    const names = new Set(tools.map(({ name }) => name));

    const { offered } = agentWith(interpreter, tools);

    expect(offered.map(({ name }) => name).filter((name) => names.has(name))).toEqual([
      "look",
      "change_by_words",
    ]);
  });

  it("holds no change of imported figures: those wait for a button or a file", () => {
    const { offered } = agentWith(interpreter, [...productTools]);

    expect(importTools.map(({ name }) => name)).toContain("unmerge_campaigns");
    expect(offered.filter((tool) => importTools.includes(tool))).toEqual([]);
  });
});
