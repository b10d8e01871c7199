// A review in plain text: the verdict, the findings one under another, the text that passes.

import {
  type CardFinding,
  citationText,
  type FindingsPart,
  rewriteTitle,
  severityLabels,
  verdictTitle,
} from "../findings.ts";
import type { Page } from "./page.ts";
import { clean, wrap } from "./width.ts";

export function findingsLines(part: FindingsPart, page: Page): string[] {
  const { subject, findings, rewrite } = part;
  const { lang, width } = page;
  const about = clean(subject);
  const title = verdictTitle(part, lang);
  const lead = about === "" ? title : `${title} – ${about}`;
  return [
    ...wrap(`■ ${lead}`, width, "  "),
    ...findings.flatMap((one) => findingLines(one, page)),
    ...(rewrite === null ? [] : quoted(`${rewriteTitle(part, lang)}: “${rewrite}”`, width)),
  ];
}

function findingLines(finding: CardFinding, { lang, width }: Page): string[] {
  const { severity, words, why, fix } = finding;
  const concerned = words === "" ? "" : ` ‘${words}’`;
  return [
    ...quoted(`– [${severityLabels[severity][lang]}]${concerned} ${why}`, width),
    ...(fix === "" ? [] : wrap(`    → ${clean(fix)}`, width, "      ")),
    ...wrap(`    ${clean(citationText(finding, lang))}`, width, "      "),
  ];
}

/** Written words may hold line breaks of their own; they are kept. */
function quoted(text: string, width: number): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => wrap(`${index === 0 ? "  " : "    "}${clean(line)}`, width, "    "));
}
