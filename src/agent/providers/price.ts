// What a call costs, from the published prices. A model that is not in the table, or runs elsewhere, has no known cost.

import { readFileSync } from "node:fs";
import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import { z } from "zod";
import { countOf } from "../model-call.ts";

const Price = z.object({
  model: z.string(),
  /** US dollars per million tokens, which is millionths of a dollar per token. */
  input: z.number().positive(),
  cached: z.number().positive(),
  /** Left out: as any input. */
  cacheWrite: z.number().positive().optional(),
  output: z.number().positive(),
  source: z.string(),
  read: z.iso.date(),
  status: z.enum(["published", "unverified"]),
});
type Price = z.output<typeof Price>;

const Table = z.object({ unit: z.string(), models: z.array(Price) });

const table = Table.parse(JSON.parse(readFileSync(new URL("prices.json", import.meta.url), "utf8")));
const prices: ReadonlyMap<string, Price> = new Map(table.models.map((price) => [price.model, price]));

/**
 * @param model as in a call's record: `openai.responses/gpt-6-luna`, also with the date of a snapshot behind it
 * @returns millionths of a US dollar; `null` when the price or the tokens are not known
 */
export function openAiCost(
  model: string,
  { inputTokens, outputTokens }: LanguageModelV4Usage,
): bigint | null {
  const [provider = "", ...name] = model.split("/");
  if (!provider.startsWith("openai.")) return null;
  const price = prices.get(name.join("/").replace(/-\d{4}-\d{2}-\d{2}$/, ""));
  const [input, output] = [countOf(inputTokens.total), countOf(outputTokens.total)];
  if (!price || input === null || output === null) return null;
  const cached = countOf(inputTokens.cacheRead) ?? 0;
  const written = countOf(inputTokens.cacheWrite) ?? 0;
  const fresh = Math.max(0, input - cached - written);
  const micros =
    fresh * price.input +
    cached * price.cached +
    written * (price.cacheWrite ?? price.input) +
    output * price.output;
  return BigInt(Math.round(micros));
}
