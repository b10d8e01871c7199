// A campaign that spends and brings nothing, though at its own rate (of a new one: half of its account's) something should have come.

import { chanceOfAtMost } from "../../../../analysis/counts.ts";
import { periodText } from "../../../../core/time.ts";
import { type DaySum, figureOf, totalOf } from "../../../performance/performance.ts";
import { isDemo, scopeOf } from "../about.ts";
import { daysBetween, type Ground, lastDays, maturityOf, newestDay, sumOf, within } from "../ground.ts";
import type { Rule, Seen, Verdict } from "../rules.ts";
import { nameOf } from "./tracking.ts";

const LONGEST_DAYS = 14;
const WEEKS = 28;
/** Conversions before that make a rate of a campaign's own. */
const OWN_RATE_FROM = 5;
/** A new campaign is not held to what its whole account does. */
const OF_ACCOUNT = 0.5;
/** Asked of every campaign on every day. */
const CHANCE = 1e-4;

/** @param dead accounts whose tracking is told of already: their campaigns have the same cause */
export function judgeNoConversions(ground: Ground, rule: Rule, dead: ReadonlySet<string>): Verdict[] {
  const named = ground.days.rows.filter(({ campaign }) => campaign !== undefined);
  const byAccount = Map.groupBy(named, ({ account }) => account.id);
  return [...Map.groupBy(named, ({ campaign }) => campaign?.id ?? "")].flatMap(([id, rows]) => {
    const account = rows[0]?.account.id ?? "";
    if (dead.has(account)) return [];
    const seen = judge(ground, rows, byAccount.get(account) ?? []);
    return seen === "unsure" ? [] : [{ ruleId: rule.id, subject: `campaign:${id}`, seen }];
  });
}

function judge(
  ground: Ground,
  rows: readonly DaySum[],
  account: readonly DaySum[],
): Seen | undefined | "unsure" {
  const newest = newestDay(ground, account);
  if (!newest) return "unsure";
  const last = within(rows, lastDays(newest, 1));
  if ((sumOf("spend", last) ?? 0) === 0) return undefined;
  const days = streakOf(rows, newest);
  if (days === 0) return undefined;
  const period = lastDays(newest, days);
  const here = within(rows, period);
  const rate = rateOf(rows, account, newest, days);
  const [clicks, came] = [sumOf("clicks", here), sumOf("conversions", here)];
  if (rate === undefined || clicks === undefined || came === undefined) return "unsure";
  const { share, youngDays } = maturityOf(ground, here);
  const expected = clicks * rate * share;
  const chance = chanceOfAtMost(0, expected);
  const [first] = here;
  if (chance > CHANCE || !first) return "unsure";
  const scope = scopeOf(period, here);
  const { currency, vat } = first.sums;
  const spent = figureOf("spend", totalOf(here), currency).value;
  return {
    kind: "no_conversions",
    about: { ...nameOf(here), ...(first.campaign && { campaign: first.campaign.name }) },
    period: periodText(period),
    now: { value: 0, unit: "count", metric: "conversions", scope },
    against: { value: Math.round(expected), unit: "count", metric: "conversions", scope },
    beside: [
      { value: spent, unit: "currency", currency, vat, metric: "spend", scope },
      { value: clicks, unit: "count", metric: "clicks", scope },
    ],
    compared: "usual",
    sure: "very",
    chance,
    ...(youngDays > 0 && { young: { days: youngDays, share } }),
    names: [],
    demo: isDemo(here),
  };
}

/** Days in a row up to the newest in which it spent and nothing came. */
function streakOf(rows: readonly DaySum[], newest: Temporal.PlainDate): number {
  const came = rows
    .filter((row) => (sumOf("conversions", [row]) ?? 0) > 0)
    .map(({ day }) => daysBetween(day, newest))
    .filter((days) => days >= 0);
  const first = rows.map(({ day }) => daysBetween(day, newest) + 1);
  return Math.min(LONGEST_DAYS, ...came, Math.max(0, ...first));
}

/** Of a campaign that never brought any, though it ran for weeks, nothing is expected: that is what it is for. */
function rateOf(
  rows: readonly DaySum[],
  account: readonly DaySum[],
  newest: Temporal.PlainDate,
  streak: number,
): number | undefined {
  const period = lastDays(newest.subtract({ days: streak }), WEEKS);
  const own = within(rows, period);
  const [conversions, clicks] = [sumOf("conversions", own) ?? 0, sumOf("clicks", own) ?? 0];
  if (conversions >= OWN_RATE_FROM && clicks > 0) return conversions / clicks;
  const ranBefore = own.some((row) => (sumOf("spend", [row]) ?? 0) > 0);
  if (ranBefore && streak >= LONGEST_DAYS) return undefined;
  const whole = within(account, period);
  const [all, clicked] = [sumOf("conversions", whole) ?? 0, sumOf("clicks", whole) ?? 0];
  return all >= OWN_RATE_FROM && clicked > 0 ? (all / clicked) * OF_ACCOUNT : undefined;
}
