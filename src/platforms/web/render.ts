// A card for the page: a pure function. Every figure is written here by core/format; the page only places texts and draws values.

import type { Card, Part } from "../../core/card/card.ts";
import type { Choice } from "../../core/card/choice.ts";
import { documentPath } from "../../core/card/file.ts";
import {
  citationText,
  type FindingsPart,
  rewriteTitle,
  severityLabels,
  verdictTitle,
} from "../../core/card/findings.ts";
import type { Kpi } from "../../core/card/kpis.ts";
import { arrowOf } from "../../core/card/plain/kpis.ts";
import { cardText } from "../../core/card/plain/plain.ts";
import { sourcesLines } from "../../core/card/plain/sources.ts";
import { queriesOf } from "../../core/card/queries.ts";
import type { Cell } from "../../core/card/table.ts";
import { runsText } from "../../core/card/text.ts";
import { formatBytes, formatChange, formatPlain, formatQuantity, formatUnit } from "../../core/format.ts";
import type { Lang } from "../../core/locale.ts";
import type { Quantity } from "../../core/quantity.ts";
import type { DrawnCard, DrawnCell, DrawnChoice, DrawnKpi, DrawnPart } from "./drawn.ts";
import { ticksOf } from "../../drawing/ticks.ts";

/** A card is never changed once it is made, and drawn for each who hears it, as it comes and again at the end. */
const drawnCards = new WeakMap<Card, DrawnCard>();

export function drawCard(card: Card): DrawnCard {
  const known = drawnCards.get(card) ?? drawAnew(card);
  drawnCards.set(card, known);
  return known;
}

function drawAnew(card: Card): DrawnCard {
  return {
    lang: card.lang,
    parts: card.parts.map((part) => drawPart(part, card.lang)),
    measured: queriesOf([card]).length > 0,
    plain: cardText(card, { whole: true }),
  };
}

function drawPart(part: Part, lang: Lang): DrawnPart {
  switch (part.kind) {
    case "text":
      return { kind: "text", tone: part.tone, text: unbroken(runsText(part.runs, lang)) };
    case "kpis":
      return { kind: "kpis", items: part.items.map((item) => drawKpi(item, lang)) };
    case "table":
      return {
        kind: "table",
        ...(part.title !== undefined && { title: part.title }),
        columns: part.columns.map(({ label, align }, index) => ({
          label,
          align,
          ...unitOf(
            part.rows.map((row) => row[index]),
            lang,
          ),
        })),
        rows: part.rows.map((row) => drawRow(row, lang)),
        ...(part.total && { total: drawRow(part.total, lang) }),
        ...(part.note !== undefined && { note: part.note }),
      };
    case "chart":
      return {
        kind: "chart",
        shape: part.shape,
        title: part.title,
        labels: part.labels,
        series: part.series.map(({ name, values }) => ({
          name,
          ...unitOf(values, lang),
          values: values.map(({ value }) => value),
          texts: values.map((value) => formatQuantity(value, lang)),
          plains: values.map(formatPlain),
        })),
        ticks: ticksOf(part, lang),
      };
    case "proposal":
      return {
        kind: "proposal",
        title: part.title,
        lines: part.lines.map((runs) => runsText(runs, lang)),
        choices: part.choices.map(drawChoice),
      };
    case "findings":
      return drawFindings(part, lang);
    case "form":
      return {
        kind: "form",
        question: runsText(part.question, lang),
        choices: part.choices.map(drawChoice),
        ...(part.fields && { fields: part.fields }),
      };
    case "progress":
      return {
        kind: "progress",
        text: runsText(part.runs, lang),
        ...(part.doneRatio !== undefined && { doneRatio: part.doneRatio }),
      };
    case "file":
      return {
        kind: "file",
        name: part.name,
        href: documentPath(part.documentId),
        size: formatBytes(part.bytes),
        ...(part.picture && { picture: part.picture }),
      };
    case "sources":
      return { kind: "sources", lines: sourcesLines({ ...part, demo: false }, lang), demo: part.demo };
    case "suggestions":
      return { kind: "suggestions", texts: part.texts };
    case "feedback":
      return { kind: "feedback", choices: [part.good, part.bad].map(drawChoice) };
  }
}

function drawFindings(part: FindingsPart, lang: Lang): DrawnPart {
  const { verdict, subject, findings, rewrite } = part;
  return {
    kind: "findings",
    verdict,
    title: verdictTitle(part, lang),
    subject,
    findings: findings.map((one) => ({
      severity: one.severity,
      label: severityLabels[one.severity][lang],
      words: one.words,
      why: one.why,
      fix: one.fix,
      source: citationText(one, lang),
    })),
    ...(rewrite !== null && { rewrite: { label: rewriteTitle(part, lang), text: rewrite } }),
  };
}

/** Browsers break a line between "%" and the particle behind it; a word joiner keeps "346%예요" whole. */
function unbroken(text: string): string {
  return text.replace(/%(?=\p{Script=Hangul})/gu, "%\u2060");
}

function drawKpi({ label, quantity, previous, change }: Kpi, lang: Lang): DrawnKpi {
  return {
    label,
    text: formatQuantity(quantity, lang),
    ...(previous && { previous: formatQuantity(previous, lang) }),
    ...(change && { change: { text: formatChange(change, lang), arrow: arrowOf(change) } }),
  };
}

function drawRow(row: readonly Cell[], lang: Lang): DrawnCell[] {
  return row.map((cell) =>
    typeof cell === "string"
      ? { text: cell }
      : { text: formatQuantity(cell, lang), value: cell.value, plain: formatPlain(cell) },
  );
}

/** The one unit of a column's figures; a column that mixes units has none. */
function unitOf(cells: readonly (Cell | undefined)[], lang: Lang): { unit?: string } {
  const figures = cells.filter((cell): cell is Quantity => typeof cell === "object");
  const units = new Set(figures.map((figure) => formatUnit(figure, lang)));
  const [unit] = units;
  return units.size === 1 && unit ? { unit } : {};
}

/** A choice that carries no token yet (its turn still runs) is shown and cannot be pressed. */
function drawChoice({ label, style, press }: Choice): DrawnChoice {
  return { label, style, ...("token" in press && { token: press.token }) };
}
