// Days told by their number alone, of the periods of the cards: 10일에, 14~15일, on the 16th.

import type { Span } from "./facts.ts";
import { BLANK, type Masked, type Place } from "./masked.ts";

/** 10일에, on the 16th: the one day of the periods that has this number. */
const bareDays = new RegExp(
  [
    "(?<![\\d.,월~-])(?:(?<first>\\d{1,2})\\s?[~-]\\s?)?(?<ko>\\d{1,2})일" +
      `(?=이\\s|은\\s|에(?!\\s걸)|엔\\s|의\\s|과\\s|와\\s|부터|까지|로\\s|\\(|,|$|\\s\\d|\\s?이후|\\s${BLANK})`,
    "(?<=(?:on|to|by|until|from|and|between|through) the )(?<en>\\d{1,2})(?:st|nd|rd|th)" +
      "(?! (?:place|highest|lowest|most|largest|best|of \\w+ (?:campaign|medi)))",
  ].join("|"),
  "g",
);

/** Finds the days and blanks them. @param text the sentence before anything was blanked */
export function daysNamed(masked: Masked, text: string, spans: readonly Span[]): (Place & { span: Span })[] {
  return [...masked.text().matchAll(bareDays)].flatMap((match) => {
    const number = Number(match.groups?.["ko"] ?? match.groups?.["en"]);
    const first = Number(match.groups?.["first"] ?? number);
    const [[day, ...others], [start, ...more]] = [daysOf(spans, number), daysOf(spans, first)] as const;
    if (day === undefined || start === undefined || others.length + more.length > 0) return [];
    const place = { from: match.index, to: match.index + match[0].length };
    if (/^\s?(?:평균|누적|합|간|동안|기준)/.test(text.slice(place.to))) return [];
    masked.blank(place);
    if (/^\s?(?:까지|부터|이후|현재|이래)/.test(masked.text().slice(place.to))) return [];
    const span = { from: start, to: day };
    return [{ ...place, span }];
  });
}

/** Days with this number in the month, in ISO text. */
function daysOf(spans: readonly Span[], number: number): string[] {
  const found = spans.flatMap(({ from, to }) => {
    const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
    const days = Math.min(first.until(last).days, MOST_DAYS);
    return Array.from({ length: days + 1 }, (_, at) => first.add({ days: at }));
  });
  return [...new Set(found.filter(({ day }) => day === number).map((day) => day.toString()))];
}

/** Longer periods hold every number more than once. */
const MOST_DAYS = 92;
