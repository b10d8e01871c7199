// Names nobody knows: quoted words, words in front of "campaign", capitalised or otherwise unexplained noun phrases.

import type { Lexeme } from "../../language/lexer.ts";
import { nameLetters } from "../../language/marked-names.ts";
import { isExcluded } from "./exclusion.ts";
import { closesName, customersAt, isLead, isSaid } from "./name-places.ts";
import { isMarker, isTitle, joiners, touches } from "./name-words.ts";
import { has, isCue, isHangul, isKind, type Scan, written } from "./scan.ts";
import { withoutTalk } from "./weak-names.ts";

export type Name = {
  /** As written, without the word "campaign". */
  words: string;
  from: number;
  to: number;
  /** First and last lexeme. */
  first: number;
  last: number;
  quoted: boolean;
  /** Stands right before campaign, 광고, 건. */
  marked: boolean;
};

/** Longer than any medium lets a name be: prose. */
const LONGEST = 160;
/** Cue words that can be part of a name when they stand in front of 캠페인 or 건. */
const nounCues = ["thing_word", "audience_word", "image_word", "copy_word", "report", "name_word"];
/** A request that waits for a decision is named by what it is about: the coupon banner. */
const decisions = ["approve", "reject", "approvals"];
const verbEnding =
  /(요|니다|습니까|까|죠|줘|네|는데|해|하자|한다|려고|면서|거든|라고|다고|냐고|자고|구나|군요|어서|아서|았|었|겠|는지|던데|세요|십시오|볼까|할래|시다|ㅋ+|ㅎ+|ㅠ+)$/;
/** All candidates of a request, longest reading, in order. */
export function findNames(scan: Scan): Name[] {
  const names: Name[] = [];
  for (let index = 0; index < scan.lexemes.length; index++) {
    const name = nameAt(scan, index);
    if (!name) continue;
    names.push(name);
    index = name.last;
  }
  return withoutTalk(scan, names);
}

function nameAt(scan: Scan, index: number): Name | undefined {
  const lexeme = scan.lexemes[index];
  if (!lexeme) return undefined;
  if (lexeme.kind === "quote" || lexeme.kind === "title")
    return named(
      scan,
      index,
      index,
      lexeme.kind === "quote" ? lexeme.words : trimmed(lexeme.words),
      lexeme.kind === "quote",
    );
  if (!startsName(scan, index)) return undefined;
  const last = lastOf(scan, index);
  const words = trimmed(written(scan, lexeme.from, scan.lexemes[last]?.to ?? lexeme.to));
  return plausible(scan, index, last, words) ? named(scan, index, last, words, false) : undefined;
}

function startsName(scan: Scan, index: number): boolean {
  const lexeme = scan.lexemes[index];
  if (!lexeme) return false;
  if (lexeme.kind === "unknown") return !isSaid(scan, index);
  if (isLead(scan, index)) return true;
  const word = written(scan, lexeme.from, lexeme.to);
  if (isTitle(word) && index > 0 && !isSlotWord(lexeme)) return hasUnknownAhead(scan, index);
  if (isCue(lexeme, "name_word") && isPickedOut(scan, index)) return true;
  return isNounCue(lexeme) && leadsToMarker(scan, index);
}

/** 리타겟팅 제외하고, only retargeting: a word of names picked out by itself is one. */
function isPickedOut(scan: Scan, index: number): boolean {
  const word = scan.lexemes[index];
  if (!word || isKind(word, "dimension")) return false;
  const after = scan.lexemes[index + 1];
  return (
    isExcluded(scan, { first: index, last: index }, () => false) ||
    after?.text === "만" ||
    isCue(after, "only")
  );
}

/** Unknown words that touch, title words in between, small joining words inside a title. */
function lastOf(scan: Scan, index: number): number {
  let last = index;
  for (let at = index + 1; at < scan.lexemes.length; at++) {
    const lexeme = scan.lexemes[at];
    if (!lexeme || !touches(scan, last, at)) break;
    if (lexeme.kind === "particle") {
      if (!keepsParticle(scan, at)) break;
      last = at;
    } else if (lexeme.kind === "unknown" || isYear(lexeme)) last = at;
    else if (isTitlePart(scan, lexeme)) last = at;
    else if (customersAt(scan, at) !== undefined) last = at = customersAt(scan, at) ?? at;
    else if (isCue(lexeme, "thing_word") || closesName(scan, at)) last = at;
    else if (isNounCue(lexeme) && (leadsToMarker(scan, at) || isDecided(scan, at))) last = at;
    else if (isJoiner(scan, at)) continue;
    else break;
  }
  return last;
}

