// Calendar words to time tokens: days, months, halves, weeks of a month, weekdays, feasts. Pure, on the day it is.

import { countOf } from "./number-words.ts";

type Day = Temporal.PlainDate;
export type Groups = Readonly<Record<string, string | undefined>>;
/** `undefined` = such a day does not exist (31 April). */
export type Made = { from: Day; to: Day } | { token: string } | undefined;

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const koreanWeekdays = "월화수목금토일";
const englishWeekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const ordinals: Readonly<Record<string, number>> = {
  첫: 1,
  첫째: 1,
  첫번째: 1,
  둘째: 2,
  두번째: 2,
  셋째: 3,
  세번째: 3,
  넷째: 4,
  네번째: 4,
  다섯째: 5,
  다섯번째: 5,
  마지막: 9,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  last: 9,
  "1st": 1,
  "2nd": 2,
  "3rd": 3,
  "4th": 4,
  "5th": 5,
};

export const makers = {
  dayRange: (g: Groups, today: Day): Made => {
    const from = dayFrom(today, g["y"] ?? g["year"], monthOf(g["m"] ?? g["mon"]), Number(g["d"] ?? g["dn"]));
    const endMonth = monthOf(g["m2"] ?? g["mon2"]) ?? monthOf(g["m"] ?? g["mon"]);
    const last = g["last"] ? from?.daysInMonth : Number(g["d2"]);
    return from && rangeTo(from, yearOf(g["y2"], today), endMonth, last ?? 0);
  },
  isoRange: (g: Groups, today: Day): Made => {
    const from = numericDay(g, "", today);
    const [month, day, third] = (g["iso2"] ?? g["slash2"] ?? "").match(/\d+/g)?.map(Number) ?? [];
    if (from && third === undefined) return rangeTo(from, undefined, month, day ?? 0);
    const to = from && numericDay(g, "2", today);
    return from && to && inOrder(from, to);
  },
  daysOfMonth: (g: Groups, today: Day): Made => {
    const from = monthDay(g, today);
    if (!from || (!g["d2"] && !g["last"])) return single(from);
    return rangeTo(from, from.year, from.month, g["last"] ? from.daysInMonth : Number(g["d2"]));
  },
  monthRange: (g: Groups, today: Day): Made => {
    const from = dayFrom(today, g["y"] ?? g["year"], monthOf(g["mn"] ?? g["mon"]), 1);
    const last = from && rangeTo(from, yearOf(g["y2"], today), monthOf(g["m2"] ?? g["mon2"]), 1);
    return from && last && { from, to: endOfMonth(last.to) };
  },
  dayOf: (g: Groups, today: Day): Made =>
    single(dayFrom(today, g["y"] ?? g["year"], monthOf(g["m"] ?? g["mon"]), Number(g["d"]))),
  isoDay: (g: Groups, today: Day): Made => single(numericDay(g, "", today)),
  weekOfMonth: (g: Groups, today: Day): Made => {
    const first = startOfMonth(g, today);
    const nth = ordinals[(g["ord"] ?? g["ordn"] ?? g["eord"] ?? "").replace(/\s/g, "")] ?? Number(g["ordn"]);
    return first && weekOf(first, nth);
  },
  monthPart: (g: Groups, today: Day): Made => {
    const first = startOfMonth(g, today);
    return first && partOf(first, (g["part"] ?? "").replace(/\s/g, ""));
  },
  month: (g: Groups, today: Day): Made => {
    const first = startOfMonth(g, today);
    return first && { from: first, to: endOfMonth(first) };
  },
  quarter: (g: Groups, today: Day): Made => {
    const word = g["q"] ?? "";
    const nth = "일이삼사".indexOf(word) + 1 || ordinals[word] || Number(word);
    return months(today, g["y"] ?? g["year"], nth * 3 - 2, 3);
  },
  half: (g: Groups, today: Day): Made =>
    months(today, g["y"] ?? g["year"], /^(상|1|first)$/.test(g["h"] ?? "") ? 1 : 7, 6),
  year: (g: Groups, today: Day): Made => {
    const year = yearOf(g["y"] ?? g["year"], today) ?? today.year;
    return months(today, String(year), 1, 12);
  },
  weekday: (g: Groups, today: Day): Made => single(weekdayOf(g, today)),
  holiday: (g: Groups, today: Day): Made => {
    const feast = /추석|한가위|chuseok/.test(g["feast"] ?? "") ? "chuseok" : "seollal";
    const passed = feast === "chuseok" ? today.month >= 10 : today.month >= 3;
    const year = feastYear(g["y"], today) ?? (passed ? today.year : today.year - 1);
    return { token: `named:${feast}_${year}` };
  },
  blackFriday: (g: Groups, today: Day): Made => {
    const asked = feastYear(g["y"], today);
    const thisYear = blackFriday(asked ?? today.year);
    const past = Temporal.PlainDate.compare(thisYear, today) <= 0 || asked !== undefined;
    const friday = past ? thisYear : blackFriday(today.year - 1);
    return g["week"] ? { from: friday.subtract({ days: 4 }), to: friday.add({ days: 2 }) } : single(friday);
  },
  feastDay: (g: Groups, today: Day): Made => {
    const [month, day] = feastDays.find(([name]) => name.test(g["feast"] ?? ""))?.[1] ?? [];
    const year = feastYear(g["y"], today);
    return single(dayFrom(today, year === undefined ? undefined : String(year), month, day ?? 0));
  },
  daysAgo: (g: Groups, today: Day): Made => single(today.subtract({ days: countOf(g["n"] ?? "") ?? 0 })),
} satisfies Record<string, (groups: Groups, today: Day) => Made>;

