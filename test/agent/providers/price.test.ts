import { describe, expect, it } from "vitest";
import { openAiCost } from "../../../src/agent/providers/price.ts";

function usage(input: number, cached: number, output: number) {
  return {
    inputTokens: { total: input, noCache: input - cached, cacheRead: cached, cacheWrite: undefined },
    outputTokens: { total: output, text: output, reasoning: 0 },
  };
}

describe("what a call costs", () => {
  it("is the published price of fresh, cached and written tokens, in millionths of a dollar", () => {
    // 200 × 0.10 + 1,000 × 0.01 + 60 × 0.50 = 20 + 10 + 30
    expect(openAiCost("openai.responses/gpt-6-luna", usage(1_200, 1_000, 60))).toBe(60n);
    expect(openAiCost("openai.chat/gpt-6-luna-2026-09-22", usage(1_200, 1_000, 60))).toBe(60n);
  });

  it("is not known for other models, other servers and untold tokens: never nothing", () => {
    const untold = {
      ...usage(1, 0, 1),
      outputTokens: { total: undefined, text: undefined, reasoning: undefined },
    };

    expect(openAiCost("openai.responses/gpt-99", usage(1_200, 0, 60))).toBeNull();
    expect(openAiCost("compatible.chat/gpt-6-luna", usage(1_200, 0, 60))).toBeNull();
    expect(openAiCost("built-in/interpreter", usage(0, 0, 0))).toBeNull();
    expect(openAiCost("openai.responses/gpt-6-luna", untold)).toBeNull();
  });

  it.each([Infinity, Number.NaN, 10.5, -1, 3e9])("is not known for %s tokens", (wrong) => {
    expect(openAiCost("openai.responses/gpt-6-luna", usage(wrong, 0, 60))).toBeNull();
    expect(openAiCost("openai.responses/gpt-6-luna", usage(1_200, 0, wrong))).toBeNull();
    // 1,200 × 0.10 + 60 × 0.50: what is wrong of the cached ones is as good as untold
    expect(openAiCost("openai.responses/gpt-6-luna", usage(1_200, wrong, 60))).toBe(150n);
  });
});
