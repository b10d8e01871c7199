// Days of a wish: they lie ahead, so a date without its year is the next one, and 월요일 the coming Monday.

import { DayText } from "../../../core/slots.ts";
import { dayCounts, countOf } from "../../../language/number-words.ts";
import { daysOfToken } from "../../../language/time-days.ts";
import type { TimeMention } from "../../../language/times.ts";
import { type Scan, timesOf } from "../scan.ts";
import { ahead, behind, lettersOf, overlaps, placeOf } from "./request.ts";

type Day = Temporal.PlainDate;
type Days = { from: Day; to: Day };
type Role = "from" | "until" | "through" | undefined;
export type When = { mention: Span; days: Days; role: Role; /** Names more than one day. */ span: boolean };
type Span = { from: number; to: number; text: string };
export type Flight = { start?: string; end?: string; durationDays?: number };

const weekday =
  /^(?:(?:이번|다음|on|this|next)\s?주?\s?)?(?:[월화수목금토일]요일|(?:mon|tues|wednes|thurs|fri|satur|sun)day)/;
const looksBack = /최근|지난|직전|last|past|previous|trailing/;

/** Every day or span that lies ahead, in the order of the words; each is counted on from the one before. */
export function whensOf(scan: Scan): When[] {
  const place = placeOf(scan);
  const inside = timesOf(scan).filter(
    (one) => one.role === "time" && one.from >= place.from && one.to <= place.to && !isNamedAfter(scan, one),
  );
  const named = [...inside, ...bareDays(scan, inside)].toSorted((a, b) => a.from - b.from);
  const whens: When[] = [];
  for (const mention of named) {
    const base = whens.at(-1)?.days.from ?? scan.today;
    const said = "token" in mention ? daysAhead(mention, scan.today, base) : mention.days;
    const days = said && eveOf(scan, mention, said);
    if (!days) continue;
    const span = !days.from.equals(days.to);
    whens.push({ mention, days, role: roleOf(scan, mention), span });
  }
  return whens;
}

/** 크리스마스 이브, 설 전날, Christmas Eve: the day before. */
function eveOf(scan: Scan, { to, text }: Span, days: Days): Days {
  if (!feast.test(text) || !eve.test(behind(scan, to))) return days;
  const day = days.from.subtract({ days: 1 });
  return { from: day, to: day };
}

const eve = /^\s?(?:이브|전날|전일|eve(?![a-z]))/;
const feast =
  /크리스마스|성탄|블랙|추석|한가위|설날?|구정|발렌타인|빼빼로|화이트데이|할로윈|핼러윈|어린이날|어버이날|스승의|연말|연초|새해|신년|christmas|xmas|black friday|chuseok|seollal|lunar new year|valentine|halloween|mother's day|father's day|new year/;

/** 크리스마스 케이크, Black Friday sneakers: a feast in the name of a thing is no date. */
export function isNamedAfter(scan: Scan, { from, to, text }: Span): boolean {
  const placed =
    roleOf(scan, { from, to, text }) &&
    !/(?:^|\s)(?:start|launch|begin) (?:the |a |our )$/.test(ahead(scan, from));
  if (!feast.test(text) || placed) return false;
  return /^ (?!(?:당일|때|기간|동안|전|이후|부터|까지|하루|이브|전날|전일|day|eve|week|only|for|on|at|until|till|to|and|or|with|in)(?![a-z]))[\p{L}"']/u.test(
    behind(scan, to),
  );
}

/** First and last day and the length, as far as they were said. */
export function flightOf(scan: Scan): Flight {
  let start: Day | undefined;
  let end: Day | undefined;
  let loose = false;
  for (const { days, role, span } of whensOf(scan)) {
    if (role === "from") start = days.from;
    else if (role === "until" || role === "through") end = days.to;
    else if (span && !start) [start, end, loose] = [later(days.from, scan.today), days.to, true];
    else if (!start) start = days.from;
    else end ??= days.to;
  }
  if (start && end && !loose) end = slipped(scan, start, end);
  const durationDays = durationOf(scan);
  const kept = durationDays && loose ? undefined : end;
  return {
    ...(start && { start: start.toString() }),
    ...(kept && { end: kept.toString() }),
    ...(durationDays && !(loose && end && !isCounted(scan)) && { durationDays }),
  };
}

/**
 * 12월 10일부터 12월 1일까지: a last day that comes a little before the first one is a slip to be told, no flight of nearly a year;
 * 12월 20일부터 1월 5일까지 is one over the new year.
 */
function slipped(scan: Scan, start: Day, end: Day): Day {
  const before = end.subtract({ years: 1 });
  const isSlip = before.until(start).days <= SLIP_DAYS && Temporal.PlainDate.compare(before, start) < 0;
  const yearSaid = /(?:19|20)\d\d\s?(?:년|[-./])|내년|next year/.test(lettersOf(scan));
  return isSlip && !yearSaid && before.year === start.year ? before : end;
}
const SLIP_DAYS = 62;

