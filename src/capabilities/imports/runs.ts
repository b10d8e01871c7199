// Days as compact runs: which days an import speaks of, and what was true on them before it.

import { z } from "zod";

const EPOCH = Temporal.PlainDate.from("1970-01-01");

/** First and last day, both included, counted from 1970-01-01. */
export type Span = { from: number; to: number };

/** Days of one account and view on which a flip moved the pointer. */
export const PointerRun = z.object({
  accountId: z.string(),
  view: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  /** The import that was true before; `null` when none was. */
  was: z.string().nullable(),
  /** Whether the new import is true there now; `false` where the flip took an older reading of the same file away. */
  now: z.boolean(),
});
export type PointerRun = z.output<typeof PointerRun>;

export type DayPointer = { accountId: string; view: string; day: string; importId: string };

export function epochDay(iso: string): number {
  return EPOCH.until(Temporal.PlainDate.from(iso), { largestUnit: "days" }).days;
}

export function isoDay(day: number): string {
  return EPOCH.add({ days: day }).toString();
}

/** The same days as sorted spans that neither touch nor overlap. */
export function uniteSpans(spans: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = united.at(-1);
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to);
    else united.push({ ...span });
  }
  return united;
}

export function runDays(run: PointerRun): number {
  return epochDay(run.to) - epochDay(run.from) + 1;
}

/** Days of `runs`, each once however many accounts and views it has. */
export function daysOf(runs: readonly PointerRun[]): Set<number> {
  const days = new Set<number>();
  for (const { from, to } of runs) {
    const last = epochDay(to);
    for (let day = epochDay(from); day <= last; day += 1) days.add(day);
  }
  return days;
}

/** What stood on `spans` of one account and view before, one run per stretch of days with the same former import. */
export function runsOver(
  accountId: string,
  view: string,
  spans: readonly Span[],
  former: ReadonlyMap<number, string>,
): PointerRun[] {
  const runs: PointerRun[] = [];
  for (const span of spans) {
    let from = span.from;
    for (let day = span.from; day <= span.to; day += 1) {
      const was = former.get(day);
      if (day < span.to && former.get(day + 1) === was) continue;
      runs.push({ accountId, view, from: isoDay(from), to: isoDay(day), was: was ?? null, now: true });
      from = day + 1;
    }
  }
  return runs;
}

/** Runs of pointers that a flip takes away without putting new ones in their place. */
export function runsTakenAway(pointers: readonly DayPointer[]): PointerRun[] {
  const places = Map.groupBy(pointers, (one) => `${one.accountId} ${one.view} ${one.importId}`);
  return [...places.values()].flatMap((group) => {
    const { accountId, view, importId } = group[0] as DayPointer;
    const spans = uniteSpans(group.map(({ day }) => ({ from: epochDay(day), to: epochDay(day) })));
    return spans.map(({ from, to }) => ({
      accountId,
      view,
      from: isoDay(from),
      to: isoDay(to),
      was: importId,
      now: false,
    }));
  });
}
