// Money that passed what people set: a cap of the workspace, or a campaign's daily budget beyond what its medium may balance.

import { mainUnits } from "../../../../core/money.ts";
import { type Period, periodText } from "../../../../core/time.ts";
import { type DaySum, totalOf } from "../../../performance/performance.ts";
import { isDemo, scopeOf } from "../about.ts";
import { type Ground, lastDays, newestDay, within } from "../ground.ts";
import type { Rule, Seen, Verdict } from "../rules.ts";
import { nameOf } from "./tracking.ts";

const WEEK = 7;
/** Media balance single days over the week: past this share of it they did not. */
const WEEK_SHARE = 1.15;
/** A single day beyond what its medium may overspend, by this. */
const DAY_SHARE = 1.5;

export function judgeBudget(ground: Ground, rule: Rule): Verdict[] {
  return [...caps(ground, rule), ...dailyBudgets(ground, rule)];
}

function caps(ground: Ground, rule: Rule): Verdict[] {
  const { today, caps: set } = ground;
  const newest = newestDay(ground, ground.days.rows);
  if (!newest) return [];
  const to = ground.days.rows.some(({ day }) => day.equals(today)) ? today : newest;
  const judged: [keyof typeof set, Period][] = [
    ["cap_day", { from: to, to }],
    ["cap_month", { from: to.with({ day: 1 }), to }],
  ];
  return judged.flatMap(([kind, period]) => {
    const cap = set[kind];
    const here = within(ground.days.rows, period).filter(({ sums }) => sums.currency === cap?.currency);
    const [first] = here;
    if (!cap || !first) return [];
    const limit = mainUnits({ minor: BigInt(cap.minor), currency: cap.currency, vat: "unknown" });
    const spent = amountOf(here);
    const seen =
      spent > limit ? seenOf({ here, period, spent, limit, compared: kind, about: {} }) : undefined;
    return [{ ruleId: rule.id, subject: kind, seen }];
  });
}

function dailyBudgets(ground: Ground, rule: Rule): Verdict[] {
  const byCampaign = Map.groupBy(ground.days.rows, ({ campaign }) => campaign?.id ?? "");
  return [...ground.budgets].flatMap(([id, budget]) => {
    const rows = (byCampaign.get(id) ?? []).filter(({ sums }) => sums.currency === budget.currency);
    const newest = newestDay(ground, rows);
    if (!newest) return [];
    const [week, day] = [lastDays(newest, WEEK), lastDays(newest, 1)];
    const [inWeek, onDay] = [within(rows, week), within(rows, day)];
    const over = [
      { period: day, here: onDay, limit: budget.amount, most: budget.amount * budget.dayFactor * DAY_SHARE },
      { period: week, here: inWeek, limit: budget.amount * WEEK, most: budget.amount * WEEK * WEEK_SHARE },
    ].find(({ here, most }) => amountOf(here, true) > most);
    const about = { ...nameOf(rows), ...(rows[0]?.campaign && { campaign: rows[0].campaign.name }) };
    const seen =
      over &&
      seenOf({
        ...over,
        spent: amountOf(over.here, true),
        compared: "daily_budget",
        about,
        withoutVat: true,
      });
    return [{ ruleId: rule.id, subject: `campaign:${id}`, seen }];
  });
}

/** Main units. @param withoutVat budgets of media hold none */
function amountOf(rows: readonly DaySum[], withoutVat = false): number {
  let whole = 0;
  for (const [vat, same] of Map.groupBy(rows, ({ sums }) => sums.vat)) {
    const spent = Number(totalOf(same).sums.spend ?? 0n) / 11e6;
    whole += withoutVat && vat === "included" ? (spent * 10) / 11 : spent;
  }
  return Math.round(whole);
}

type Over = Pick<Seen, "compared" | "about"> & {
  here: readonly DaySum[];
  period: Period;
  spent: number;
  limit: number;
  withoutVat?: boolean;
};

function seenOf({ here, period, spent, limit, compared, about, withoutVat }: Over): Seen {
  const scope = scopeOf(period, here);
  const [first] = here;
  const { currency = "XXX", vat = "unknown" } = first?.sums ?? {};
  const unit = { unit: "currency" as const, currency, vat: withoutVat ? ("excluded" as const) : vat, scope };
  return {
    kind: "budget",
    about,
    period: periodText(period),
    now: { value: spent, metric: "spend", ...unit },
    against: { value: limit, metric: "budget", ...unit },
    beside: [],
    compared,
    sure: "stated",
    names: [],
    demo: isDemo(here),
  };
}
