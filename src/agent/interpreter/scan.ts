// One request of a message as lexemes, with the questions the rules ask of it.

import type { Lexeme } from "../../language/lexer.ts";
import { isCue } from "../../language/meanings.ts";
import type { TimeMention } from "../../language/times.ts";
import type { Meaning } from "../../language/vocabulary.ts";

export type Scan = {
  /** The whole message, normalised, with its capitals. */
  text: string;
  lexemes: readonly Lexeme[];
  /** The day in the workspace's zone. */
  today: Temporal.PlainDate;
};

export { isCue };

type Kind = Meaning["kind"];
export type Spotted<K extends Kind> = {
  index: number;
  lexeme: Lexeme;
  meaning: Extract<Meaning, { kind: K }>;
};

/** All words of one kind, in order. */
export function spot<K extends Kind>(scan: Scan, kind: K): Spotted<K>[] {
  const found: Spotted<K>[] = [];
  for (const [index, lexeme] of scan.lexemes.entries()) {
    if (lexeme.kind !== "word") continue;
    const meaning = lexeme.meanings.find((one) => one.kind === kind);
    if (meaning) found.push({ index, lexeme, meaning: meaning as Extract<Meaning, { kind: K }> });
  }
  return found;
}

/** Gathered once: the rules ask some hundred times. */
const cuesOf = new WeakMap<Scan, ReadonlySet<string>>();

export function has(scan: Scan, ...cues: string[]): boolean {
  const known = cuesOf.get(scan) ?? gathered(scan);
  cuesOf.set(scan, known);
  return cues.some((cue) => known.has(cue));
}

function gathered({ lexemes }: Scan): ReadonlySet<string> {
  return new Set(
    lexemes.flatMap((lexeme) =>
      lexeme.kind === "word"
        ? lexeme.meanings.flatMap((meaning) => (meaning.kind === "cue" ? [meaning.cue] : []))
        : [],
    ),
  );
}

export function isKind(lexeme: Lexeme | undefined, kind: Kind): boolean {
  return lexeme?.kind === "word" && lexeme.meanings.some((meaning) => meaning.kind === kind);
}

export function timesOf(scan: Scan): TimeMention[] {
  return scan.lexemes.flatMap((lexeme) => (lexeme.kind === "time" ? lexeme.times : []));
}

export function isHangul(text: string): boolean {
  return /[가-힣]/.test(text);
}

/** Words without weight: particles, signs and fillers that are nothing else. */
export function isLight(lexeme: Lexeme): boolean {
  if (lexeme.kind === "particle" || lexeme.kind === "sign") return true;
  return lexeme.kind === "word" && lexeme.meanings.every(({ kind }) => kind === "filler" || kind === "plain");
}

/** The next lexeme with weight in one direction. */
export function neighbour(
  scan: Scan,
  index: number,
  step: 1 | -1,
): { lexeme: Lexeme; index: number } | undefined {
  for (let at = index + step; at >= 0 && at < scan.lexemes.length; at += step) {
    const lexeme = scan.lexemes[at];
    if (lexeme && !isLight(lexeme)) return { lexeme, index: at };
  }
  return undefined;
}

/** The words of this request alone, as written. */
export function ownText({ text, lexemes }: Scan): string {
  return text.slice(lexemes[0]?.from ?? 0, lexemes.at(-1)?.to ?? text.length);
}

/** The words as written, between two places of the message. */
export function written(scan: Scan, from: number, to: number): string {
  return scan.text.slice(from, to);
}
