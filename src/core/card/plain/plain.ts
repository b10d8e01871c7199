// A card as plain text: what terminals show, and what any surface falls back to. Derived from the card, never written beside it.

import type { Card, Part } from "../card.ts";
import { chartLines } from "./chart.ts";
import { feedbackLines } from "./feedback.ts";
import { fileLines } from "./file.ts";
import { findingsLines } from "./findings.ts";
import { formLines } from "./form.ts";
import { kpisLines } from "./kpis.ts";
import { type Page, pageOf, type PageOptions } from "./page.ts";
import { progressLines } from "./progress.ts";
import { proposalLines } from "./proposal.ts";
import { sourcesLines } from "./sources.ts";
import { suggestionsLines } from "./suggestions.ts";
import { tableLines } from "./table.ts";
import { textLines } from "./text.ts";
import { wrap } from "./width.ts";

/** The whole card, its parts in order with an empty line between them, its choices numbered from 1. */
export function cardText(card: Card, options: PageOptions = {}): string {
  const page = pageOf(card.lang, options);
  return card.parts
    .map((part) => partLines(part, page).join("\n"))
    .filter((text) => text !== "")
    .join("\n\n");
}

/** One part as lines; parts are handed over in reading order, as their choices are numbered on `page`. */
export function partLines(part: Part, page: Page): string[] {
  switch (part.kind) {
    case "text":
      return textLines(part, page);
    case "kpis":
      return kpisLines(part, page);
    case "table":
      return tableLines(part, page);
    case "chart":
      return chartLines(part, page);
    case "proposal":
      return proposalLines(part, page);
    case "findings":
      return findingsLines(part, page);
    case "form":
      return formLines(part, page);
    case "progress":
      return progressLines(part, page);
    case "file":
      return fileLines(part, page);
    case "sources":
      return sourcesLines(part, page.lang)
        .flatMap((line) => wrap(line, page.width, "", " · "))
        .flatMap((line) => wrap(line, page.width, "  "));
    case "suggestions":
      return suggestionsLines(part, page);
    case "feedback":
      return feedbackLines(part, page);
  }
}
