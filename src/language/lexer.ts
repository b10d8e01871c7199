// A message cut into known words, time words, amounts, quotes and unknown stretches: the cheapest reading of all its letters.

import type { Amount } from "./amounts.ts";
import { type FormHit, formsAt } from "./form-index.ts";
import type { TimeMention } from "./times.ts";
import { type Meaning, nameParticles, particles } from "./vocabulary.ts";

/** Found before: quotes, time words, amounts. Never cut again. */
export type FixedSpan = { from: number; to: number } & (
  | { kind: "time"; times: TimeMention[] }
  | { kind: "amount"; amount: Amount }
  | { kind: "quote"; words: string }
  | { kind: "title"; words: string }
  | { kind: "word"; meanings: readonly Meaning[] }
  | { kind: "clock"; hour: number; minute: number }
  | { kind: "room"; words: string }
);

export type Lexeme = { from: number; to: number; text: string } & (
  | { kind: "word"; meanings: readonly Meaning[] }
  | { kind: "time"; times: TimeMention[] }
  | { kind: "amount"; amount: Amount }
  | { kind: "quote"; words: string }
  | { kind: "title"; words: string }
  | { kind: "clock"; hour: number; minute: number }
  | { kind: "room"; words: string }
  | { kind: "particle" }
  | { kind: "unknown" }
  | { kind: "sign" }
);

/** Where the last step ended: between words, behind a known word, an unknown stretch, an open stem or a particle. */
type State = 0 | 1 | 2 | 3 | 4;
const START: State = 0;
const KNOWN: State = 1;
const UNKNOWN: State = 2;
const STEM: State = 3;
const PARTICLE: State = 4;
const STATES = 5;

/** What a reading costs; the cheapest one stands. Tried on the phrase tables of the tests. */
const cost = {
  word: 1,
  wordBehindUnknown: 2.5,
  wordBehindStem: 1.2,
  wordBehindParticle: 2,
  particle: 0.2,
  particleBehindUnknown: 0.9,
  /** 가을 and 특가 are nouns of two letters far more often than one letter with its particle. */
  particleBehindLetter: 2.5,
  stemLetter: 0.35,
  unknownStart: 3,
  unknownLetter: 2,
  unknownBehindWord: 7,
  latinRun: 7,
};

type Step = {
  from: number;
  state: State;
  kind: "gap" | "form" | "particle" | "stem" | "unknown" | "fixed";
  form?: FormHit;
  fixed?: FixedSpan;
};

/** @param text normalised, in lower case; @param fixed in order, not overlapping */
export function lex(text: string, fixed: readonly FixedSpan[]): Lexeme[] {
  const best = new Float64Array((text.length + 1) * STATES).fill(Number.POSITIVE_INFINITY);
  const steps: (Step | undefined)[] = Array.from({ length: best.length });
  const fixedAt = new Map(fixed.map((span) => [span.from, span]));
  best[0] = 0;
  for (let at = 0; at < text.length; at++) {
    const hits = wordMayStart(text, at) ? formsAt(text, at) : [];
    for (let state = 0; state < STATES; state++) {
      const spent = best[at * STATES + state] ?? Number.POSITIVE_INFINITY;
      if (spent === Number.POSITIVE_INFINITY) continue;
      for (const next of nextSteps(text, at, state as State, hits, fixedAt.get(at))) {
        const slot = next.to * STATES + next.into;
        if (spent + next.price >= (best[slot] ?? 0)) continue;
        best[slot] = spent + next.price;
        steps[slot] = { from: at, state: state as State, ...next.step };
      }
    }
  }
  return lexemes(text, best, steps);
}

type Next = { to: number; into: State; price: number; step: Omit<Step, "from" | "state"> };

function nextSteps(
  text: string,
  at: number,
  state: State,
  hits: FormHit[],
  fixed: FixedSpan | undefined,
): Next[] {
  if (fixed) return [{ to: fixed.to, into: KNOWN, price: 0.5, step: { kind: "fixed", fixed } }];
  const letter = text[at] ?? "";
  if (!/[\p{L}\p{N}]/u.test(letter)) return [{ to: at + 1, into: START, price: 0, step: { kind: "gap" } }];
  const next: Next[] = [];
  for (const form of hits) {
    const price = formPrice(state, form);
    if (price !== undefined)
      next.push({ to: form.to, into: form.open ? STEM : KNOWN, price, step: { kind: "form", form } });
  }
  next.push(...particleSteps(text, at, state));
  if (state === STEM) next.push({ to: at + 1, into: STEM, price: cost.stemLetter, step: { kind: "stem" } });
  next.push(unknownStep(text, at, state));
  return next;
}

