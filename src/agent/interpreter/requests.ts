// One message, several requests: where it may be cut.

import { isCue, isHangul, isLight, type Scan } from "./scan.ts";

const commands = [
  "show",
  "pause",
  "resume",
  "create",
  "change",
  "raise",
  "cut",
  "write",
  "compare",
  "split",
  "send",
  "which",
  "why",
  "how",
  "how_much",
  "list",
  "review",
];
/** Verbs that end a request and go on: 보여주고, 알려주시고. */
const goesOn = /(고|구|면서|하고|며)$/;

/** Requests in the message's order; a cut needs something said on both sides. */
export function splitRequests(scan: Scan): Scan[] {
  const cuts = [0, ...cutPlaces(scan), scan.lexemes.length];
  const pieces: Scan[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const lexemes = scan.lexemes.slice(cuts[at], cuts[at + 1]);
    if (lexemes.some((lexeme) => !isLight(lexeme))) pieces.push({ ...scan, lexemes });
  }
  return pieces.length > 0 ? pieces : [scan];
}

function cutPlaces(scan: Scan): number[] {
  const places: number[] = [];
  for (const [index, lexeme] of scan.lexemes.entries()) {
    const ends = lexeme.kind === "sign" && /[.?!;\n]/.test(lexeme.text);
    if (ends && !isDecimal(scan, index)) places.push(index + 1);
    else if (isCue(lexeme, "and_also") && index > 0) places.push(index);
    else if (startsCommand(scan, index)) places.push(index);
    else if (endsKoreanClause(scan, index)) places.push(index + 1);
  }
  return [...new Set(places)].toSorted((a, b) => a - b);
}

function isDecimal(scan: Scan, index: number): boolean {
  const sign = scan.lexemes[index];
  const next = scan.lexemes[index + 1];
  return sign?.text === "." && next !== undefined && next.from === sign.to;
}

/** "… and pause Olive Oil", ", then compare …" */
function startsCommand(scan: Scan, index: number): boolean {
  const joiner = scan.lexemes[index];
  const next = scan.lexemes[index + 1];
  if (!joiner || !next || index === 0) return false;
  const joins = /^(and|then)$/.test(joiner.text) || (joiner.text === "," && /^(and|then)$/.test(next.text));
  const verb = joiner.text === "," ? scan.lexemes[index + 2] : next;
  return joins && isCue(verb, ...commands) && !isHangul(verb?.text ?? "");
}

function endsKoreanClause(scan: Scan, index: number): boolean {
  const lexeme = scan.lexemes[index];
  const next = scan.lexemes[index + 1];
  if (!lexeme || !next || next.from === lexeme.to) return false;
  const stem = stemBefore(scan, index);
  return (
    stem !== undefined &&
    goesOn.test(lexeme.text) &&
    isCue(stem, "show", "pause", "resume", "write", "raise", "cut", "send", "change")
  );
}

/** The stem that the endings up to here belong to. */
function stemBefore(scan: Scan, index: number) {
  let at = index;
  while (
    at > 0 &&
    scan.lexemes[at]?.kind === "particle" &&
    scan.lexemes[at - 1]?.to === scan.lexemes[at]?.from
  )
    at--;
  const stem = scan.lexemes[at];
  return stem?.kind === "word" && at < index ? stem : undefined;
}
