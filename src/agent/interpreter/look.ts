// The facts about a request that decide what is wanted; gathered once, read by the rules.

import type { Filter } from "../../core/query.ts";
import type { Limits } from "./filters.ts";
import type { Measures } from "./measures.ts";
import type { Name } from "./names.ts";
import { type Asked, isFuture } from "./period.ts";
import { has, isCue, isKind, neighbour, type Scan, spot } from "./scan.ts";
import type { Shape } from "./shape.ts";

export type Found = {
  scan: Scan;
  names: Name[];
  limits: Limits;
  measures: Measures;
  shape: Shape;
  asked: Asked;
};

export type Look = {
  has: (...cues: string[]) => boolean;
  metrics: number;
  havingMetrics: number;
  hasMetric: boolean;
  having: number;
  hasTime: boolean;
  future: boolean;
  comparesPeriods: boolean;
  media: number;
  hasMedium: boolean;
  names: number;
  hasName: boolean;
  /** Campaign, ad group or ad is named as such. */
  hasLevel: boolean;
  /** Something that can be switched or changed. */
  objects: boolean;
  marked: number;
  loose: number;
  grain: boolean;
  limit: boolean;
  /** Two values of one dimension. */
  pairs: boolean;
  money: boolean;
  percent: boolean;
  clock: boolean;
  room: boolean;
  statusValue: boolean;
  hasMissing: boolean;
  /** What is missing makes even known metrics somebody else's: a competitor's spend. */
  missingWhole: boolean;
  unreadOnly: boolean;
  isQuestion: boolean;
  /** Whether it is so is the question: 올랐나?, did it fall. */
  asksWhether: boolean;
  /** How did it go, how much. */
  asksHow: boolean;
  asksFigures: boolean;
  /** A change says which ones are meant: 떨어진 캠페인. */
  movedOnes: boolean;
};

export function allLook({ scan, names, limits, measures, shape, asked }: Found): Look {
  const media = valuesOf(limits.filters, "medium");
  const levels = [...shape.marked, ...shape.loose].some((dim) => ["campaign", "adGroup", "ad"].includes(dim));
  const amounts = scan.lexemes.flatMap((lexeme) => (lexeme.kind === "amount" ? [lexeme.amount] : []));
  const asksHow = has(scan, "how") || /성과|실적|performance/i.test(scan.text);
  return {
    has: (...cues) => has(scan, ...cues),
    metrics: measures.metrics.length,
    havingMetrics: measures.having.length,
    hasMetric: measures.metrics.length > 0,
    having: measures.having.length,
    hasTime: asked.time !== undefined || asked.compare !== undefined || asked.impossible !== undefined,
    future: isFuture(asked.time),
    comparesPeriods: asked.compare !== undefined,
    media: media.length,
    hasMedium: media.length > 0,
    names: names.length,
    hasName: names.length > 0,
    hasLevel: levels,
    objects: levels || names.some(({ marked }) => marked),
    marked: shape.marked.length,
    loose: shape.loose.length,
    grain: shape.grain !== undefined,
    limit: shape.limit !== undefined,
    pairs: limits.filters.some(({ op, values }) => op === "in" && values.length > 1),
    money: amounts.some(({ kind, value }) => kind === "money" || (kind === "plain" && value >= 10_000)),
    percent: amounts.some(({ kind }) => kind === "percent"),
    clock: scan.lexemes.some(({ kind }) => kind === "clock"),
    room: scan.lexemes.some(({ kind }) => kind === "room"),
    statusValue: limits.filters.some(({ field }) => field === "status"),
    hasMissing: spot(scan, "missing").length > 0,
    missingWhole: spot(scan, "missing").some(({ meaning }) => meaning.word.whole),
    unreadOnly: limits.unread.length > 0 && media.length === 0,
    isQuestion: /(까|나|니|냐)\s*\?|어떤|언제/.test(scan.text) && has(scan, "how_much", "why"),
    asksWhether:
      /(까|나|니|냐|는지|은지|인지|요|지|어|아)요?\s*\?|(나요|는지|까요|여부)\s*[.?]*$|^\W*(did|do|does|has|have|is|are|was|were|any)\b/i.test(
        scan.text,
      ) || /(나|는지|냐|까)\s*$/.test(scan.text),
    asksHow,
    movedOnes: scan.lexemes.some((lexeme, index) => isCue(lexeme, "up", "down") && isSplit(scan, index)),
    asksFigures: asksHow && (levels || media.length > 0 || names.length > 0 || asked.time !== undefined),
  };
}

function isSplit(scan: Scan, index: number): boolean {
  return isKind(neighbour(scan, index, 1)?.lexeme, "dimension");
}

function valuesOf(filters: readonly Filter[], field: Filter["field"]): string[] {
  return filters.filter((filter) => filter.field === field).flatMap(({ values }) => values);
}
