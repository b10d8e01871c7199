// The language model's second look at a review: asked once, without tools, about copy that is data; the caller holds its answer against the
// packs. What it costs is recorded like every call.

import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { JSONSchema7, LanguageModelV4Prompt } from "@ai-sdk/provider";
import type { Ctx } from "../capabilities/context.ts";
import type { JudgeName, OpinionRequest } from "../capabilities/compliance/compliance.ts";
import type { Agent } from "./agent.ts";
import { askJson, noteFailed } from "./json-asking.ts";
import { type ModelCallRecord, newCall } from "./model-call.ts";
import { type TroubleKind, troubleOf } from "./trouble.ts";
import { openWatch } from "./watched-model.ts";

const file = readFileSync(new URL("../../prompts/review-judge.md", import.meta.url), "utf8");
const instructions = file.replace(/^<!--.*-->\n/, "");
const version = /^<!-- version (\d+) -->/.exec(file)?.[1] ?? "0";
const hash = createHash("sha256").update(file).digest("hex");

export function judgeName({ model }: Agent): JudgeName {
  return { model: `${model.provider}/${model.modelId}`, prompt: `review-judge@${version} sha256:${hash}` };
}

/** What came, not yet looked at, or what was wrong; with the calls that were made for it. */
export type Judged = { calls: ModelCallRecord[] } & ({ value: unknown } | { trouble: TroubleKind });

/** Asks once; a model that is being left alone by reviews is not asked. @throws the reason of `signal` when it aborts */
export async function askOpinion(
  { log, signal }: Pick<Ctx, "log" | "signal">,
  agent: Agent,
  request: OpinionRequest,
): Promise<Judged> {
  const { judgeBreaker: breaker, model } = agent;
  const resting = breaker.resting();
  if (resting) {
    const skipped = newCall(`${model.provider}/${model.modelId}`);
    return { trouble: resting, calls: [{ ...skipped, outcome: "skipped", reason: resting }] };
  }
  const watch = openWatch();
  const begun = { begunMs: breaker.nowMs() };
  try {
    const question = { prompt: promptOf(request), name: "opinion", schema };
    const value = await askJson(agent, watch, { ...question, signal });
    breaker.succeeded(begun);
    return { value, calls: watch.records };
  } catch (error) {
    signal?.throwIfAborted();
    const trouble = troubleOf(error);
    breaker.failed(trouble, begun);
    noteFailed(watch, trouble);
    log.warn({ model: model.modelId, reason: trouble.kind, status: trouble.status }, "no opinion came");
    return { trouble: trouble.kind, calls: watch.records };
  }
}

/** The mark is made anew for each asking: no copy can know it, so none can end its block. */
function promptOf(request: OpinionRequest): LanguageModelV4Prompt {
  const mark = randomBytes(12).toString("hex");
  const data = JSON.stringify(request).replaceAll("<", "\\u003c");
  const text = `<data-${mark}>\n${data}\n</data-${mark}>`;
  return [
    { role: "system", content: instructions.replaceAll("{{mark}}", mark) },
    { role: "user", content: [{ type: "text", text }] },
  ];
}

const number: JSONSchema7 = { type: "integer" };
const string: JSONSchema7 = { type: "string" };

const schema: JSONSchema7 = {
  type: "object",
  properties: {
    findings: listOf({
      text: number,
      rule: string,
      words: string,
      severity: { type: "string", enum: ["fix", "note"] },
    }),
    rewrites: listOf({ text: number, words: string }),
  },
  required: ["findings", "rewrites"],
  additionalProperties: false,
};

function listOf(properties: Record<string, JSONSchema7>): JSONSchema7 {
  const items = {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
  return { type: "array", items } as JSONSchema7;
}
