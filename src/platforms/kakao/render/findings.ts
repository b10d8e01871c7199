// A review: several findings as a list to look over, and each of them whole in words.

import {
  type CardFinding,
  citationText,
  type FindingsPart,
  rewriteTitle,
  severityLabels,
  verdictTitle,
} from "../../../core/card/findings.ts";
import type { Lang } from "../../../core/locale.ts";
import { limits } from "../skill/limits.ts";
import { type Bubble, type Drawn, ranks, type TextBlock, textBubbles } from "./bubble.ts";
import { LONGEST_HEAD, type PartPlace, titleOf } from "./place.ts";
import { shortened } from "./words.ts";

const LONGEST_NAME = 36;
const LONGEST_WHY = 40;

export function drawFindings(part: FindingsPart, place: PartPlace): Drawn {
  const { lang } = place;
  const { subject, findings, rewrite } = part;
  const verdict = verdictTitle(part, lang);
  const about = subject.trim() === "" ? verdict : `${verdict} – ${subject}`;
  const blocks: TextBlock[] = [
    { title: about, lines: [] },
    ...findings.map((one): TextBlock => ({ lines: findingLines(one, lang) })),
    ...(rewrite === null ? [] : [{ title: rewriteTitle(part, lang), lines: [`“${rewrite}”`] }]),
  ];
  const overview = findings.length > 1 ? [overviewOf(part, place)] : [];
  const rank = overview.length > 0 ? ranks.explanation : ranks.figures;
  return { bubbles: [...overview, ...textBubbles(rank, blocks, lang)], offers: [] };
}

function findingLines(finding: CardFinding, lang: Lang): string[] {
  const { severity, words, why, fix } = finding;
  const concerned = words === "" ? "" : ` ‘${words}’`;
  return [
    `[${severityLabels[severity][lang]}]${concerned} ${why}`,
    ...(fix.trim() === "" ? [] : [`→ ${fix}`]),
    citationText(finding, lang),
  ];
}

/** What each is about; the whole of it follows in words. */
function overviewOf(part: FindingsPart, place: PartPlace): Bubble {
  const { lang } = place;
  const items = part.findings.slice(0, limits.listCard.items).map(({ severity, words, why, fix }) => ({
    title: shortened(
      `[${severityLabels[severity][lang]}] ${words === "" ? why : `‘${words}’`}`,
      LONGEST_NAME,
    ),
    description: shortened(words === "" ? fix : why, LONGEST_WHY) || "–",
  }));
  const header = { title: titleOf(verdictTitle(part, lang), LONGEST_HEAD, place) };
  return { rank: ranks.figures, kind: "card", output: { listCard: { header, items } } };
}
