// Ages, clock times, rooms and addresses: spans with a form of their own.

import type { FixedSpan } from "./lexer.ts";

const koreanAges =
  /(?<![\d.])([1-9])0\s?(?:대)?\s?(?:[~\-,]|부터|에서|과|와|랑|이랑|하고)?\s?([1-9])0\s?대|(?<![\d.])([1-9])0\s?대(?!\s?\d)/g;
const spokenDecades: Readonly<Record<string, string>> = { 이: "2", 삼: "3", 사: "4", 오: "5", 육: "6" };
const spokenAges = /(?<![가-힣])([이삼사오육])십대(?:\s?([이삼사오육])십대)?/g;
const englishDecades = /(?<![\d.$₩])([1-9])0s?(?:\s?(?:to|and|-|~)\s?([1-9])0s|(?<=s))(?![a-z0-9])/g;
const englishYears =
  /(?:(?:aged?|ages)\s(?:between\s)?)(\d\d)\s?(?:to|and|-|~)\s?(\d\d)|(?<!\d)(\d\d)\s?(?:to|-|~)\s?(\d\d)[ -]year[ -]olds?/g;
/** 25~34세, 만 25세부터 34세까지 */
const koreanYears =
  /(?<![\d.])(?:만\s?)?(\d\d)\s?(?:세|살)?\s?(?:[~-]|부터|에서)\s?(?:만\s?)?(\d\d)\s?(?:세|살)(?![트션일그팅])(?:\s?까지)?/g;
/** 65세 이상, 65 and over; bare only where media close their groups so: 55+, 65+, 75+ */
const openYears =
  /(?<![\d.])(?:만\s?)?(\d\d)\s?(?:세|살)\s?(?:이상|\+)|(?<![\p{L}\d.,$₩])(?:(?<=(?:aged?|ages|연령|나이|women|men|female|male|여성|남성|여자|남자)\s)(\d\d)\+|([5-7]5)\+|(\d\d)\s?(?:\+|and (?:over|older|above)|or older)(?=\s?(?:year|women|men|female|male|여성|남성|여자|남자)))(?!\s?[\d%])/gu;
const monthAhead = String.raw`(?:월|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?`;
/** What makes a bare range something else: days, money, counts, shares. */
const otherUnits = String.raw`\s?(?:[일월년주시분초개건명번원만천백억배위회점%]|퍼센트|프로|달러|불|엔|유로|파운드|st|nd|rd|th|of\b|days?|weeks?|months?|hours?|[km]\b|x\b|percent|won|krw|usd|eur|dollars?|euros?|${monthAhead})`;
/** 25-34 as it stands in reports. */
const bareYears = new RegExp(
  `(?<![\\p{L}\\d.,/:$₩€£¥#~-])(?<!${monthAhead}\\s?)(\\d\\d)\\s?[-~]\\s?(\\d\\d)(?![\\d.,/:~-]*\\d)(?!${otherUnits})`,
  "gu",
);
const besideYears =
  /(?:^|[^\p{L}])(?:ages?|aged|age group|연령대?|나이대?|women|men|females?|males?|여성|남성|여자|남자)\s?$/u;
const behindYears = /^\s?(?:year|yo\b|women|men|females?|males?|여성|남성|여자|남자)/;
const clocks =
  /(?<half>오전|오후|아침|저녁|밤|새벽|낮)?\s?(?<![\d.])(?<hour>[01]?\d|2[0-4])\s?시(?!간|점|즌|작|도)\s?(?:(?<minute>[0-5]?\d)\s?분|(?<half2>반))?|(?<![\d.:])(?<h12>1[0-2]|0?[1-9])(?::(?<m12>[0-5]\d))?\s?(?<ampm>am|pm|a\.m\.|p\.m\.)(?![a-z])|(?<![\d:])(?<h24>[01]?\d|2[0-3]):(?<m24>[0-5]\d)(?!\d)|(?<word>정오|자정|(?<![a-z])(?:noon|midday|midnight)(?![a-z]))/g;
const rooms = /#[\p{L}\p{N}_-]+|[\w.+-]+@[\w-]+\.[\w.-]+/gu;

