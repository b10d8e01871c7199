// The words of one request as plain text, for slots that are phrases: each reading keeps its place, so that nothing is read twice.

import { z } from "zod";
import type { Span } from "./request.ts";

export type { Span };
export { writtenOf as ownText } from "./request.ts";
/** A slot's value with the words it was read from. */
export type Read<T> = Span & { value: T };
/** The same where it was said in several places. */
export type ReadAll<T> = { value: T; spans: Span[] };

/** What takes the place of words that are read already: a sign that ends every phrase. */
export const TAKEN = "¦";

/** Forms stand in one text, separated by commas. */
export const Forms = z.string().transform((text) =>
  text
    .split(/[,\n]/)
    .map((form) => form.trim())
    .filter((form) => form !== ""),
);

export function without(text: string, spans: readonly Span[]): string {
  let out = text;
  for (const { from, to } of spans) out = out.slice(0, from) + TAKEN.repeat(to - from) + out.slice(to);
  return out;
}

/** The place of a match, or of one of its groups (the pattern has the `d` flag then). */
export function spanOf(match: RegExpExecArray, group?: string): Span {
  const [from, to] = (group ? match.indices?.groups?.[group] : undefined) ?? [
    match.index,
    match.index + match[0].length,
  ];
  return { from, to };
}

/** One alternative per form, longest first: Latin ones stand alone, Korean ones may take endings. */
export function oneOf(forms: readonly string[]): string {
  return [...forms]
    .toSorted((a, b) => b.length - a.length)
    .map((form) => (/^[a-z0-9]/i.test(form) ? `(?<![a-z0-9])${escaped(form)}(?![a-z0-9])` : escaped(form)))
    .join("|");
}

function escaped(form: string): string {
  return form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s?");
}

/** Without blanks, signs and quotes around it; `undefined` when nothing is left. */
export function trimmed(words: string): string | undefined {
  const bare = words.replace(/^[\s,.:;'"()¦-]+|[\s,.:;'"()?!~¦-]+$/g, "");
  return bare === "" ? undefined : bare;
}
