// Ages as people and reports write them: 20대, 40~50대, 25-34, 65세 이상, under 25, women in their thirties.

import type { FixedSpan } from "./lexer.ts";

/** 40~50대 is one range; 20대하고 30대 are two groups. */
const koreanAges =
  /(?<![\d.])([1-9])0\s?(?:대\s?(?:[~-]|부터|에서)|[~\-,/]|부터|에서|과|와|랑|하고)\s?([1-9])0\s?대(?!\s?(?:이상|이하|부터))|(?<![\d.])([1-9])0\s?대(?!\s?\d(?!0\s?대))(?!\s?(?:이상|이하))/g;
/** 2030 여성 */
const pairedDecades = /(?<!\d)([2-6])0([3-7])0\s?(?:세대|대|(?=\s?(?:여성|남성|여자|남자|women|men)))/g;
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
/** 30대 이상, 20세 이하, 25세 미만 */
const koreanBounds = /(?<![\d.])(?:만\s?)?(\d\d)\s?(대|세|살)\s?(이상|이하|미만|초과|넘는|아래)/g;
const folk =
  "(?:people|users?|women|men|females?|males?|customers?|audiences?|those|folks|adults|shoppers|buyers|anyone|everyone|aged?|ages)";
/** women 35 to 44 */
const peopleYears = new RegExp(`(?<=${folk},? )(\\d\\d) (?:to|and|through) (\\d\\d)(?![\\d.,%:]*\\d)`, "g");
/** people under 25, under-25s, women over 40, 18 and under */
const englishBounds = new RegExp(
  `(?<=${folk}\\s(?:aged\\s|who are\\s|that are\\s)?)(under|below|over|above|younger than|older than)\\s?-?(\\d\\d)(?![\\d,.%]|s?\\s?(?:won|krw|k\\b))|(?<![a-z])(under|over)[ -](\\d\\d)s(?![a-z])|(?<![a-z])(under|over|above|below) (\\d\\d)(?= years?\\b| yo\\b)|(?<![\\d.,])(\\d\\d) and (under|younger|below)(?![a-z])`,
  "g",
);
const tens: Readonly<Record<string, string>> = {
  twenties: "20-29",
  thirties: "30-39",
  forties: "40-49",
  fifties: "50-59",
  sixties: "60-69",
  seventies: "70-79",
  teens: "13-19",
  teenagers: "13-19",
};
const decadeWords =
  /(?<![a-z])(?:(?:in\s)?(?:their|the)\s)?(?:(?:early|mid|late)[ -])?(twenties|thirties|forties|fifties|sixties|seventies|teens|teenagers)(?![a-z])/g;

/** @param text in lower case */
export function findAges(text: string): FixedSpan[] {
  const spans: FixedSpan[] = [];
  for (const match of text.matchAll(koreanBounds)) add(spans, bound(match, match[1], match[2], match[3]));
  for (const match of text.matchAll(pairedDecades)) add(spans, ages(match, match[1], match[2], 10));
  for (const match of text.matchAll(koreanAges)) add(spans, ages(match, match[1] ?? match[3], match[2], 10));
  for (const match of text.matchAll(spokenAges))
    add(spans, ages(match, spokenDecades[match[1] ?? ""], spokenDecades[match[2] ?? ""], 10));
  for (const match of text.matchAll(decadeWords)) add(spans, ageWord(match, tens[match[1] ?? ""] ?? ""));
  for (const match of text.matchAll(englishDecades)) add(spans, ages(match, match[1], match[2], 10));
  for (const match of text.matchAll(englishBounds))
    add(
      spans,
      bound(
        match,
        match[2] ?? match[4] ?? match[6] ?? match[7],
        "",
        match[1] ?? match[3] ?? match[5] ?? match[8],
      ),
    );
  for (const match of text.matchAll(englishYears))
    add(spans, ages(match, match[1] ?? match[3], match[2] ?? match[4], 1));
  for (const match of text.matchAll(koreanYears)) add(spans, ages(match, match[1], match[2], 1));
  for (const match of text.matchAll(openYears))
    add(spans, ageWord(match, `${match[1] ?? match[2] ?? match[3] ?? match[4]}+`));
  for (const match of text.matchAll(peopleYears)) add(spans, ages(match, match[1], match[2], 1));
  for (const match of text.matchAll(bareYears))
    if (isAgeGroup(text, match)) add(spans, ages(match, match[1], match[2], 1));
  return spans;
}

function add(spans: FixedSpan[], span: FixedSpan | undefined): void {
  if (span && !spans.some((other) => span.from < other.to && other.from < span.to)) spans.push(span);
}

/** `30+` for 30대 이상, `0-24` for under 25, `0-20` for 20세 이하, `0-29` for 20대 이하. */
function bound(
  match: RegExpExecArray,
  years: string | undefined,
  unit = "",
  side = "",
): FixedSpan | undefined {
  const age = Number(years);
  if (!years || age < 10 || age > 90) return undefined;
  if (/^(?:이상|over|above|older than)$/.test(side)) return ageWord(match, `${age}+`);
  if (/^(?:초과|넘는)$/.test(side)) return ageWord(match, `${unit === "대" ? age + 10 : age + 1}+`);
  const last =
    /^(?:미만|아래|under|below|younger than)$/.test(side) && match[7] === undefined
      ? age - 1
      : unit === "대"
        ? age + 9
        : age;
  return ageWord(match, `0-${last}`);
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

function place(match: RegExpExecArray): { from: number; to: number } {
  return { from: match.index, to: match.index + match[0].length };
}
