// Whose figure it is: the metric, values and period that a sentence says of a figure, and whether a fact is of them.

import { each, respectively } from "../../language/statements.ts";
import { type Metric, metrics } from "../../core/metric.ts";
import type { Figure } from "./figures.ts";
import type { Place } from "./masked.ts";
import type { Mention } from "./mentions.ts";
import { sameClause } from "./moves.ts";
import { attachment, groupFrom, groupUpTo, touches } from "./nearness.ts";
import type { Reading } from "./reading.ts";

type MetricMention = Extract<Mention, { kind: "metric" }>;
type ValueMention = Extract<Mention, { kind: "value" }>;
export type SpanMention = Extract<Mention, { kind: "span" }>;

export type Binding = {
  /** Empty where the sentence names none. */
  metrics: Names;
  spans: readonly SpanMention[];
  /** By dimension. */
  values: ReadonlyMap<string, Names>;
  whole: boolean;
};

/** Of several names: a figure of any of them, of each of them alike, or of all together. */
export type Names = { values: readonly string[]; mode: "any" | "each" | "sum" };

export function bindingOf(reading: Reading, figure: Figure): Binding {
  const { mentions } = reading;
  const own = metricsFor(reading, figure);
  const near = boundOf(reading, figure, own);
  const told = near.mentions.length > 0 ? near : onlyOne(own, figure);
  const spans = boundOf(
    reading,
    figure,
    mentions.filter((one): one is SpanMention => one.kind === "span"),
  );
  const dims = new Set(mentions.flatMap((one) => (one.kind === "value" ? [one.dim] : [])));
  const whole = isWhole(reading, figure);
  const values = new Map(
    [...dims].flatMap((dim) => {
      const bound = whole ? undefined : valuesOf(reading, figure, dim);
      return bound ? [[dim, bound] as const] : [];
    }),
  );
  const named = { values: told.mentions.map(({ metric }) => metric), mode: told.mode };
  return { metrics: named, spans: spans.mentions, values, whole };
}

/** Without those that another figure nearer to them has: 1,479 conversions on ₩24.5M. */
function metricsFor({ mentions, figures }: Reading, figure: Figure): MetricMention[] {
  const all = mentions.filter((one): one is MetricMention => one.kind === "metric");
  return all.filter(
    (one) =>
      one.to > figure.from ||
      fits(one.metric, figure) ||
      !figures.some(
        (other) =>
          other !== figure && fits(one.metric, other) && distance(one, other) < distance(one, figure),
      ),
  );
}

/** "A (489%) and B (408%) follow in ROAS": the one metric of the sentence, where it can be told so. */
function onlyOne(all: readonly MetricMention[], figure: Figure): Bound<MetricMention> {
  const sole = new Set(all.map(({ metric }) => metric)).size === 1;
  const told = all.filter(
    ({ metric }) =>
      fits(metric, figure) && (figure.unit.kind !== "percent" || metrics[metric].unit === "ratio"),
  );
  return { mentions: sole && figure.unit.kind !== "plain" ? told : [], mode: "any" };
}

/** Money is told of metrics of money, counts of counts; rates and changes of any. */
function fits(metric: Metric, { unit: { kind } }: Figure): boolean {
  const { unit } = metrics[metric];
  return kind === "money" ? unit === "currency" : kind === "count" ? unit === "count" : true;
}

function distance(a: Place, b: Place): number {
  return Math.max(a.from - b.to, b.from - a.to, 0);
}

function valuesOf(reading: Reading, figure: Figure, dim: string): Names | undefined {
  const all = reading.mentions.filter((one): one is ValueMention => one.kind === "value" && one.dim === dim);
  const { mentions, mode } = boundOf(reading, figure, all);
  return mentions.length === 0
    ? undefined
    : { values: [...new Set(mentions.map(({ value }) => value))], mode };
}

/** 614 of 1,725 conversions: both are conversions. */
const ofMore = /^ (?:out )?of (?:the |its |all )?[₩$]?[\d,.]+[mk]? (?:total )?/;

