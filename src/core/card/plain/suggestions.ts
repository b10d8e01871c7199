// Next questions in plain text.

import { words } from "../../locale.ts";
import type { SuggestionsPart } from "../suggestions.ts";
import type { Page } from "./page.ts";
import { clean } from "./width.ts";

export const suggestionsHeading = words("이어서 물어볼 수 있어요", "You could ask next");

export function suggestionsLines({ texts }: SuggestionsPart, { lang }: Page): string[] {
  if (texts.length === 0) return [];
  return [suggestionsHeading[lang], ...texts.map((text) => `  › ${clean(text)}`)];
}
