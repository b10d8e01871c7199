// The report of a run with a model: what was understood, by language and intent, and what it took.

import type { ModelCallRecord } from "../../agent/turn.ts";
import { percentile } from "../bench/measure.ts";
import type { Ran } from "./model-run.ts";
import { totalsOf } from "./score/score.ts";

export function reportOf(model: string, ran: readonly Ran[]): string {
  return [`model ${model}`, ...scoreLines(ran), "", ...costLines(ran), ...hardFailLines(ran)].join("\n");
}

function scoreLines(ran: readonly Ran[]): string[] {
  const groups = [
    { name: "all rows", of: ran },
    ...grouped(ran, ({ scored }) => scored.row.lang),
    ...grouped(ran, ({ scored }) => scored.row.intent),
  ];
  return [
    line("", ["rows", "intent", "slots", "exact", "hard"]),
    ...groups.map(({ name, of }) => scoreLine(name, of)),
  ];
}

function grouped(ran: readonly Ran[], keyOf: (one: Ran) => string): { name: string; of: Ran[] }[] {
  return [...Map.groupBy(ran, keyOf)].map(([name, of]) => ({ name, of }));
}

function scoreLine(name: string, of: readonly Ran[]): string {
  const { rows, intent, slots, exact, hardFails } = totalsOf(of.map(({ scored }) => scored));
  return line(name, [`${rows}`, intent.toFixed(3), slots.toFixed(3), exact.toFixed(3), `${hardFails}`]);
}

function line(name: string, cells: readonly string[]): string {
  return name.padEnd(26) + cells.map((cell) => cell.padStart(8)).join("");
}

function costLines(ran: readonly Ran[]): string[] {
  const calls = ran.flatMap(({ modelCalls }) => modelCalls);
  const sum = (of: (call: ModelCallRecord) => number | null): string =>
    calls.reduce((all, call) => all + (of(call) ?? 0), 0).toLocaleString("en");
  const times = ran.map(({ ms }) => ms / 1000);
  return [
    `unproved words dropped     ${ran.filter(({ dropped }) => dropped).length} answers`,
    `answered by the interpreter instead   ${fallbacks(ran)}`,
    `tokens   in ${sum((call) => call.inputTokens)} (cached ${sum((call) => call.cachedTokens)}), out ${sum((call) => call.outputTokens)} (reasoning ${sum((call) => call.reasoningTokens)})`,
    `cost     ${dollars(costOf(calls))}`,
    `time     p50 ${percentile(times, 0.5).toFixed(1)} s, p99 ${percentile(times, 0.99).toFixed(1)} s a message`,
  ];
}

/** How many rows, and why. */
function fallbacks(ran: readonly Ran[]): string {
  const why = ran.flatMap(({ modelCalls }) => modelCalls.find(({ reason }) => reason !== null)?.reason ?? []);
  const counted = [...Map.groupBy(why, (reason) => reason)].map(([reason, all]) => `${reason} ${all.length}`);
  return counted.length === 0 ? "0 rows" : `${why.length} rows (${counted.join(", ")})`;
}

/** `null` as soon as one call's price is not known. */
function costOf(calls: readonly ModelCallRecord[]): bigint | null {
  const paid = calls.filter(
    ({ inputTokens, model }) => inputTokens !== null && !model.startsWith("built-in"),
  );
  return paid.reduce<bigint | null>(
    (all, { costMicros }) => (all === null || costMicros === null ? null : all + costMicros),
    0n,
  );
}

export function dollars(micros: bigint | null): string {
  return micros === null ? "not known for this model" : `$${(Number(micros) / 1e6).toFixed(4)}`;
}

function hardFailLines(ran: readonly Ran[]): string[] {
  return ran.flatMap(({ scored: { row, hard } }) =>
    hard.length > 0 ? [`HARD FAIL ${row.id} ${hard.join(", ")} | ${row.utterance.slice(0, 70)}`] : [],
  );
}
