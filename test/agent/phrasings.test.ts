import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { interpret } from "../../src/agent/interpreter/interpret.ts";
import { MarketingQuery } from "../../src/core/query.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const rows = readFileSync(new URL("phrasings.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [string, string]);

/** The query in the words of the table: filters by field, `-field` for what is left out. */
function inShort(query: MarketingQuery): Record<string, unknown> {
  const filters = Object.fromEntries(
    query.filters.map(({ field, op, values }) => [op === "not_in" ? `-${field}` : field, values]),
  );
  const { kind, metrics, dimensions, having, compare, grain, order, limit, direction } = query;
  const defaulted = query.assumptions.some((line) => /^time: (기간을|no period)/.test(line));
  return {
    kind,
    metrics,
    dimensions,
    filters,
    having,
    compare,
    grain,
    order,
    limit,
    direction,
    time: defaulted ? undefined : query.time,
  };
}

function expectation(json: string): Record<string, unknown> {
  const base = { metrics: [], dimensions: [], filters: {}, having: [] };
  const rest = {
    compare: undefined,
    grain: undefined,
    order: undefined,
    limit: undefined,
    direction: undefined,
    time: undefined,
  };
  return { ...base, ...rest, ...(JSON.parse(json) as Record<string, unknown>) };
}

describe("phrasings", () => {
  it.each(rows)("reads: %s", (message, expected) => {
    const { parts } = interpret(message, {}, setting);

    expect(parts).toHaveLength(1);
    const query = parts[0]?.query;
    expect(query && inShort(query)).toEqual(expectation(expected));
    expect(MarketingQuery.safeParse(query).success).toBe(true);
  });
});
