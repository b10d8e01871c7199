// One part of a card as pieces. Words from outside go into rich text and plain text, where Slack reads no markup.

import type { Part } from "../../../core/card/card.ts";
import type { FeedbackPart } from "../../../core/card/feedback.ts";
import {
  citationText,
  type FindingsPart,
  rewriteTitle,
  severityLabels,
  verdictTitle,
} from "../../../core/card/findings.ts";
import { choiceNumber } from "../../../core/card/plain/choices.ts";
import { pageOf } from "../../../core/card/plain/page.ts";
import { fieldTexts } from "../../../core/card/plain/form.ts";
import { partLines } from "../../../core/card/plain/plain.ts";
import { suggestionsHeading } from "../../../core/card/plain/suggestions.ts";
import { clean } from "../../../core/card/plain/width.ts";
import type { Choice } from "../../../core/card/choice.ts";
import type { Run, TextPart } from "../../../core/card/text.ts";
import { formatQuantity } from "../../../core/format.ts";
import type { Lang } from "../../../core/locale.ts";
import type { Block } from "../blocks/block.ts";
import { limits } from "../blocks/objects.ts";
import { askButtons, choiceButtons, fillButtons, thumbs, untoldChoices, untoldQuestions } from "./buttons.ts";
import { chartPieces } from "./chart.ts";
import type { Filing } from "./csv.ts";
import { kpiBlocks, shortLabel } from "./kpis.ts";
import { bullets, LONGEST, type Piece, richTexts, smallPrint, words } from "./piece.ts";
import { type Drawn, tablePieces } from "./table.ts";
import { packed, shortened } from "./words.ts";

export function drawPart(part: Part, of: Filing): Drawn {
  switch (part.kind) {
    case "table":
      return tablePieces(part, of);
    case "chart":
      return chartPieces(part, of);
    case "kpis":
      return drawWords({ ...part, items: part.items.map(shortLabel) }, of.lang);
    case "text":
    case "proposal":
    case "findings":
    case "form":
    case "progress":
    case "file":
    case "sources":
    case "suggestions":
      return drawWords(part, of.lang);
    case "feedback":
      return { pieces: thumbPieces(part, of.lang), files: [] };
  }
}

/** Where Slack does not take its own thumbs, two buttons do the same. */
function thumbPieces(said: FeedbackPart, lang: Lang): Piece[] {
  const part = { ...said, good: short(said.good), bad: short(said.bad) };
  const [native] = thumbs(part);
  const [instead] = choiceButtons([part.good, part.bad]);
  const lines = linesOf(part, lang);
  if (!instead) return [];
  if (!native) return [{ blocks: [instead], lines }];
  return [{ blocks: [native], lines, native: { kind: "feedback", instead: [instead] } }];
}

function short(choice: Choice): Choice {
  return { ...choice, label: shortened(choice.label, limits.button.text) };
}

type Worded = Exclude<Part, { kind: "table" | "chart" | "feedback" }>;

function drawWords(part: Worded, lang: Lang): Drawn {
  return { pieces: together(blocksOf(part, lang), linesOf(part, lang)), files: [] };
}

/** Blocks that may stand in different messages, the lines of the part beside them as evenly as they come. */
function together(blocks: readonly Block[], lines: readonly string[]): Piece[] {
  const texts = packed(lines, LONGEST);
  return blocks.map((block, at) => ({
    blocks: [block],
    lines: at === blocks.length - 1 ? texts.slice(at) : texts.slice(at, at + 1),
  }));
}

/** Slack breaks lines itself, and nobody types the number of a choice there. */
function linesOf(part: Part, lang: Lang): string[] {
  const lines = partLines(part, pageOf(lang, { whole: true, width: Number.POSITIVE_INFINITY }));
  return lines.map((line) => line.replace(choiceNumber, "•"));
}

function blocksOf(part: Worded, lang: Lang): Block[] {
  switch (part.kind) {
    case "text":
      return textBlocks(part, lang);
    case "kpis":
      return kpiBlocks(part, lang);
    case "proposal":
      return [
        ...richTexts(words(`◆ ${clean(part.title)}`, { bold: true })),
        ...bullets(part.lines.map((runs) => runWords(runs, lang))),
        ...bullets(untoldChoices(part.choices).map((label) => words(clean(label)))),
        ...choiceButtons(part.choices),
      ];
    case "form":
      if (part.fields) return fieldBlocks(part, lang);
      return [
        ...richTexts(runWords(part.question, lang)),
        ...bullets(untoldChoices(part.choices).map((label) => words(clean(label)))),
        ...choiceButtons(part.choices),
      ];
    case "findings":
      return findingBlocks(part, lang);
    case "progress":
    case "file":
      return smallPrint(linesOf(part, lang));
    case "sources":
      return [...smallPrint(linesOf(part, lang)), ...choiceButtons(part.how ? [part.how] : [])];
    case "suggestions": {
      const untold = untoldQuestions(part.texts).map((text) => `› ${clean(text)}`);
      const buttons = askButtons(part.texts);
      return buttons.length + untold.length === 0
        ? []
        : [...smallPrint([suggestionsHeading[lang], ...untold]), ...buttons];
    }
  }
}

/** What stands in the fields, the way to fill them in, and how the same is said in words. */
function fieldBlocks(
  { question, fields = [], byWords, choices }: Extract<Part, { kind: "form" }>,
  lang: Lang,
): Block[] {
  return [
    ...richTexts(runWords(question, lang)),
    ...bullets(fieldTexts(fields, lang).map((text) => words(clean(text)))),
    ...(byWords === undefined ? [] : richTexts(words(clean(byWords)))),
    ...fillButtons(choices, lang),
  ];
}

function textBlocks({ runs, tone }: TextPart, lang: Lang): Block[] {
  if (tone === "note") return smallPrint(linesOf({ kind: "text", tone, runs }, lang));
  const said = runWords(runs, lang, tone === "lead");
  return said.length === 0 ? [] : richTexts([...words(tone === "warning" ? "⚠ " : ""), ...said]);
}

/** The words concerned stand bold in front; act and article below in the same item. */
function findingBlocks(part: FindingsPart, lang: Lang): Block[] {
  const { subject, findings, rewrite } = part;
  const items = findings.map((one) => [
    ...words(`[${severityLabels[one.severity][lang]}]`),
    ...words(one.words === "" ? "" : ` ‘${lined(one.words)}’`, { bold: true }),
    ...words(
      [` ${lined(one.why)}`, one.fix && `→ ${lined(one.fix)}`, clean(citationText(one, lang))]
        .filter(Boolean)
        .join("\n"),
    ),
  ]);
  return [
    ...richTexts([
      ...words(`■ ${verdictTitle(part, lang)}`, { bold: true }),
      ...words(subject === "" ? "" : ` – ${clean(subject)}`),
    ]),
    ...bullets(items),
    ...(rewrite === null
      ? []
      : richTexts([
          ...words(`${rewriteTitle(part, lang)}:`, { bold: true }),
          ...words(` “${lined(rewrite)}”`),
        ])),
  ];
}

function lined(text: string): string {
  return text.split("\n").map(clean).join("\n");
}

/** Runs as rich text: words without markup, figures as they are written. */
function runWords(runs: readonly Run[], lang: Lang, boldFigures = false): ReturnType<typeof words> {
  return runs.flatMap((run) =>
    typeof run === "string"
      ? words(lined(run))
      : words(formatQuantity(run, lang), boldFigures ? { bold: true } : undefined),
  );
}
