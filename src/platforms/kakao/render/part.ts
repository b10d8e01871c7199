// One part of a card as bubbles and offers.

import type { Part } from "../../../core/card/card.ts";
import { feedbackLabels } from "../../../core/card/feedback.ts";
import { pageOf } from "../../../core/card/plain/page.ts";
import { partLines } from "../../../core/card/plain/plain.ts";
import { sourcesLines } from "../../../core/card/plain/sources.ts";
import { type Run, type TextPart, runsText } from "../../../core/card/text.ts";
import { words } from "../../../core/locale.ts";
import { type Bubble, type Drawn, type Rank, ranks, textBubbles } from "./bubble.ts";
import { drawChart } from "./chart.ts";
import { drawFile } from "./files.ts";
import { drawFindings } from "./findings.ts";
import { drawForm } from "./form.ts";
import { drawKpis } from "./kpis.ts";
import type { PartPlace } from "./place.ts";
import { offerOf, questionOffers, untoldQuestions } from "./press.ts";
import { drawProposal } from "./proposal.ts";
import { drawTable } from "./table.ts";

const how = words("계산 근거", "How I got this");

export function drawPart(part: Part, place: PartPlace): Drawn {
  const { lang } = place;
  switch (part.kind) {
    case "text":
      return only(drawText(part, place));
    case "kpis":
      return drawKpis(part, place);
    case "table":
      return drawTable(part, place);
    case "chart":
      return drawChart(part, place);
    case "proposal":
      return drawProposal(part, place);
    case "findings":
      return drawFindings(part, place);
    case "form":
      return drawForm(part, place);
    case "file":
      return drawFile(part, place);
    case "progress":
      return only(
        textBubbles(ranks.explanation, [{ lines: partLines(part, pageOf(lang, { width: Infinity })) }], lang),
      );
    case "sources":
      return {
        bubbles: textBubbles(ranks.sources, [{ lines: sourcesLines(part, lang) }], lang),
        offers: part.how ? offerOf(part.how, how[lang]) : [],
      };
    case "suggestions":
      return {
        bubbles: textBubbles(ranks.sources, untoldQuestions(part.texts, lang), lang),
        offers: questionOffers(part.texts),
      };
    case "feedback":
      return {
        bubbles: [],
        offers: [
          ...offerOf(part.good, feedbackLabels.good[lang]),
          ...offerOf(part.bad, feedbackLabels.bad[lang]),
        ],
      };
  }
}

function only(bubbles: Bubble[]): Drawn {
  return { bubbles, offers: [] };
}

const tones: Readonly<Record<TextPart["tone"], Rank>> = {
  lead: ranks.figures,
  warning: ranks.figures,
  plain: ranks.explanation,
  note: ranks.sources,
};

/** Numbers come before explanations, also in a sentence. */
function drawText({ tone, runs }: TextPart, { lang }: PartPlace): Bubble[] {
  const rank = tone === "plain" && runs.some(isFigure) ? ranks.figures : tones[tone];
  const mark = tone === "warning" ? "⚠ " : "";
  return textBubbles(rank, [{ lines: `${mark}${runsText(runs, lang)}`.split("\n") }], lang);
}

function isFigure(run: Run): boolean {
  return typeof run !== "string";
}