function keepsParticle(scan: Scan, at: number): boolean {
  const particle = scan.lexemes[at];
  const next = scan.lexemes[at + 1];
  if (!particle || !next || next.from === particle.to) return false;
  const glued = nameLetters.test(particle.text);
  if (glued && isCue(next, "thing_word")) return true;
  return glued && (next.kind === "unknown" || isMarker(next) || isNounCue(next)) && leadsToMarker(scan, at);
}

function isJoiner(scan: Scan, at: number): boolean {
  const lexeme = scan.lexemes[at];
  const next = scan.lexemes[at + 1];
  if (!lexeme || !next || !joiners.test(lexeme.text)) return false;
  const before = written(scan, scan.lexemes[at - 1]?.from ?? 0, scan.lexemes[at - 1]?.to ?? 0);
  return (
    lexeme.text !== "and" &&
    isTitle(before) &&
    isTitle(written(scan, next.from, next.to)) &&
    next.kind === "unknown"
  );
}

function isTitlePart(scan: Scan, lexeme: Lexeme): boolean {
  return isTitle(written(scan, lexeme.from, lexeme.to)) && !isSlotWord(lexeme) && !isMarker(lexeme);
}

function isYear(lexeme: Lexeme): boolean {
  return lexeme.kind === "amount" && lexeme.amount.kind === "plain" && /^(19|20)\d\d$/.test(lexeme.text);
}

function isSlotWord(lexeme: Lexeme): boolean {
  const slot = ["medium", "metric", "grain", "missing"] as const;
  return lexeme.kind !== "word" || slot.some((kind) => isKind(lexeme, kind));
}

function isNounCue(lexeme: Lexeme): boolean {
  if (lexeme.kind !== "word" || lexeme.text.length < 2) return false;
  const brand = lexeme.meanings.some((meaning) => meaning.kind === "dimension" && meaning.dim === "brand");
  return brand || isCue(lexeme, ...nounCues);
}

/** Only more name words stand between here and the word campaign. */
function leadsToMarker(scan: Scan, index: number): boolean {
  for (let at = index + 1; at < Math.min(scan.lexemes.length, index + 5); at++) {
    const lexeme = scan.lexemes[at];
    if (!lexeme || !touches(scan, at - 1, at)) return false;
    if (isMarker(lexeme)) return scan.lexemes[at - 1]?.kind !== "sign";
    if (lexeme.kind !== "unknown" && !isNounCue(lexeme)) return false;
  }
  return false;
}

function hasUnknownAhead(scan: Scan, index: number): boolean {
  const next = scan.lexemes[index + 1];
  return (
    next?.kind === "unknown" && isTitle(written(scan, next.from, next.to)) && touches(scan, index, index + 1)
  );
}

function isDecided(scan: Scan, at: number): boolean {
  return scan.lexemes[at - 1]?.kind === "unknown" && has(scan, ...decisions);
}

function plausible(scan: Scan, first: number, last: number, words: string): boolean {
  const letters = words.replace(/[^\p{L}\p{N}]/gu, "");
  if (letters.length < 2 || /^\d+$|^(?:st|nd|rd|th)$/.test(letters)) return false;
  if (isMarker(scan.lexemes[last + 1])) return true;
  if (!isHangul(words)) return true;
  const next = scan.lexemes[last + 1];
  const ends = next === undefined || next.kind === "sign";
  return !(ends && first > 0 && verbEnding.test(words));
}

function named(scan: Scan, first: number, last: number, words: string, quoted: boolean): Name | undefined {
  const from = scan.lexemes[first]?.from ?? 0;
  const to = scan.lexemes[last]?.to ?? 0;
  const after = scan.lexemes[last + 1];
  const marked = isMarker(after) || (after?.kind === "particle" && isMarker(scan.lexemes[last + 2]));
  return words === "" || words.length > LONGEST
    ? undefined
    : { words, from, to, first, last, quoted, marked };
}

/** Without signs around it and without the 's that ties it to what is asked about it. */
function trimmed(words: string): string {
  return words.replace(/^[\s,.'"]+|[\s,.'"?!]+$/g, "").replace(/'s?$/, "");
}
