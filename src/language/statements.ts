// The words of statements about figures, compiled: bounds, directions, comparisons, derivations.

import { z } from "zod";
import { Metric } from "../core/metric.ts";
import { Dim } from "../core/query.ts";
import { loadYaml } from "./data.ts";

const patterns = z.array(z.string());
const Bound = z.enum(["about", "over", "under", "near", "band"]);
/** How near to the true value a figure is said to be; `exact` where nothing is said, `vague` for 수백만. */
export type Bound = z.output<typeof Bound> | "exact" | "vague";
const Direction = z.enum(["up", "down", "better", "worse", "none"]);
export type Direction = z.output<typeof Direction>;
const Noun = z.union([Dim, z.enum(["period", "metric", "other"])]);
export type Noun = z.output<typeof Noun>;

const File = z.object({
  bounds: z.record(Bound, z.object({ before: patterns, after: patterns })),
  special: z.array(
    z.object({
      kind: z.enum(["times", "fraction"]),
      value: z.number(),
      move: z.enum(["up", "down"]).optional(),
      words: patterns,
    }),
  ),
  vague: patterns,
  vague_english: patterns,
  moves: z.record(Direction, patterns),
  move_nouns: z.string(),
  sides: z.object({ more: patterns, less: patterns }),
  most: patterns,
  least: patterns,
  best: z.object({ good: patterns, bad: patterns }),
  derived: z.object({
    difference: patterns,
    ratio: patterns,
    share: patterns,
    apart: patterns,
    sum: patterns,
    per_day: patterns,
    per_step: patterns,
  }),
  against_after: z.string(),
  against_before: z.string(),
  whole: z.object({ strong: patterns, weak: patterns }),
  respectively: patterns,
  each: patterns,
  nouns: z.partialRecord(Noun, patterns),
  metrics: z.partialRecord(Metric, patterns),
  not_metrics: patterns,
  codes: patterns,
  order: patterns,
  order_before: z.string(),
});
const file = loadYaml("statements", File);

const NOT_IN_A_WORD = "(?<![a-z가-힣])";

/** A particle and a blank, which may stand between a figure and its bound; 대 is glued to its figure. */
const GAP = "(?:에도|을|를|이|가|도|에|의)?\\s?";

/** Bounds in the order they are tried: "just under" before "under". */
const boundOrder: readonly z.output<typeof Bound>[] = ["near", "about", "over", "under", "band"];
export const bounds = boundOrder.map((bound) => ({
  bound,
  before: file.bounds[bound].before.map((word) => new RegExp(`${NOT_IN_A_WORD}(?:${word})\\s?$`)),
  after: file.bounds[bound].after.map((word) => new RegExp(`^${bound === "band" ? "" : GAP}(?:${word})`)),
}));

export const specials = file.special.map(({ words, ...row }) => ({
  ...row,
  pattern: new RegExp(`(?<![a-z가-힣])(?:${words.join("|")})(?![a-z])`, "g"),
}));
export const vagueBefore = new RegExp(`(?<![가-힣])(?:${file.vague.join("|")})$`);
export const vagueEnglish = new RegExp(`(?<![a-z])(?:${file.vague_english.join("|")})(?![a-z])`);

export const moves = Direction.options.map((direction) => ({
  direction,
  pattern: anyOf(file.moves[direction]),
}));
export const moveNounBefore = new RegExp(file.move_nouns);
export const sides = { more: anyOf(file.sides.more), less: anyOf(file.sides.less) };
export const most = anyOf(file.most);
export const least = anyOf(file.least);
/** The first by what is better of a metric. */
export const best = { good: anyOf(file.best.good), bad: anyOf(file.best.bad) };
export const derived = {
  difference: once(file.derived.difference),
  ratio: once(file.derived.ratio),
  share: once(file.derived.share),
  apart: once(file.derived.apart),
  sum: once(file.derived.sum),
  perDay: once(file.derived.per_day),
  perStep: once(file.derived.per_step),
};
export const againstAfter = new RegExp(file.against_after);
export const againstBefore = new RegExp(file.against_before);
export const whole = { strong: anyOf(file.whole.strong), weak: anyOf(file.whole.weak) };
export const respectively = once(file.respectively);
export const each = once(file.each);

export const nouns = (Object.entries(file.nouns) as [Noun, string[]][]).map(([noun, words]) => ({
  noun,
  behind: new RegExp(`^\\s?(?:개의?\\s|곳의?\\s|[a-z]+\\s)?(?:${words.join("|")})(?![a-z])`),
  before: new RegExp(`(?:${words.join("|")})(?:\\s?수)?(?:은|는|이|가|을|를|도)?\\s(?:총\\s|모두\\s)?$`),
  within: new RegExp(`(?:${words.join("|")})(?![a-z])`),
}));

export const statedMetrics = Metric.options.flatMap((metric) => {
  const words = file.metrics[metric];
  return words ? [{ metric, pattern: anyOf(words) }] : [];
});
export const notMetrics = anyOf(file.not_metrics);
export const codes = new RegExp(`(?<![a-z\\d])(?:${file.codes.join("|")})`, "g");
export const orderBehind = once(file.order);
export const orderBefore = new RegExp(file.order_before);

function anyOf(words: readonly string[]): RegExp {
  return new RegExp(words.join("|"), "g");
}

function once(words: readonly string[]): RegExp {
  return new RegExp(words.join("|"));
}