/** Feasts of a fixed date. */
const feastDays: readonly (readonly [RegExp, readonly [month: number, day: number]])[] = [
  [/빼빼로|pepero|광군제|singles/, [11, 11]],
  [/크리스마스|성탄|christmas|xmas/, [12, 25]],
  [/발렌타인|밸런타인|valentine/, [2, 14]],
  [/화이트|white/, [3, 14]],
  [/어린이|children/, [5, 5]],
  [/어버이/, [5, 8]],
  [/할로윈|핼러윈|halloween/, [10, 31]],
  [/광복절/, [8, 15]],
  [/개천절/, [10, 3]],
  [/한글날/, [10, 9]],
  [/삼일절/, [3, 1]],
  [/현충일/, [6, 6]],
  [/신정|new year/, [1, 1]],
  [/만우절/, [4, 1]],
];

/** A day of this month, or of the last one where this month has not come so far. */
function monthDay(g: Groups, today: Day): Day | undefined {
  const day = Number(g["d"]);
  const thisMonth = dateOrNothing(today.year, today.month, day);
  const next = today.add({ months: 1 });
  if (/^(다음|next)$/.test(g["rel"] ?? "")) return dateOrNothing(next.year, next.month, day);
  const before = today.subtract({ months: 1 });
  const lastMonth = dateOrNothing(before.year, before.month, day);
  if (/^(지난|저번|전|last)$/.test(g["rel"] ?? "")) return lastMonth;
  if (g["rel"]) return thisMonth;
  return thisMonth && Temporal.PlainDate.compare(thisMonth, today) <= 0 ? thisMonth : lastMonth;
}

export type Maker = keyof typeof makers;

function single(day: Day | undefined): Made {
  return day && { from: day, to: day };
}

function inOrder(from: Day, to: Day): Made {
  return Temporal.PlainDate.compare(from, to) <= 0 ? { from, to } : undefined;
}

function dateOrNothing(year: number, month: number, day: number): Day | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return undefined;
  }
}

/** Without a year: the most recent one that has begun. */
function dayFrom(
  today: Day,
  year: string | undefined,
  month: number | undefined,
  day: number,
): Day | undefined {
  if (!month || !day) return undefined;
  const named = yearOf(year, today);
  if (named !== undefined) return dateOrNothing(named, month, day);
  const inThisYear = dateOrNothing(today.year, month, day);
  if (!inThisYear) return dateOrNothing(today.year - 1, month, day);
  return Temporal.PlainDate.compare(inThisYear, today) <= 0
    ? inThisYear
    : dateOrNothing(today.year - 1, month, day);
}

function rangeTo(
  from: Day,
  year: number | undefined,
  month: number | undefined,
  day: number,
): { from: Day; to: Day } | undefined {
  if (!month) return undefined;
  const to = dateOrNothing(year ?? (month < from.month ? from.year + 1 : from.year), month, day);
  return to && Temporal.PlainDate.compare(from, to) <= 0 ? { from, to } : undefined;
}

export function yearOf(word: string | undefined, today: Day): number | undefined {
  const text = (word ?? "").replace(/\s/g, "");
  if (text === "") return undefined;
  if (/^(올해|금년|이번|this)/.test(text)) return today.year;
  if (/^(작년|지난해|last)/.test(text)) return today.year - 1;
  if (text === "지난") return undefined;
  if (text.startsWith("재작년")) return today.year - 2;
  if (text.startsWith("내년")) return today.year + 1;
  const number = Number(/\d+/.exec(text)?.[0]);
  return Number.isNaN(number) ? undefined : number < 100 ? 2000 + number : number;
}

