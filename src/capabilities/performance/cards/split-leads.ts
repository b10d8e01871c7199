// Breakdowns, rankings and comparisons of values in one sentence: the conditions, then the first by its figure.

import { type Run, runsText, type TextPart } from "../../../core/card/text.ts";
import { words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import type { Dim } from "../../../core/query.ts";
import { josa } from "../../../language/josa.ts";
import { type Answer, scopeOf } from "../answer.ts";
import type { Block, Group } from "../prove.ts";
import { lead, opening } from "./overview.ts";
import type { Ranked } from "./rank.ts";
import { asRead, groupFigure, groupName } from "./split.ts";
import {
  byDims,
  capitalised,
  counted,
  dimLabels,
  labelIn,
  listed,
  metricLabel,
  particle,
  spokenLabel,
  withParticle,
} from "./words.ts";

/** "캠페인별 ROAS는 '브랜드 검색'이 590%로 가장 높아요." */
export function splitLead(
  answer: Answer,
  block: Block,
  { rows, held }: Ranked,
  dims: readonly Dim[],
): TextPart {
  const { lang, request, shown } = answer;
  const by = shown.includes(request.order.by) ? request.order.by : (shown[0] ?? request.order.by);
  const best = rows.filter((group) => groupFigure(answer, by, block, group, dims).value !== null);
  const lowest = request.order.by === by && request.order.dir === "asc";
  const top = extreme(answer, block, best, dims, by, lowest);
  const met = conditionRuns(answer, block, held, dims);
  if (!top && met.length > 0) return lead([opening(answer), ...met]);
  if (!top)
    return lead([
      `${opening(answer)}${words("조건에 맞는 항목이 없어요.", "nothing meets the conditions.")[lang]}`,
    ]);
  const value = groupFigure(answer, by, block, top, dims);
  const name = groupName(answer, top, dims);
  const label = labelIn(block, by, lang);
  const split = byDims(
    dims.map((dim) => asRead(answer, dim)),
    lang,
  );
  if (best.length === 1)
    return lead([`${opening(answer)}`, ...met, `${name}: ${label} `, ...counted(value, lang), "."]);
  if (lang === "en")
    return lead([
      opening(answer),
      ...met,
      `${met.length > 0 ? label : `${label} ${split}`} ${metrics[by].unit === "count" ? "are" : "is"} ${lowest ? "lowest" : "highest"} for ${name}, at `,
      value,
      ".",
    ]);
  return lead([
    opening(answer),
    ...met,
    `${met.length > 0 ? "" : `${split} `}${withParticle(label, "은/는")} ${josa(name, "이/가")} `,
    ...counted(value, lang),
    `${particle(value, "으로/로")} 가장 ${lowest ? "낮아요" : "높아요"}.`,
  ]);
}

/** "CPA 20,000원 이하인 캠페인은 7개예요. ": the conditions as they were understood, and how many meet them. */
function conditionRuns(answer: Answer, block: Block, held: number, dims: readonly Dim[]): Run[] {
  const { lang, request } = answer;
  if (request.query.having.length === 0) return [];
  const conditions = request.query.having.map(({ metric, op, value }) => {
    const { unit } = metrics[metric];
    const asked = {
      value,
      unit,
      metric,
      scope: {},
      ...(unit === "currency" && { currency: block.currency }),
    };
    const text = runsText(counted(asked, lang), lang);
    return lang === "ko"
      ? `${metricLabel(metric, lang)} ${text} ${bounds[op].ko}`.trim()
      : `${spokenLabel(metric, lang)} ${bounds[op].en} ${text}`;
  });
  const { queryId } = answer;
  const count: Quantity = {
    value: held,
    unit: "count",
    metric: "items",
    scope: scopeOf(answer, "now"),
    queryId,
  };
  const what = dims.map((dim) => dimLabels[asRead(answer, dim)][lang].toLowerCase()).join("·");
  if (lang === "ko") {
    const about = `${conditions.join(", ")}인 ${josa(what, "은/는")}`;
    return held === 0 ? [`${about} 없어요.`] : [`${about} `, count, "개예요. "];
  }
  const about = `${what}${held === 1 ? "" : "s"} with ${conditions.join(" and ")}`;
  return held === 0 ? [`no ${about}.`] : [count, ` ${about}. `];
}

const bounds = {
  "<": words("미만", "under"),
  "<=": words("이하", "of at most"),
  "=": words("", "of exactly"),
  ">=": words("이상", "of at least"),
  ">": words("초과", "over"),
} as const;

function extreme(
  answer: Answer,
  block: Block,
  groups: readonly Group[],
  dims: readonly Dim[],
  by: Metric,
  lowest: boolean,
): Group | undefined {
  const size = (group: Group): number => groupFigure(answer, by, block, group, dims).value ?? 0;
  return groups.toSorted((a, b) => (lowest ? size(a) - size(b) : size(b) - size(a)))[0];
}

/** Two values of one dimension side by side: "CPA는 메타 1,234원, 네이버 980원이에요." */
export function valuesLead(
  answer: Answer,
  block: Block,
  rows: readonly Group[],
  dims: readonly Dim[],
): TextPart {
  const { lang, shown } = answer;
  const metric = shown[0];
  if (!metric) return lead([opening(answer)]);
  const parts = rows.map((group): Run[] => [
    `${groupName(answer, group, dims)} `,
    ...counted(groupFigure(answer, metric, block, group, dims), lang),
  ]);
  const last = rows.at(-1);
  const end = last ? particle(groupFigure(answer, metric, block, last, dims), "이에요/예요") : "";
  const label = labelIn(block, metric, lang);
  if (lang === "en")
    return lead([`${capitalised(opening({ ...answer, subject: [] }))}${label}: `, ...listed(parts), "."]);
  return lead([
    `${opening({ ...answer, subject: [] })}${withParticle(label, "은/는")} `,
    ...listed(parts),
    `${end}.`,
  ]);
}
