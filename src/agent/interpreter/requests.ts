// One message, several requests: where it may be cut.

import type { Lexeme } from "../../language/lexer.ts";
import { has, isCue, isHangul, isKind, isLight, type Scan } from "./scan.ts";

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
/** A message of more pieces is no list of requests; the work on it stays bounded. */
const MOST_CUTS = 10;
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
    else if (isListNumber(scan, index)) places.push(index);
    else if (isCue(lexeme, "and_also") && index > 0) places.push(index);
    else if (startsCommand(scan, index) || startsMaking(scan, index)) places.push(index);
    else if (
      endsHandover(scan, index) ||
      endsKoreanClause(scan, index) ||
      endsReason(scan, index) ||
      endsKoreanItem(scan, index)
    )
      places.push(index + 1);
  }
  return [...new Set(places)].toSorted((a, b) => a - b).slice(0, MOST_CUTS);
}

/** 1) yesterday's revenue 2) paused campaigns: the number of an item, each with a sign of its own behind it. */
function isListNumber(scan: Scan, index: number): boolean {
  const number = scan.lexemes[index];
  const sign = scan.lexemes[index + 1];
  const isNumber = number?.kind === "amount" && /^\d{1,2}$/.test(number.text);
  return isNumber && sign?.kind === "sign" && sign.text.startsWith(")") && sign.from === number.to;
}

/** "… and he'll ask, so I need", "보고라서 그런데": what is wanted begins behind the reason. */
function endsReason(scan: Scan, index: number): boolean {
  const lexeme = scan.lexemes[index];
  if (lexeme?.text === "so")
    return scan.text.slice(0, lexeme.from).trimEnd().endsWith(",") || tellsFirst(scan, index);
  return /^(그런데|그러는데|그래서|그러니까|그러니)$/.test(lexeme?.text ?? "") && index > 0;
}

/** "We swapped the photos on Nov 5 so ctr per day": all figures stand behind it. */
function tellsFirst(scan: Scan, index: number): boolean {
  const isMetric = (lexeme: Lexeme) => isKind(lexeme, "metric");
  const told = /^\W*(?:we|i|they|he|she|our|my|the|client|boss)\b/i.test(scan.text);
  return told && !scan.lexemes.slice(0, index).some(isMetric) && scan.lexemes.slice(index).some(isMetric);
}

/** 목록이랑 지난달 매출, 얼마였는지랑 …: one thing that is wanted, and the next. */
function endsKoreanItem(scan: Scan, index: number): boolean {
  const lexeme = scan.lexemes[index];
  if (!lexeme || !/^(?:이랑|랑|하고|과|와|및)$|지랑$/.test(lexeme.text)) return false;
  const item = scan.lexemes[index - 1];
  const whole =
    isCue(item, "list", "trend") ||
    lexeme.text.endsWith("지랑") ||
    /^(?:지|는지|인지)$/.test(item?.text ?? "");
  return whole && scan.lexemes.slice(index + 1).some((next) => next.kind === "word" && !isLight(next));
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
  if (/^(?:the )?(?:rest|others|remaining|remainder)/.test(scan.text.slice(verb?.to).trimStart()))
    return false;
  if (joins && /^(?:who|whose)$/.test(verb?.text ?? "")) return true;
  return joins && isCue(verb, ...commands) && !isHangul(verb?.text ?? "");
}

/** "Build a campaign … and a 1:1 image to go with it": one verb makes both. */
function startsMaking(scan: Scan, index: number): boolean {
  if (!/^(?:and|plus)$/.test(scan.lexemes[index]?.text ?? "")) return false;
  const ahead = scan.lexemes.slice(0, index);
  const behind = scan.lexemes.slice(index + 1, index + 7);
  const article = /^(?:a|an|some|the|its|\d+|one|two|three|four|five)$/.test(behind[0]?.text ?? "");
  const campaign = ahead.some((lexeme) => isCue(lexeme, "level_word"));
  const made = ahead.some((lexeme) => isCue(lexeme, "create", "new"));
  return article && campaign && made && behind.some((lexeme) => isCue(lexeme, "image_word", "copy_word"));
}

/** 목록 주고, 표로 주시고: handed over, and something else is wanted. */
function endsHandover(scan: Scan, index: number): boolean {
  const lexeme = scan.lexemes[index];
  const next = scan.lexemes[index + 1];
  if (!lexeme || !next || (next.from === lexeme.to && next.kind !== "sign")) return false;
  return (
    /(?:^|\s)(?:주고|주구|주시고|주시구|달라 하고|주면서)$/.test(scan.text.slice(0, lexeme.to)) && index > 0
  );
}

function endsKoreanClause(scan: Scan, index: number): boolean {
  const lexeme = scan.lexemes[index];
  const next = scan.lexemes[index + 1];
  if (!lexeme || !next || next.from === lexeme.to) return false;
  const stem = stemBefore(scan, index) ?? lexeme;
  if (/^(?:싶|있|나서)/.test(next.text)) return false;
  if (isCue(stem, "pause", "resume", "create") && !namesThing(scan, index + 1)) return false;
  if (isCue(stem, "raise", "cut") && has(scan, "advice", "what_if")) return false;
  return (
    stem !== undefined &&
    goesOn.test(lexeme.text) &&
    isCue(stem, "show", "pause", "resume", "write", "raise", "cut", "send", "change", "create")
  );
}

/** 메타 다 끄고 월요일에 다시 켜줘: what is switched on again is the same thing. */
function namesThing(scan: Scan, from: number): boolean {
  return scan.lexemes
    .slice(from)
    .some(
      (lexeme) =>
        ["unknown", "title", "quote"].includes(lexeme.kind) ||
        isKind(lexeme, "medium") ||
        isKind(lexeme, "dimension") ||
        isCue(lexeme, "copy_word", "image_word", "report"),
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
