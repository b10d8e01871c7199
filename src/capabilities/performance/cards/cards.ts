// The card of an answer: the sentence first, then figures, tables, charts, notes, footer, follow-ups.

import type { Card, Part } from "../../../core/card/card.ts";
import type { Metric } from "../../../core/metric.ts";
import { type Answer, blocksFor, blocksOf } from "../answer.ts";
import { causeParts } from "./cause.ts";
import { likeForLike } from "./compared.ts";
import { isKnown } from "../sums.ts";
import { sourcesOf } from "./footer.ts";
import { missingNotes, notesOf } from "./notes.ts";
import { headlines, kpisOf, lead, leadOf } from "./overview.ts";
import { ranked } from "./rank.ts";
import { barChart, belowTable, hiddenRows, tableOf } from "./split.ts";
import { splitLead, valuesLead } from "./split-leads.ts";
import { suggestionsOf } from "./suggest.ts";
import { seriesChart, trendLead, trendParts } from "./trend.ts";

export function answerCard(whole: Answer): Card {
  // What a change is made of is looked for where both sides have figures.
  const answer = whole.request.kind === "root_cause" ? likeForLike(whole) : whole;
  const body = answer.shown.length === 0 ? missingOnly(answer) : bodies[answer.request.kind](answer);
  const notes = answer.shown.length === 0 ? [] : notesOf(answer);
  return { lang: answer.lang, parts: [...body, ...notes, sourcesOf(answer), ...suggestionsOf(answer)] };
}

const bodies: Readonly<Record<Answer["request"]["kind"], (answer: Answer) => Part[]>> = {
  total: totalParts,
  breakdown: splitParts,
  top_n: splitParts,
  compare: (answer) => (answer.request.dims.length > 0 ? splitParts(answer) : totalParts(answer)),
  trend: trendBody,
  root_cause: (answer) =>
    blocksFor(answer, answer.shown[0] ?? "roas").flatMap((block) => causeParts(answer, block)),
};

/** Nothing that was asked for is in the data: said by name, without a figure. */
function missingOnly(answer: Answer): Part[] {
  const [first, ...more] = missingNotes(answer);
  return [lead(first ?? []), ...more.map((runs): Part => ({ kind: "text", runs, tone: "plain" }))];
}

function totalParts(answer: Answer): Part[] {
  const lines = headlines(answer, answer.shown);
  const parts: Part[] = [leadOf(answer, lines), ...kpisOf(answer, lines)];
  for (const block of blocksOf(answer, answer.shown)) {
    if (answer.splits.groups !== undefined) {
      const { rows } = ranked(answer, block, block.splits[answer.splits.groups] ?? [], ["campaign"]);
      const known = answer.shown.filter((metric) => rows.some((group) => isKnown(metric, group.now)));
      if (rows.length > 1)
        parts.push(tableOf(answer, block, rows, ["campaign"], known), ...hiddenRows(answer, rows));
    }
    if (answer.splits.series !== undefined) {
      parts.push(...seriesChart(answer, block, answer.grain, chartMetric(answer.shown)));
    }
  }
  return parts;
}

function chartMetric(shown: readonly Metric[]): Metric {
  return shown.includes("spend") ? "spend" : (shown[0] ?? "impressions");
}

function splitParts(answer: Answer): Part[] {
  const { dims, kind } = answer.request;
  const parts: Part[] = [];
  for (const block of blocksOf(answer, answer.shown)) {
    const found = ranked(answer, block, block.splits[answer.splits.groups ?? 0] ?? [], dims);
    const values = kind === "compare" && found.rows.length > 1 && found.rows.length <= 3;
    parts.push(values ? valuesLead(answer, block, found.rows, dims) : splitLead(answer, block, found, dims));
    if (found.rows.length > 0)
      parts.push(tableOf(answer, block, found.rows, dims, answer.shown), ...hiddenRows(answer, found.rows));
    const metric = answer.shown[0];
    if (metric && dims.length === 1) parts.push(...barChart(answer, block, found.rows, dims, metric));
    parts.push(...belowTable(answer, block, found.below, dims));
  }
  return parts;
}

function trendBody(answer: Answer): Part[] {
  const grain = answer.grain;
  return blocksOf(answer, answer.shown).flatMap((block) => [
    trendLead(answer, block, grain),
    ...trendParts(answer, block, grain),
  ]);
}
