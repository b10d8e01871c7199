// What a sentence names: metrics, media and other values, periods, and words for the whole.

import type { Metric } from "../../core/metric.ts";
import { formsAt } from "../../language/form-index.ts";
import { findSpecials } from "../../language/specials.ts";
import { againstAfter, againstBefore, notMetrics, statedMetrics, whole } from "../../language/statements.ts";
import { findTimes, type TimeMention } from "../../language/times.ts";
import { type Meaning, particles } from "../../language/vocabulary.ts";
import { daysNamed } from "./bare-days.ts";
import type { Span } from "./facts.ts";
import type { Masked, Place } from "./masked.ts";
import type { Name } from "./names.ts";

export type Mention = Place & {
  /** Beside the one meant: 메타보다, than Meta. */
  against: boolean;
} & (
    | { kind: "metric"; metric: Metric }
    | { kind: "value"; dim: string; value: string }
    /** 전체, in total: of no single value. */
    | { kind: "whole"; strong: boolean }
    /** `earlier` is the period before another one that is spoken of: 그 전주, the week before. */
    | { kind: "span"; span: Span | undefined; earlier: boolean; compare: boolean; running: boolean }
  );

/** Finds the mentions of a sentence and blanks them. */
export function findMentions(
  masked: Masked,
  text: string,
  names: readonly Name[],
  today: Temporal.PlainDate,
  spans: readonly Span[],
): Mention[] {
  const found = [
    ...nameMentions(masked, names),
    ...specialMentions(masked),
    ...timeMentions(masked, today),
    ...wordMentions(masked),
    ...daysNamed(masked, text, spans).map((found) => ({ ...found, ...ofDays })),
  ];
  return [...found, ...unknownNames(masked, text)]
    .map((mention) => ({
      ...mention,
      against: (mention.kind === "span" && mention.compare) || isAgainst(text, mention),
    }))
    .toSorted((a, b) => a.from - b.from);
}

const englishWords = /(?<![a-z])(?:the|of|is|was|were|and|by|in|to|from|had|has|with|at|on|for)(?![a-z])/;

/** Korean words in an English sentence are a name; one that no card has is of no figure. */
function unknownNames(masked: Masked, text: string): Found[] {
  const [latin = 0, hangul = 0] = [/[a-z]+/g, /[가-힣]+/g].map((letters) => text.match(letters)?.length ?? 0);
  if (hangul === 0 || latin < hangul || !englishWords.test(text)) return [];
  return masked
    .blankAll(/[가-힣]+(?:\s[가-힣]+)*/g)
    .map((place) => ({ ...place, kind: "value", dim: "campaign", value: "" }));
}

const ofDays = { kind: "span", earlier: false, compare: false, running: false } as const;

type Found = Mention extends infer M ? (M extends Mention ? Omit<M, "against"> : never) : never;

function nameMentions(masked: Masked, names: readonly Name[]): Found[] {
  const found: Found[] = [];
  for (const { text: name, dim, value, claims } of names) {
    const text = masked.text();
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const place = { from: at, to: at + name.length };
      if (
        !standsAlone(text, place) ||
        (claims && !isQuoted(text, place)) ||
        found.some((other) => other.from < place.to && place.from < other.to)
      )
        continue;
      if (dim !== undefined) found.push({ ...place, kind: "value", dim, value });
      masked.blank(place);
    }
  }
  return found;
}

/** A name is no part of a longer word; behind a Korean name may stand a particle. */
function standsAlone(text: string, { from, to }: Place): boolean {
  const first = text[from] ?? "";
  const before = text[from - 1] ?? "";
  const after = text[to] ?? "";
  if (/[\p{L}\p{N}]/u.test(before) && !(/[가-힣]/.test(before) && !/[가-힣]/.test(first))) return false;
  return !(/[a-z0-9]/.test(text[to - 1] ?? "") && /[a-z0-9]/.test(after)) && !/^[.,]?\d/.test(text.slice(to));
}

