// A question in plain text, with its numbered answers.

import type { FormPart } from "../form.ts";
import { choiceLines } from "./choices.ts";
import type { Page } from "./page.ts";
import { runLines } from "./text.ts";

export function formLines({ question, choices }: FormPart, page: Page): string[] {
  return [...runLines(question, page, "? "), ...choiceLines(choices, page)];
}
