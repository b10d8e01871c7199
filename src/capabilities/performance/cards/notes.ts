// What a reader must know beside the figures, with figures of its own: what is missing, zero, unknown or thin.

import type { Run, TextPart } from "../../../core/card/text.ts";
import { type Lang, type Words, words } from "../../../core/locale.ts";
import { type AdditiveMetric, type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import type { Dim } from "../../../core/query.ts";
import type { Period } from "../../../core/time.ts";
import { josa } from "../../../language/josa.ts";
import { type Answer, scopeOf } from "../answer.ts";
import { inputsOf, rowsLeftOut } from "../sums.ts";
import { daysWithData } from "./days-with-data.ts";
import { unlikeNote } from "./unlike.ts";
import { byDim, metricLabel } from "./words.ts";

/** Notes with figures in them, one text part each. */
export function notesOf(answer: Answer): TextPart[] {
  const notes = [
    ...missingNotes(answer),
    ...zeroNotes(answer),
    ...leftOutRows(answer),
    ...thinComparison(answer),
  ];
  return notes.map((runs) => ({ kind: "text", runs, tone: "note" }));
}

/** What the data do not hold, by name, and what comes nearest; never a figure in its place. */
export function missingNotes(answer: Answer): Run[][] {
  const { missing, result, lang, request } = answer;
  if (request.overview && missing.length > 0 && answer.shown.length > 0) return [[missingTogether(answer)]];
  const reach = missing.filter((metric) => metrics[metric].kind === "not_additive");
  const told = reach.length > 0 ? [[say(lang, reachNote(reach))]] : [];
  const others = missing
    .filter((metric) => !reach.includes(metric))
    .map((metric) => {
      const label = metricLabel(metric, lang);
      const inputs = inputsOf(metric).filter((input) => result.whole.total.now?.sums[input] === undefined);
      const lacking = inputs.map((input) => metricLabel(input, lang)).join(", ");
      const near = inputs.includes("clicks") && result.whole.total.now?.sums.interactions !== undefined;
      const why =
        inputs.length === 0
          ? request.dims.length > 0
            ? unsplit(label, request.dims)
            : words(
                `${label}의 두 값이 같은 행에 없어 계산할 수 없어요.`,
                `${label} is not available: no row knows both of its sides.`,
              )
          : lacking === label
            ? words(`${josa(label, "은/는")} 이 데이터에 없어요.`, `${label} is not in these data.`)
            : words(
                `${josa(label, "은/는")} 알 수 없어요. 데이터에 ${josa(lacking, "이/가")} 없어요.`,
                `${label} is not available: the data hold no ${lacking.toLowerCase()}.`,
              );
      return [say(lang, why), ...(near ? [say(lang, nearNote)] : [])];
    });
  return [...told, ...others];
}

/** The total exists, its parts do not: a media mix has one result for all its channels. */
function unsplit(label: string, dims: readonly Dim[]): Words {
  const [ko, en] = (["ko", "en"] as const).map((lang) => dims.map((dim) => byDim(dim, lang)).join(" "));
  return words(
    `${josa(label, "은/는")} ${ko}로 나뉘어 있지 않아요. 전체 값으로만 볼 수 있어요.`,
    `${label} is not split ${en} in these data; only its total is there.`,
  );
}

/** An overview names what it lacks in one line. */
function missingTogether({ missing, lang }: Answer): string {
  const labels = missing.map((metric) => metricLabel(metric, lang)).join(", ");
  return words(`이 데이터에 없는 지표: ${labels}.`, `Not in these data: ${labels}.`)[lang];
}

const nearNote = words(
  " 대신 상호작용(클릭 포함)은 있어요.",
  " Interactions (clicks and other engagements) are there instead.",
);

function reachNote(missing: readonly Metric[]): Words {
  const [ko, en] = (["ko", "en"] as const).map((lang) => missing.map((metric) => metricLabel(metric, lang)));
  return words(
    `${josa(ko?.join("·") ?? "", "은/는")} 알 수 없어요. 도달은 날짜나 매체를 더할 수 없어서, 매체가 이 기간으로 준 도달값이 있어야 해요.`,
    `${en?.join(" and ")} ${missing.length > 1 ? "are" : "is"} not available: reach cannot be added over days or media, and no reach for just this period is stored.`,
  );
}

/** Ratios whose divisor is 0, and periods in which nothing ran. */
function zeroNotes(answer: Answer): Run[][] {
  const { lang, shown, result } = answer;
  const now = result.whole.total.now;
  const notes: Run[][] = [];
  for (const metric of shown) {
    const row = metrics[metric];
    if (row.kind !== "ratio" || now?.pairs[metric]?.denominator !== 0n) continue;
    const [label, divisor] = [metricLabel(metric, lang), metricLabel(row.denominator, lang)];
    notes.push([
      say(
        lang,
        words(
          `${josa(divisor, "이/가")} 없어(0) ${josa(label, "은/는")} 계산할 수 없어요.`,
          `${label} cannot be formed: there were no ${divisor.toLowerCase()}.`,
        ),
      ),
    ]);
  }
  return notes;
}

/** Rows that a ratio or a sum leaves out because the report did not say the amount. */
function leftOutRows(answer: Answer): Run[][] {
  const { lang, shown, result } = answer;
  const now = result.whole.total.now;
  if (!now) return [];
  const notes: Run[][] = [];
  const said = new Set<number>();
  for (const metric of shown) {
    const row = metrics[metric];
    if (row.kind !== "ratio") continue;
    const out = rowsLeftOut(metric, now);
    if (out === 0 || said.has(out)) continue;
    said.add(out);
    const sides = [row.numerator, row.denominator]
      .map((side) => metricLabel(side, lang))
      .join(lang === "ko" ? "·" : " and ");
    const label = metricLabel(metric, lang);
    const rows = (value: number): Quantity => ({
      value,
      unit: "count",
      metric: "rows",
      scope: scopeOf(answer, "now"),
      queryId: answer.queryId,
    });
    notes.push(
      lang === "ko"
        ? [
            `${josa(label, "은/는")} ${josa(sides, "을/를")} 모두 아는 `,
            rows(now.rows - out),
            "행으로 계산했어요(",
            rows(out),
            "행 제외).",
          ]
        : [
            `${label} is taken over the `,
            rows(now.rows - out),
            ` rows that know both ${sides.toLowerCase()}; `,
            rows(out),
            " rows are left out.",
          ],
    );
  }
  for (const metric of shown) notes.push(...unknownCells(answer, metric));
  return notes;
}

function unknownCells(answer: Answer, metric: Metric): Run[][] {
  const { lang, result } = answer;
  const now = result.whole.total.now;
  if (metrics[metric].kind !== "additive" || !now) return [];
  let blank = 0;
  for (const { now: totals } of result.byAccount.values()) {
    const known = totals?.known[metric as AdditiveMetric] ?? 0;
    if (totals && known > 0) blank += totals.rows - known;
  }
  if (blank === 0 || answer.choice.chosen.some(({ view }) => view.shape === "week")) return [];
  const rows: Quantity = {
    value: blank,
    unit: "count",
    metric: "rows",
    scope: scopeOf(answer, "now"),
    queryId: answer.queryId,
  };
  const label = metricLabel(metric, lang);
  return [
    lang === "ko"
      ? [`${label} 칸이 비어 있는 `, rows, "행은 0이 아니라 '모름'이라 합계에 없어요."]
      : [`${label} is blank (unknown, not 0) in `, rows, " rows; they are not in the sum."],
  ];
}

/** A comparison with days that have no figures is unfair: said with both counts, and with who is left out. */
function thinComparison(answer: Answer): Run[][] {
  const { lang, periods, request } = answer;
  if (!periods.before || !request.comparison) return [];
  const [now, before] = [daysWithData(answer, "now"), daysWithData(answer, "before")];
  if (before === 0) {
    return request.compareAsked
      ? [
          [
            say(
              lang,
              words("비교할 기간에는 데이터가 없어요.", "There are no data in the period to compare with."),
            ),
          ],
        ]
      : [];
  }
  if (answer.compared.unlike.length > 0) return [unlikeNote(answer)];
  if (Math.abs(now - before) <= Math.abs(lengthOf(periods.now) - lengthOf(periods.before))) return [];
  const count = (value: number): Quantity => ({
    value,
    unit: "count",
    metric: "days",
    scope: scopeOf(answer, "now"),
    queryId: answer.queryId,
  });
  return [
    lang === "ko"
      ? ["데이터가 있는 날이 달라요: ", count(now), "일, 비교 기간 ", count(before), "일."]
      : ["Days with data differ: ", count(now), " here, ", count(before), " in the period compared with."],
  ];
}

function lengthOf({ from, to }: Period): number {
  return from.until(to, { largestUnit: "days" }).days + 1;
}

function say(lang: Lang, text: Words): string {
  return text[lang];
}
