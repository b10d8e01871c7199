// Whether a fact is of what a sentence says its figure is of: metric, values, days, or the whole.

import { nouns } from "../../language/statements.ts";
import { steady } from "./steady.ts";
import type { Binding, Names, SpanMention } from "./binding.ts";
import { type Evidence, wholeKey } from "./evidence.ts";
import type { Fact, Span } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { isStart } from "./moves.ts";
import type { Reading } from "./reading.ts";

/** What holds for all figures of a sentence. */
export type Setting = {
  evidence: Evidence;
  /** Dimensions whose noun stands in the sentence. */
  spoken: ReadonlySet<string>;
  /** Dimensions that every fact of the turn has. */
  shared: ReadonlySet<string>;
  /** Values that the sentence before named: its figures may go on here. */
  topic: ReadonlySet<string>;
  /** The highest, between … and …: parts are meant without their names. */
  parts: boolean;
  /** Another period is spoken of: 이전, than, against. */
  comparing: boolean;
};

const parts =
  /가장|제일|최고|최저|최대|최소|사이|부터|~|highest|lowest|most|least|peak|cheapest|largest|smallest|between|rang(?:e|es|ed|ing)|each|각/;
const comparing =
  /이전|전주|전월|전기|직전|보다|대비|비해|before|previous|prior|than|against|compared|versus|(?<![a-z])vs|→|->|had been/;

/** Two ends are said: steady between them. */
const between = /사이|~|(?<![a-z])(?:between|within|range)(?![a-z])/;

export function settingOf({ text }: Reading, evidence: Evidence, topic: ReadonlySet<string>): Setting {
  return {
    evidence,
    spoken: new Set(nouns.flatMap(({ noun, within }) => (within.test(text) ? [noun] : []))),
    shared: evidence.shared,
    topic,
    parts: parts.test(text) && (!steady.test(text) || between.test(text)),
    comparing: comparing.test(text),
  };
}

/** Narrower than a medium: a figure of one campaign is no figure of its medium. */
export const holds: Readonly<Record<string, readonly string[]>> = {
  medium: ["account"],
  campaign: ["medium", "account"],
  adGroup: ["medium", "account", "campaign"],
  ad: ["medium", "account", "campaign", "adGroup"],
  keyword: ["medium", "account", "campaign", "adGroup"],
  search_term: ["medium", "account", "campaign", "adGroup"],
};

export function isOf(fact: Fact, binding: Binding, setting: Setting): boolean {
  const { metrics, values, whole } = binding;
  if (metrics.values.length > 0 && fact.about !== undefined && !metrics.values.includes(fact.about))
    return false;
  for (const [dim, names] of values) if (!isOfNames(fact.dims[dim], names)) return false;
  const more = Object.keys(fact.dims).filter((dim) => !values.has(dim) && !setting.shared.has(dim));
  if (more.length === 0) return true;
  if (whole) return false;
  if (values.size === 0) return mayBePart(fact, setting);
  const implied = new Set([...values.keys()].flatMap((dim) => holds[dim] ?? []));
  return more.every((dim) => implied.has(dim) || setting.spoken.has(dim));
}

/** A figure without a name is that of the whole, where the cards have one. */
function mayBePart(fact: Fact, { evidence, spoken, topic, parts: free }: Setting): boolean {
  if (
    free ||
    Object.entries(fact.dims).some(([dim, values]) => spoken.has(dim) || values.some((one) => topic.has(one)))
  )
    return true;
  return !evidence.wholes.has(wholeKey(fact));
}

function isOfNames(own: readonly string[] | undefined, { values, mode }: Names): boolean {
  if (!own) return false;
  const [all = "", ...single] = own;
  const several = single.length > 1;
  if (mode === "sum")
    return several && single.length === values.length && single.every((one) => values.includes(one));
  return values.includes(all) || (several && single.every((one) => values.includes(one)));
}

/** The days of a fact are those said, or, where none are, not those compared with. */
export function isOfDays(
  fact: Fact,
  { spans }: Binding,
  reading: Reading,
  figure: Figure,
  setting: Setting,
): boolean {
  const { evidence } = setting;
  const { span } = fact;
  if (!span) return true;
  if (spans.length > 0)
    return spans.some((named) => isOfSpan(span, named, setting) || isAgainst(fact, named, figure));
  const earlier = evidence.compared.some((one) => one.from === span.from && one.to === span.to);
  return !earlier || setting.comparing || isStart(reading.bare, figure);
}

function isOfSpan(own: Span, named: SpanMention, { evidence, parts: free }: Setting): boolean {
  const { span, earlier } = named;
  if (earlier && evidence.spans.some(({ from }) => from > own.to)) return true;
  if (!span) return !earlier;
  return covers(named, own) || (free && span.from <= own.from && own.to <= span.to);
}

/** The same days; a period that still runs may end sooner in the data. */
export function covers({ span, running }: SpanMention, own: Span): boolean {
  if (!span || span.from !== own.from) return false;
  return span.to === own.to || (running && own.to < span.to);
}

/** "up 1.6% on September": the days compared with, said behind the change. */
function isAgainst({ against }: Fact, named: SpanMention, { to }: Figure): boolean {
  return against !== undefined && named.from >= to && covers(named, against);
}

/** A period that is named lies in one that the cards are over. */
export function isKnownPeriod(named: SpanMention, spans: readonly Span[]): boolean {
  const { span, earlier, compare } = named;
  if (!span || earlier || compare || spans.length === 0) return true;
  return spans.some((one) => covers(named, one) || (one.from <= span.from && span.to <= one.to));
}

/** Several names told alike need a fact each. */
export function coversEach(facts: readonly Fact[], { metrics, values }: Binding): boolean {
  if (metrics.mode === "each" && !metrics.values.every((one) => facts.some(({ about }) => about === one)))
    return false;
  return [...values].every(
    ([dim, names]) =>
      names.mode !== "each" ||
      names.values.every((one) => facts.some((fact) => fact.dims[dim]?.includes(one))),
  );
}
