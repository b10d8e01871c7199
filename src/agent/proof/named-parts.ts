// Shares, sums and averages of levels that are named and not written: 39% of spend, 합쳐 4,414건, 하루 평균 369만 원.

import { metrics } from "../../core/metric.ts";
import { derived } from "../../language/statements.ts";
import { holds } from "./attribution.ts";
import { type Case, daysIn, isOfCurrency, isOfUnit, placeOf, total, type Value } from "./asked.ts";
import type { Binding } from "./binding.ts";
import type { Evidence } from "./evidence.ts";
import type { Fact, Span } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { levelIn, levelOf, type Place, seriesOf } from "./levels.ts";
import { groupUpTo } from "./nearness.ts";
import type { Reading } from "./reading.ts";
import { equals } from "./rounding.ts";
import { steady } from "./steady.ts";

/** 39.2% of spend: a part of the whole, both named. */
export function isPart({ reading, figure, metric, binding, setting }: Case): boolean {
  const { kind } = figure.unit;
  if ((kind !== "percent" && kind !== "fraction") || figure.sign !== 0 || metrics[metric].kind !== "additive")
    return false;
  if (!isShareSaid(reading, figure) || reading.mentions.some((one) => one.kind === "value" && one.against))
    return false;
  const names = partsOf(reading, figure, binding);
  if (names.length === 0)
    return isPartOfTop({ reading, figure, direction: undefined, metric, binding, setting });
  const parts = names.map((place) => levelOf(metric, place, "now", binding, setting));
  const all = levelOf(metric, widerOf(reading, figure, names), "now", binding, setting);
  if (!all || all.value === 0 || parts.length === 0 || parts.some((part) => part === undefined)) return false;
  const share = total(parts) / all.value;
  return equals(figure, kind === "percent" ? share * 100 : share);
}

/** "하락의 절반 이상은 구글에서": a part of a change against all of it. */
export function isPartOfChange({ reading, figure, metric, binding, setting }: Case): boolean {
  const said = ofChange.exec(reading.text);
  const place = placeOf(binding) ?? partsOf(reading, figure, binding)[0];
  const { kind } = figure.unit;
  if (!said || !place || place === "several" || (kind !== "percent" && kind !== "fraction")) return false;
  const now = levelOf(metric, undefined, "now", binding, setting);
  const before = levelOf(metric, undefined, "before", binding, setting);
  const part = setting.evidence.facts.find(
    (fact) =>
      fact.moving &&
      fact.about === metric &&
      fact.quantity.metric !== "change" &&
      fact.dims[place.dim]?.[0] === place.value &&
      [...fact.lists].some((list) => list.endsWith(".sum")),
  );
  if (!now || !before || !part) return false;
  const change = now.value - before.value;
  if (said.groups?.["down"] !== undefined ? change >= 0 : said.groups?.["up"] !== undefined && change <= 0)
    return false;
  return equals(figure, (part.value / change) * (kind === "percent" ? 100 : 1));
}

/** 메타와 네이버를 합쳐 4,414건. */
export function isSum({ reading, figure, metric, binding, setting }: Case): boolean {
  if (!derived.sum.test(reading.text) || metrics[metric].kind !== "additive" || !isOfUnit(figure, metric))
    return false;
  const [group, ...others] = [...binding.values].filter(([, { values }]) => values.length > 1);
  if (others.length > 0) return false;
  if (!group) {
    const place = placeOf(binding);
    const all = place === "several" ? undefined : levelOf(metric, place, "now", binding, setting);
    return all !== undefined && isOfCurrency(figure, all) && equals(figure, all.value);
  }
  const [dim, { values }] = group;
  const parts = values.map((value) => levelOf(metric, { dim, value }, "now", binding, setting));
  if (parts.some((part) => part === undefined || !isOfCurrency(figure, part))) return false;
  return equals(figure, total(parts));
}

/** 하루 평균 369만 원: a sum over the days it is of, which must have passed. */
export function isPerDay({ reading, figure, metric, binding, setting }: Case): boolean {
  if (!derived.perDay.test(reading.text) || metrics[metric].kind !== "additive" || !isOfUnit(figure, metric))
    return false;
  const place = placeOf(binding);
  if (place === "several") return false;
  const level = levelOf(metric, place, "now", binding, setting);
  if (!level?.span || !isOfCurrency(figure, level)) return false;
  const days = daysIn(level.span);
  return isWholePeriod(level.span, setting.evidence) && days > 1 && equals(figure, level.value / days);
}

/** "Held at about 1.6% from Nov 14 through Nov 18": so on each of the days. */
export function isSteady({ reading, figure, metric, binding, setting }: Case): boolean {
  const [days, ...more] = binding.spans;
  const place = placeOf(binding);
  if (!steady.test(reading.text) || !days?.span || more.length > 0 || place === "several") return false;
  const { from, to } = days.span;
  const dates = Array.from({ length: daysIn({ from, to }) }, (_, at) =>
    Temporal.PlainDate.from(from).add({ days: at }).toString(),
  );
  const levels = dates.map((day) =>
    levelIn(metric, place, { ...days, span: { from: day, to: day } }, setting),
  );
  const factor = metrics[metric].unit === "ratio" && figure.unit.kind === "percent" ? 100 : 1;
  return (
    levels.length > 1 &&
    levels.every(
      (level) => level !== undefined && isOfCurrency(figure, level) && equals(figure, level.value * factor),
    )
  );
}

