// One call of a model as it is stored: tokens, cost, time, and what became of it.

import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import type { TroubleKind } from "./trouble.ts";

/** One row of `model_call`. Token counts are `null` where the model told none. */
export type ModelCallRecord = {
  model: string;
  inputTokens: number | null;
  /** Part of `inputTokens` that the provider had read before. */
  cachedTokens: number | null;
  outputTokens: number | null;
  /** Part of `outputTokens` that nobody reads. */
  reasoningTokens: number | null;
  /** Millionths of a US dollar; `null` when the price of the model is not known. */
  costMicros: bigint | null;
  tookMs: number;
  outcome: "answered" | "late" | "failed" | "skipped";
  /** Why somebody else had to answer. */
  reason: TroubleKind | null;
};

/** @returns millionths of a US dollar, `null` for a model without a known price */
export type PriceOf = (model: string, usage: LanguageModelV4Usage) => bigint | null;

export function newCall(model: string): ModelCallRecord {
  return {
    model,
    inputTokens: null,
    cachedTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    costMicros: null,
    tookMs: 0,
    outcome: "answered",
    reason: null,
  };
}

/** What its column holds at most. */
const MOST_TOKENS = 2 ** 31 - 1;

/** A count as a server told it; `null` for what no count of tokens can be. */
export function countOf(told: unknown): number | null {
  return Number.isSafeInteger(told) && Number(told) >= 0 && Number(told) <= MOST_TOKENS ? Number(told) : null;
}

export function noteUsage(record: ModelCallRecord, usage: LanguageModelV4Usage, priceOf: PriceOf): void {
  record.inputTokens = told(usage, inputNames, usage.inputTokens.total);
  record.cachedTokens = told(usage, cachedNames, usage.inputTokens.cacheRead);
  record.outputTokens = told(usage, outputNames, usage.outputTokens.total);
  record.reasoningTokens = told(usage, reasoningNames, usage.outputTokens.reasoning);
  record.costMicros = priceOf(record.model, usage);
}

/** Where the two protocols tell a count. */
const inputNames = ["input_tokens", "prompt_tokens"];
const cachedNames = ["input_tokens_details.cached_tokens", "prompt_tokens_details.cached_tokens"];
const outputNames = ["output_tokens", "completion_tokens"];
const reasoningNames = [
  "output_tokens_details.reasoning_tokens",
  "completion_tokens_details.reasoning_tokens",
];

/** The library reads what was not told as 0: where the server's own words are there, they decide. */
function told({ raw }: LanguageModelV4Usage, names: readonly string[], read: unknown): number | null {
  const isTold = raw === undefined || names.some((name) => typeof memberOf(raw, name) === "number");
  return isTold ? countOf(read) : null;
}

function memberOf(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce(
      (one, key) => (typeof one === "object" && one !== null ? Reflect.get(one, key) : undefined),
      value,
    );
}
