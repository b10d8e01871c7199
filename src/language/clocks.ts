// Times of day in both languages: 오후 6시 반, 아홉 시, half past eight, 8 in the morning, at 9.

import type { FixedSpan } from "./lexer.ts";

/** The longer word first, so that 열두 is not read as 열. */
const hours: Readonly<Record<string, number>> = {
  열두: 12,
  열한: 11,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  한: 1,
  두: 2,
  세: 3,
  네: 4,
  열: 10,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};
const korean = Object.keys(hours).filter((word) => /[가-힣]/.test(word));
const english = Object.keys(hours).filter((word) => /[a-z]/.test(word));
const digits = "[01]?\\d|2[0-4]";
const koreanHalf = "오전|오후|아침|점심|저녁|밤|새벽|낮";
const inEnglish = `(?<![\\d.:])1[0-2]|(?<![\\d.:])0?[1-9]|(?<![a-z])(?:${english.join("|")})(?![a-z])`;
const dayPart = "(?:in the |at )(?<part>morning|afternoon|evening|night)(?![a-z])|o'?clock";
/** What may stand behind a bare "at 9": anything else makes it an amount. */
const openEnd =
  "(?=\\s*(?:$|[.,;!?)\\n](?!\\d)|(?:sharp|in|on|every|each|to|for|with|via|and|instead|please|pls|thx|thanks)\\b))";

const forms: readonly RegExp[] = [
  new RegExp(
    `(?:(?<half>${koreanHalf})\\s?(?:에\\s)?)?(?:(?<![\\d.])(?<hour>${digits})|(?<![가-힣])(?<hourWord>${korean.join("|")}))\\s?시(?!간|점|즌|작|도|안|리|장|대)(?:\\s?(?<minute>[0-5]?\\d)\\s?분|\\s?(?<thirty>반(?=$|[^가-힣]|에|으로|까지|부터|쯤|마다|경|이|은|정도|[가-힣](?![가-힣]))))?`,
    "g",
  ),
  /(?<![\d.:])(?<hour>1[0-2]|0?[1-9])(?:[:.](?<minute>[0-5]\d))?\s?(?<part>am|pm|a\.m\.?|p\.m\.?)(?![a-z])/g,
  new RegExp(
    `(?<![a-z])(?<shift>half past|half|quarter past|quarter to|quarter of)\\s(?<spoken>${inEnglish})(?:\\s(?:${dayPart}))?`,
    "g",
  ),
  new RegExp(`(?<spoken>${inEnglish})(?::(?<minute>[0-5]\\d))?\\s?(?:${dayPart})`, "g"),
  /(?:(?<half>오전|오후|아침|저녁|밤|새벽)\s?)?(?<![\d:.])(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?![\d:])/g,
  new RegExp(`(?<=(?<![a-z])at\\s)(?<spoken>${inEnglish})${openEnd}`, "g"),
  new RegExp(
    `(?<=(?:every|each|daily|week|month|weekdays?|weekends?|mornings?|evenings?|nights?|day|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\\sat\\s)(?<spoken>${inEnglish})(?!\\s?(?:%|k(?![a-z])|won|krw|usd|percent|times|campaigns?|ads?))`,
    "g",
  ),
  /(?<noon>정오|(?<![a-z])(?:noon|midday)(?![a-z]))|(?<midnight>자정|(?<![a-z])midnight(?![a-z]))/g,
];

/** @param text in lower case; @returns in no order, and some may overlap: the earlier one is meant */
export function findClocks(text: string): Clock[] {
  return forms.flatMap((form) => [...text.matchAll(form)].flatMap(clockOf));
}

type Clock = Extract<FixedSpan, { kind: "clock" }>;

function clockOf(match: RegExpExecArray): Clock[] {
  const groups = match.groups ?? {};
  const from = match.index + match[0].length - match[0].trimStart().length;
  const place = { kind: "clock" as const, from, to: match.index + match[0].trimEnd().length };
  if (groups["noon"]) return [{ ...place, hour: 12, minute: 0 }];
  if (groups["midnight"]) return [{ ...place, hour: 0, minute: 0 }];
  const said = groups["hour"] ?? groups["hourWord"] ?? groups["spoken"] ?? "";
  const hour = hours[said] ?? Number(said);
  const minute = groups["thirty"] ? 30 : Number(groups["minute"] ?? 0);
  if (!Number.isInteger(hour) || hour > 24) return [];
  return [{ ...place, ...shifted(inDay(hour, groups), minute, groups["shift"]) }];
}

/** Twelve hours later behind 오후 and pm; 오전 12시 is midnight. */
function inDay(hour: number, groups: Readonly<Record<string, string | undefined>>): number {
  const part = `${groups["half"] ?? ""}${groups["part"] ?? ""}`;
  if (/오후|저녁|밤|점심|낮|^p|afternoon|evening|night/.test(part) && hour < 12) {
    return /점심|낮/.test(part) && hour > 6 ? hour : hour + 12;
  }
  return (/오전|새벽|밤|^a\.?m|night/.test(part) && hour === 12) || hour === 24 ? 0 : hour;
}

function shifted(hour: number, minute: number, shift: string | undefined): { hour: number; minute: number } {
  if (!shift) return { hour, minute };
  if (shift.startsWith("half")) return { hour, minute: 30 };
  return shift === "quarter past" ? { hour, minute: 15 } : { hour: (hour + 23) % 24, minute: 45 };
}
