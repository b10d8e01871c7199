// How figures are to be cut: dimensions, grain, limit.

import type { Dim, Grain } from "../../core/query.ts";
import { dayCounts } from "../../language/number-words.ts";
import { has, isCue, isHangul, isLight, neighbour, type Scan, spot } from "./scan.ts";

const byWords = ["by", "which", "split"];
const grainOfDim: Partial<Record<Dim, Grain>> = {
  hour: "hour",
  day: "day",
  week: "week",
  month: "month",
  year: "year",
};

export type Shape = {
  /** Dimensions that stand beside 별, by, per, which, each. */
  marked: Dim[];
  /** All others that are named. */
  loose: Dim[];
  grain: Grain | undefined;
  limit: number | undefined;
};

export function findShape(scan: Scan): Shape {
  const dims = spot(scan, "dimension").filter(({ index }) => !isIdOwner(scan, index));
  const marked = new Set<Dim>();
  const loose = new Set<Dim>();
  for (const { index, meaning, lexeme } of dims) {
    if (isSplitWord(lexeme.text) || isMarked(scan, index, isHangul(lexeme.text))) marked.add(meaning.dim);
    else loose.add(meaning.dim);
  }
  if (marked.size > 0 || has(scan, "split")) for (const dim of loose) if (!isGeneric(dim)) marked.add(dim);
  const series = [...marked].find((dim) => grainOfDim[dim] !== undefined && dim !== "hour");
  const grain = spot(scan, "grain").at(0)?.meaning.grain;
  const isSeries = series && !has(scan, "which", "most", "best", "worst", "high", "low");
  if (isSeries) marked.delete(series);
  return {
    marked: [...marked].slice(0, 2),
    loose: [...loose].filter((dim) => !marked.has(dim)),
    grain: grain ?? (isSeries ? grainOfDim[series] : undefined),
    limit: limitOf(scan),
  };
}

/** 성별 is the one dimension whose own name ends in the word for "by". */
function isSplitWord(text: string): boolean {
  return text.endsWith("별");
}

/** A level that names what is listed is no split: 캠페인 성과를 연령별로. */
function isGeneric(dim: Dim): boolean {
  return dim === "campaign" || dim === "ad" || dim === "brand" || grainOfDim[dim] !== undefined;
}

function isIdOwner(scan: Scan, index: number): boolean {
  const next = scan.lexemes[index + 1];
  return next?.kind === "amount" && next.amount.kind === "plain" && /^\d+$/.test(next.text);
}

function isMarked(scan: Scan, index: number, korean: boolean): boolean {
  const after = scan.lexemes[index + 1];
  if (isCue(after, "by") && isHangul(after?.text ?? "")) return true;
  if (korean) return isCue(neighbour(scan, index, -1)?.lexeme, "which");
  for (let at = index - 1; at >= Math.max(0, index - 5); at--) {
    const lexeme = scan.lexemes[at];
    if (!lexeme) return false;
    if (isCue(lexeme, ...byWords)) return true;
    const passes =
      isLight(lexeme) ||
      isListedDimension(scan, at) ||
      lexeme.kind === "amount" ||
      isCue(lexeme, "best", "worst", "high", "low", "most");
    if (!passes) return false;
  }
  return false;
}

function isListedDimension(scan: Scan, at: number): boolean {
  const lexeme = scan.lexemes[at];
  return lexeme?.kind === "word" && lexeme.meanings.some((meaning) => meaning.kind === "dimension");
}

/** 상위 5개, top 3, five best, 사흘만: how many rows. */
function limitOf(scan: Scan): number | undefined {
  for (const [index, lexeme] of scan.lexemes.entries()) {
    if (lexeme.kind === "word") {
      const days = dayCounts[lexeme.text];
      if (days && has(scan, "most", "high", "low", "best", "worst")) return days;
    }
    if (lexeme.kind !== "amount") continue;
    const { kind, value } = lexeme.amount;
    if (!Number.isInteger(value) || value < 1 || value > 100) continue;
    if (kind === "count" && !isThreshold(scan, index)) return value;
    if (kind === "plain" && countsRows(scan, index)) return value;
  }
  return undefined;
}

function isThreshold(scan: Scan, index: number): boolean {
  return isCue(neighbour(scan, index, 1)?.lexeme, "more_than", "at_least", "less_than", "at_most");
}

function countsRows(scan: Scan, index: number): boolean {
  const before = neighbour(scan, index, -1)?.lexeme;
  const after = neighbour(scan, index, 1);
  if (isCue(before, "best", "worst", "high", "low", "most")) return true;
  const next = after?.lexeme;
  if (isCue(next, "best", "worst", "high", "low", "most")) return true;
  return (
    after !== undefined &&
    isListedDimension(scan, after.index) &&
    has(scan, "best", "worst", "high", "low", "most", "order")
  );
}
