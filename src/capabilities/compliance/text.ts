// Copy as it is read by rules: disguises undone, every unit still knowing where it stood in the text as received.

import { type Skeleton, skeletonOf } from "./skeleton.ts";
import { readerOf } from "../../language/jamo-runs.ts";

/** `from[i]`, `to[i]`: UTF-16 bounds in the text as received of the unit `text[i]`. */
export type View = {
  raw: string;
  text: string;
  from: number[];
  to: number[];
  skeleton: Skeleton | undefined;
};

type Piece = { letter: string; from: number; to: number };

const INVISIBLE =
  /\p{Default_Ignorable_Code_Point}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\u20e3|[\u0335-\u0338]/u;

/** One sign for all its forms; look-alike letters of other alphabets as Latin ones. */
const SAME: Readonly<Record<string, string>> = sameLetters([
  ["'", "‘’‚‛′`´ʼ"],
  ['"', "“”„‟″«»「」『』《》〈〉"],
  ["-", "‐‑‒–—―−ー".replace("ー", "")],
  ["~", "〜～∼"],
  ["·", "・･∙•⋅‧ㆍᆞ"],
  ["a", "аα"],
  ["b", "вβ"],
  ["c", "с"],
  ["e", "еεё"],
  ["h", "н"],
  ["i", "іιı"],
  ["k", "кκ"],
  ["m", "м"],
  ["o", "оοσ"],
  ["p", "рρ"],
  ["t", "тτ"],
  ["x", "хχ"],
  ["y", "уγ"],
  ["j", "ј"],
  ["s", "ѕ"],
  ["v", "ν"],
]);

function sameLetters(rows: readonly (readonly [string, string])[]): Record<string, string> {
  const table: Record<string, string> = {};
  for (const [plain, others] of rows) for (const other of others) table[other] = plain;
  return table;
}

/**
 * Zero-width signs dropped, stray jamo joined, then NFKC (the other way round would break every syllable with a final), look-alikes and
 * forms of signs made one, lower case, blanks as spaces.
 */
export function viewOf(raw: string): View {
  const pieces = withPercent(joined(visible(raw)));
  const view: View = { raw, text: "", from: [], to: [], skeleton: undefined };
  let text = "";
  for (const { letter, from, to } of pieces) {
    const plain = plainLetter(letter);
    for (let unit = 0; unit < plain.length; unit += 1) {
      view.from.push(from);
      view.to.push(to);
    }
    text += plain;
  }
  view.text = text;
  view.skeleton = skeletonOf(view);
  return view;
}

/** Bounds in the text as received of a stretch of the view. */
export function rawSpan(view: View, start: number, end: number): { start: number; end: number } {
  if (start >= end) {
    const point = start < view.from.length ? (view.from[start] ?? 0) : view.raw.length;
    return { start: point, end: point };
  }
  return { start: view.from[start] ?? 0, end: view.to[end - 1] ?? view.raw.length };
}

function visible(raw: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < raw.length;) {
    const code = raw.codePointAt(at) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    const letter = raw.slice(at, at + size);
    const last = pieces.at(-1);
    if (code < 0x7f || (code >= 0xac00 && code <= 0xd7a3)) pieces.push({ letter, from: at, to: at + size });
    else if (joinsBefore(code) && last) {
      last.letter += letter;
      last.to = at + size;
    } else if (!INVISIBLE.test(letter)) pieces.push({ letter, from: at, to: at + size });
    at += size;
  }
  return pieces;
}

/** `100 퍼센트` says what `100%` says: rules know the sign. */
function withPercent(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const [first, second, third] = [pieces[at], pieces[at + 1], pieces[at + 2]];
    const isWord = first?.letter === "퍼" && second?.letter === "센" && third?.letter === "트";
    const before = out.at(-1)?.letter === " " ? out.at(-2) : out.at(-1);
    if (isWord && /^[\d백]$/.test(before?.letter ?? "")) {
      if (out.at(-1)?.letter === " ") out.pop();
      out.push({ letter: "%", from: first.from, to: third.to });
      at += 2;
    } else if (first) out.push(first);
  }
  return out;
}

/** Vowels and finals of taken-apart syllables (NFD) and accents belong to the letter before. */
function joinsBefore(code: number): boolean {
  return (
    (code >= 0x1161 && code <= 0x11ff) ||
    (code >= 0x300 && code <= 0x334) ||
    code === 0x3099 ||
    code === 0x309a
  );
}

function plainLetter(letter: string): string {
  if (letter.length === 1) {
    const code = letter.charCodeAt(0);
    if (code >= 0xac00 && code <= 0xd7a3) return letter;
    if (code < 0x7f) return code > 0x20 ? letter.toLowerCase() : code === 0x0a ? "\n" : " ";
    if (code >= 0x3131 && code <= 0x3163) return letter; // a jamo that joined nothing stays what it is
  }
  const plain = boxed(letter) ?? letter.normalize("NFKC").toLowerCase();
  if (/^\s$/u.test(plain)) return /[\n\u2028\u2029]/.test(plain) ? "\n" : " ";
  return SAME[plain] ?? plain;
}

/** White letters on black boxes and discs (🅰), which NFKC does not know. */
function boxed(letter: string): string | undefined {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(0x61 + code - 0x1f150);
  if (code >= 0x1f170 && code <= 0x1f189) return String.fromCharCode(0x61 + code - 0x1f170);
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return String.fromCharCode(0x61 + code - 0x1f1e6);
  if (code >= 0x2776 && code <= 0x277f) return String(code - 0x2775);
  return undefined;
}

/** Stray jamo of one run as syllables, each with the bounds of what made it. */
function joined(pieces: Piece[]): Piece[] {
  if (!pieces.some(({ letter }) => /[\u3131-\u3163\uffa1-\uffdc]/.test(letter))) return pieces;
  const out: Piece[] = [];
  const reader = readerOf(pieces.map(({ letter }) => letter));
  for (let at = 0; at < pieces.length;) {
    const syllable = reader(at);
    const first = pieces[at];
    const last = pieces[at + syllable.size - 1];
    if (first && last) out.push({ letter: syllable.letter, from: first.from, to: last.to });
    at += Math.max(1, syllable.size);
  }
  return out;
}
