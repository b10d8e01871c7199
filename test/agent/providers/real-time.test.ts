// The one test with the real limits of a turn: it takes as long as the longest of them.

import { describe, expect, it } from "vitest";
import { type Heard, agentWith, hear, queryTool, scripted } from "../support.ts";
import { asks, wired } from "./support.ts";
import type { Reply } from "../../support/scripted-model.ts";

async function secondsOf(...script: Reply[]): Promise<{ heard: Heard; seconds: number }> {
  const { model } = await wired("responses", ...script);
  const started = performance.now();
  const heard = await hear(agentWith(model, [queryTool()]), "지난주 광고비 얼마야?");
  return { heard, seconds: (performance.now() - started) / 1_000 };
}

describe("the time rules of a turn", () => {
  it("no first word in 8 s, silence of 10 s, 15 s in all: each ends in a marked answer", async () => {
    const ignoring = scripted("hang");
    const started = performance.now();

    const [silent, hushed, dripping, late] = await Promise.all([
      secondsOf("silence"),
      secondsOf({ words: ["음"], ends: "silent" }),
      secondsOf({ dripMs: 2_000 }),
      secondsOf(asks(), "silence"),
      hear(agentWith(ignoring, [queryTool()]), "지난주 광고비 얼마야?"),
    ]);

    // Below the next longer limit; nobody's is longer than the last, which a busy machine may stretch.
    for (const [{ seconds }, limit, most] of [
      [silent, 8, 14.9],
      [hushed, 10, 14.9],
      [dripping, 15, 40],
      [late, 8, 14.9],
    ] as const) {
      expect(seconds).toBeGreaterThan(limit - 0.1);
      expect(seconds).toBeLessThan(most);
    }
    for (const { heard } of [silent, hushed, dripping])
      expect(heard.words).toContain("기본 해석기로 답했어요");
    expect(late.heard.words).toContain("위 카드는 그대로");
    expect((performance.now() - started) / 1_000).toBeLessThan(45);
  });
});
