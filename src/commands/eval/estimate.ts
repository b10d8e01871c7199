// What a run will use before it starts: each message is two calls, and each call carries the instructions and every tool.

import { z } from "zod";
import { explainFigure } from "../../agent/explain-figure.ts";
import { openAiCost } from "../../agent/providers/price.ts";
import { systemText } from "../../agent/system-text.ts";
import { talkTools } from "../../agent/talk/talk-tools.ts";
import { tools } from "../../capabilities/registry.ts";
import { isForWords } from "../../capabilities/tool.ts";

const CALLS_A_MESSAGE = 2;
/** Rough: JSON and English have about four letters a token, Korean fewer. */
const LETTERS_A_TOKEN = 3.5;
const OUTPUT_TOKENS_A_CALL = 250;

export type Estimate = { inputTokens: number; outputTokens: number; costMicros: bigint | null };

/** @param model as in a call's record: `openai.responses/gpt-6-luna` */
export function estimateOf(
  model: string,
  messages: number,
  scope: Parameters<typeof systemText>[0],
): Estimate {
  const offered = [...tools, ...talkTools, explainFigure].filter(isForWords);
  const described = offered.map(({ name, about, input }) => ({
    name,
    about,
    input: z.toJSONSchema(input, { io: "input", unrepresentable: "any" }),
  }));
  const letters = systemText(scope).length + JSON.stringify(described).length;
  const calls = messages * CALLS_A_MESSAGE;
  const inputTokens = Math.ceil(letters / LETTERS_A_TOKEN) * calls;
  const outputTokens = OUTPUT_TOKENS_A_CALL * calls;
  const costMicros = openAiCost(model, {
    inputTokens: { total: inputTokens, noCache: inputTokens, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: outputTokens, text: outputTokens, reasoning: 0 },
  });
  return { inputTokens, outputTokens, costMicros };
}
