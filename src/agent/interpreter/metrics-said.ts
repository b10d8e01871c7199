// Metrics told by a whole way of asking: "what did an order cost us" is the CPA, not the spend.

import { z } from "zod";
import { Metric } from "../../core/metric.ts";
import { loadYaml } from "../../language/data.ts";
import { mayMatch } from "../../language/gated.ts";
import { expressions } from "./rules/patterns.ts";
import type { Scan } from "./scan.ts";

const lines = z.string().transform((text) => text.split("\n").filter((line) => line.trim() !== ""));
const { words, ...said } = loadYaml(
  "metrics-said",
  z.object({ words: z.record(z.string(), z.string()) }).catchall(lines),
);
const table = Object.entries(said as Record<string, string[]>).map(([metric, all]) => ({
  metric: Metric.parse(metric),
  patterns: expressions(all, words),
}));

/** A metric with the lexemes it was told by, first and last. */
export type MetricSaid = { metric: Metric; first: number; last: number };

export function metricsSaid({ text, lexemes }: Scan): MetricSaid[] {
  const from = lexemes[0]?.from ?? 0;
  const own = text.slice(from, lexemes.at(-1)?.to ?? 0).toLowerCase();
  const found: MetricSaid[] = [];
  for (const { metric, patterns } of table) {
    const match = patterns.map((one) => (mayMatch(one, own) ? one.pattern.exec(own) : null)).find(Boolean);
    if (!match) continue;
    const [start, end] = [from + match.index, from + match.index + match[0].length];
    const inside = lexemes.flatMap((lexeme, index) =>
      lexeme.to > start && lexeme.from < end ? [index] : [],
    );
    found.push({ metric, first: inside[0] ?? 0, last: inside.at(-1) ?? 0 });
  }
  return found;
}
