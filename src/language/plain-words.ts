// Everyday English words that name no product: lower-case words that nothing else explains are names only when they are none of these.

import { z } from "zod";
import { isDeliberate, startsSentence } from "./capitals.ts";
import { loadYaml, wordSet } from "./data.ts";
import type { Lexeme } from "./lexer.ts";
import { isInLexicons, isLexical } from "./lexical-words.ts";
import { isEnglishThing } from "./right-words.ts";
import { rightWords } from "./spellings.ts";
import { vocabulary } from "./vocabulary.ts";

const { others, nouns, office, things } = loadYaml(
  "plain-words",
  z.object({ others: wordSet, nouns: wordSet, office: wordSet, things: wordSet }),
);

/** In capitals only: US is a country, us are we. */
const unitedStates = vocabulary.filter(({ text }) => text === "usa").map(({ meaning }) => meaning);

/** Unknown words that are everyday ones become known; a capital in the middle of a sentence keeps a word a name. */
export function settled(text: string, lexemes: readonly Lexeme[]): Lexeme[] {
  const deliberate = isDeliberate(text);
  return lexemes.map((lexeme) => {
    if (lexeme.text === "us" && text.slice(lexeme.from, lexeme.to) === "US" && deliberate)
      return { ...lexeme, kind: "word", meanings: unitedStates };
    if (lexeme.kind !== "unknown" || !/^[a-z][a-z'/-]*$/.test(lexeme.text)) return lexeme;
    if (isCapital(text, lexeme) && deliberate && !startsPlainly(text, lexeme) && !isOffice(text, lexeme))
      return lexeme;
    const parts = lexeme.text.split(/[/-]/);
    if (!parts.every((part) => isPlainWord(part))) return lexeme;
    return { ...lexeme, kind: "word", meanings: [{ kind: "plain", noun: isPlainNoun(lexeme.text) }] };
  });
}

/** CEO, PDF: capitals that shorten, not that name. */
function isOffice(text: string, { from, to }: Lexeme): boolean {
  const word = text.slice(from, to);
  return word === word.toUpperCase() && baseForms(word.toLowerCase()).some((base) => office.has(base));
}

function isCapital(text: string, { from }: Lexeme): boolean {
  return /[A-Z]/.test(text[from] ?? "");
}

/** The capital of a sentence's first word says nothing, unless the next word has one too. */
function startsPlainly(text: string, { from, to }: Lexeme): boolean {
  return startsSentence(text, from) && !/^ [A-Z]/.test(text.slice(to, to + 2));
}

/** @param word in lower case, in any of its forms: creeping, claims, halved */
export function isPlainWord(word: string): boolean {
  return baseForms(word).some((base) => others.has(base) || nouns.has(base) || office.has(base));
}

/** A plain word that can stand in a name beside one that is not: winter coats, dog treats. */
export function isPlainNoun(word: string): boolean {
  return baseForms(word).some((base) => nouns.has(base) && !office.has(base));
}

/** A word as it should be, so no slip of another one: olive, coats. */
export function isSpelledRight(word: string): boolean {
  if (rightWords.has(word) || isPlainWord(word)) return true;
  return baseForms(word).some(
    (base) => things.has(base) || isEnglishThing(base) || rightWords.has(base) || isLexical(base),
  );
}

/** What is sold and lives in names: granola, coats. */
export function isThing(word: string): boolean {
  return things.has(word);
}

/** A word of the lexicons or an everyday one, as it stands in them; quicker to tell than any of its forms. */
export function isFamiliar(word: string): boolean {
  return isInLexicons(word) || others.has(word) || nouns.has(word) || office.has(word);
}

function baseForms(word: string): string[] {
  const bare = word.replace(/(?:'s|s'|'re|'ve|'d|'ll|n't|')$/, "");
  const forms = [bare];
  if (bare.endsWith("s")) forms.push(bare.slice(0, -1), bare.replace(/es$/, ""), bare.replace(/ies$/, "y"));
  for (const ending of ["ed", "ing", "est"]) {
    if (!bare.endsWith(ending) || bare.length < ending.length + 3) continue;
    const stem = bare.slice(0, -ending.length);
    if (!/^[^aeiouy]*[aeiou][bdgklmnprt]$/.test(stem)) forms.push(stem);
    forms.push(`${stem}e`, stem.replace(/(.)\1$/, "$1"), stem.replace(/i$/, "y"));
  }
  if (bare.endsWith("ly")) forms.push(bare.slice(0, -2), `${bare.slice(0, -3)}y`);
  if (/^(?:un|re)/.test(bare) && bare.length > 5) forms.push(bare.slice(2));
  return forms;
}