function formPrice(state: State, form: FormHit): number | undefined {
  if (form.suffix) return state === KNOWN || state === PARTICLE ? cost.word / 2 : undefined;
  if (state === START) return cost.word;
  if (form.whole) return undefined;
  if (state === KNOWN) return cost.word;
  if (state === UNKNOWN) return form.korean && form.to > 0 ? cost.wordBehindUnknown : cost.word;
  return state === STEM ? cost.wordBehindStem : cost.wordBehindParticle;
}

function particleSteps(text: string, at: number, state: State): Next[] {
  if (state !== KNOWN && state !== UNKNOWN && state !== PARTICLE) return [];
  const price = state === UNKNOWN ? behindUnknown(text, at) : cost.particle;
  const allowed = state === UNKNOWN ? nameParticles : particles;
  const next: Next[] = [];
  for (let length = 1; length <= 4 && at + length <= text.length; length++) {
    if (allowed.has(text.slice(at, at + length)))
      next.push({ to: at + length, into: PARTICLE, price, step: { kind: "particle" } });
  }
  return next;
}

function behindUnknown(text: string, at: number): number {
  return /[\p{L}\p{N}]/u.test(text[at - 2] ?? "") ? cost.particleBehindUnknown : cost.particleBehindLetter;
}

function unknownStep(text: string, at: number, state: State): Next {
  const run = /^[a-z0-9]+(?:[.'&/-][a-z0-9]+)*/.exec(text.slice(at, at + 60))?.[0];
  const to = at + (run?.length ?? 1);
  const start = state === UNKNOWN ? 0 : state === START ? cost.unknownStart : cost.unknownBehindWord;
  const price = start + (run ? cost.latinRun : cost.unknownLetter);
  return { to, into: UNKNOWN, price, step: { kind: "unknown" } };
}

/** Latin words are read from their first letter only. */
function wordMayStart(text: string, at: number): boolean {
  return !(/[a-z0-9]/.test(text[at] ?? "") && /[a-z0-9]/.test(text[at - 1] ?? ""));
}

function lexemes(text: string, best: Float64Array, steps: readonly (Step | undefined)[]): Lexeme[] {
  const found: Lexeme[] = [];
  let slot = cheapestEnd(text, best);
  let to = text.length;
  for (let step = steps[slot]; step; step = steps[slot]) {
    add(found, text, step, to);
    to = step.from;
    slot = step.from * STATES + step.state;
  }
  return found.toReversed();
}

function cheapestEnd(text: string, best: Float64Array): number {
  const first = text.length * STATES;
  let cheapest = first;
  for (let slot = first; slot < first + STATES; slot++) {
    if ((best[slot] ?? 0) < (best[cheapest] ?? 0)) cheapest = slot;
  }
  return cheapest;
}

/** Walks backwards: letters of one unknown stretch and of one stem's ending join the lexeme behind them. */
function add(found: Lexeme[], text: string, step: Step, to: number): void {
  const place = { from: step.from, to, text: text.slice(step.from, to) };
  const behind = found.at(-1);
  if (step.kind === "unknown" && behind?.kind === "unknown" && behind.from === to) {
    found[found.length - 1] = { ...behind, from: step.from, text: text.slice(step.from, behind.to) };
  } else if (step.kind === "unknown") found.push({ kind: "unknown", ...place });
  else if (step.kind === "form" && step.form)
    found.push({ kind: "word", meanings: step.form.meanings, ...place });
  else if (step.kind === "fixed" && step.fixed) found.push(fixedLexeme(step.fixed, place));
  else if (step.kind === "particle" || step.kind === "stem") found.push({ kind: "particle", ...place });
  else if (place.text.trim() !== "" || place.text === "\n") found.push({ kind: "sign", ...place });
}

function fixedLexeme(fixed: FixedSpan, place: { from: number; to: number; text: string }): Lexeme {
  return { ...fixed, ...place };
}
