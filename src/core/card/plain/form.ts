// A question in plain text, with its numbered answers; fields with what stands in them, and how the same is said in words.

import { type Lang, say, words } from "../../locale.ts";
import type { Field, FormPart } from "../form.ts";
import { choiceLines } from "./choices.ts";
import type { Page } from "./page.ts";
import { runLines } from "./text.ts";
import { clean, wrap } from "./width.ts";

export function formLines({ question, choices, fields, byWords }: FormPart, page: Page): string[] {
  const lines = runLines(question, page, "? ");
  if (!fields) return [...lines, ...choiceLines(choices, page)];
  return [
    ...lines,
    ...fieldTexts(fields, page.lang).flatMap((text) => wrap(`  – ${clean(text)}`, page.width, "    ")),
    ...(byWords === undefined ? [] : wrap(`  › ${clean(byWords)}`, page.width, "    ")),
  ];
}

/** One line a field: `예산: 300만원`, `예산: (비어 있음)`, with what is wrong with it. */
export function fieldTexts(fields: readonly Field[], lang: Lang): string[] {
  return fields.map(({ label, value, kind, options = [], error }) => {
    const picked = kind === "several" ? value.split(",") : [value];
    const shown =
      kind === "one" || kind === "several"
        ? options.filter((option) => picked.includes(option.value)).map((option) => option.label)
        : [value];
    const text = shown.filter((one) => one !== "").join(", ");
    const told = text === "" ? say(lang, words("(비어 있음)", "(empty)")) : text;
    return error === undefined ? `${label}: ${told}` : `${label}: ${told} ⚠ ${error}`;
  });
}
