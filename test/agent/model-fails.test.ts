import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openModel } from "../../src/agent/model.ts";
import { runTurn } from "../../src/agent/turn.ts";
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

const interpreter = openModel({ kind: "interpreter" });
const lastWeek = { kind: "total", metrics: ["spend"], time: "last_week" };

describe("a model that fails", () => {
  const quick = { firstChunkMs: 700, silenceMs: 700, modelMs: 1_500 };

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

  it.each([
    ["of no words", { type: "raw", rawValue: 0 }, { type: "raw", rawValue: 1 }],
    ["of thoughts", { type: "reasoning-start", id: "r" }, { type: "reasoning-delta", id: "r", delta: "" }],
  ] as const)("is replaced in time when it sends pieces %s without a pause", async (_, first, part) => {
    const model = scripted([]);
    const endless = (): ReadableStream<LanguageModelV4StreamPart> =>
      new ReadableStream({
        start: (controller) => controller.enqueue(first),
        pull: (controller) => controller.enqueue(part),
      });
    model.doStream = () => Promise.resolve({ stream: endless() });
    let beats = 0;
    const heart = setInterval(() => beats++, 20);
    const started = performance.now();

    const heard = await hear(agentWith(model, [queryTool()], quick), "지난주 광고비 얼마야?");
    clearInterval(heart);

    expect(heard.words).toContain("제때 답하지 않아 기본 해석기로");
    expect(performance.now() - started).toBeLessThan(7_000); // unlimited it is replaced after 15 s
    expect(beats).toBeGreaterThan(0);
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

  it("tells the tool that runs when nobody reads on, and begins no other", async () => {
    const begun: (AbortSignal | undefined)[] = [];
    const stuck = toolOf("stuck", z.looseObject({}), (ctx, _, progress) => {
      begun.push(ctx.signal);
      progress(cardOf());
      return new Promise((_resolve, reject) =>
        ctx.signal?.addEventListener("abort", () => reject(new Error("left"))),
      );
    });
    const both = [1, 2].map((k) => ({ id: `c${k}`, tool: "stuck", input: { k } }));
    const agent = agentWith(scripted(calls(...both), says("네.")), [stuck]);

    for await (const _ of runTurn(makeCtx(), agent, { said: "보여줘", history: [] })) break;
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(begun.map((signal) => signal?.aborted)).toEqual([true]);
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

describe("calls that fail", () => {
  const gone = new Failure("not_found", "x", { say: words("그런 캠페인이 없어요.", "No such campaign.") });
  const ask = (id: string, limit: number) => ({
    id,
    tool: "query_performance",
    input: { ...lastWeek, limit },
  });

  /** Fails with `error` for every limit below 10. */
  function choosy(error: Error, asked: number[] = []) {
    return toolOf("query_performance", z.looseObject({ limit: z.number().default(10) }), (_, { limit }) => {
      asked.push(limit);
      return limit < 10
        ? Promise.reject(error)
        : Promise.resolve({ card: cardOf(won(limit)), facts: { limit } });
    });
  }

  it("are not shown where the next step mends them", async () => {
    const model = scripted(calls(ask("a", 1)), calls(ask("b", 20)), says("여기 있어요."));
    const heard = await hear(agentWith(model, [choosy(gone)]), "지난주 광고비");

    expect(heard.cards).toEqual([cardOf(won(20))]);
    expect(heard.end.outcome).toBe("answered");
  });

  it("are one card, behind what went well", async () => {
    const model = scripted(calls(ask("a", 1), ask("b", 2), ask("c", 20)), calls(ask("d", 3)), says("네."));
    const heard = await hear(agentWith(model, [choosy(gone)]), "지난주 광고비");

    expect(heard.cards).toHaveLength(2);
    expect(heard.cards[0]).toEqual(cardOf(won(20)));
    expect(JSON.stringify(heard.cards[1])).toContain("그런 캠페인이 없어요.");
    expect(heard.end.outcome).toBe("answered");
  });

  it("leave the answer to the interpreter when the model fails, too", async () => {
    const model = scripted(calls(ask("call-1", 1)), new Error("500"));
    const heard = await hear(agentWith(model, [choosy(gone)]), "지난주 광고비 얼마야?");

    expect(heard.words).toContain("기본 해석기로 답했어요");
    expect(heard.words).not.toContain("위 카드");
    expect(heard.cards).toEqual([cardOf(won(10))]);
  });

  it("leave the answer to the interpreter where only the model's way of asking broke the tool", async () => {
    const asked: number[] = [];
    const model = scripted(calls(ask("a", 1)), says("잘 안 됐어요."));
    const heard = await hear(agentWith(model, [choosy(new TypeError("x"), asked)]), "지난주 광고비 얼마야?");

    expect(asked).toEqual([1, 10]);
    expect(heard.cards).toEqual([cardOf(won(10))]);
    expect(heard.words).toContain("기본 해석기로 답했어요");
  });

  it("are nothing to be trusted: what stands above a model that stopped are good cards alone", async () => {
    const model = scripted(calls(ask("a", 20), ask("b", 1)), new Error("500"));
    const heard = await hear(agentWith(model, [choosy(gone)]), "지난주 광고비");

    expect(heard.cards).toEqual([cardOf(won(20))]);
    expect(heard.words).toContain("위 카드는 그대로 믿으셔도 돼요.");
  });

  it("take no longer together than the tools of one turn may", async () => {
    const begun: unknown[] = [];
    const stuck = toolOf("query_performance", z.looseObject({}), (_, input) => {
      begun.push(input);
      return new Promise(() => undefined);
    });
    const many = Array.from({ length: 12 }, (_, index) => ask(`c${index}`, index + 1));
    const started = performance.now();
    const heard = await hear(
      agentWith(scripted(calls(...many), says("네.")), [stuck], { toolMs: 500 }),
      "지난주 광고비",
    );

    expect(performance.now() - started).toBeLessThan(5_000); // twelve times 500 ms it must not be
    expect(begun).toHaveLength(1);
    expect(heard.cards).toHaveLength(1);
    expect(heard.words).toContain("한 번에 할 수 있는 만큼만");
  });
});
