// Totals: the answer in one sentence, headline figures with their change.

import type { KpisPart } from "../../../core/card/kpis.ts";
import type { Run, TextPart } from "../../../core/card/text.ts";
import { type Lang, words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { type Answer, blocksFor, figure, scopeOf } from "../answer.ts";
import type { Side } from "../coverage.ts";
import { periodWords } from "../period-words.ts";
import { isPartlyCompared, likeNames, type Pair, totalPair } from "./compared.ts";
import { type Block, changeOf, pointsOf } from "../prove.ts";
import { capitalised, counted, labelIn, listed, metricLabel, particle, withParticle } from "./words.ts";

/** The figure of a metric in one block, its counterpart in the period compared with, and what its change is made of. */
export type Headline = {
  metric: Metric;
  block: Block;
  now: Quantity;
  before: Quantity | undefined;
  pair: Pair | undefined;
};

/** One headline per metric, per currency where it is money. */
export function headlines(answer: Answer, shown: readonly Metric[]): Headline[] {
  return shown.flatMap((metric) =>
    blocksFor(answer, metric).map((block) => ({
      metric,
      block,
      now: totalOf(answer, metric, block, "now"),
      before:
        block.total.before && answer.periods.before ? totalOf(answer, metric, block, "before") : undefined,
      pair: totalPair(answer, metric, block),
    })),
  );
}

function totalOf(answer: Answer, metric: Metric, block: Block, side: Side): Quantity {
  return figure(answer, metric, block.total[side], block, scopeOf(answer, side));
}

export function kpisOf(answer: Answer, lines: readonly Headline[]): KpisPart[] {
  if (lines.length === 0) return [];
  const whole = !isPartlyCompared(answer);
  const items = lines.map(({ metric, block, now, before, pair }) => ({
    label: labelIn(block, metric, answer.lang),
    quantity: now,
    // Beside a change of other accounts the earlier figure would contradict it.
    ...(whole && before && before.value !== null && { previous: before }),
    ...(pair && pair.before.value !== null && { change: changeOf(pair.now, pair.before) }),
    better: metrics[metric].better,
  }));
  return [{ kind: "kpis", items }];
}

/** "지난주(11월 9일~15일) 광고비 …, 전환 …, ROAS …를 기록했어요(그 전주 대비 …)." */
export function leadOf(answer: Answer, lines: readonly Headline[]): TextPart {
  const { lang } = answer;
  const [only] = lines;
  const start = opening(answer);
  if (nothingRan(answer)) return lead([start, idleWords(lang)]);
  if (only && lines.length === 1) return lead([start, ...single(answer, only)]);
  return lead([start, ...several(spoken(answer, lines), lang), ...changes(answer, lines)]);
}

export function lead(runs: Run[]): TextPart {
  return { kind: "text", runs, tone: "lead" };
}

/** What is spoken of, and when: the dates are always said. */
export function opening(answer: Answer): string {
  const { lang, request, today } = answer;
  const dates = periodWords(answer.periods.now, lang, today.year);
  const label = request.span.label[lang];
  const named = label === dates ? dates : `${label}(${dates})`;
  const subject = answer.subject.join(" ");
  if (lang === "ko") return subject ? `${named} ${subject} ` : `${named} `;
  const english = label === dates ? dates : `${label} (${dates})`;
  return subject ? `${capitalised(english)}, ${subject}: ` : `${capitalised(english)}: `;
}

/** Rows exist and nothing was delivered: said in words, the figures are true zeros. */
function nothingRan({ result }: Answer): boolean {
  const sums = result.whole.total.now?.sums;
  if (!sums) return false;
  const delivered = [sums.spend, sums.impressions].filter((sum) => sum !== undefined);
  return delivered.length > 0 && delivered.every((sum) => sum === 0n);
}

function idleWords(lang: Lang): string {
  return words("집행이 없었어요.", "nothing ran.")[lang];
}

function single(answer: Answer, headline: Headline): Run[] {
  const { metric, block, now, before } = headline;
  const { lang } = answer;
  const label = labelIn(block, metric, lang);
  const against =
    before && before.value !== null && now.value !== null ? versus(answer, headline, before) : [];
  if (lang === "en") return [`${label} `, now, ...(against.length > 0 ? [" (", ...against, ")"] : []), "."];
  const topic = withParticle(label, "은/는");
  if (now.value === null) return [`${topic} 계산할 수 없어요.`];
  return [
    `${topic} `,
    ...counted(now, lang),
    particle(now, "이에요/예요"),
    ...(against.length > 0 ? ["(", ...against, ")"] : []),
    ".",
  ];
}

function versus(answer: Answer, { now, pair }: Headline, before: Quantity): Run[] {
  const { lang, request } = answer;
  const label = request.comparison?.label[lang] ?? "";
  const change = pair && changeOf(pair.now, pair.before);
  const partly = isPartlyCompared(answer) && pair !== undefined;
  if (!pair || !change || change.value === null) return partly ? [] : [`${label} `, before];
  const percent = metrics[now.metric as Metric].shown === "percent";
  const points = percent ? [", ", pointsOf(pair.now, pair.before)] : [];
  if (lang === "ko") return [`${partly ? `${only(answer)} ` : ""}${label} 대비 `, change, ...points];
  return [change, ...points, ` against ${label}${partly ? `, ${only(answer)}` : ""}`];
}

/** Whose change it is, where some accounts are left out. */
function only(answer: Answer): string {
  const { lang } = answer;
  const names = likeNames(answer, lang);
  return words(`${names}만 보면`, `${names} only`)[lang];
}

function several(lines: readonly Headline[], lang: Lang): Run[] {
  const known = lines.filter(({ now }) => now.value !== null);
  const parts = known.map(({ metric, block, now }): Run[] => [
    `${labelIn(block, metric, lang)} `,
    ...counted(now, lang),
  ]);
  const last = known.at(-1)?.now;
  if (!last) return [words("계산할 수 있는 수치가 없어요.", "no figure can be formed.")[lang]];
  return lang === "ko"
    ? [...listed(parts), `${particle(last, "을/를")} 기록했어요.`]
    : [...listed(parts), "."];
}

/** An overview says what was put in and what came out; the rest stands in the figures below. */
function spoken({ request }: Answer, lines: readonly Headline[]): readonly Headline[] {
  const main = lines.filter(({ metric, now }) => changesSaid.includes(metric) && now.value !== null);
  return request.overview && main.length > 1 ? main : lines;
}

const changesSaid: readonly Metric[] = ["spend", "conversions", "revenue", "roas", "cpa"];

function changes(answer: Answer, lines: readonly Headline[]): Run[] {
  const { lang, request } = answer;
  const moved = lines.flatMap(({ metric, pair }) => {
    const change = pair && changeOf(pair.now, pair.before);
    return change && change.value !== null && changesSaid.includes(metric) ? [{ metric, change }] : [];
  });
  if (moved.length === 0 || !request.comparison) return [];
  const parts = moved
    .slice(0, 3)
    .map(({ metric, change }): Run[] => [`${metricLabel(metric, lang)} `, change]);
  const label = request.comparison.label[lang];
  const last = moved.slice(0, 3).at(-1)?.change;
  const partly = isPartlyCompared(answer);
  if (lang === "ko") {
    const start = ` ${partly ? `${only(answer)} ` : ""}${label} 대비 `;
    return [start, ...listed(parts), last ? `${particle(last, "이에요/예요")}.` : "."];
  }
  return [` Against ${label}${partly ? ` (${only(answer)})` : ""}: `, ...listed(parts), "."];
}
