// How figures are to be cut: dimensions, grain, limit.

import type { Dim, Grain } from "../../core/query.ts";
import type { Lexeme } from "../../language/lexer.ts";
import { countOf, dayCounts } from "../../language/number-words.ts";
import { has, isCue, isHangul, isKind, isLight, ownText, neighbour, type Scan, spot } from "./scan.ts";

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
  /** Places of a ranking were named: 1위부터 3위까지. */
  places: boolean;
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
  const ranks = has(scan, "which", "most", "best", "worst", "high", "low");
  const isSeries = series && !ranks;
  const daily =
    has(scan, "one_each") && !has(scan, "send", "report", "split") && /매일|날마다/.test(ownText(scan));
  if (isSeries) marked.delete(series);
  const limit = limitOf(scan);
  const others = [...marked, ...loose].filter((dim) => !isGeneric(dim));
  const ranked = grain && ranks && limit !== undefined && others.length === 0 ? dimOfGrain(grain) : undefined;
  if (ranked) marked.add(ranked);
  return {
    marked: [...marked].slice(0, 2),
    loose: [...loose].filter((dim) => !marked.has(dim)),
    grain: ranked ? undefined : (grain ?? (isSeries ? grainOfDim[series] : daily ? "day" : undefined)),
    limit,
    places: places.test(ownText(scan)),
  };
}

/** 일별 광고비 하위 2일: the days are what is ranked. */
function dimOfGrain(grain: Grain): Dim {
  return grain;
}

/** 성별 is the one dimension whose own name ends in the word for "by". */
function isSplitWord(text: string): boolean {
  return /별$|마다의?$|주말|남녀|남자 ?여자|weekend/.test(text);
}

/** A level that names what is listed is no split: 캠페인 성과를 연령별로. */
function isGeneric(dim: Dim): boolean {
  return dim === "campaign" || dim === "ad" || dim === "brand" || grainOfDim[dim] !== undefined;
}

function isIdOwner(scan: Scan, index: number): boolean {
  const next = scan.lexemes[index + 1];
  return next?.kind === "amount" && /^\d+(?:번|호)?$/.test(next.text) && next.amount.kind !== "money";
}

function isMarked(scan: Scan, index: number, korean: boolean): boolean {
  const after = scan.lexemes[index + 1];
  if (isCue(after, "by") && isHangul(after?.text ?? "")) return true;
  if (isCrossed(scan, index) || isWise(after)) return true;
  const before = neighbour(scan, index, -1)?.lexeme;
  if (korean && scan.lexemes[index - 1]?.text === "by") return true;
  if (korean) return isCue(before, "which");
  for (let at = index - 1; at >= Math.max(0, index - 5); at--) {
    const lexeme = scan.lexemes[at];
    if (!lexeme) return false;
    if (isCue(lexeme, ...byWords)) return true;
    const passes =
      isLight(lexeme) ||
      isListedDimension(scan, at) ||
      lexeme.kind === "amount" ||
      isKind(lexeme, "medium") ||
      isCue(lexeme, "best", "worst", "high", "low", "most");
    if (!passes) return false;
  }
  return false;
}

/** Region wise, device-wise. */
function isWise(lexeme: Lexeme | undefined): boolean {
  return lexeme?.text === "wise" || lexeme?.text === "-wise";
}

/** Age x gender: the one split by the other. */
function isCrossed(scan: Scan, index: number): boolean {
  return [1, -1].some(
    (step) =>
      /^[x×*]$/.test(scan.lexemes[index + step]?.text.trim() ?? "") &&
      isListedDimension(scan, index + 2 * step),
  );
}

function isListedDimension(scan: Scan, at: number): boolean {
  const lexeme = scan.lexemes[at];
  return lexeme?.kind === "word" && lexeme.meanings.some((meaning) => meaning.kind === "dimension");
}

/** 상위 5개, top 3, five best, 사흘만: how many rows. */
function limitOf(scan: Scan): number | undefined {
  return rankedPlaces(scan) ?? countSaid(scan) ?? daysSaid(scan);
}

const places = /1\s?위\s?(?:부터|에서|~|-)\s?(\d{1,2})\s?위/;

/** 꼴찌 셋이 뭐야, 둘만: a number that stands for the ones it counts. */
const countedThings = /(?:^|\s)(하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)(?:만|이|을|를|은)?(?=[\s?.!]|$)/;

/** 1위부터 3위까지, the first five, two are enough. */
function rankedPlaces(scan: Scan): number | undefined {
  const text = ownText(scan);
  const last = places.exec(text)?.[1];
  if (last) return Number(last);
  const things =
    has(scan, "best", "worst", "high", "low", "most", "top_end") && countedThings.exec(text)?.[1];
  if (things) return countOf(things);
  const said =
    /\bgive me (?:the )?(?:top |best |worst )?(\d{1,2})\b\s*(?:please|pls|thanks)?\s*[.!?]*$|\b(?:first|just|only)\s(?:the\s(?:first|top)\s)?(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*(?:please|pls|thanks|of them)?\s*[.!?]*$|\b(\d{1,2}|one|two|three|four|five)\s(?:is|are|will be) (?:enough|plenty|fine|sufficient)\b/i.exec(
      text,
    );
  return said ? countOf(said[1] ?? said[2] ?? said[3] ?? "") : undefined;
}

/** 사흘만: as many days, where days are ranked. */
function daysSaid(scan: Scan): number | undefined {
  if (!has(scan, "most", "high", "low", "best", "worst")) return undefined;
  const counts = scan.lexemes.flatMap(({ kind, text }) => (kind === "word" ? (dayCounts[text] ?? []) : []));
  return counts.find((days) => days > 1) ?? (/하루만/.test(scan.text) ? 1 : undefined);
}

function countSaid(scan: Scan): number | undefined {
  for (const [index, lexeme] of scan.lexemes.entries()) {
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
  const next =
    isKind(after?.lexeme, "medium") && after ? neighbour(scan, after.index, 1)?.lexeme : after?.lexeme;
  if (isCue(next, "best", "worst", "high", "low", "most")) return true;
  return isKind(next, "dimension") && has(scan, "best", "worst", "high", "low", "most", "order");
}
