import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runTurn } from "../../src/agent/turn.ts";
import { Failure } from "../../src/core/failure.ts";
import { words } from "../../src/core/locale.ts";
import type { MarketingQuery } from "../../src/core/query.ts";
import { agentWith, calls, hear, makeCtx, queryTool, says, scripted, toolOf } from "./support.ts";

const lastWeek = { kind: "total", metrics: ["spend"], time: "last_week" };

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
    expect(heard.end.failure).toMatchObject({ name: "Failure", code: "not_found" });
  });

  it("says of a bug only that it failed and nothing changed", async () => {
    const broken = toolOf("query_performance", z.looseObject({}), () =>
      Promise.reject(new Error("password=hunter2")),
    );
    const model = scripted(calls({ id: "a", tool: "query_performance", input: {} }), says(""));
    const heard = await hear(agentWith(model, [broken]), "지난주 광고비 얼마야?");

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
    const many = Array.from({ length: 20 }, (_, index) => ({
      id: `c${index}`,
      tool: "query_performance",
      input: { ...lastWeek, limit: index + 1 },
    }));
    const heard = await hear(
      agentWith(scripted(calls(...many), says("")), [queryTool(asked)], { toolCalls: 5 }),
      "지난주",
    );

    expect(asked).toHaveLength(5);
    expect(heard.words).toContain("한 번에 할 수 있는 만큼만");
  });

  it("answers the same call from what it found before", async () => {
    const asked: MarketingQuery[] = [];
    const twice = [
      { id: "a", tool: "query_performance", input: lastWeek },
      { id: "b", tool: "query_performance", input: { time: "last_week", metrics: ["spend"], kind: "total" } },
    ];
    const heard = await hear(agentWith(scripted(calls(...twice), says("")), [queryTool(asked)]), "지난주");

    expect(asked).toHaveLength(1);
    expect(heard.cards).toHaveLength(1);
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

describe("the words of a model", () => {
  it("reach the person sentence by sentence while the rest is still to come", async () => {
    let more = (): void => undefined;
    const rest = new Promise<void>((resolve) => {
      more = resolve;
    });
    const [start, delta, end, finish] = says("둘이 서로 다른 방향으로 움직였어요. 자");
    const stream = async function* () {
      yield* [start, delta];
      await rest;
      yield* [{ type: "text-delta" as const, id: "t", delta: "세한 내용은 카드에 있어요." }, end, finish];
    };
    const model = scripted([]);
    model.doStream = () =>
      Promise.resolve({ stream: ReadableStream.from(stream()) as ReadableStream<LanguageModelV4StreamPart> });

    const heard: string[] = [];
    for await (const event of runTurn(makeCtx(), agentWith(model, []), { said: "어때?", history: [] })) {
      if (event.kind === "words") heard.push(event.text);
      more();
    }

    expect(heard).toEqual(["둘이 서로 다른 방향으로 움직였어요.", " 자세한 내용은 카드에 있어요."]);
  });
});