type Bound<M> = { mentions: M[]; mode: Names["mode"] };

/** The mention a figure is attached to, else the nearest before it, else the first behind it in its clause. */
function boundOf<M extends Mention>(reading: Reading, figure: Figure, all: readonly M[]): Bound<M> {
  const { text } = reading;
  const tie = (one: M): "sure" | "maybe" | undefined =>
    attachment(text.slice(figure.to, one.from).replace(ofMore, " "), text.slice(one.to));
  const post = all.find((one) => !one.against && one.from >= figure.to && tie(one) !== undefined);
  const isInside = post && text[figure.from - 1] === "(" && text[post.to] === ")";
  if (isInside) return { mentions: groupFrom(text, all, post), mode: "any" };
  const strength = post && (post.kind === "span" && text[post.from - 1] === "(" ? undefined : tie(post));
  // 매출을 2,582만 원 집행했어요: a noun and a verb that are not of one metric
  const object = all.findLast(({ to }) => to <= figure.from);
  if (post?.kind === "metric" && object?.kind === "metric" && isObject(text.slice(object.to, figure.from)))
    return { mentions: [object, post], mode: "each" };
  if (post && strength === "sure") return { mentions: groupFrom(text, all, post), mode: "any" };
  const listed = afterColon(reading, figure, all);
  if (listed) return { mentions: listed, mode: "any" };
  // Than the day before (53 vs. 57): the first is of the days spoken of.
  const isFirst = /^\s(?:vs|versus|against|compared)/.test(text.slice(figure.to));
  const before = all.filter(
    (one) =>
      one.to <= figure.from &&
      (!one.against || (!isFirst && !isChange(one, figure) && touches(text.slice(one.to, figure.from)))),
  );
  const last = before.at(-1);
  if (last) {
    const group = groupUpTo(text, all, last);
    if (post && !touches(text.slice(last.to, figure.from))) return { mentions: [post], mode: "any" };
    return group.length > 1 ? ofGroup(reading, figure, group, all) : { mentions: group, mode: "any" };
  }
  if (post) return { mentions: [post], mode: "any" };
  const next = all.find(
    (one) =>
      one.from >= figure.to &&
      !one.against &&
      staysInClause(reading, figure, one.from) &&
      !reading.figures.some(({ from }) => from >= one.to && touches(text.slice(one.to, from))),
  );
  return { mentions: next ? [next] : [], mode: "any" };
}

/** "Kakao's is lower than Meta's: 13,115 against 16,641": figures behind a colon or in brackets follow the names before. */
function afterColon<M extends Mention>(
  { text, figures }: Reading,
  figure: Figure,
  all: readonly M[],
): M[] | undefined {
  const opening = Math.max(text.lastIndexOf(":", figure.from), text.lastIndexOf("(", figure.from));
  const end = text[opening] === "(" ? text.indexOf(")", opening) : text.length;
  if (opening < 0 || end < figure.from || all.some(({ from }) => from > opening && from < end))
    return undefined;
  const told = figures.filter(
    (one) => one.from > opening && one.to <= end && one.unit.kind === figure.unit.kind,
  );
  // 전환율 하락(4.06% → 2.91%)
  if (/→|->/.test(text.slice(opening, end))) return undefined;
  const names = all.filter(({ to }) => to <= opening);
  const at = told.length > 1 && told.length === names.length ? names[told.indexOf(figure)] : undefined;
  return at && [at];
}