/** In quotes, or called a campaign. */
function isQuoted(text: string, { from, to }: Place): boolean {
  return (
    /['"[(]$|(?:캠페인|광고그룹|광고|소재|키워드|campaign|ad group|(?<![a-z])ad|keyword) $/.test(
      text.slice(0, from),
    ) || /^(?:['"\])]|\s?(?:캠페인|광고|소재|campaign|ad(?![a-z])))/.test(text.slice(to))
  );
}

/** Ages are values, clock times and addresses no figures. */
function specialMentions(masked: Masked): Found[] {
  const text = masked.text();
  return findSpecials(text).flatMap((span): Found[] => {
    const written = text.slice(span.from, span.to);
    if (span.kind === "clock" && !sureClock.test(written)) return [];
    if (span.kind === "room" && !/\p{L}/u.test(written)) return [];
    masked.blank(span);
    if (span.kind !== "word") return [];
    return span.meanings.flatMap((meaning) =>
      valuesOf(meaning).map((value) => ({ from: span.from, to: span.to, ...value })),
    );
  });
}

/** "at 7" in a statement is a level as often as an hour. */
const sureClock = /시|:|[ap]\.?m|noon|midday|midnight|정오|자정/;
const isoDay = /\d{4}[-./]\d{1,2}[-./]\d{1,2}/g;
const years = /(?<![\d.,])(?:19|20)\d\d(?=년)|(?<=(?:in|since|of|until|year) )20\d\d(?![\d,.]*\d)/g;
const asOf = /^\s?(?:까지|부터|이후|기준|현재|이래)/;
const asOfBefore = /(?:until|through|since|as of|from|after) (?:the )?$/;
const earlierWords = /^(?:그\s?)?(?:전|직전|이전)|before|previous|prior/;

function timeMentions(masked: Masked, today: Temporal.PlainDate): Found[] {
  const text = masked.text();
  const found = findTimes(withoutAmounts(text), today).flatMap((time): Found[] => {
    // 7일 동안 is a length, to be compared with the periods of the cards.
    if (/^last_\d+_/.test(time.token ?? "") && !/최근|지난|last|past/.test(time.text)) return [];
    masked.blank(time);
    if (isWeekdayOf(text, time, today)) return [];
    if (time.loose || asOf.test(text.slice(time.to)) || asOfBefore.test(text.slice(0, time.from))) return [];
    const compare = time.role === "compare";
    const days = time.days ?? lastDays(time.token, today);
    const span = days && { from: days.from.toString(), to: days.to.toString() };
    const running = /^(?:this_|ytd)/.test(time.token ?? "");
    const earlier = compare || earlierWords.test(time.text) || isOfSameDays(text, time);
    return eachDay(
      { from: time.from, to: time.to, kind: "span", span, earlier, compare, running },
      time.text,
    );
  });
  masked.blankAll(isoDay);
  masked.blankAll(years);
  return found;
}

/** "Tuesday, Nov 10": the weekday of the date behind it is no day of its own. */
function isWeekdayOf(text: string, { text: written, to }: TimeMention, today: Temporal.PlainDate): boolean {
  if (!/^(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day$/.test(written)) return false;
  const [date] = /^,?\s/.test(text.slice(to)) ? findTimes(text.slice(to, to + 24), today) : [];
  const day = date && date.from <= 2 ? date.days?.from : undefined;
  const names = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];
  return day !== undefined && written.includes(names[day.dayOfWeek - 1] ?? "-");
}

/** Figures with their units, which a date beside them must not take: Nov 19 to 1.55%. */
const amounts =
  /[₩$€£]\s?\d[\d.,]*|\d[\d.,]*(?=\s?(?:%|퍼센트|원|배|만|억|천|건|회|명|x(?![a-z])|[km](?![a-z])))/g;

function withoutAmounts(text: string): string {
  return text.replace(amounts, (amount) => "\u0001".repeat(amount.length));
}

/** 전월 같은 기간, the same period last month: the days compared with, which may be fewer. */
function isOfSameDays(text: string, { from, to }: Place): boolean {
  return (
    /^\s?(?:의\s)?(?:(?:같은|동일|동)\s?(?:기간|시점)|동기)/.test(text.slice(to)) ||
    /same (?:period|days|dates|stretch|point) (?:of |in )?(?:the )?$/.test(text.slice(0, from))
  );
}

/** "Nov 9 and Nov 10" are two days, not a period. */
function eachDay(mention: Extract<Found, { kind: "span" }>, written: string): Found[] {
  const months = monthsApart(mention, written);
  if (months) return months;
  const joint = /\s?(?:과|와|이랑|하고|,| and|·|및)\s?/.exec(written);
  const { span } = mention;
  if (!joint || !span || span.from === span.to || written.startsWith("between")) return [mention];
  const at = mention.from + joint.index;
  return [
    { ...mention, to: at, span: { from: span.from, to: span.from } },
    { ...mention, from: at + joint[0].length, span: { from: span.to, to: span.to } },
  ];
}

/** "Rose from September to October": one month against another, no period. */
function monthsApart(mention: Extract<Found, { kind: "span" }>, written: string): Found[] | undefined {
  if (!mention.span || !/^from [a-z]+ to [a-z]+$/.test(written)) return undefined;
  const [first, last] = [
    Temporal.PlainDate.from(mention.span.from),
    Temporal.PlainDate.from(mention.span.to),
  ];
  const earlier = { from: first.toString(), to: first.add({ months: 1 }).subtract({ days: 1 }).toString() };
  const later = { from: last.with({ day: 1 }).toString(), to: last.toString() };
  return [
    { ...mention, span: earlier, earlier: true, compare: true },
    { ...mention, from: mention.to - 1, span: later },
  ];
}

/** The last seven days are complete ones: they end yesterday. */
function lastDays(token: string | undefined, today: Temporal.PlainDate): TimeMention["days"] {
  const count = /^last_(\d+)_days$/.exec(token ?? "")?.[1];
  return count === undefined
    ? undefined
    : { from: today.subtract({ days: Number(count) }), to: today.subtract({ days: 1 }) };
}

/** Metrics, media and values by the lexicon, the longest form first. */
function wordMentions(masked: Masked): Found[] {
  const found: Found[] = [
    ...masked.blankAll(whole.strong).map((place) => ({ ...place, kind: "whole" as const, strong: true })),
    ...masked.blankAll(whole.weak).map((place) => ({ ...place, kind: "whole" as const, strong: false })),
  ];
  masked.blankAll(notMetrics);
  const text = masked.text();
  const stated = statedIn(text);
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    if (at < end) continue;
    const hits = mayStart(text, at, end) ? wordsAt(text, at, stated) : [];
    const hit = hits[0]?.values.length === 0 ? stated.get(at) : hits[0];
    if (!hit || hit.values.length === 0) continue;
    const { values } = hit;
    end = hit.to;
    found.push(...values.map((value) => ({ from: at, to: hit.to, ...value })));
    masked.blank({ from: at, to: hit.to });
  }
  return found;
}

type Word = { to: number; values: Value[] };

/** Longest first. */
function wordsAt(text: string, at: number, stated: ReadonlyMap<number, Word>): Word[] {
  const own = stated.get(at);
  const known = formsAt(text, at).filter(({ suffix }) => !suffix);
  const words = known.map(({ to, meanings }) => ({ to, values: meanings.flatMap(valuesOf) }));
  const all = (own ? [own, ...words] : words).toSorted((a, b) => b.to - a.to);
  // 카카오 광고비: a medium and its spend, not "카카오 광고" and a rest.
  return all.toSorted((a, b) => Number(endsInside(text, a.to)) - Number(endsInside(text, b.to)));
}

function endsInside(text: string, to: number): boolean {
  const rest = /^[가-힣]+/.exec(text.slice(to))?.[0];
  if (!rest || !/[가-힣]/.test(text[to - 1] ?? "")) return false;
  return (
    ![1, 2, 3, 4].some((length) => particles.has(rest.slice(0, length))) && formsAt(text, to).length === 0
  );
}

function statedIn(text: string): Map<number, Word> {
  return new Map(
    statedMetrics.flatMap(({ metric, pattern }) =>
      [...text.matchAll(pattern)].map((match) => [
        match.index,
        { to: match.index + match[0].length, values: [{ kind: "metric" as const, metric }] },
      ]),
    ),
  );
}

/** Korean words start behind anything but Hangul, or glued to a word that was read: 메타광고비. */
function mayStart(text: string, at: number, end: number): boolean {
  const before = text[at - 1] ?? " ";
  if (/[a-z0-9]/.test(text[at] ?? "")) return !/[a-z0-9]/.test(before);
  return !/[가-힣]/.test(before) || at === end;
}

type Value = { kind: "metric"; metric: Metric } | { kind: "value"; dim: string; value: string };

function valuesOf(meaning: Meaning): Value[] {
  if (meaning.kind === "metric") return [{ kind: "metric", metric: meaning.metric }];
  if (meaning.kind === "medium") return [{ kind: "value", dim: "medium", value: meaning.word.value }];
  if (meaning.kind !== "value" || notNamed.has(meaning.word.field)) return [];
  return [{ kind: "value", dim: meaning.word.field, value: meaning.word.value }];
}

/** Words that limit questions and say nothing of whose figure it is. */
const notNamed = new Set(["status", "day_type"]);

/** 카카오의 5.8배, 메타의 절반. */
const measured = /^의\s(?:약\s|거의\s|대략\s|무려\s)?(?:절반|[\d.]+\s?배|[두세네]\s?배|[\d이삼사오]+\s?분의)/;

/** 메타보다, 메타 CPA보다, than Meta: what the figure is measured against. */
function isAgainst(text: string, { from, to, kind }: Found): boolean {
  const after = text
    .slice(to)
    .replace(/^\s?(?:\([^()]*\)|[₩$]?\d[\d.,]*[가-힣%]{0,3}(?=보다|에 비))/, "")
    .replace(
      /^(?:의|'s)?\s?(?:[a-z]{3,4}|광고비|매출|전환율?|클릭률?|노출)(?=보다|에 비|\s?대비|의\s(?:약\s|거의\s)?(?:절반|[\d.]+\s?배|[두세네]\s?배|[\d이삼사오]+\s?분의))/,
      "",
    );
  // above the ₩16,267 average
  const ahead = text.slice(0, from).replace(kind === "whole" ? /[₩$]?[\d.,]+[a-z%]*\s$/ : /$/, "");
  return againstAfter.test(after) || measured.test(after) || againstBefore.test(ahead);
}
