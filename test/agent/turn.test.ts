import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openModel } from "../../src/agent/model.ts";
import type { PastTurn } from "../../src/agent/turn.ts";
import { tools as productTools } from "../../src/capabilities/registry.ts";
import { Failure } from "../../src/core/failure.ts";
import { words } from "../../src/core/locale.ts";
import type { MarketingQuery } from "../../src/core/query.ts";
import {
  agentWith,
  calls,
  cardOf,
  hear,
  makeCtx,
  queryTool,
  says,
  scripted,
  toolOf,
  won,
} from "./support.ts";

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
    expect(heard.cards).toEqual([cardOf(won(1_234_567))]);
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

  it("answers a wish honestly and changes nothing", async () => {
    const heard = await hear(agentWith(interpreter, []), "러닝화 캠페인 꺼줘");

    expect(heard.end.calls).toMatchObject([{ tool: "pause_campaign", facts: { notYet: "pause_campaign" } }]);
    expect(JSON.stringify(heard.cards[0])).toContain("바뀐 것은 없어요");
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

describe("a turn with any model", () => {
  it("releases words whose figures stand on a card and drops the rest from the first that does not", async () => {
    const model = scripted(
      calls({ id: "a", tool: "query_performance", input: lastWeek }),
      says("지난주 광고비는 1,234,567원이에요. 전환은 42건이에요. 좋은 한 주였어요."),
    );
    const heard = await hear(agentWith(model, [queryTool()]), "지난주 어땠어?");

    expect(heard.words).toBe("지난주 광고비는 1,234,567원이에요.");
    expect(heard.cards).toHaveLength(1);
    expect(heard.end.modelCalls[0]).toMatchObject({ inputTokens: 11, outputTokens: 7 });
  });

  it("lets a Failure's own words reach the person and its code only the model", async () => {
    let told: unknown;
    const model = scripted(calls({ id: "a", tool: "broken", input: {} }), says("네."));
    const broken = toolOf("broken", z.object({}), () => {
      throw new Failure("not_found", "secret table x", {
        say: words("그런 캠페인이 없어요.", "No such campaign."),
      });
    });
    const heard = await hear(agentWith(model, [broken]), "보여줘");
    told = heard.end.calls[0]?.facts;

    expect(JSON.stringify(heard.cards)).toContain("그런 캠페인이 없어요.");
    expect(told).toEqual({ error: "not_found" });
  });

  it("says of a bug only that it failed and nothing changed", async () => {
    const model = scripted(calls({ id: "a", tool: "broken", input: {} }), says(""));
    const broken = toolOf("broken", z.object({}), () => Promise.reject(new Error("password=hunter2")));
    const heard = await hear(agentWith(model, [broken]), "보여줘");

    expect(JSON.stringify(heard.events)).not.toContain("hunter2");
    expect(JSON.stringify(heard.cards)).toContain("바뀐 것은 없어요");
    expect(heard.end.outcome).toBe("failed");
  });

  it("runs a repeated call id once", async () => {
    const asked: MarketingQuery[] = [];
    const call = { id: "same", tool: "query_performance", input: lastWeek };
    await hear(agentWith(scripted(calls(call), calls(call), says("")), [queryTool(asked)]), "지난주");

    expect(asked).toHaveLength(1);
  });

  it("stops at the turn's budget of tool calls", async () => {
    const asked: MarketingQuery[] = [];
    const many = Array.from({ length: 40 }, (_, index) => ({
      id: `c${index}`,
      tool: "query_performance",
      input: lastWeek,
    }));
    await hear(agentWith(scripted(calls(...many), says("")), [queryTool(asked)], { toolCalls: 5 }), "지난주");

    expect(asked).toHaveLength(5);
  });

  it("believes no result that the provider claims to have", async () => {
    const claimed = [
      {
        type: "tool-call" as const,
        toolCallId: "p",
        toolName: "query_performance",
        input: "{}",
        providerExecuted: true,
      },
      { type: "tool-result" as const, toolCallId: "p", toolName: "query_performance", result: { spend: 9 } },
      ...says("광고비는 9원이에요."),
    ];
    const heard = await hear(agentWith(scripted(claimed), [queryTool()]), "지난주 광고비");

    expect(heard.words).not.toContain("9원");
    expect(heard.end.calls.every(({ id }) => id !== "p")).toBe(true);
  });

  it("hands an unknown tool back to the model and still answers", async () => {
    const model = scripted(calls({ id: "a", tool: "drop_database", input: {} }), says("그런 기능은 없어요."));
    const heard = await hear(agentWith(model, [queryTool()]), "지워줘");

    expect(heard.words).toContain("없어요");
    expect(heard.end.calls).toEqual([]);
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

  it("holds none of the product's changes: they wait for a button or a file", () => {
    const changes = new Set(productTools.filter(({ effect }) => effect !== "read").map(({ name }) => name));

    const { offered } = agentWith(interpreter, [...productTools]);

    expect(changes).toContain("unmerge_campaigns");
    expect(offered.filter(({ name }) => changes.has(name))).toEqual([]);
  });
});

describe("a turn that is stopped", () => {
  it("ends at once with the reason, though a tool never ends, and nothing more is begun", async () => {
    const stop = new AbortController();
    const begun: string[] = [];
    const stuck = toolOf("stuck", z.object({}), () => {
      begun.push("stuck");
      stop.abort(new Error("taken over"));
      return new Promise(() => undefined);
    });
    const next = toolOf("next", z.object({}), () => {
      begun.push("next");
      return Promise.resolve({ card: cardOf(), facts: {} });
    });
    const model = scripted(
      calls({ id: "a", tool: "stuck", input: {} }, { id: "b", tool: "next", input: {} }),
      calls({ id: "c", tool: "next", input: {} }),
    );
    const agent = agentWith(model, [stuck, next], { toolMs: 100 });

    await expect(hear(agent, "보여줘", { ...makeCtx(), signal: stop.signal })).rejects.toThrow("taken over");
    await new Promise((resolve) => setTimeout(resolve, 200));

    expect(begun).toEqual(["stuck"]);
  });

  it("does not begin when it was stopped before", async () => {
    const asked: MarketingQuery[] = [];
    const ctx = { ...makeCtx(), signal: AbortSignal.abort(new Error("taken over")) };

    await expect(hear(agentWith(interpreter, [queryTool(asked)]), "지난주 광고비", ctx)).rejects.toThrow(
      "taken over",
    );

    expect(asked).toEqual([]);
  });
});

describe("a model that fails", () => {
  const quick = { firstChunkMs: 60, silenceMs: 60, modelMs: 200 };

  it.each([
    ["says nothing", scripted("hang")],
    ["throws", scripted(new Error("401"))],
    [
      "answers empty",
      scripted([
        { type: "finish", usage: says("")[3] as never, finishReason: { unified: "stop", raw: undefined } },
      ]),
    ],
    ["reports an error in the stream", scripted([{ type: "error", error: new Error("500") }])],
  ])("is replaced by the interpreter, which says so: it %s", async (_, model) => {
    const asked: MarketingQuery[] = [];
    const heard = await hear(agentWith(model, [queryTool(asked)], quick), "지난주 광고비 얼마야?");

    expect(asked).toHaveLength(1);
    expect(heard.words).toContain("기본 해석기");
    expect(heard.end.outcome).toBe("answered");
  });

  it("leaves the cards it already showed and says that it stopped", async () => {
    const model = scripted(calls({ id: "a", tool: "query_performance", input: lastWeek }), "hang");
    const asked: MarketingQuery[] = [];
    const heard = await hear(agentWith(model, [queryTool(asked)], quick), "지난주 광고비");

    expect(asked).toHaveLength(1);
    expect(heard.cards).toHaveLength(1);
    expect(heard.words).toContain("중간에 멈췄어요");
    expect(heard.end.modelCalls.at(-1)).toMatchObject({ outcome: "late" });
  });

  it("does not wait for a tool that never ends", async () => {
    const stuck = toolOf("stuck", z.object({}), () => new Promise(() => undefined));
    const model = scripted(calls({ id: "a", tool: "stuck", input: {} }), says(""));
    const heard = await hear(agentWith(model, [stuck], { toolMs: 80, progressEveryMs: 20 }), "보여줘");

    expect(JSON.stringify(heard.cards)).toContain("시간 안에");
    expect(heard.events.some(({ kind }) => kind === "progress")).toBe(true);
  });
});
