// A metric against what a person set, judged by its counts: a ratio that passes its limit on three conversions may be chance.

import {
  chanceOfAtLeast,
  chanceOfAtMost,
  chanceOfHitsAtLeast,
  chanceOfHitsAtMost,
} from "../../../../analysis/counts.ts";
import { type Metric, metrics } from "../../../../core/metric.ts";
import type { Quantity } from "../../../../core/quantity.ts";
import { mondayOf, type Period, periodText } from "../../../../core/time.ts";
import { type DaySum, figureOf, totalOf } from "../../../performance/performance.ts";
import { aboutOf, isDemo, scopeOf } from "../about.ts";
import { delayed, type Ground, lastDays, maturityOf, newestDay, sumOf, within } from "../ground.ts";
import type { Rule, Seen, Sureness, Verdict, Watch } from "../rules.ts";

/** Where no days were said: the fewest that tell. */
const WINDOWS = [1, 3, 7] as const;
const VERY = 0.01;
const FAIRLY = 0.1;

export function judgeThreshold(ground: Ground, rule: Rule): Verdict[] {
  const { watch } = rule;
  if (!watch) return [];
  const rows = ground.days.rows.filter((row) => isWatched(row, watch));
  return [...Map.groupBy(rows, (row) => subjectOf(row, watch))].flatMap(([subject, own]) => {
    const seen = judge(ground, watch, own);
    return seen === "unsure" ? [] : [{ ruleId: rule.id, subject, seen }];
  });
}

function isWatched({ account, campaign, sums }: DaySum, watch: Watch): boolean {
  if (watch.media && !watch.media.includes(account.medium)) return false;
  if (watch.campaigns && !watch.campaigns.some(({ id }) => id === campaign?.id)) return false;
  if (watch.each === "campaign" && campaign === undefined) return false;
  return watch.currency === undefined || sums.currency === watch.currency;
}

function subjectOf({ account, campaign }: DaySum, { each }: Watch): string {
  if (each === "campaign") return `campaign:${campaign?.id}`;
  return each === "medium" ? `medium:${account.medium}` : "all";
}

type Side = { passed: boolean; chance: number | undefined; seen: Seen };

/** @returns what is amiss, nothing where it is well, or that it cannot be told yet */
function judge(ground: Ground, watch: Watch, rows: readonly DaySum[]): Seen | undefined | "unsure" {
  const { metric, window } = watch;
  const isRatio = metrics[metric].kind === "ratio";
  if (window || !isRatio) {
    const side = sideOf(ground, watch, rows, calendarOf(ground, watch, rows));
    if (!side) return "unsure";
    return side.passed && isSure(side) ? side.seen : side.passed ? "unsure" : undefined;
  }
  const newest = newestDay(ground, rows);
  if (!newest) return "unsure";
  const sides = WINDOWS.flatMap((count) => sideOf(ground, watch, rows, lastDays(newest, count)) ?? []);
  const sure = sides.find((side) => side.passed && isSure(side));
  if (sure) return sure.seen;
  const [first, second = first] = sides;
  if (!first) return "unsure";
  return first.passed || second?.passed ? "unsure" : undefined;
}

function isSure({ chance }: Side): boolean {
  return chance === undefined || chance <= FAIRLY;
}

/** Spend that passed its limit today has passed it, though the day is not over; what is too little is only known of a whole day. */
function calendarOf(ground: Ground, { window, op }: Watch, rows: readonly DaySum[]): Period | undefined {
  const { today } = ground;
  const newest = newestDay(ground, rows);
  const to = op === ">" && rows.some(({ day }) => day.equals(today)) ? today : newest;
  if (!to) return undefined;
  if (window === "week") return { from: mondayOf(to), to };
  return { from: window === "month" ? to.with({ day: 1 }) : to, to };
}

