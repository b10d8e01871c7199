// Whether it helped, in plain text: two numbered choices.

import type { FeedbackPart } from "../feedback.ts";
import { choiceLines } from "./choices.ts";
import type { Page } from "./page.ts";

export function feedbackLines({ good, bad }: FeedbackPart, page: Page): string[] {
  return choiceLines([good, bad], page);
}
