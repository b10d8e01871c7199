// Words of a card in plain text.

import { runsText, type Run, type TextPart } from "../text.ts";
import type { Page } from "./page.ts";
import { clean, wrap } from "./width.ts";

export function textLines(part: TextPart, page: Page): string[] {
  const mark = part.tone === "warning" ? "⚠ " : "";
  return runLines(part.runs, page, mark);
}

/** Runs as wrapped lines behind `mark`; line breaks inside the words are kept. */
export function runLines(runs: readonly Run[], { lang, width }: Page, mark = ""): string[] {
  const indent = " ".repeat(mark.length);
  return runsText(runs, lang)
    .split("\n")
    .flatMap((line, index) => wrap(`${index === 0 ? mark : indent}${clean(line)}`, width, indent));
}
