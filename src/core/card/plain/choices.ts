// Choices of a card as numbered lines; the number is what a terminal's user types.

import type { Page } from "./page.ts";
import { clean, wrap } from "./width.ts";

/** The number such a line begins with. */
export const choiceNumber = /^ {2}\d+\)/;

export function choiceLines(choices: readonly { label: string }[], page: Page): string[] {
  return choices.flatMap(({ label }) => wrap(`  ${page.nextChoice()}) ${clean(label)}`, page.width, "     "));
}
