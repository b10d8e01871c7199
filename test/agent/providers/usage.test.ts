import { describe, expect, it } from "vitest";
import { agentWith, hear } from "../support.ts";
import { wired, wordsThenEnd } from "./support.ts";

const protocols = ["responses", "chat"] as const;

async function countsOf(protocol: (typeof protocols)[number], usage: unknown): Promise<unknown[]> {
  const { model } = await wired(protocol, wordsThenEnd(protocol, ["네."], { usage }));
  const heard = await hear(agentWith(model, []), "안녕");
  const [call] = heard.end.modelCalls;
  return [call?.inputTokens, call?.cachedTokens, call?.outputTokens, call?.reasoningTokens];
}

/** As each protocol names them. */
function usageOf(protocol: (typeof protocols)[number], input: unknown, output: unknown, details = {}) {
  return protocol === "responses"
    ? { input_tokens: input, output_tokens: output, ...details }
    : { prompt_tokens: input, completion_tokens: output, ...details };
}

describe.each(protocols)("token counts that a server tells: %s", (protocol) => {
  it.each([
    ["a fraction", 10.5],
    ["less than none", -1],
    ["more than any model reads", 3e9],
    ["beyond all numbers", 1e300],
  ])("%s is no count", async (_, wrong) => {
    expect(await countsOf(protocol, usageOf(protocol, wrong, wrong))).toEqual([null, null, null, null]);
    expect(await countsOf(protocol, usageOf(protocol, 10, wrong))).toEqual([10, null, null, null]);
  });

  it("what was not told is not known, never none", async () => {
    expect(await countsOf(protocol, usageOf(protocol, 10, 5))).toEqual([10, null, 5, null]);
  });
});
