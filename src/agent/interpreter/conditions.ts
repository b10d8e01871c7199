// Conditions on figures: CPA 2만원 넘는, at least 100 clicks, 전환 0건, 10만원 이상 태운.

import type { Metric } from "../../core/metric.ts";
import { metrics as registry } from "../../core/metric.ts";
import type { Having } from "../../core/query.ts";
import type { Amount } from "../../language/amounts.ts";
import { isCue, isHangul, isKind, isLight, type Scan } from "./scan.ts";

type Op = Having["op"];
type Place = { index: number; metric: Metric };
export type Conditions = {
  having: Having[];
  /** Lexemes of the metrics that are conditions. */
  used: ReadonlySet<number>;
};

const comparators: readonly (readonly [string, Op])[] = [
  ["more_than", ">"],
  ["at_least", ">="],
  ["less_than", "<"],
  ["at_most", "<="],
];
const opposite: Readonly<Record<Op, Op>> = { ">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "=" };
const rates: readonly Metric[] = ["ctr", "cvr", "interaction_rate"];
/** What was done with money before or behind its amount: spent at least 50k, 10만원 이상 태운. */
const spending =
  /^(?:spent|spend|spending|cost|burned|burnt|쓴|쓰|썼|태운|태우|태웠|나간|나갔|지출|집행|소진|들어간|부은)/;
const leftOut =
  /(?:do|does|did|should)(?:n't|nt| not) count|(?:은|는|인 ?거?건?는?|것?들?은?|이면) ?(?:제외|빼|버려|안 봐|무시)|(?:are|is) out\b|don't matter/;

export function findConditions(scan: Scan, metrics: readonly Place[]): Conditions {
  const having: Having[] = [];
  const used = new Set<number>();
  for (const [index, lexeme] of scan.lexemes.entries()) {
    if (lexeme.kind !== "amount") continue;
    const compared = comparatorAt(scan, index);
    const place = metricOf(scan, index, lexeme.amount, metrics, compared !== undefined);
    const op = compared ?? (place && isZero(scan, index, lexeme.amount, place) ? "=" : undefined);
    if (!op || !place) continue;
    having.push({
      metric: place.metric,
      op: isLeftOut(scan, index) ? opposite[op] : op,
      ...limitValue(place.metric, lexeme.amount),
    });
    if (place.index >= 0) used.add(place.index);
  }
  for (const place of metrics) {
    if (!isNone(scan, place.index)) continue;
    having.push({ metric: place.metric, op: "=", value: 0 });
    used.add(place.index);
  }
  return { having: having.slice(0, 5), used };
}

/** The comparing word stands behind the amount in Korean, before it in English; "or more" behind in both. */
function comparatorAt(scan: Scan, index: number): Op | undefined {
  const denied = deniedAt(scan, index);
  if (denied) return denied;
  const after = wordBeyond(scan, index, 1);
  const before = wordBeyond(scan, index, -1);
  for (const [cue, op] of comparators) {
    if (isCue(after, cue) && (isHangul(after?.text ?? "") || /^(or|and|plus) /.test(after?.text ?? "")))
      return op;
    if (isCue(before, cue) && !isHangul(before?.text ?? "")) return op;
  }
  return bySign(scan, index) ?? thanWord(scan, index);
}

/** 100 안 되는, 3만원 안 넘는. */
function deniedAt(scan: Scan, index: number): Op | undefined {
  const own = scan.text.slice(scan.lexemes[index]?.from, (scan.lexemes[index]?.to ?? 0) + 8);
  if (!/^\d[\d,.]*\s?[가-힣%]{0,3}?\s?안\s?(?:되|돼|넘)/.test(own)) return undefined;
  return own.includes("넘") ? "<=" : "<";
}

/** `> 3만원`, `<= 2%`. */
function bySign(scan: Scan, index: number): Op | undefined {
  const from = scan.lexemes[index]?.from ?? 0;
  const sign = /(>=|<=|≥|≤|>|<)\s*[₩$]?$/.exec(scan.text.slice(Math.max(0, from - 4), from))?.[1];
  const ops: Readonly<Record<string, Op>> = {
    ">": ">",
    "<": "<",
    ">=": ">=",
    "<=": "<=",
    "≥": ">=",
    "≤": "<=",
  };
  return sign ? ops[sign] : undefined;
}

/** 3만 원보다 높은, 2%보다 낮은. */
function thanWord(scan: Scan, index: number): Op | undefined {
  const behind = scan.text.slice(scan.lexemes[index]?.to, (scan.lexemes[index]?.to ?? 0) + 12);
  if (!/^\s?(?:원|회|건|번)?\s?보다\s?더?\s?/.test(behind)) return undefined;
  return /보다\s?더?\s?(?:낮|적|작|싼|싸|덜|아래)/.test(behind) ? "<" : ">";
}

/** The next word that is no mere filler; a word that compares is one. */
function wordBeyond(scan: Scan, index: number, step: 1 | -1) {
  for (let at = index + step; at >= 0 && at < scan.lexemes.length && Math.abs(at - index) <= 4; at += step) {
    const lexeme = scan.lexemes[at];
    if (!lexeme || (lexeme.kind === "sign" && lexeme.text.trim() !== "")) return undefined;
    const compares = comparators.some(([cue]) => isCue(lexeme, cue));
    if (compares || !isLight(lexeme)) return lexeme;
  }
  return undefined;
}

/** The metric right beside the amount; else the nearest before it that is counted in its unit. */
function metricOf(
  scan: Scan,
  index: number,
  amount: Amount,
  metrics: readonly Place[],
  compared: boolean,
): Place | undefined {
  const behind = metrics.find((one) => one.index > index && isBeside(scan, index, one.index));
  const ahead = metrics.findLast((one) => one.index < index);
  if (
    behind &&
    fits(behind.metric, amount) &&
    !(ahead && isBeside(scan, ahead.index, index) && fits(ahead.metric, amount))
  )
    return behind;
  if (ahead && isBeside(scan, ahead.index, index)) return ahead;
  if (!compared) return undefined;
  if (amount.kind !== "percent" && isSpending(scan, index)) return { index: -1, metric: "spend" };
  const fitting = metrics.filter((one) => fits(one.metric, amount));
  return fitting.findLast((one) => one.index < index) ?? fitting[0] ?? ahead ?? metrics[0];
}

/** Only words without weight and comparing ones stand between. */
function isBeside(scan: Scan, first: number, last: number): boolean {
  return scan.lexemes.slice(first + 1, last).every((lexeme) => {
    if (lexeme.kind === "sign") return /^[\s()~'>=<]*$/.test(lexeme.text);
    return (
      isLight(lexeme) ||
      comparators.some(([cue]) => isCue(lexeme, cue)) ||
      isCue(lexeme, "high", "low", "up", "down")
    );
  });
}

function isSpending(scan: Scan, index: number): boolean {
  const near = [
    ...scan.lexemes.slice(Math.max(0, index - 3), index),
    ...scan.lexemes.slice(index + 1, index + 5),
  ];
  return near.some((lexeme) => lexeme.kind !== "sign" && spending.test(lexeme.text));
}

function fits(metric: Metric, { kind, value }: Amount): boolean {
  const unit = registry[metric].unit;
  if (metric === "roas")
    return kind === "percent" || kind === "times" || (kind === "plain" && value < 10_000);
  if (unit === "currency") return kind === "money" || (kind === "plain" && value >= 100);
  if (unit === "count") return kind === "count" || kind === "plain";
  return kind === "percent" || (kind === "plain" && value < 100);
}

function isZero(scan: Scan, index: number, { value, kind }: Amount, place: Place): boolean {
  return (
    value === 0 &&
    kind !== "percent" &&
    isBeside(scan, Math.min(index, place.index), Math.max(index, place.index))
  );
}

/** "with no conversions", 전환 없는 캠페인: none of it at all. */
function isNone(scan: Scan, index: number): boolean {
  const before = scan.text.slice(0, scan.lexemes[index]?.from).slice(-14);
  const behind = scan.text.slice(scan.lexemes[index]?.to).slice(0, 14);
  if (/(?:with|had|have|having|got|brought|but) (?:no|zero)\s$|without (?:any |a single )?$/i.test(before))
    return scan.lexemes.some((lexeme) => isKind(lexeme, "dimension"));
  return /^(?:이|가|은|는|도)?\s?(?:하나도 |전혀 |한 건도 )?(?:없는|없었던|안 난|안 나는|안 나온|못 낸|못 만든|못낸)\s?[가-힣]/.test(
    behind,
  );
}

function isLeftOut(scan: Scan, index: number): boolean {
  const behind =
    scan.text
      .slice(scan.lexemes[index]?.to)
      .slice(0, 40)
      .split(/[.;?!\n]/)[0] ?? "";
  const before = scan.text.slice(0, scan.lexemes[index]?.from).slice(-40);
  return (
    leftOut.test(behind) ||
    /(?:ignore|ignoring|skip|exclude|excluding|leave out) (?:\w+ ){0,4}$/i.test(before)
  );
}

/** Rates as fractions, roas as a multiple: a bare number from 20 on is percent. */
function limitValue(metric: Metric, amount: Amount): { value: number; currency?: string } {
  if (metric === "roas") {
    const percent = amount.kind === "percent" || (amount.kind !== "times" && amount.value >= 20);
    return { value: percent ? exact(amount.value / 100) : amount.value };
  }
  if (rates.includes(metric)) {
    return {
      value: amount.kind === "percent" || amount.value >= 0.2 ? exact(amount.value / 100) : amount.value,
    };
  }
  return amount.currency && registry[metric].unit === "currency"
    ? { value: amount.value, currency: amount.currency }
    : { value: amount.value };
}

function exact(value: number): number {
  return Number(value.toPrecision(12));
}