/** `지난 추석` is the last one that was, not last year's. */
function feastYear(word: string | undefined, today: Day): number | undefined {
  return /^(지난|이번|this|last)$/.test(word ?? "") ? undefined : yearOf(word, today);
}

export function monthOf(word: string | undefined): number | undefined {
  if (!word) return undefined;
  const number = Number(/\d+/.exec(word)?.[0]);
  if (!Number.isNaN(number)) return number;
  const index = monthNames.indexOf(word.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : index + 1;
}

function startOfMonth(g: Groups, today: Day): Day | undefined {
  const first = today.with({ day: 1 });
  if (g["rel"]) return /이번|^이$|this/.test(g["rel"]) ? first : first.subtract({ months: 1 });
  return dayFrom(today, g["y"] ?? g["year"], monthOf(g["m"] ?? g["mon"]), 1);
}

function endOfMonth(day: Day): Day {
  return day.with({ day: day.daysInMonth });
}

function months(today: Day, year: string | undefined, first: number, count: number): Made {
  const from = dayFrom(today, year, first, 1);
  return from && { from, to: endOfMonth(from.add({ months: count - 1 })) };
}

/** Weeks of a month are counted by their Monday: the second week of November 2026 is 9..15. */
function weekOf(first: Day, nth: number): Made {
  const monday = first.add({ days: (8 - first.dayOfWeek) % 7 });
  const start = nth === 9 ? lastMonday(first) : monday.add({ days: (nth - 1) * 7 });
  return start.month === first.month ? { from: start, to: start.add({ days: 6 }) } : undefined;
}

function lastMonday(first: Day): Day {
  const end = endOfMonth(first);
  return end.subtract({ days: end.dayOfWeek - 1 });
}

function partOf(first: Day, part: string): Made {
  if (/^(전반|firsthalf)/.test(part) || part === "첫절반")
    return { from: first, to: first.with({ day: 15 }) };
  if (/^(후반|secondhalf)/.test(part)) return { from: first.with({ day: 16 }), to: endOfMonth(first) };
  if (/^(초|상순|early|beginning|start)/.test(part)) return { from: first, to: first.with({ day: 10 }) };
  if (/^(중순|mid)/.test(part)) return { from: first.with({ day: 11 }), to: first.with({ day: 20 }) };
  return { from: first.with({ day: 21 }), to: endOfMonth(first) };
}

function weekdayOf(g: Groups, today: Day): Day | undefined {
  const dow = weekdayNumber(g["dow"]);
  if (dow === undefined) return undefined;
  const rel = (g["rel"] ?? "").replace(/\s/g, "");
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const backTo = today.subtract({ days: (today.dayOfWeek - dow + 7) % 7 });
  if (/^(a|one)$/.test(rel)) return backTo.subtract({ days: 7 });
  if (/지난주|저번주/.test(rel)) return monday.add({ days: dow - 8 });
  if (rel === "이번주" || rel === "this") return monday.add({ days: dow - 1 });
  if (/^(다음주|담주|다음|담|next)$/.test(rel)) return monday.add({ days: dow + 6 });
  const back = (today.dayOfWeek - dow + 7) % 7;
  return today.subtract({ days: back === 0 ? 7 : back });
}

/** Monday = 1. */
function weekdayNumber(word: string | undefined): number | undefined {
  if (!word) return undefined;
  const korean = koreanWeekdays.indexOf(word.slice(0, 1));
  const index = korean >= 0 ? korean : englishWeekdays.indexOf(word.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : index + 1;
}

/** Friday after the fourth Thursday of November. */
function blackFriday(year: number): Day {
  const first = Temporal.PlainDate.from({ year, month: 11, day: 1 });
  return first.add({ days: ((11 - first.dayOfWeek) % 7) + 21 + 1 });
}

/** `2026-10-01`, `2026.10.1`, `10/1`: numbers only, month first where no year leads. */
function numericDay(g: Groups, which: "" | "2", today: Day): Day | undefined {
  const text = g[`iso${which}`] ?? g[`slash${which}`];
  const parts = (text ?? "").match(/\d+/g)?.map(Number) ?? [];
  const [a, b, c] = parts;
  if (a === undefined || b === undefined) return undefined;
  return c === undefined ? dayFrom(today, undefined, a, b) : dateOrNothing(a, b, c);
}
