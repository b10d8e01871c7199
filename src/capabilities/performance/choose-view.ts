// Step 3 of a query: which view of each account is read. One view per account and answer, so that nothing is counted twice.

import type { Dim } from "../../core/query.ts";
import { containsDay, lengthDays, type Period } from "../../core/time.ts";
import type { Account, Coverage, Covered, Periods, Side, Window } from "./coverage.ts";
import { coarserFirst, hasDimension, type View } from "./views.ts";

/** What is read of one account; `others` are views that would answer as well, with as many days. */
export type Chosen = {
  account: Account;
  view: View;
  sides: Partial<Record<Side, Covered>>;
  others: View[];
};

/** View by account id that is to be read where it fits: it knows metrics that the usual choice does not. */
export type Preferred = ReadonlyMap<string, string>;

/**
 * An account with data in the period that is not part of the answer: it cannot be split by `lacks`,
 * or (without `lacks`) its reports only say sums over `windows` that the period cuts through.
 */
export type LeftOut = { account: Account; lacks?: Dim; windows: Period[] };

export type Choice = { chosen: Chosen[]; leftOut: LeftOut[] };

/**
 * Per account: the views that have all dimensions, of those the ones with most days in the periods, then daily figures
 * before sums of several days, then the coarsest.
 * @param accounts the accounts the filters allow
 * @param windows windows behind the views that hold sums of several days
 */
export function chooseViews(
  coverage: Coverage,
  accounts: readonly Account[],
  dims: readonly Dim[],
  periods: Periods,
  windows: readonly Window[],
  preferred: Preferred = new Map(),
): Choice {
  const choice: Choice = { chosen: [], leftOut: [] };
  for (const account of accounts) {
    const candidates = candidatesOf(coverage, account, periods, windows);
    if (candidates.length === 0) continue;
    const fitting = candidates.filter(({ view }) => dims.every((dim) => hasDimension(view, dim)));
    const sorted = fitting.filter(({ days }) => days > 0).toSorted(byWorth);
    const best = sorted.find(({ view }) => view.text === preferred.get(account.id)) ?? sorted[0];
    if (best)
      choice.chosen.push({ account, view: best.view, sides: best.sides, others: asGood(best, sorted) });
    else choice.leftOut.push(reasonOf(account, candidates, dims, windows));
  }
  return choice;
}

type Candidate = Omit<Chosen, "others"> & { days: number };

function asGood(best: Candidate, sorted: readonly Candidate[]): View[] {
  return sorted.filter((one) => one !== best && one.days >= best.days).map(({ view }) => view);
}

function candidatesOf(
  { covered }: Coverage,
  account: Account,
  periods: Periods,
  windows: readonly Window[],
): Candidate[] {
  const byView = new Map<string, Candidate>();
  for (const row of covered) {
    if (row.account.id !== account.id) continue;
    const usable = row.view.shape === "window" ? withWindows(row, periods, windows) : row;
    const known = byView.get(row.view.text) ?? { account, view: row.view, sides: {}, days: 0 };
    known.days += usable?.days ?? 0;
    if (usable) known.sides[row.side] = usable;
    byView.set(row.view.text, known);
  }
  return [...byView.values()];
}

/** The days of a view of windows that count: those of windows that are whole and lie in the period. */
function withWindows(row: Covered, periods: Periods, windows: readonly Window[]): Covered | undefined {
  const asked = periods[row.side];
  const inside = windowsOf(row, windows).filter(
    ({ period, whole }) => whole && asked && containsDay(asked, period.from) && containsDay(asked, period.to),
  );
  const [first] = inside;
  if (!first) return undefined;
  const days = new Map(inside.map(({ period }) => [`${period.from}..${period.to}`, lengthDays(period)]));
  const ends = inside.map(({ period }) => period);
  return {
    ...row,
    first: ends.reduce(
      (least, { from }) => (Temporal.PlainDate.compare(from, least) < 0 ? from : least),
      first.period.from,
    ),
    last: ends.reduce(
      (most, { to }) => (Temporal.PlainDate.compare(to, most) > 0 ? to : most),
      first.period.to,
    ),
    days: [...days.values()].reduce((sum, count) => sum + count, 0),
  };
}

function windowsOf(row: Pick<Covered, "account" | "view">, windows: readonly Window[]): Window[] {
  return windows.filter(({ accountId, view }) => accountId === row.account.id && view === row.view.text);
}

const shapeOrder = { day: 0, week: 1, window: 2 } as const;

function byWorth(a: Candidate, b: Candidate): number {
  return (
    b.days - a.days ||
    shapeOrder[a.view.shape] - shapeOrder[b.view.shape] ||
    coarserFirst(a.view, b.view) ||
    (a.view.text < b.view.text ? -1 : 1)
  );
}

function reasonOf(
  account: Account,
  candidates: readonly Candidate[],
  dims: readonly Dim[],
  windows: readonly Window[],
): LeftOut {
  const own = windows.filter(({ accountId }) => accountId === account.id).map(({ period }) => period);
  const fits = candidates.some(({ view }) => dims.every((dim) => hasDimension(view, dim)));
  if (fits) return { account, windows: own };
  const lacking = dims.find((dim) => !candidates.some(({ view }) => hasDimension(view, dim)));
  return { account, lacks: lacking ?? dims.at(-1) ?? "campaign", windows: own };
}
