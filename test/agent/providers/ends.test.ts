import { describe, expect, it } from "vitest";
import type { MarketingQuery } from "../../../src/core/query.ts";
import { agentWith, hear, queryTool } from "../support.ts";
import { asks, wired, wordsThenEnd } from "./support.ts";

const question = "지난주 광고비 얼마야?";
const half = ["광고비가 늘어난 까닭은 아무래도"];

const ends = [
  ...["content_filter", "max_output_tokens", "max_tool_calls", "unheard_of"].map(
    (finish) => ["responses", finish] as const,
  ),
  ...[
    "content_filter",
    "length",
    "abort",
    "error",
    "timeout",
    "cancelled",
    "insufficient_system_resource",
  ].map((finish) => ["chat", finish] as const),
  ["chat", "tool_calls"] as const,
];

describe("an answer that did not end by itself", () => {
  it.each(ends)("%s, %s: is cut, and the interpreter answers and says so", async (protocol, finish) => {
    const asked: MarketingQuery[] = [];
    const { model } = await wired(protocol, wordsThenEnd(protocol, half, { finish }));

    const heard = await hear(agentWith(model, [queryTool(asked)]), question);

    expect(heard.words).toContain("도중에 끊겨 기본 해석기로 답했어요");
    expect(asked).toHaveLength(1);
    expect(heard.end.modelCalls[0]).toMatchObject({ outcome: "failed", reason: "cut" });
  });

  it.each(ends)("%s, %s, behind a card: the card stands and the answer says so", async (protocol, finish) => {
    const { model } = await wired(protocol, asks(), wordsThenEnd(protocol, half, { finish }));

    const heard = await hear(agentWith(model, [queryTool()]), question);

    expect(heard.cards).toHaveLength(1);
    expect(heard.words).toContain("도중에 끊겨 중간에 멈췄어요");
  });
});

describe.each(["responses", "chat"] as const)("an answer that ended by itself: %s", (protocol) => {
  it("stands as it is", async () => {
    const { model } = await wired(protocol, wordsThenEnd(protocol, ["여기 있어요."], {}));

    const heard = await hear(agentWith(model, [queryTool()]), question);

    expect(heard.words).toBe("여기 있어요.");
  });
});