/** 월평균 1억 1,043만 원: over the months or weeks of a card. */
export function isPerStep({ reading, figure, metric, binding, setting }: Case): boolean {
  if (!derived.perStep.test(reading.text) || !isOfUnit(figure, metric)) return false;
  const place = placeOf(binding);
  const series = place === "several" ? [] : seriesOf(metric, place, setting);
  const isMonths = /월|달|month/.test(derived.perStep.exec(reading.text)?.[0] ?? "");
  const isStep = ({ span }: Fact): boolean => {
    const days = span ? daysIn(span) : 0;
    return isMonths ? days >= 28 && days <= 31 : days === 7;
  };
  if (series.length < 2 || !series.every(isStep) || !isOfCurrency(figure, series[0])) return false;
  return equals(figure, total(series) / series.length);
}

const ofChange =
  /(?:(?<down>하락|감소)|(?<up>상승|증가)|변화)(?:분|폭)?(?:의|\s중|\s가운데)|of (?:the |that |this |its )?(?:overall |total )?(?:\w+ )?(?:(?<down>drop|decline|decrease|fall)|(?<up>increase|rise|growth|gain)|change)(?![a-z])/;

function isWholePeriod(span: Span, { periods }: Evidence): boolean {
  return periods.some(({ from, to, isWhole }) => isWhole && from === span.from && to === span.to);
}

/** 상위 두 캠페인이 전체의 33.6%: the largest of one list. */
function isPartOfTop({ reading, figure, metric, binding, setting }: Case): boolean {
  const count = reading.figures.find(({ top, to }) => top && to <= figure.from);
  const all = levelOf(metric, undefined, "now", binding, setting);
  const dim = count?.noun;
  if (!count || !all || dim === undefined || !/상위|top/.test(reading.text)) return false;
  const listed = setting.evidence.facts.filter(
    (fact) =>
      !fact.moving &&
      fact.quantity.metric === metric &&
      dim in fact.dims &&
      fact.span?.from === all.span?.from,
  );
  const sizes = [...new Map(listed.map((fact) => [fact.dims[dim]?.[0], fact.value])).values()];
  const largest = sizes.toSorted((a, b) => b - a).slice(0, count.value);
  const share = largest.reduce((sum, value) => sum + value, 0) / all.value;
  return (
    largest.length === count.value && equals(figure, figure.unit.kind === "percent" ? share * 100 : share)
  );
}

/** "비중이 6.7%", "39% of spend", "메타(39%)". */
function isShareSaid(reading: Reading, figure: Figure): boolean {
  const { text, mentions, moves } = reading;
  const isBracketed =
    moves.length === 0 &&
    text[figure.from - 1] === "(" &&
    text[figure.to] === ")" &&
    mentions.some(({ kind, to }) => kind === "value" && to === figure.from - 1);
  return isBracketed || (derived.share.test(text) && isOfWhole(reading, figure));
}

/** The names a share is of: the narrowest of the figure, else those together in front of it. */
function partsOf({ text, mentions }: Reading, figure: Figure, { values }: Binding): NonNullable<Place>[] {
  const dims = [...values.keys()];
  const narrowest = dims.find((dim) => dims.every((other) => other === dim || holds[dim]?.includes(other)));
  const bound = narrowest === undefined ? undefined : values.get(narrowest);
  if (narrowest !== undefined && bound) return bound.values.map((value) => ({ dim: narrowest, value }));
  const named = mentions.filter((one): one is Value => one.kind === "value");
  const last = named.findLast(({ to }) => to <= figure.from) ?? named[0];
  return last
    ? groupUpTo(
        text,
        named.filter(({ dim }) => dim === last.dim),
        last,
      )
    : [];
}

/** 52% of Naver's spend, 네이버 광고비의 52%: the medium that holds the campaign; else the whole. */
function widerOf({ text, mentions }: Reading, figure: Figure, [part]: readonly NonNullable<Place>[]): Place {
  const wider = mentions.filter(
    (one): one is Value =>
      one.kind === "value" && part !== undefined && (holds[part.dim]?.includes(one.dim) ?? false),
  );
  return wider.find(
    ({ from, to }) =>
      text.slice(figure.to, from).endsWith(" of ") ||
      /^의?\s\S+의\s(?:약\s)?$/.test(text.slice(to, figure.from)),
  );
}

/** "비중이 6.7%", "의 39.2%", "39% of spend": not "5% of the drop". */
function isOfWhole({ text }: Reading, { from, to }: Figure): boolean {
  return (
    (/(?:비중|점유율|의|중|가운데|,|은|는|이|가)\s?(?:약|거의|각각)?\s?\(?$/.test(text.slice(0, from)) &&
      /[가-힣]/.test(text)) ||
    (/^ of (?:the |all |total |overall |our |your |its )?[a-z]/.test(text.slice(to)) &&
      !/^ of (?:the |that |this )?(?:drop|decline|decrease|increase|change|fall|rise|gain|growth)/.test(
        text.slice(to),
      )) ||
    /share (?:of \w+ )?(?:was|is|at|of|stood at)\s(?:about |around |roughly )?$/.test(text.slice(0, from))
  );
}
