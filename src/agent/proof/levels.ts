// Levels of the cards by what a sentence names of them: a metric, one value or the whole, the days spoken of or those before.

import { additiveMetrics, type Metric, metrics as metricRows } from "../../core/metric.ts";
import { covers, holds, type Setting } from "./attribution.ts";
import type { Binding, SpanMention } from "./binding.ts";
import type { Fact, Span } from "./facts.ts";
import type { Reading } from "./reading.ts";

/** One value of a dimension; `undefined` is the whole. */
export type Place = { dim: string; value: string } | undefined;

/** The metric said of a figure: its own, else the only one of the sentence, of its proved figures, of the cards. */
export function metricSaid(
  { mentions }: Reading,
  { metrics }: Binding,
  { evidence }: Setting,
  proved: readonly Fact[],
): Metric | undefined {
  const told = [
    metrics.values,
    mentions.flatMap((one) => (one.kind === "metric" ? [one.metric] : [])),
    proved.flatMap(({ about }) => (about === undefined ? [] : [about])),
    evidence.facts.flatMap(({ moving, quantity: { metric } }) =>
      moving || metric === "share" ? [] : [metric],
    ),
  ].find(({ length }) => length > 0);
  return only((told ?? []).filter((metric) => metric in metricRows)) as Metric | undefined;
}

/** @returns the one level of the days spoken of or of those they are compared with; `undefined` where there is none or several */
export function levelOf(
  metric: Metric,
  place: Place,
  side: "now" | "before",
  { spans }: Binding,
  setting: Setting,
): Fact | undefined {
  const { evidence } = setting;
  const said = spans.filter(({ against, earlier, span }) => span && !against && !earlier);
  if (side === "before") return levelWhere(metric, place, setting, isOneOf(evidence.compared));
  if (said.length > 0)
    return levelWhere(metric, place, setting, (span) => said.some((one) => covers(one, span)));
  return levelWhere(metric, place, setting, isOneOf(evidence.periods)) ?? sumOfDays(metric, place, setting);
}

/** The level of the days that are named, or of those right before a level. */
export function levelIn(
  metric: Metric,
  place: Place,
  days: SpanMention | { before: Span },
  setting: Setting,
): Fact | undefined {
  if (!("before" in days)) return levelWhere(metric, place, setting, (span) => covers(days, span));
  const end = dayBefore(days.before);
  return levelWhere(metric, place, setting, ({ to }) => to === end);
}

function levelWhere(
  metric: Metric,
  place: Place,
  { evidence, shared }: Setting,
  isMeant: (span: Span) => boolean,
): Fact | undefined {
  const found = evidence.facts.filter(
    (fact) =>
      !fact.moving &&
      fact.quantity.metric === metric &&
      fact.span !== undefined &&
      isMeant(fact.span) &&
      isAt(fact, place, shared),
  );
  return new Set(found.map(({ value }) => value)).size === 1 ? found[0] : undefined;
}

/** A series of days, weeks or months that covers a period without a gap, added up. */
function sumOfDays(metric: Metric, place: Place, setting: Setting): Fact | undefined {
  const series = seriesOf(metric, place, setting);
  const [first] = series;
  const span = first?.span && { from: first.span.from, to: series.at(-1)?.span?.to ?? "" };
  return first && span && { ...first, value: series.reduce((sum, { value }) => sum + value, 0), span };
}

/** The steps of an additive metric that cover a period without a gap; none where they do not. */
export function seriesOf(metric: Metric, place: Place, { evidence, shared }: Setting): Fact[] {
  if (!additiveMetrics.some((one) => one === metric)) return [];
  const series = evidence.facts
    .filter(
      (fact) => !fact.moving && fact.quantity.metric === metric && fact.span && isAt(fact, place, shared),
    )
    .toSorted((a, b) => (a.span?.from ?? "").localeCompare(b.span?.from ?? ""));
  const period = evidence.periods.find(
    ({ from, to }) => series[0]?.span?.from === from && series.at(-1)?.span?.to === to,
  );
  const isGapless = series.every(
    ({ span }, at) => at === 0 || (span && dayBefore(span) === series[at - 1]?.span?.to),
  );
  return period && isGapless ? series : [];
}

function isAt({ dims }: Fact, place: Place, shared: ReadonlySet<string>): boolean {
  const more = Object.keys(dims).filter((dim) => dim !== place?.dim && !shared.has(dim));
  if (!place) return more.length === 0;
  return (
    dims[place.dim]?.[0] === place.value && more.every((dim) => holds[place.dim]?.includes(dim) ?? false)
  );
}

function isOneOf(spans: readonly Span[]): (span: Span) => boolean {
  return ({ from, to }) => spans.some((one) => one.from === from && one.to === to);
}

function dayBefore({ from }: Span): string {
  return Temporal.PlainDate.from(from).subtract({ days: 1 }).toString();
}

function only<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}