/** "12월 한 달": the month is named, and 한 달 says no more than that. */
function isCounted(scan: Scan): boolean {
  return !/월\s?한\s?달/.test(lettersOf(scan));
}

const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:주일|주|-?weeks?|wks?)/, 7],
  [/^(?:개월|달|-?months?)/, 30],
  [/^(?:일|-?days?)/, 1],
];
const length =
  /(?<![\d.,/:~가-힣-])(\d{1,3}|(?:한|두|세|네|다섯|여섯|일곱|여덟|열)(?=\s?(?:주|달|개월))|일(?=주일|개월)|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|(?<=for )a(?= (?:week|month|day)))[\s-]?(?:more |extra |additional |further )?(주일|주(?![가-힣]*(?:차|년))|일(?!\s?(?:예산|한도|부터|까지|자|날|에|시작|종료|로|월))|개월|달(?!러)|weeks?|days?|months?)(?![a-z])(?!\s?(?:전|째|차|ago|before|of))/;

/** 하루 stands for the rhythm of a sum as often as for a length. */
const dayWords = Object.keys(dayCounts)
  .filter((word) => word !== "하루")
  .map((word) => ({
    days: dayCounts[word],
    pattern: new RegExp(
      `(?<![가-힣])${word}(?!\\s?(?:예산|에|마다|당|평균|전|치|\\d|[일이삼사오육칠팔구십백천만]+\\s?(?:원|만)))`,
    ),
  }));
/** Nothing runs longer in one piece. */
const LONGEST_DAYS = 1_000;

/** How many days: 2주, ten days, 열흘, a fortnight, 한 달. */
export function durationOf(scan: Scan): number | undefined {
  const days = spokenDays(scan);
  return days && days <= LONGEST_DAYS ? days : undefined;
}

function spokenDays(scan: Scan): number | undefined {
  const times = timesOf(scan).filter((one) => !looksBack.test(one.text));
  for (const { token } of times) {
    const [, count, unit] = /^(?:last|next)_(\d+)_(days|weeks|months)$/.exec(token ?? "") ?? [];
    if (count && unit) return Number(count) * { days: 1, weeks: 7, months: 30 }[unit as "days"];
  }
  const dated = timesOf(scan).filter(
    ({ token, text }) => !token?.startsWith("last_") || looksBack.test(text),
  );
  const letters = lettersOf(scan, dated);
  if (letters.includes("fortnight")) return 14;
  const word = dayWords.find(({ pattern }) => pattern.test(letters));
  if (word) return word.days;
  const [, count = "", unit = ""] = length.exec(letters) ?? [];
  const days = units.find(([pattern]) => pattern.test(unit))?.[1];
  const number = count === "a" ? 1 : (countOf(count) ?? { fourteen: 14 }[count]);
  return days && number ? number * days : undefined;
}

function daysAhead(mention: TimeMention, today: Day, base: Day): Days | undefined {
  const { token = "", text } = mention;
  const days = mention.days ?? daysOfToken(token, today) ?? tokenAhead(token, today) ?? backwards(token);
  if (!days || looksBack.test(text)) return undefined;
  const passed = Temporal.PlainDate.compare(days.to, base) < 0;
  if (passed && (mention.monthless || bareDay.test(text)) && !weekday.test(text.trim()))
    return nextMonth(days, base);
  if (!passed || !mention.yearless) return days;
  if (weekday.test(text.trim())) return weekdayAfter(days, base);
  return nextYear(days, base);
}

