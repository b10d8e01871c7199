// An offer in plain text: its title, its stored facts, the numbered choices.

import type { ProposalPart } from "../proposal.ts";
import { choiceLines } from "./choices.ts";
import type { Page } from "./page.ts";
import { runLines } from "./text.ts";
import { clean, wrap } from "./width.ts";

export function proposalLines({ title, lines, choices }: ProposalPart, page: Page): string[] {
  return [
    ...wrap(`◆ ${clean(title)}`, page.width, "  "),
    ...lines.flatMap((runs) => runLines(runs, page, "  – ")),
    ...choiceLines(choices, page),
  ];
}
