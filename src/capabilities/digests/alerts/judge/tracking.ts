// Conversions that stop while clicks go on: the tracking is dead, or the shop is. Judged against the account's own rate of four weeks.

import { chanceOfAtMost } from "../../../../analysis/counts.ts";
import type { Quantity } from "../../../../core/quantity.ts";
import { periodText } from "../../../../core/time.ts";
import type { DaySum } from "../../../performance/performance.ts";
import { isDemo, scopeOf } from "../about.ts";
import { type Ground, lastDays, maturityOf, newestDay, sumOf, within } from "../ground.ts";
import type { Rule, Seen, Verdict } from "../rules.ts";

const WEEKS = 28;
/** Fewer conversions in four weeks are no rate. */
const LEAST_CONVERSIONS = 20;
/** So few of those expected are as good as none. */
const DEAD_SHARE = 0.25;
/** Asked of every account on every day: once in some ten thousand by chance. */
const CHANCE = 1e-4;
const WINDOWS = [1, 2, 3] as const;

export function judgeTracking(ground: Ground, rule: Rule): Verdict[] {
  const byAccount = Map.groupBy(ground.days.rows, ({ account }) => account.id);
  return [...byAccount].flatMap(([id, rows]) => {
    const seen = judge(ground, rows);
    return seen === "unsure" ? [] : [{ ruleId: rule.id, subject: `account:${id}`, seen }];
  });
}

function judge(ground: Ground, rows: readonly DaySum[]): Seen | undefined | "unsure" {
  const newest = newestDay(ground, rows);
  if (!newest) return "unsure";
  const longest = WINDOWS.length;
  const before = within(rows, lastDays(newest.subtract({ days: longest }), WEEKS));
  const [usual, clicks] = [sumOf("conversions", before) ?? 0, sumOf("clicks", before) ?? 0];
  if (usual < LEAST_CONVERSIONS || clicks === 0) return "unsure";
  for (const count of WINDOWS) {
    const period = lastDays(newest, count);
    const here = within(rows, period);
    const [came, clicked] = [sumOf("conversions", here), sumOf("clicks", here)];
    if (came === undefined || clicked === undefined) return "unsure";
    const { share, youngDays } = maturityOf(ground, here);
    const expected = ((clicked * usual) / clicks) * share;
    const chance = chanceOfAtMost(came, expected);
    if (came > DEAD_SHARE * expected && expected >= 3) return undefined;
    if (chance > CHANCE || came > DEAD_SHARE * expected) continue;
    const scope = scopeOf(period, here);
    const count_ = (value: number, metric: Quantity["metric"]): Quantity => ({
      value,
      unit: "count",
      metric,
      scope,
    });
    return {
      kind: "tracking",
      about: { ...nameOf(here) },
      period: periodText(period),
      now: count_(came, "conversions"),
      against: count_(Math.round(expected), "conversions"),
      beside: [count_(clicked, "clicks")],
      compared: "usual",
      sure: "very",
      chance,
      ...(youngDays > 0 && { young: { days: youngDays, share } }),
      names: [],
      demo: isDemo(here),
    };
  }
  return "unsure";
}

export function nameOf([first]: readonly DaySum[]): Seen["about"] {
  return first ? { medium: first.account.medium, account: first.account.name } : {};
}