/** Several names before several figures are told in their order; before one figure they are meant together. */
function ofGroup<M extends Mention>(
  reading: Reading,
  figure: Figure,
  group: M[],
  all: readonly M[],
): Bound<M> {
  const { text, figures } = reading;
  const end = group.at(-1)?.to ?? 0;
  const stop = all.find(({ from }) => from >= end)?.from ?? text.length;
  const told = figures.filter(
    (one) =>
      one.from >= end &&
      one.to <= stop &&
      one.unit.kind === figure.unit.kind &&
      !/ of (?:the )?$/.test(text.slice(0, one.from)),
  );
  // "account for 71% of spend and 68% of conversions": each of all together
  const isEachOf = told.length > 1 && told.every((one) => text.startsWith(" of ", one.to));
  if (isEachOf && !respectively.test(text)) return { mentions: group, mode: "sum" };
  const distinct = group.filter(
    (one, at) => all.length > 0 && group.findIndex((other) => other.from === one.from) === at,
  );
  const place = told.indexOf(figure);
  if (told.length === distinct.length && place >= 0) {
    const at = distinct[place];
    return { mentions: group.filter((one) => one.from === at?.from), mode: "any" };
  }
  if (each.test(text) || (respectively.test(text) && told.length < distinct.length))
    return { mentions: group, mode: "each" };
  const spread = respectively.test(text) || told.length > distinct.length || distinct.length === 1;
  return { mentions: group, mode: spread ? "any" : "sum" };
}

function staysInClause({ bare, text }: Reading, figure: Figure, to: number): boolean {
  const from = figure.to;
  // At ₩13,115, Kakao is the cheapest.
  if (
    /(?:^|[,;]\s|while\s|and\s)(?:at|with)\s(?:just\s|only\s|about\s|an?\s\S+\sof\s)?$/.test(
      text.slice(0, figure.from),
    ) &&
    /^,\s$/.test(text.slice(from, to))
  )
    return true;
  return sameClause(bare, from, to) && !/[,;:)]|고\s|(?<![a-z])and(?![a-z])/.test(text.slice(from, to));
}

/** 전체 …, a total of …: of no single value. */
function isWhole({ text, figures, mentions }: Reading, figure: Figure): boolean {
  const before = mentions.filter(
    ({ kind, to }) =>
      (kind === "whole" || kind === "value") &&
      to <= figure.from &&
      !(kind === "whole" && /^[^(]*\)/.test(text.slice(to, figure.from))),
  );
  const last = before.at(-1);
  if (isWholeBehind(text, mentions, figure)) return true;
  // ₩7,386,311 of ₩109,804,077: the second holds the first.
  if (
    figures.some(
      (one) =>
        one.to <= figure.from &&
        /^ (?:out )?of (?:the )?[+-]?$|^\s?\/\s?$/.test(text.slice(one.to, figure.from)),
    )
  )
    return true;
  // 전체 109,804,077원 가운데 43,010,507원: it is the first figure's.
  if (before.length > 1 && figures.some((one) => one.from >= (last?.to ?? 0) && one.to <= figure.from))
    return false;
  if (last?.kind !== "whole") return false;
  // 39% of the total: 43,010,507 …
  if (
    (/^[:,]/.test(text.slice(last.to)) || /\sof (?:the )?\S*\($/.test(text.slice(0, last.to + 1))) &&
    figures.some(({ to }) => to <= last.from)
  )
    return false;
  const named = before.findLast(({ kind }) => kind === "value");
  if (!named) return true;
  // 메타 캠페인의 광고비 합계: of that name
  const isItsSum = /^(?:합계|총합|총계|합산|도합)/.test(text.slice(last.from));
  if (isItsSum && !figures.some(({ from, to }) => from >= named.to && to <= last.from)) return false;
  return last.strong && !/^(?:의|'s)?\s?$/.test(text.slice(named.to, last.from));
}

/** ₩17,027 on average, the 297% average. */
function isWholeBehind(text: string, mentions: readonly Mention[], figure: Figure): boolean {
  const behind = mentions.find(({ kind, from }) => kind === "whole" && from >= figure.to);
  if (behind && text.startsWith("combined", behind.from)) return false;
  return (
    behind !== undefined &&
    /^\s(?:in\s|across\s|on\s)?$/.test(text.slice(figure.to, behind.from)) &&
    /[a-z]/.test(text[behind.from] ?? "")
  );
}

function isObject(between: string): boolean {
  return /^(?:을|를)\s(?:약\s|총\s)?$/.test(between);
}

/** "Less than the day before: −8.2%" is no figure of the day before. */
function isChange({ kind }: Mention, { sign }: Figure): boolean {
  return kind === "span" && sign !== 0;
}
