// A change of campaigns as exact steps with the money they may take: pure, so that what is shown is what is hashed and sent.

import { Failure } from "../../../core/failure.ts";
import { type Words, words } from "../../../core/locale.ts";
import { exponentOf, type Money } from "../../../core/money.ts";
import { mediumFeatures } from "../../../media/features.ts";
import type { Change } from "../../approvals/approvals.ts";
import { type Exact, worstDays } from "../execution/exact.ts";
import { type Step, storedMoney } from "../execution/steps.ts";
import { planLimits } from "../plan/limits.ts";
import type { Reached } from "./targets.ts";

/** A running campaign without an end is counted for so many days ahead; what comes after is asked for again. */
const OPEN_END_DAYS = 31;

export type Built = {
  exact: Exact;
  diff: Change[];
  /** Money that is newly committed, without over-delivery. */
  total?: Money;
  /** Left as they are, because they stand so already. */
  already: string[];
};

export type Show = { money: (money: Money) => string; text: (words: Words) => string };

const states = { active: words("집행 중", "active"), paused: words("일시정지", "paused") };

export function buildStatus(
  targets: readonly Reached[],
  status: "active" | "paused",
  today: Temporal.PlainDate,
  show: Show,
): Built {
  const [moved, already] = partition(targets, ({ remote }) => isOn(remote.status) !== (status === "active"));
  const before = status === "active" ? "paused" : "active";
  const lines = moved.map((one) =>
    lineOf(one, [
      {
        op: "set_status",
        level: "campaign",
        target: { id: one.remote.id },
        campaignId: one.campaignId,
        status,
        before,
      },
    ]),
  );
  const starts = status === "active" ? moved : [];
  const exact: Exact = {
    lines,
    holds: starts.flatMap((one, line) => holdOf(one, one.remote.dailyBudget, line, today)),
    undoHolds:
      status === "paused"
        ? moved.flatMap((one, line) => holdOf(one, one.remote.dailyBudget, line, today))
        : [],
    releases:
      status === "paused"
        ? moved.map((one) => ({ holder: holderOf(one), from: today.add({ days: 1 }).toString() }))
        : [],
  };
  const field = show.text(words("상태", "status"));
  const diff = moved.map(({ name, medium }) => ({
    entity: name,
    medium,
    field,
    before: show.text(states[before]),
    after: show.text(states[status]),
  }));
  const total = committed(starts.map((one) => ({ daily: one.remote.dailyBudget, days: daysOf(one, today) })));
  return { exact, diff, already: already.map(({ name }) => name), ...(total && { total }) };
}

/** How the new daily budget comes from the old one. */
export type BudgetChange = { to: bigint } | { ratio: number } | { by: bigint };

/** @throws Failure "invalid" for a budget that comes to nothing, lies under the medium's least, or is in another currency */
export function buildBudget(
  targets: readonly Reached[],
  change: BudgetChange,
  today: Temporal.PlainDate,
  show: Show,
): Built {
  const planned = targets.flatMap((one) => {
    const before = one.remote.dailyBudget;
    if (!before) return [];
    const after = { ...before, minor: changed(before.minor, change) };
    mustBeEnough(one, after, show);
    return [{ one, before, after }];
  });
  const [moved, already] = partition(planned, ({ before, after }) => before.minor !== after.minor);
  const lines = moved.map(({ one, before, after }) =>
    lineOf(one, [
      {
        op: "set_daily_budget",
        target: { id: one.remote.id },
        campaignId: one.campaignId,
        budget: storedMoney(after),
        before: storedMoney(before),
      },
    ]),
  );
  const exact: Exact = {
    lines,
    holds: moved.flatMap(({ one, after }, line) =>
      isOn(one.remote.status) ? holdOf(one, after, line, today) : [],
    ),
    undoHolds: moved.flatMap(({ one, before }, line) =>
      isOn(one.remote.status) ? holdOf(one, before, line, today) : [],
    ),
    releases: [],
  };
  const field = show.text(words("하루 예산", "daily budget"));
  const diff = moved.map(({ one, before, after }) => ({
    entity: one.name,
    medium: one.medium,
    field,
    before: show.money(before),
    after: show.money(after),
    amounts: { before: storedMoney(before), after: storedMoney(after) },
  }));
  const raised = moved.filter(({ before, after }) => after.minor > before.minor);
  const total = committed(
    raised.map(({ one, before, after }) => ({
      daily: { ...after, minor: after.minor - before.minor },
      days: daysOf(one, today),
    })),
  );
  return { exact, diff, already: already.map(({ one }) => one.name), ...(total && { total }) };
}

export function buildEnd(
  targets: readonly Reached[],
  dayFor: (one: Reached) => Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
  show: Show,
): Built {
  const planned = targets.flatMap((one) => {
    const day = dayFor(one);
    return day ? [{ one, day }] : [];
  });
  if (planned.some(({ day }) => Temporal.PlainDate.compare(day, today) < 0)) throw pastEnd();
  if (planned.some(({ day }) => today.until(day).days > planLimits.flight.mostDays)) throw farEnd();
  const [moved, already] = partition(planned, ({ one, day }) => !one.remote.end?.equals(day));
  const lines = moved.map(({ one, day }) =>
    lineOf(one, [
      {
        op: "set_end",
        target: { id: one.remote.id },
        campaignId: one.campaignId,
        day: day.toString(),
        before: one.remote.end?.toString() ?? null,
      },
    ]),
  );
  const ended = ({ one, day }: { one: Reached; day: Temporal.PlainDate }): Reached => ({
    ...one,
    remote: { ...one.remote, end: day },
  });
  const exact: Exact = {
    lines,
    holds: moved.flatMap((change, line) =>
      isOn(change.one.remote.status) ? holdOf(ended(change), change.one.remote.dailyBudget, line, today) : [],
    ),
    undoHolds: moved.flatMap(({ one }, line) =>
      isOn(one.remote.status) ? holdOf(one, one.remote.dailyBudget, line, today) : [],
    ),
    releases: [],
  };
  const diff = moved.map(({ one, day }) => ({
    entity: one.name,
    medium: one.medium,
    field: show.text(words("종료일", "end")),
    before: one.remote.end?.toString() ?? show.text(words("없음", "none")),
    after: day.toString(),
  }));
  return { exact, diff, already: already.map(({ one }) => one.name) };
}

