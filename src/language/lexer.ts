// A message cut into known words, time words, amounts, quotes and unknown stretches: the cheapest reading of all its letters.

import type { Amount } from "./amounts.ts";
import { type FormHit, formsAt } from "./form-index.ts";
import type { TimeMention } from "./times.ts";
import { copulaLength, isEnding, isPredicate } from "./predicates.ts";
import { isKoreanRight, koreanThingEnd } from "./right-words.ts";
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

/** Where the last step ended: between words, behind a known word, an unknown stretch, an open stem, a particle, or letters that end no stem. */
type State = 0 | 1 | 2 | 3 | 4 | 5;
const START: State = 0;
const KNOWN: State = 1;
const UNKNOWN: State = 2;
const STEM: State = 3;
const PARTICLE: State = 4;
const STRANGE: State = 5;
const STATES = 6;

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
  ending: 0.2,
  /** The longer stem of two wins: 내려갔 + 는지 before 내려 + 갔는지. */
  endingLetter: 0.05,
  /** A letter behind a stem that makes no ending with the rest of its word: dearer than a name. */
  strangeLetter: 5.2,
  /** Any known word or stem wins over it, an unknown one never. */
  predicate: 4,
  /** A noun that is spelled right, though unknown: dearer than a verb, cheaper than a stem with a strange letter (드립 + 백). */
  noun: 4.6,
  /** The same where only single letters are known: cheaper than one of them with its particle. */
  wholeNoun: 0.3,
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
    const predicate = predicateAt(text, at);
    const noun = nounAt(text, at, hits, fixedAt);
    for (let state = 0; state < STATES; state++) {
      const spent = best[at * STATES + state] ?? Number.POSITIVE_INFINITY;
      if (spent === Number.POSITIVE_INFINITY) continue;
      for (const next of nextSteps(text, at, state as State, hits, fixedAt.get(at), predicate, noun)) {
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
  predicate: FormHit | undefined,
  noun: Next | undefined,
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
  if (predicate && state === START)
    next.push({
      to: predicate.to,
      into: KNOWN,
      price: cost.predicate,
      step: { kind: "form", form: predicate },
    });
  if (noun && state === START) next.push(noun);
  next.push(...particleSteps(text, at, state));
  if (state === STEM) next.push(...stemSteps(text, at));
  if (state === STRANGE) next.push(strangeStep(at));
  next.push(unknownStep(text, at, state));
  return next;
}

const plain: Meaning = { kind: "plain", noun: false };

/** A whole Korean word that is a verb or an adjective. */
function predicateAt(text: string, at: number): FormHit | undefined {
  if (!/[가-힣]/.test(text[at] ?? "") || /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return undefined;
  const word = /^[가-힣]+[ㄱ-ㅣ~]*/.exec(text.slice(at, at + 16))?.[0] ?? "";
  if (!isPredicate(word)) return undefined;
  return { to: at + word.length, open: false, suffix: false, whole: true, korean: true, meanings: [plain] };
}

/** A noun that begins a word and that no known word covers; none that runs into what was found before. */
function nounAt(
  text: string,
  at: number,
  hits: readonly FormHit[],
  fixedAt: ReadonlyMap<number, FixedSpan>,
): Next | undefined {
  if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return undefined;
  const to = koreanThingEnd(text, at);
  if (to === undefined || hits.some((hit) => hit.to >= to)) return undefined;
  for (let inside = at + 1; inside < to; inside++) if (fixedAt.has(inside)) return undefined;
  const price = isOneNoun(text, at, hits) ? cost.wholeNoun : cost.noun;
  return { to, into: UNKNOWN, price, step: { kind: "unknown" } };
}

/** Only single letters of the word are known, so that it would fall to pieces: 김 + 치, 인 + 형. */
function isOneNoun(text: string, at: number, hits: readonly FormHit[]): boolean {
  const word = /^[가-힣]+/.exec(text.slice(at, at + 16))?.[0] ?? "";
  return hits.every(({ to }) => to < at + 2) && isKoreanRight(word) && !isPredicate(word);
}

function formPrice(state: State, form: FormHit): number | undefined {
  if (form.suffix) return state === KNOWN || state === PARTICLE ? cost.word / 2 : undefined;
  if (state === START) return cost.word;
  if (form.whole) return undefined;
  if (state === KNOWN) return cost.word;
  if (state === UNKNOWN) return form.korean && form.to > 0 ? cost.wordBehindUnknown : cost.word;
  return state === STEM || state === STRANGE ? cost.wordBehindStem : cost.wordBehindParticle;
}

/** The ending of a stem in one step; letter by letter where it is none. */
function stemSteps(text: string, at: number): Next[] {
  const rest = /^[가-힣ㄱ-ㅣ~]+/.exec(text.slice(at, at + 12))?.[0] ?? "";
  if (rest === "") return [{ to: at + 1, into: STEM, price: cost.stemLetter, step: { kind: "stem" } }];
  if (!isEnding(rest)) return [strangeStep(at)];
  const whole: Next = {
    to: at + rest.length,
    into: STEM,
    price: cost.ending + cost.endingLetter * rest.length,
    step: { kind: "stem" },
  };
  return [strangeStep(at), whole];
}

function strangeStep(at: number): Next {
  return { to: at + 1, into: STRANGE, price: cost.strangeLetter, step: { kind: "stem" } };
}

function particleSteps(text: string, at: number, state: State): Next[] {
  if (state !== KNOWN && state !== UNKNOWN && state !== PARTICLE) return [];
  const price = state === UNKNOWN ? behindUnknown(text, at) : cost.particle;
  const allowed = state === UNKNOWN ? nameParticles : particles;
  const next: Next[] = [];
  const copula = copulaLength(text.slice(at, at + 9));
  if (copula > 0) next.push({ to: at + copula, into: PARTICLE, price, step: { kind: "particle" } });
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
