// What a model says, letter by letter as a database can hold it: no NUL, no half of a letter.

import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";

type Part = LanguageModelV4StreamPart;

/** @returns cleans the parts of one answer, in their order: a letter may be split between two pieces */
export function openCleaner(): (part: Part) => Part {
  const halves = new Map<string, string>();
  return (part) => {
    if (!("delta" in part)) return part;
    const key = `${part.type} ${part.id}`;
    const text = (halves.get(key) ?? "") + part.delta;
    const whole = /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
    halves.set(key, text.slice(whole.length));
    return { ...part, delta: whole.toWellFormed().replaceAll("\0", "") };
  };
}
