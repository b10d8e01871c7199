// The days each time token stands for, seen from a given today. Weeks run Monday to Sunday; "last N days" are complete days.

import { type Words, words } from "../../core/locale.ts";
import { mondayOf, type Period } from "../../core/time.ts";
import { type LunarHoliday, lunarHoliday, lunarLabels } from "../calendar.ts";

export type TimeUnit = "day" | "days" | "week" | "weekend" | "month" | "quarter" | "year" | "all" | "holiday";

/** What a token stands for. `count` is the number of units, for the period before it. */
export type Named = {
  period: Period;
  unit: TimeUnit;
  count: number;
  label: Words;
  holiday?: { name: LunarHoliday; year: number };
};

type Day = Temporal.PlainDate;

const fixed: Readonly<Record<string, (today: Day) => Named>> = {
  today: (today) => oneDay(today, words("오늘", "today")),
  yesterday: (today) => oneDay(today.subtract({ days: 1 }), words("어제", "yesterday")),
  day_before_yesterday: (today) =>
    oneDay(today.subtract({ days: 2 }), words("그저께", "the day before yesterday")),
  tomorrow: (today) => oneDay(today.add({ days: 1 }), words("내일", "tomorrow")),
  this_week: (today) => named(mondayOf(today), today, "week", words("이번 주", "this week")),
  last_week: (today) => week(today, -1, words("지난주", "last week")),
  week_before_last: (today) => week(today, -2, words("지지난주", "the week before last")),
  next_week: (today) => week(today, 1, words("다음 주", "next week")),
  this_weekend: (today) => weekend(today, 0, words("이번 주말", "this weekend")),
  last_weekend: (today) => weekend(today, -1, words("지난 주말", "last weekend")),
  this_month: (today) => named(today.with({ day: 1 }), today, "month", words("이번 달", "this month")),
  last_month: (today) => months(today, -1, 1, words("지난달", "last month")),
  month_before_last: (today) => months(today, -2, 1, words("지지난달", "the month before last")),
  next_month: (today) => months(today, 1, 1, words("다음 달", "next month")),
  this_quarter: (today) => named(quarterStart(today), today, "quarter", words("이번 분기", "this quarter")),
  last_quarter: (today) => quarter(today, -1, words("지난 분기", "last quarter")),
  next_quarter: (today) => quarter(today, 1, words("다음 분기", "next quarter")),
  this_year: (today) => year(today, 0, words("올해", "this year")),
  last_year: (today) => year(today, -1, words("작년", "last year")),
  next_year: (today) => year(today, 1, words("내년", "next year")),
  ytd: (today) => named(yearStart(today), today, "year", words("올해 지금까지", "the year to date")),
  rest_of_week: (today) =>
    named(
      today,
      mondayOf(today).add({ days: 6 }),
      "days",
      words("이번 주 남은 기간", "the rest of the week"),
    ),
  rest_of_month: (today) =>
    named(today, monthEnd(today), "days", words("이번 달 남은 기간", "the rest of the month")),
  rest_of_quarter: (today) =>
    named(
      today,
      monthEnd(quarterStart(today).add({ months: 2 })),
      "days",
      words("이번 분기 남은 기간", "the rest of the quarter"),
    ),
  rest_of_year: (today) =>
    named(today, today.with({ month: 12, day: 31 }), "days", words("올해 남은 기간", "the rest of the year")),
};

/** Days of a token without a date in it, or `undefined` for another kind of token. */
export function namedPeriod(token: string, today: Day): Named | undefined {
  return fixed[token]?.(today) ?? countedPeriod(token, today) ?? holidayPeriod(token);
}

/** The token whose days these are, so that "November 1 to today" behaves like "this month". */
export function tokenOf(period: Period, today: Day): Named | undefined {
  for (const find of Object.values(fixed)) {
    const found = find(today);
    if (found.period.from.equals(period.from) && found.period.to.equals(period.to)) return found;
  }
  return undefined;
}

function countedPeriod(token: string, today: Day): Named | undefined {
  const match = /^(last|next)_(\d+)_(days|weeks|months)$/.exec(token);
  if (!match) return undefined;
  const count = Number(match[2]);
  const back = match[1] === "last";
  switch (match[3] as "days" | "weeks" | "months") {
    case "days":
      return back
        ? named(
            today.subtract({ days: count }),
            today.subtract({ days: 1 }),
            "days",
            lastWords(count, "days"),
          )
        : named(today.add({ days: 1 }), today.add({ days: count }), "days", nextWords(count, "days"));
    case "weeks": {
      const first = mondayOf(today).add({ weeks: back ? -count : 1 });
      const label = back ? lastWords(count, "weeks") : nextWords(count, "weeks");
      return named(first, first.add({ days: 7 * count - 1 }), "week", label, count);
    }
    case "months":
      return months(
        today,
        back ? -count : 1,
        count,
        back ? lastWords(count, "months") : nextWords(count, "months"),
      );
  }
}

function holidayPeriod(token: string): Named | undefined {
  const match = /^named:(chuseok|seollal)_(\d{4})$/.exec(token);
  if (!match) return undefined;
  const name = match[1] as LunarHoliday;
  const year = Number(match[2]);
  const { ko, en } = lunarLabels[name];
  return {
    period: lunarHoliday(name, year),
    unit: "holiday",
    count: 1,
    label: words(`${year}년 ${ko}`, `${en} ${year}`),
    holiday: { name, year },
  };
}

function named(from: Day, to: Day, unit: TimeUnit, label: Words, count = 1): Named {
  return { period: { from, to }, unit, count, label };
}

function oneDay(day: Day, label: Words): Named {
  return named(day, day, "day", label);
}

function week(today: Day, weeks: number, label: Words): Named {
  const monday = mondayOf(today).add({ weeks });
  return named(monday, monday.add({ days: 6 }), "week", label);
}

function weekend(today: Day, weeks: number, label: Words): Named {
  const saturday = mondayOf(today).add({ days: 7 * weeks + 5 });
  return named(saturday, saturday.add({ days: 1 }), "weekend", label);
}

/** `count` calendar months, the first one `offset` months from this one. */
function months(today: Day, offset: number, count: number, label: Words): Named {
  const first = today.with({ day: 1 }).add({ months: offset });
  return named(first, monthEnd(first.add({ months: count - 1 })), "month", label, count);
}

function quarter(today: Day, quarters: number, label: Words): Named {
  const first = quarterStart(today).add({ months: 3 * quarters });
  return named(first, monthEnd(first.add({ months: 2 })), "quarter", label);
}

function year(today: Day, years: number, label: Words): Named {
  const first = yearStart(today).add({ years });
  return named(first, first.with({ month: 12, day: 31 }), "year", label);
}

function quarterStart(day: Day): Day {
  return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });
}

function yearStart(day: Day): Day {
  return day.with({ month: 1, day: 1 });
}

export function monthEnd(day: Day): Day {
  return day.with({ day: day.daysInMonth });
}

const unitWords = {
  days: words("일", "days"),
  weeks: words("주", "weeks"),
  months: words("개월", "months"),
} as const;

function lastWords(count: number, unit: keyof typeof unitWords): Words {
  const { ko, en } = unitWords[unit];
  return words(`최근 ${count}${ko}`, count === 1 ? `the last ${en.slice(0, -1)}` : `the last ${count} ${en}`);
}

function nextWords(count: number, unit: keyof typeof unitWords): Words {
  const { ko, en } = unitWords[unit];
  return words(
    `앞으로 ${count}${ko}`,
    count === 1 ? `the next ${en.slice(0, -1)}` : `the next ${count} ${en}`,
  );
}
