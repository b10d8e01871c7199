// What is left out: 네이버 말고, except Naver, leave Rain Boots aside, any medium but Kakao.

import type { Lexeme } from "../../language/lexer.ts";
import { isCue, isHangul, isKind, isLight, type Scan } from "./scan.ts";

/** A stretch of lexemes, both ends in it. */
type Stretch = { first: number; last: number };

/** @param isListed lexemes that may stand in one list with it and share its fate */
export function isExcluded(
  scan: Scan,
  { first, last }: Stretch,
  isListed: (lexeme: Lexeme) => boolean,
): boolean {
  return saidBehind(scan, last, isListed) || saidBefore(scan, first, isListed);
}

function saidBehind(scan: Scan, last: number, isListed: (lexeme: Lexeme) => boolean): boolean {
  for (let at = last + 1; at < scan.lexemes.length; at++) {
    const lexeme = scan.lexemes[at];
    if (!lexeme) return false;
    if (isCue(lexeme, "except")) return isHangul(lexeme.text) || /^(aside|excluded)$/.test(lexeme.text);
    if (isEnd(lexeme) || (!isLight(lexeme) && !isListed(lexeme) && !isThing(lexeme))) return false;
  }
  return false;
}

function saidBefore(scan: Scan, first: number, isListed: (lexeme: Lexeme) => boolean): boolean {
  for (let at = first - 1; at >= 0; at--) {
    const lexeme = scan.lexemes[at];
    if (!lexeme) return false;
    if (isCue(lexeme, "except") && !isHangul(lexeme.text)) return true;
    if (lexeme.text === "but" && isOfAll(scan, at)) return true;
    if (/^(no|not)$/.test(lexeme.text)) return isNext(scan, at, first);
    if (isEnd(lexeme) || (!isLight(lexeme) && !isListed(lexeme))) return false;
  }
  return false;
}

/** Everything but, any medium but: else "but" only turns the sentence. */
function isOfAll(scan: Scan, at: number): boolean {
  return scan.lexemes
    .slice(Math.max(0, at - 3), at)
    .some(({ text }) => /^(all|any|every|everything|anything|each)$/.test(text));
}

/** "not Naver", but not "or not, on Naver". */
function isNext(scan: Scan, at: number, first: number): boolean {
  const between = scan.text.slice(scan.lexemes[at]?.to, scan.lexemes[first]?.from).trim();
  return between === "" || between === "the";
}

function isEnd(lexeme: Lexeme): boolean {
  return lexeme.kind === "sign" && lexeme.text.trim() !== "," && lexeme.text.trim() !== "'";
}

/** 카카오 캠페인은 빼고: the word for what it is may stand between. */
function isThing(lexeme: Lexeme): boolean {
  return isKind(lexeme, "dimension") && !isKind(lexeme, "metric");
}