function isOn(status: Reached["remote"]["status"]): boolean {
  return status === "active" || status === "in_review";
}

function lineOf({ medium, accountId, name }: Reached, steps: Step[]): Exact["lines"][number] {
  return { medium, accountId, entity: name, steps };
}

function holderOf({ campaignId }: Reached): string {
  return `campaign:${campaignId}`;
}

function holdOf(
  one: Reached,
  daily: Money | undefined,
  line: number,
  today: Temporal.PlainDate,
): Exact["holds"] {
  if (!daily) return [];
  const flight = { from: today, to: lastDay(one, today) };
  return [
    {
      line,
      holder: holderOf(one),
      currency: daily.currency,
      days: worstDays(one.medium, daily.minor, flight),
    },
  ];
}

function lastDay({ remote }: Reached, today: Temporal.PlainDate): Temporal.PlainDate {
  const open = today.add({ days: OPEN_END_DAYS - 1 });
  const { end } = remote;
  if (!end) return open;
  if (Temporal.PlainDate.compare(end, today) < 0) return today;
  const most = today.add({ days: planLimits.flight.mostDays });
  return Temporal.PlainDate.compare(end, most) > 0 ? most : end;
}

function daysOf(one: Reached, today: Temporal.PlainDate): number {
  return today.until(lastDay(one, today)).days + 1;
}

function committed(parts: readonly { daily: Money | undefined; days: number }[]): Money | undefined {
  let sum: Money | undefined;
  for (const { daily, days } of parts) {
    if (!daily) continue;
    const minor = daily.minor * BigInt(days);
    sum = sum ? { ...sum, minor: sum.minor + minor } : { ...daily, minor };
  }
  return sum;
}

/** Ratios are rounded to whole tens of the smallest unit people budget in, down: never more than was said. */
function changed(before: bigint, change: BudgetChange): bigint {
  if ("to" in change) return change.to;
  if ("by" in change) return before + change.by;
  const raw = (before * BigInt(Math.round((1 + change.ratio) * 10_000))) / 10_000n;
  return raw >= 1_000n ? (raw / 10n) * 10n : raw;
}

function mustBeEnough({ name, medium }: Reached, after: Money, show: Show): void {
  const most = planLimits.budget[after.currency]?.most ?? 1e12;
  if (after.minor > BigInt(most) * 10n ** BigInt(exponentOf(after.currency))) throw tooMuch(name);
  const least = mediumFeatures[medium].minDailyBudget(after.currency);
  if (after.minor > 0n && (!least || after.minor >= least.minor)) return;
  const floor = least ? show.money(least) : "0";
  throw new Failure("invalid", `${after.minor} a day is under the least of ${medium}`, {
    say: words(
      `‘${name}’의 하루 예산 ${show.money(after)}은 매체의 최소 금액보다 작아요. 바꾼 것은 없어요.`,
      `${show.money(after)} a day for “${name}” is less than its medium takes. Nothing was changed.`,
    ),
    next: words(
      `하루 ${floor} 이상으로 말해 주세요. 멈추려면 ‘일시정지’라고 해 주세요.`,
      `Say ${floor} a day or more; to stop it, say “pause”.`,
    ),
  });
}

function tooMuch(name: string): Failure {
  return new Failure("invalid", "a daily budget beyond what a plan takes", {
    say: words(
      `‘${name}’의 하루 예산으로 받을 수 있는 금액을 넘었어요. 바꾼 것은 없어요.`,
      `That is more than a daily budget of “${name}” may be. Nothing was changed.`,
    ),
    next: words(
      "금액이나 비율을 확인해 다시 말해 주세요.",
      "Check the amount or the percentage and say it again.",
    ),
  });
}

function pastEnd(): Failure {
  return new Failure("invalid", "an end in the past", {
    say: words(
      "종료일이 이미 지난 날짜예요. 바꾼 것은 없어요.",
      "That end lies in the past. Nothing was changed.",
    ),
    next: words(
      "오늘이나 그 뒤의 날짜로 말해 주세요. 지금 멈추려면 ‘일시정지’라고 해 주세요.",
      "Name today or a later day; to stop it now, say “pause”.",
    ),
  });
}

function farEnd(): Failure {
  const { mostDays } = planLimits.flight;
  return new Failure("invalid", "an end too far ahead", {
    say: words(
      `종료일은 ${mostDays}일 뒤까지만 정할 수 있어요. 바꾼 것은 없어요.`,
      `An end may lie at most ${mostDays} days ahead. Nothing was changed.`,
    ),
    next: words("더 가까운 날짜로 말해 주세요.", "Name a nearer day."),
  });
}

function partition<T>(all: readonly T[], isIn: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isIn), all.filter((one) => !isIn(one))];
}
