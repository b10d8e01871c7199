import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { PastTurn } from "../../../src/agent/turn.ts";
import { agentWith, cardOf, hear, makeCtx, queryTool, toolOf } from "../support.ts";
import { lastWeek, wired } from "./support.ts";

/** Tools and instructions are more than half of it. */
const MOST_CHARS = 90_000;

const rows = Array.from({ length: 200 }, (_, at) => ({
  campaign: `여름 세일 ${"가".repeat(300)}`,
  row: `r${at}`,
}));

function longTurn(at: number): PastTurn {
  const call = { id: "x", tool: "query_performance", input: { ...lastWeek, limit: at + 1 }, facts: { rows } };
  return {
    said: `질문-${at} ${"가나다 ".repeat(1_900)}`,
    calls: [call, call, call],
    answer: `답-${at} ${"네 ".repeat(3_000)}`,
  };
}

describe.each(["responses", "chat"] as const)("the length of a prompt: %s", (protocol) => {
  it("has an end, however long the conversation is: the newest turns are told first", async () => {
    const { model, server } = await wired(protocol, { words: ["네."] });
    const history = Array.from({ length: 8 }, (_, at) => longTurn(at));

    await hear(agentWith(model, [queryTool()]), `지금-질문 ${"라 ".repeat(3_000)}끝.`, makeCtx(), history);

    const sent = JSON.stringify(server.asked[0]?.body);
    expect(sent.length).toBeLessThan(MOST_CHARS);
    expect(sent.includes(`지금-질문 ${"라 ".repeat(3_000)}끝.`)).toBe(true);
    expect(sent).toContain("질문-7");
    expect(sent).toContain("답-7");
    expect(sent).not.toContain("질문-0");
    const ids = [...sent.matchAll(/past-\d-\d/g)].map(([id]) => id);
    for (const id of ids) expect(ids.filter((one) => one === id)).toHaveLength(2);
  });

  it("leaves a conversation of usual length whole", async () => {
    const { model, server } = await wired(protocol, { words: ["네."] });
    const facts = { rows: rows.slice(0, 5).map(({ row }) => row) };
    const history = Array.from({ length: 8 }, (_, at): PastTurn => {
      const call = { id: "x", tool: "query_performance", input: lastWeek, facts };
      return { said: `질문-${at}`, calls: [call], answer: `답-${at}` };
    });

    await hear(agentWith(model, [queryTool()]), "고마워", makeCtx(), history);

    const sent = JSON.stringify(server.asked[0]?.body);
    for (let at = 0; at < 8; at++) expect(sent).toContain(`질문-${at}`);
    expect(sent.match(/r4/g)).toHaveLength(8);
  });

  it("has an end within one turn, too", async () => {
    const wide = toolOf("query_performance", z.looseObject({}), () =>
      Promise.resolve({ card: cardOf(), facts: { rows } }),
    );
    const many = Array.from({ length: 12 }, (_, at) => ({
      id: `call_${at}`,
      name: "query_performance",
      arguments: JSON.stringify({ ...lastWeek, limit: at + 1 }),
    }));
    const { model, server } = await wired(protocol, { calls: many }, { words: ["여기 있어요."] });

    await hear(agentWith(model, [wide]), "지난주 광고비");

    const sent = JSON.stringify(server.asked[1]?.body);
    expect(sent.length).toBeLessThan(MOST_CHARS);
    expect(sent).toContain("지난주 광고비");
    expect(sent.match(/여름 세일/g)?.length).toBeGreaterThanOrEqual(12);
  });
});
