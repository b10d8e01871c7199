// Choices of a card as numbered lines; the number is what a terminal's user types.

import type { Choice } from "../choice.ts";
import type { Page } from "./page.ts";
import { clean } from "./width.ts";

export function choiceLines(choices: readonly Choice[], page: Page): string[] {
  return choices.map((choice) => `  ${page.nextChoice()}) ${clean(choice.label)}`);
}