/** 12월 10일부터 12월 1일까지: no period of figures, and told as it is where it is a flight. */
function backwards(token: string): Days | undefined {
  const [, from, to] = /^explicit:(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(token) ?? [];
  const days = [DayText.safeParse(from).data, DayText.safeParse(to).data] as const;
  if (days[0] === undefined || days[1] === undefined || days[0] <= days[1]) return undefined;
  return { from: Temporal.PlainDate.from(days[0]), to: Temporal.PlainDate.from(days[1]) };
}

function tokenAhead(token: string, today: Day): Days | undefined {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const quarter = today.with({ month: Math.ceil(today.month / 3) * 3, day: 1 });
  const end = (day: Day): Day => day.with({ day: day.daysInMonth });
  if (token === "rest_of_week") return { from: today, to: monday.add({ days: 6 }) };
  if (token === "rest_of_month") return { from: today, to: end(today) };
  if (token === "rest_of_quarter") return { from: today, to: end(quarter) };
  if (token === "rest_of_year") return { from: today, to: today.with({ month: 12, day: 31 }) };
  if (token === "this_weekend" || token === "last_weekend")
    return { from: monday.add({ days: 5 }), to: monday.add({ days: 6 }) };
  if (token === "next_quarter")
    return { from: quarter.add({ months: 1 }), to: end(quarter.add({ months: 3 })) };
  if (token === "next_year")
    return {
      from: today.add({ years: 1 }).with({ month: 1, day: 1 }),
      to: today.add({ years: 1 }).with({ month: 12, day: 31 }),
    };
  const [, count, unit] = /^next_(\d+)_(days|weeks|months)$/.exec(token) ?? [];
  if (!count || !unit) return lunarAhead(token, today);
  const from = today.add({ days: 1 });
  return { from, to: from.add({ [unit]: Number(count) }).subtract({ days: 1 }) };
}

/** The feast and the days around it, the next time it comes. */
function lunarAhead(token: string, today: Day): Days | undefined {
  const feast = { chuseok: { monthCode: "M08", day: 15 }, seollal: { monthCode: "M01", day: 1 } }[
    /^named:(\w+)_/.exec(token)?.[1] ?? ""
  ];
  if (!feast) return undefined;
  for (let year = today.year; year <= today.year + 1; year++) {
    const day = Temporal.PlainDate.from({ calendar: "dangi", year, ...feast }).withCalendar("iso8601");
    const days = { from: day.subtract({ days: 1 }), to: day.add({ days: 1 }) };
    if (Temporal.PlainDate.compare(days.to, today) >= 0) return days;
  }
  return undefined;
}

function weekdayAfter(days: Days, base: Day): Days {
  let day = days.from;
  while (Temporal.PlainDate.compare(day, base) < 0) day = day.add({ days: 7 });
  return { from: day, to: day };
}

/** The 24th, 24일: a day with no month comes within the next weeks. */
const bareDay =
  /^(?!.*(?:\d\s?월|\d[./-]\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?=.*(?:\d\s?일|\d(?:st|nd|rd|th)))/;

function nextMonth({ from, to }: Days, base: Day): Days {
  let months = 1;
  while (Temporal.PlainDate.compare(to.add({ months }), base) < 0 && months < 12) months++;
  return { from: from.add({ months }), to: to.add({ months }) };
}

function nextYear({ from, to }: Days, base: Day): Days {
  let years = 1;
  while (Temporal.PlainDate.compare(to.add({ years }), base) < 0 && years < 5) years++;
  return { from: from.add({ years }), to: to.add({ years }) };
}

/** 15일까지, the 15th, with no month: the next such day. */
function bareDays(scan: Scan, taken: readonly Span[]): (Span & { days: Days })[] {
  const letters = lettersOf(scan);
  const found = letters.matchAll(
    /(?<![\d.,/월])(?<!월\s)(?<ko>3[01]|[12]?\d)일(?=\s?(?:부터|까지|로\s|에\s?(?:시작|종료|끝|다시|재개)|시작|종료))|(?<![a-z])the (?<en>3[01]|[12]?\d)(?:st|nd|rd|th)(?! (?:of|week|month|quarter))/g,
  );
  return [...found].flatMap((match) => {
    const span = { from: match.index, to: match.index + match[0].length, text: match[0] };
    if (taken.some((other) => overlaps(other, span))) return [];
    const day = nextDayOfMonth(Number(match.groups?.["ko"] ?? match.groups?.["en"]), scan.today);
    return day ? [{ ...span, days: { from: day, to: day } }] : [];
  });
}

function nextDayOfMonth(day: number, today: Day): Day | undefined {
  for (let months = 0; months < 4; months++) {
    const month = today.with({ day: 1 }).add({ months });
    if (day < 1 || day > month.daysInMonth) continue;
    const one = month.with({ day });
    if (Temporal.PlainDate.compare(one, today) >= 0) return one;
  }
  return undefined;
}

const fromAhead =
  /(?:from|starting|starts?|start on|beginning|begins?|begin|as of|effective|kick(?:s|ing)? off|go(?:es|ing)? live|launch(?:es|ing)?|시작일은?|시작은?|개시일은?)(?:\s(?:on|date|at|is|:))*\s?(?:the\s)?$/;
const untilAhead =
  /(?:until|till|'?til|up to|by|end(?:s|ing)?|before|to|end date|종료일은?|마감은?|종료는?)(?:\s(?:on|date|at|is|:))*\s?(?:the\s)?$/;
const throughAhead = /(?:through|thru|up to and including)\s?(?:the\s)?$/;
const fromBehind = /^\s?(?:부터|에\s?시작|시작|스타트|개시|에\s?개시|런칭|오픈|start|onwards?)/;
const untilBehind = /^\s?(?:이브|전날|전일|\s?eve)?\s?(?:전?까지|에\s?(?:종료|끝|마감)|종료|마감)/;

function roleOf(scan: Scan, { from, to, text }: Span): Role {
  if (/부터$|이후$/.test(text) || fromBehind.test(behind(scan, to))) return "from";
  if (text.endsWith("까지") || untilBehind.test(behind(scan, to)))
    return /부터.*까지|[~-]/.test(text) ? undefined : "until";
  const before = ahead(scan, from);
  if (throughAhead.test(before)) return "through";
  if (/^(?:from|between) /.test(text)) return undefined;
  if (fromAhead.test(before)) return "from";
  return untilAhead.test(before) || /^(?:until|till|by) /.test(text) ? "until" : undefined;
}

function later(a: Day, b: Day): Day {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b;
}
