// Time words of the labelled rows as days, so that two ways to say one period are equal. Weeks run Monday to Sunday.
// A word may stand for several periods: one that still runs may end yesterday, today or at its own end.

import { mondayOf } from "../../../core/time.ts";

type Day = Temporal.PlainDate;
export type Span = { from: Day; to: Day };

/** The days that `time` may stand for; `undefined` for words without fixed days (`all_time`), compared as words. */
export function spansOf(time: unknown, today: Day): Span[] | undefined {
  if (typeof time === "object" && time !== null && "start" in time) {
    const end = "end" in time ? time.end : time.start;
    return spansOf(`explicit:${String(time.start)}..${String(end)}`, today);
  }
  if (typeof time !== "string") return undefined;
  return (
    named(time, today) ?? counted(time, today) ?? explicit(time, today) ?? since(time, today) ?? feast(time)
  );
}

export function overlap(a: readonly Span[], b: readonly Span[]): boolean {
  return a.some((one) => b.some((other) => one.from.equals(other.from) && one.to.equals(other.to)));
}

/** @param ahead for a plan or forecast, where "this month" and "the rest of the month" are one horizon */
export function sameTime(gold: unknown, said: unknown, today: Day, ahead = false): boolean {
  const [want, have] = [spansOf(gold, today), spansOf(said, today)];
  if (!want || !have) return typeof said === "string" && gold === said;
  if (overlap(want, have)) return true;
  const near = ({ from }: Span): boolean => !later(from, today.add({ days: 1 }));
  return (
    ahead &&
    want.some(
      (one) =>
        !later(today, one.to) && have.some((other) => one.to.equals(other.to) && near(one) && near(other)),
    )
  );
}

/** The periods `previous_period` and `previous_year` stand for, whole or the same elapsed part. */
function comparedSpans(compare: unknown, time: unknown, today: Day): Span[] | undefined {
  if (compare !== "previous_period" && compare !== "previous_year") return spansOf(compare, today);
  const shift = compare === "previous_year" ? yearsBefore : periodsBefore;
  return spansOf(time, today)?.flatMap((span) => shift(span, today));
}

export function sameCompare(
  gold: unknown,
  said: unknown,
  times: { want: readonly unknown[]; have: unknown },
  today: Day,
): boolean {
  if (said === undefined) return false;
  if (said === gold) return true;
  const bases = times.want.length > 0 ? times.want : [times.have];
  const have = comparedSpans(said, times.have ?? bases[0], today);
  return bases.some((base) => overlap(comparedSpans(gold, base, today) ?? [], have ?? []));
}

function yearsBefore({ from, to }: Span): Span[] {
  return [
    { from: from.subtract({ days: 364 }), to: to.subtract({ days: 364 }) },
    { from: from.subtract({ years: 1 }), to: to.subtract({ years: 1 }) },
  ];
}

function periodsBefore({ from, to }: Span, today: Day): Span[] {
  const days = from.until(to).days + 1;
  const before = from.subtract({ days: 1 });
  const found = [{ from: from.subtract({ days }), to: before }];
  if (days <= 7 && from.dayOfWeek === mondayOf(today).dayOfWeek) {
    const monday = from.subtract({ days: 7 });
    found.push({ from: monday, to: before }, { from: monday, to: to.subtract({ days: 7 }) });
  }
  const months = monthsSpanned(days);
  if (from.day === 1 && months > 0) {
    const first = from.subtract({ months });
    found.push({ from: first, to: before }, { from: first, to: first.add({ days: days - 1 }) });
  }
  return found;
}

/** Calendar months, quarters and years step back by their own length. */
function monthsSpanned(days: number): number {
  if (days <= 31) return 1;
  if (days <= 92) return 3;
  return days > 180 ? 12 : 0;
}

function named(word: string, today: Day): Span[] | undefined {
  const day = (days: number): Span[] => [{ from: today.add({ days }), to: today.add({ days }) }];
  const monday = mondayOf(today);
  const [weekEnd, monthEnd] = [monday.add({ days: 6 }), monthsFrom(today, 0).to];
  const table: Readonly<Record<string, () => Span[]>> = {
    today: () => day(0),
    yesterday: () => day(-1),
    day_before_yesterday: () => day(-2),
    tomorrow: () => day(1),
    this_week: () => running(weeksFrom(monday, 0), today),
    last_week: () => [weeksFrom(monday, -1)],
    week_before_last: () => [weeksFrom(monday, -2)],
    next_week: () => [weeksFrom(monday, 1)],
    this_weekend: () => running({ from: monday.add({ days: 5 }), to: weekEnd }, today),
    last_weekend: () => [{ from: monday.subtract({ days: 2 }), to: monday.subtract({ days: 1 }) }],
    this_month: () => running(monthsFrom(today, 0), today),
    last_month: () => [monthsFrom(today, -1)],
    month_before_last: () => [monthsFrom(today, -2)],
    next_month: () => [monthsFrom(today, 1)],
    this_quarter: () => running(quartersFrom(today, 0), today),
    last_quarter: () => [quartersFrom(today, -1)],
    next_quarter: () => [quartersFrom(today, 1)],
    this_year: () => running(yearsFrom(today, 0), today),
    last_year: () => [yearsFrom(today, -1)],
    ytd: () => running({ ...yearsFrom(today, 0), to: today }, today),
    rest_of_week: () => rest(weekEnd, today),
    rest_of_month: () => rest(monthEnd, today),
    rest_of_quarter: () => rest(quartersFrom(today, 0).to, today),
    rest_of_year: () => rest(yearsFrom(today, 0).to, today),
  };
  return table[word]?.();
}

