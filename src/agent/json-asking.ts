// One question to the model with one JSON answer, in the time and the length of a turn's model, under the same watch as its turns.

import type { JSONSchema7, LanguageModelV4Prompt } from "@ai-sdk/provider";
import type { Agent } from "./agent.ts";
import { jsonIn } from "./slips.ts";
import { ModelTrouble } from "./trouble.ts";
import { type Watch, watched } from "./watched-model.ts";

type Question = {
  prompt: LanguageModelV4Prompt;
  name: string;
  schema: JSONSchema7;
  signal?: AbortSignal | undefined;
};

/**
 * Asks once, without tools.
 * @returns the JSON that came, not yet looked at
 * @throws ModelTrouble, or what the provider threw; "failed" for an answer that is no JSON object
 */
export async function askJson(agent: Agent, watch: Watch, question: Question): Promise<object> {
  const { limits, priceOf } = agent;
  const model = watched({ model: agent.model, watch, limits, priceOf, hints: new Map() });
  const { stream } = await model.doStream({
    prompt: question.prompt,
    responseFormat: { type: "json", name: question.name, schema: question.schema },
    ...(question.signal && { abortSignal: question.signal }),
  });
  let text = "";
  for await (const part of stream) if (part.type === "text-delta") text += part.delta;
  if (text.trim() === "") throw new ModelTrouble("empty");
  const value = jsonIn(text);
  if (typeof value !== "object" || value === null) throw new ModelTrouble("failed");
  return value;
}

/** What breaks off an asking is a trouble of its last call, also where the call itself was answered. */
export function noteFailed({ records }: Watch, trouble: ModelTrouble): void {
  const last = records.at(-1);
  if (last?.outcome === "answered") Object.assign(last, { outcome: "failed", reason: trouble.kind });
}
