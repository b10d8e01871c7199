// The period a comparison is made with: like with like. A running period is compared over its complete days only.

import { type Words, words } from "../../core/locale.ts";
import type { MarketingQuery } from "../../core/query.ts";
import { lengthDays, type Period, shiftDays } from "../../core/time.ts";
import { lunarHoliday, lunarLabels, lunarOnOneSide } from "../calendar.ts";
import { type Clock, resolveTime, type Span } from "./resolve-time.ts";
import type { TimeUnit } from "./time-tokens.ts";

/** Two periods of like days, what the second is called, and what a reader must know about the pair. */
export type Comparison = { now: Period; before: Period; label: Words; notes: Words[] };

type Compare = NonNullable<MarketingQuery["compare"]>;

/** `undefined` with its reason when no fair comparison exists (today alone, without hourly figures). */
export function compareSpans(span: Span, compare: Compare, clock: Clock): Comparison | { refused: Words } {
  const now = completeDays(span, clock);
  if (!now) return { refused: todayRefused };
  const notes = now === span.actual ? [] : [partialNote];
  if (compare === "previous_period" || compare === "previous_year") {
    const before = compare === "previous_year" ? yearBefore(span, now) : periodBefore(span, now);
    const label = compare === "previous_year" ? words("작년 같은 기간", "a year earlier") : beforeLabel(span);
    return { now, before, label, notes: [...notes, ...pairNotes(now, before)] };
  }
  return withOther(span, now, resolveTime(compare, clock), clock, notes);
}

const todayRefused = words(
  "오늘은 아직 끝나지 않았고 시간대별 데이터가 없어 비교하지 않았어요.",
  "Today is not over and there are no hourly figures, so it is not compared.",
);
const partialNote = words(
  "진행 중인 기간이라 끝난 날끼리만 비교했어요.",
  "The period is still running, so only complete days are compared.",
);

/** The days of the span that are over; the span's own period object when all are. */
function completeDays(span: Span, { today }: Clock): Period | undefined {
  if (!span.actual.to.equals(today)) return span.actual;
  if (span.actual.from.equals(today)) return undefined;
  return { from: span.actual.from, to: today.subtract({ days: 1 }) };
}

const monthsOf: Partial<Record<TimeUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** The same stretch one length earlier: weeks by weeks, months by calendar, the rest by days. */
function periodBefore(span: Span, now: Period): Period {
  const months = monthsOf[span.unit];
  if (months) return monthsBack(span, now, months * span.count);
  if (span.unit === "week") return shiftDays(now, -7 * span.count);
  if (span.unit === "weekend") return shiftDays(now, -7);
  return shiftDays(now, -lengthDays(now));
}

/** 364 days back for days and weeks (same weekdays), by calendar for months, by the holiday itself for a named one. */
function yearBefore(span: Span, now: Period): Period {
  if (span.holiday) return lunarHoliday(span.holiday.name, span.holiday.year - 1);
  if (monthsOf[span.unit]) return monthsBack(span, now, 12);
  return shiftDays(now, -364);
}

function monthsBack(span: Span, now: Period, months: number): Period {
  const from = now.from.subtract({ months });
  const to = now.to.subtract({ months });
  const whole = now.to.equals(span.period.to) && now.to.day === now.to.daysInMonth;
  return { from, to: whole ? to.with({ day: to.daysInMonth }) : to };
}

function withOther(
  span: Span,
  now: Period,
  other: Span,
  clock: Clock,
  notes: Words[],
): Comparison | { refused: Words } {
  const before = completeDays(other, clock);
  if (!before) return { refused: todayRefused };
  const pair = sameElapsed(span, now, other, before);
  const running =
    pair.now !== span.actual || pair.before !== other.actual || !other.actual.to.equals(other.period.to);
  const said = running && notes.length === 0 ? [partialNote] : notes;
  return { ...pair, label: other.label, notes: [...said, ...pairNotes(pair.now, pair.before)] };
}

/** When one of two like units is still running, the other is cut to the same number of elapsed days. */
function sameElapsed(span: Span, now: Period, other: Span, before: Period): { now: Period; before: Period } {
  const alike = span.unit === other.unit && span.count === other.count && span.unit !== "days";
  if (!alike || span.partial === other.partial) return { now, before };
  if (span.partial) return { now, before: cutTo(before, lengthDays(now)) };
  return { now: cutTo(now, lengthDays(before)), before };
}

function cutTo(period: Period, days: number): Period {
  if (lengthDays(period) <= days) return period;
  return { from: period.from, to: period.from.add({ days: days - 1 }) };
}

function beforeLabel(span: Span): Words {
  if (span.unit === "day") return words("그 전날", "the day before");
  if (span.unit === "week" && span.count === 1) return words("그 전주", "the week before");
  if (span.unit === "month" && span.count === 1) return words("그 전달", "the month before");
  return words("그 직전 기간", "the period before");
}

function pairNotes(now: Period, before: Period): Words[] {
  const notes: Words[] = [];
  for (const name of lunarOnOneSide(now, before)) {
    const { ko, en } = lunarLabels[name];
    notes.push(
      words(
        `${ko}가 한쪽 기간에만 있어 그대로 비교하기 어려워요.`,
        `${en} fall in only one of the two periods; compare with care.`,
      ),
    );
  }
  const [a, b] = [lengthDays(now), lengthDays(before)];
  if (a !== b) {
    notes.push(
      words(
        `두 기간의 길이가 달라요(${a}일, ${b}일).`,
        `The two periods differ in length (${a} and ${b} days).`,
      ),
    );
  }
  return notes;
}
