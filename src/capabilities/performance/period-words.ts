// Days and periods as people write them: "11월 9일~15일", "Nov 9–15, 2025".

import type { Lang } from "../../core/locale.ts";
import type { Period } from "../../core/time.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The year is written only where it is not this one. */
export function dayWords(day: Temporal.PlainDate, lang: Lang, thisYear: number): string {
  const year = day.year !== thisYear;
  if (lang === "ko") return `${year ? `${day.year}년 ` : ""}${day.month}월 ${day.day}일`;
  return `${months[day.month - 1]} ${day.day}${year ? `, ${day.year}` : ""}`;
}

export function periodWords(period: Period, lang: Lang, thisYear: number): string {
  const { from, to } = period;
  if (from.equals(to)) return dayWords(from, lang, thisYear);
  const sameYear = from.year === to.year;
  const sameMonth = sameYear && from.month === to.month;
  if (lang === "ko") {
    const end = sameMonth
      ? `${to.day}일`
      : sameYear
        ? `${to.month}월 ${to.day}일`
        : dayWords(to, lang, thisYear - (to.year === thisYear ? 1 : 0));
    return `${dayWords(from, lang, sameYear ? thisYear : from.year - 1)}~${end}`;
  }
  if (sameMonth) {
    return `${months[from.month - 1]} ${from.day}–${to.day}${from.year === thisYear ? "" : `, ${from.year}`}`;
  }
  const start = dayWords(from, lang, sameYear ? from.year : from.year - 1);
  return `${start} – ${dayWords(to, lang, sameYear ? thisYear : to.year - 1)}`;
}

export function monthWords(first: Temporal.PlainDate, lang: Lang, thisYear: number): string {
  const year = first.year !== thisYear;
  if (lang === "ko") return `${year ? `${first.year}년 ` : ""}${first.month}월`;
  return `${months[first.month - 1]}${year ? ` ${first.year}` : ""}`;
}
