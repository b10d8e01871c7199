import { describe, expect, it } from "vitest";
import { openBreaker } from "../../src/agent/breaker.ts";
import { ModelTrouble, type TroubleKind } from "../../src/agent/trouble.ts";
import type { MarketingQuery } from "../../src/core/query.ts";
import { agentWith, hear, queryTool, scripted, says } from "./support.ts";

const MINUTE = 60_000;

function withClock() {
  const clock = { ms: 0 };
  const breaker = openBreaker({ nowMs: () => clock.ms });
  return { clock, breaker, now: () => ({ begunMs: clock.ms }) };
}

function trouble(kind: TroubleKind, retryAfterMs?: number): ModelTrouble {
  return new ModelTrouble(kind, { retryAfterMs });
}

describe("leaving a model alone", () => {
  it.each<[TroubleKind, number]>([
    ["refused", 1],
    ["limited", 1],
    ["unreachable", 1],
    ["late", 2],
    ["broken", 2],
    ["rejected", 2],
    ["cut", 3],
  ])("begins after %s, %i in a row", (kind, times) => {
    const { breaker, now } = withClock();

    for (let index = 1; index < times; index++) breaker.failed(trouble(kind), now());
    expect(breaker.resting()).toBeUndefined();
    breaker.failed(trouble(kind), now());

    expect(breaker.resting()).toBe(kind);
  });

  it("does not begin for an answer that was merely no good", () => {
    const { breaker, now } = withClock();

    for (const kind of ["empty", "unproved", "confused", "tooMuch"] as const)
      for (let index = 0; index < 9; index++) breaker.failed(trouble(kind), now());

    expect(breaker.resting()).toBeUndefined();
  });

  it("lasts a minute, then one turn tries it while the others still go without", () => {
    const { breaker, clock, now } = withClock();
    breaker.failed(trouble("refused"), now());

    clock.ms = MINUTE - 1;
    expect(breaker.resting()).toBe("refused");
    clock.ms = MINUTE;
    expect(breaker.resting()).toBeUndefined();
    expect(breaker.resting()).toBe("refused");
  });

  it("grows with every trial that fails, to a quarter of an hour, and ends with one that works", () => {
    const { breaker, clock, now } = withClock();
    const restsMs: number[] = [];
    for (let round = 0; round < 6; round++) {
      breaker.failed(trouble("late"), now());
      if (round === 0) breaker.failed(trouble("late"), now());
      const from = clock.ms;
      while (breaker.resting() !== undefined) clock.ms += MINUTE;
      restsMs.push(clock.ms - from);
    }
    breaker.succeeded(now());
    breaker.failed(trouble("late"), now());

    expect(restsMs.map((ms) => ms / MINUTE)).toEqual([1, 2, 4, 8, 15, 15]);
    expect(breaker.resting()).toBeUndefined();
  });

  it("waits as long as the provider asks, within that quarter of an hour", () => {
    const { breaker, clock, now } = withClock();

    breaker.failed(trouble("limited", 5 * MINUTE), now());
    clock.ms = 5 * MINUTE - 1;
    expect(breaker.resting()).toBe("limited");
    clock.ms = 5 * MINUTE;
    expect(breaker.resting()).toBeUndefined();
    breaker.failed(trouble("limited", 600 * MINUTE), now());
    clock.ms += 15 * MINUTE;

    expect(breaker.resting()).toBeUndefined();
  });

  it("is no longer for the many turns that met the same limit at once, nor ended by one of them that got through", () => {
    const { breaker, clock, now } = withClock();
    const together = now();
    clock.ms = 50;
    for (let index = 0; index < 5; index++) breaker.failed(trouble("limited"), together);
    breaker.succeeded(together);

    clock.ms = 50 + MINUTE - 1;
    expect(breaker.resting()).toBe("limited");
    clock.ms = 50 + MINUTE;
    expect(breaker.resting()).toBeUndefined();
  });

  it.each([400, 413, 422])("does not begin for requests that were refused one by one: %i", (status) => {
    const { breaker, now } = withClock();

    for (let index = 0; index < 9; index++) breaker.failed(new ModelTrouble("rejected", { status }), now());

    expect(breaker.resting()).toBeUndefined();
  });

  it("begins for a model that its server does not know", () => {
    const { breaker, now } = withClock();

    for (let index = 0; index < 2; index++)
      breaker.failed(new ModelTrouble("rejected", { status: 404 }), now());

    expect(breaker.resting()).toBe("rejected");
  });
});

describe("a turn while the model is left alone", () => {
  it("is answered by the interpreter without waiting, says why, and keeps a row of it", async () => {
    const asked: MarketingQuery[] = [];
    const quick = { firstChunkMs: 200, silenceMs: 200, modelMs: 200 };
    let calls = 0;
    const hanging = scripted("hang");
    const model = { ...hanging, doStream: () => (calls++, new Promise<never>(() => undefined)) };
    const agent = agentWith(model, [queryTool(asked)], quick);
    await hear(agent, "지난주 광고비");
    await hear(agent, "지난주 광고비");

    const heard = await hear(agent, "지난주 광고비");

    expect(calls).toBe(2);
    expect(heard.words).toContain("제때 답하지 않아 잠시 쉬게 하고 기본 해석기로 답했어요.");
    expect(asked).toHaveLength(3);
    expect(heard.end.modelCalls[0]).toMatchObject({
      model: "scripted/script",
      outcome: "skipped",
      reason: "late",
      tookMs: 0,
    });
  });

  it("goes on as before once the model answers", async () => {
    const agent = agentWith(scripted(new Error("x"), says("안녕하세요.")), []);
    await hear(agent, "안녕");

    const heard = await hear(agent, "안녕");

    expect(heard.words).toBe("안녕하세요.");
  });
});
