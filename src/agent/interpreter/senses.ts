// Words that mean something else beside certain others: 내려 behind a budget lowers, behind an ad it stops; switch … off, bring … back.

import { z } from "zod";
import { loadYaml } from "../../language/data.ts";
import { type Gated, gated, mayMatch } from "../../language/gated.ts";
import type { Lexeme } from "../../language/lexer.ts";
import { isCue } from "../../language/meanings.ts";
import { expression } from "./rules/patterns.ts";

const lines = z.string().transform((text) => text.split("\n").filter((line) => line.trim() !== ""));
const file = loadYaml(
  "senses",
  z.object({
    words: z.record(z.string(), z.string()),
    senses: z.array(
      z.object({
        is: z.string(),
        not: z.array(z.string()).default([]),
        /** A word with one of these cues keeps what it means. */
        unless: z.array(z.string()).default([]),
        said: lines,
      }),
    ),
  }),
);
type Sense = Gated & { is: string; not: readonly string[]; unless: readonly string[] };
const senses: readonly Sense[] = file.senses.flatMap(({ is, not, unless, said }) =>
  said.map((line) => ({ is, not, unless, ...gated(new RegExp(expression(line, file.words), "dg")) })),
);

/** @param text normalised; @returns the lexemes with the cues that their surroundings give and take */
export function inContext(text: string, lexemes: readonly Lexeme[]): Lexeme[] {
  const letters = blanked(text.toLowerCase(), lexemes);
  const found = [...lexemes];
  for (const { is, not, unless, pattern } of senses.filter((sense) => mayMatch(sense, letters)))
    for (const match of letters.matchAll(pattern)) {
      const [from, to] = match.indices?.groups?.["at"] ?? match.indices?.[0] ?? [0, 0];
      for (const [index, lexeme] of found.entries())
        if (lexeme.from < to && from < lexeme.to && !isCue(lexeme, ...unless))
          found[index] = resensed(lexeme, is, not);
    }
  return found;
}

/** Quoted words mean nothing but themselves. */
function blanked(letters: string, lexemes: readonly Lexeme[]): string {
  let text = letters;
  for (const { kind, from, to } of lexemes)
    if (kind === "quote") text = text.slice(0, from) + "_".repeat(to - from) + text.slice(to);
  return text;
}

function resensed(lexeme: Lexeme, is: string, not: readonly string[]): Lexeme {
  if (!["word", "unknown", "particle", "time"].includes(lexeme.kind)) return lexeme;
  const { from, to, text } = lexeme;
  const meanings = lexeme.kind === "word" ? lexeme.meanings : [];
  const kept = meanings.filter((one) => !not.includes(one.kind === "cue" ? one.cue : one.kind));
  return { kind: "word", from, to, text, meanings: [...kept, { kind: "cue", cue: is }] };
}