/** @param text in lower case */
export function findSpecials(text: string): FixedSpan[] {
  const spans: FixedSpan[] = [];
  for (const match of text.matchAll(rooms)) add(spans, { ...place(match), kind: "room", words: match[0] });
  for (const match of text.matchAll(koreanAges)) add(spans, ages(match, match[1] ?? match[3], match[2], 10));
  for (const match of text.matchAll(spokenAges))
    add(spans, ages(match, spokenDecades[match[1] ?? ""], spokenDecades[match[2] ?? ""], 10));
  for (const match of text.matchAll(englishDecades)) add(spans, ages(match, match[1], match[2], 10));
  for (const match of text.matchAll(englishYears))
    add(spans, ages(match, match[1] ?? match[3], match[2] ?? match[4], 1));
  for (const match of text.matchAll(koreanYears)) add(spans, ages(match, match[1], match[2], 1));
  for (const match of text.matchAll(openYears))
    add(spans, ageWord(match, `${match[1] ?? match[2] ?? match[3] ?? match[4]}+`));
  for (const match of text.matchAll(bareYears))
    if (isAgeGroup(text, match)) add(spans, ages(match, match[1], match[2], 1));
  for (const match of text.matchAll(clocks)) add(spans, clockOf(match));
  return spans;
}

function add(spans: FixedSpan[], span: FixedSpan | undefined): void {
  if (span && !spans.some((other) => span.from < other.to && other.from < span.to)) spans.push(span);
}

/** `20-29` for 20대, `40-59` for 40~50대; with `unit` 1 the years are as said. */
function ages(
  match: RegExpExecArray,
  first: string | undefined,
  last: string | undefined,
  unit: 1 | 10,
): FixedSpan | undefined {
  if (!first) return undefined;
  const from = Number(first) * unit;
  const to = unit === 1 ? Number(last) : Number(last ?? first) * unit + 9;
  return from <= to ? ageWord(match, `${from}-${to}`) : undefined;
}

function ageWord(match: RegExpExecArray, value: string): FixedSpan {
  return { ...place(match), kind: "word", meanings: [{ kind: "value", word: { field: "age", value } }] };
}

/** Beside people any range is one of ages; alone only one that media cut: 13-17, 18-24, 30-34, 25-54. */
function isAgeGroup(text: string, match: RegExpExecArray): boolean {
  const [from, to] = [Number(match[1]), Number(match[2])];
  if (from < 13 || from >= to) return false;
  const ahead = text.slice(Math.max(0, match.index - 12), match.index);
  if (besideYears.test(ahead) || behindYears.test(text.slice(match.index + match[0].length))) return true;
  const starts = from % 5 === 0 || [13, 14, 18, 19].includes(from);
  return starts && (to % 5 === 4 || (from <= 14 && [17, 18].includes(to)));
}

function clockOf(match: RegExpExecArray): FixedSpan | undefined {
  const g = match.groups ?? {};
  const lead = match[0].length - match[0].trimStart().length;
  const at = {
    from: match.index + lead,
    to: match.index + match[0].trimEnd().length,
    kind: "clock" as const,
  };
  if (g["word"]) return { ...at, hour: /자정|midnight/.test(g["word"]) ? 0 : 12, minute: 0 };
  const minute = g["half2"] ? 30 : Number(g["minute"] ?? g["m12"] ?? g["m24"] ?? 0);
  const hour = Number(g["hour"] ?? g["h12"] ?? g["h24"]);
  const late = /오후|저녁|밤|pm|p\.m/.test(`${g["half"] ?? ""}${g["ampm"] ?? ""}`);
  const early = /오전|새벽|am|a\.m/.test(`${g["half"] ?? ""}${g["ampm"] ?? ""}`);
  if (late && hour < 12) return { ...at, hour: hour + 12, minute };
  return { ...at, hour: (early && hour === 12) || hour === 24 ? 0 : hour, minute };
}

function place(match: RegExpExecArray): { from: number; to: number } {
  return { from: match.index, to: match.index + match[0].length };
}