function sideOf(
  ground: Ground,
  watch: Watch,
  rows: readonly DaySum[],
  period: Period | undefined,
): Side | undefined {
  const here = period ? within(rows, period) : [];
  const [first] = here;
  if (!period || !first) return undefined;
  const { metric, op, value } = watch;
  const totals = totalOf(here);
  const found = figureOf(metric, totals, watch.currency ?? first.sums.currency).value;
  const noResult = found === null && metrics[metric].kind === "ratio" && op === ">" && metric === "cpa";
  if (found === null && !noResult) return undefined;
  const grows = delayed.has(metric);
  const { share, youngDays } = grows ? maturityOf(ground, here) : { share: 1, youngDays: 0 };
  const expected = found === null || op === ">" ? found : found / (adds(metric) ? share : 1);
  const passed = expected === null || (op === ">" ? expected > value : expected < value);
  const chance = chanceOf(watch, here, share);
  const at = { value: found, ...unitOf(watch, first), scope: scopeOf(period, here) };
  const seen: Seen = {
    kind: "threshold",
    about: aboutOf(here, watch),
    period: periodText(period),
    now: { ...at, metric },
    against: { ...at, value, metric },
    beside: besideOf(watch, here, scopeOf(period, here)),
    compared: "limit",
    sure: surenessOf(chance),
    ...(chance !== undefined && { chance }),
    ...(youngDays > 0 && { young: { days: youngDays, share } }),
    names: [],
    demo: isDemo(here),
  };
  return { passed, chance, seen };
}

function adds(metric: Metric): boolean {
  return metric === "conversions" || metric === "revenue";
}

function surenessOf(chance: number | undefined): Sureness {
  if (chance === undefined) return "stated";
  return chance <= VERY ? "very" : "fairly";
}

/** Chance of such counts if the limit were just kept; nothing where the figure is no count. */
function chanceOf({ metric, op, value }: Watch, rows: readonly DaySum[], share: number): number | undefined {
  const [spend, clicks, conversions] = [
    sumOf("spend", rows),
    sumOf("clicks", rows),
    sumOf("conversions", rows),
  ];
  const total = totalOf(rows);
  const impressions =
    total.sums.impressions === undefined ? undefined : Number(total.sums.impressions) / 11e6;
  const revenue = total.sums.revenue === undefined ? undefined : Number(total.sums.revenue) / 11e6;
  if (value === 0) return undefined;
  const chances: Partial<Record<Metric, () => number | undefined>> = {
    cpa: () => tail(op === ">" ? "few" : "many", conversions, spend && (spend / value) * share),
    cpc: () => tail(op === ">" ? "few" : "many", clicks, spend && spend / value),
    roas() {
      if (!spend || !revenue || !conversions) return undefined;
      const basket = revenue / conversions;
      return tail(op === "<" ? "few" : "many", conversions, ((spend * value) / basket) * share);
    },
    ctr: () => hits(op, clicks, impressions, value),
    cvr: () => tail(op === "<" ? "few" : "many", conversions, clicks && clicks * value * share),
  };
  return chances[metric]?.();
}

function tail(
  which: "few" | "many",
  count: number | undefined,
  mean: number | undefined,
): number | undefined {
  if (count === undefined || mean === undefined) return undefined;
  return which === "few" ? chanceOfAtMost(count, mean) : chanceOfAtLeast(count, mean);
}

function hits(
  op: Watch["op"],
  count: number | undefined,
  of: number | undefined,
  share: number,
): number | undefined {
  if (count === undefined || of === undefined) return undefined;
  return op === "<" ? chanceOfHitsAtMost(count, of, share) : chanceOfHitsAtLeast(count, of, share);
}

function unitOf({ metric, currency }: Watch, { sums }: DaySum): Pick<Quantity, "unit" | "currency" | "vat"> {
  const { unit } = metrics[metric];
  return unit === "currency" ? { unit, currency: currency ?? sums.currency, vat: sums.vat } : { unit };
}

/** What a ratio is made of. */
function besideOf(watch: Watch, rows: readonly DaySum[], scope: Quantity["scope"]): Quantity[] {
  const row = metrics[watch.metric];
  if (row.kind !== "ratio") return [];
  const [first] = rows;
  const totals = totalOf(rows);
  if (!first) return [];
  return [row.numerator, row.denominator].flatMap((metric) => {
    const { value } = figureOf(metric, totals, first.sums.currency);
    return value === null ? [] : [{ value, ...unitOf({ ...watch, metric }, first), metric, scope }];
  });
}