/** `last_7_days` are complete days; `next_7_days` may begin today. */
function counted(word: string, today: Day): Span[] | undefined {
  const [, side, digits, unit] = /^(last|next)_(\d+)_(day|week|month|quarter)s?$/.exec(word) ?? [];
  const count = Number(digits);
  if (side === "last" && unit === "day")
    return [{ from: today.subtract({ days: count }), to: today.subtract({ days: 1 }) }];
  if (side === "next" && unit === "day") {
    const tomorrow = today.add({ days: 1 });
    return [
      { from: tomorrow, to: today.add({ days: count }) },
      { from: today, to: today.add({ days: count }) },
      { from: today, to: today.add({ days: count - 1 }) },
    ];
  }
  if (side === undefined) return undefined;
  const [first, last] = side === "last" ? [-count, -1] : [1, count];
  const from = {
    week: (n: number) => weeksFrom(mondayOf(today), n),
    month: (n: number) => monthsFrom(today, n),
    quarter: (n: number) => quartersFrom(today, n),
  };
  const step = from[unit as keyof typeof from];
  return [{ from: step(first).from, to: step(last).to }];
}

function explicit(word: string, today: Day): Span[] | undefined {
  const [, first, last] = /^explicit:(.+)\.\.(.+)$/.exec(word) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const froms = first === "today" ? [today, today.add({ days: 1 })] : [readDay(first)];
  const tos = last === "today" ? [today, today.subtract({ days: 1 })] : [readDay(last)];
  const spans = froms.flatMap((from) =>
    tos.flatMap((to) => (from && to && !later(from, to) ? [{ from, to }] : [])),
  );
  return spans.length > 0 ? spans : undefined;
}

function since(word: string, today: Day): Span[] | undefined {
  const from = readDay(/^since:(.+)$/.exec(word)?.[1] ?? "");
  return from && [today, today.subtract({ days: 1 })].map((to) => ({ from, to }));
}

const feasts: Readonly<Record<string, { monthCode: string; day: number }>> = {
  chuseok: { monthCode: "M08", day: 15 },
  seollal: { monthCode: "M01", day: 1 },
};

/** The day itself with the day before and after; a bordering weekend may be added on either side. */
function feast(word: string): Span[] | undefined {
  const [, name = "", year] = /^named:(chuseok|seollal)_(\d{4})$/.exec(word) ?? [];
  const lunar = feasts[name];
  if (!lunar) return undefined;
  const date = Temporal.PlainDate.from({ calendar: "dangi", year: Number(year), ...lunar }).withCalendar(
    "iso8601",
  );
  const [from, to] = [date.subtract({ days: 1 }), date.add({ days: 1 })];
  const froms = [from, overWeekend(from, -1)];
  const tos = [to, overWeekend(to, 1)];
  return froms.flatMap((start) => tos.map((end) => ({ from: start, to: end })));
}

function overWeekend(day: Day, step: 1 | -1): Day {
  const next = day.add({ days: step });
  return next.dayOfWeek >= 6 ? overWeekend(next, step) : day;
}

function running({ from, to }: Span, today: Day): Span[] {
  const ends = [today, today.subtract({ days: 1 }), to];
  return ends.filter((end) => !later(from, end)).map((end) => ({ from, to: end }));
}

function rest(to: Day, today: Day): Span[] {
  return [
    { from: today, to },
    { from: today.add({ days: 1 }), to },
  ];
}

function weeksFrom(monday: Day, weeks: number): Span {
  const from = monday.add({ weeks });
  return { from, to: from.add({ days: 6 }) };
}

function monthsFrom(today: Day, months: number): Span {
  const from = today.with({ day: 1 }).add({ months });
  return { from, to: from.add({ months: 1 }).subtract({ days: 1 }) };
}

function quartersFrom(today: Day, quarters: number): Span {
  const first = today.with({ day: 1, month: today.month - ((today.month - 1) % 3) });
  const from = first.add({ months: quarters * 3 });
  return { from, to: from.add({ months: 3 }).subtract({ days: 1 }) };
}

function yearsFrom(today: Day, years: number): Span {
  const from = today.with({ day: 1, month: 1 }).add({ years });
  return { from, to: from.add({ years: 1 }).subtract({ days: 1 }) };
}

function readDay(text: string): Day | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text) : undefined;
}

function later(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
