// A text handed over without quotes, behind a colon or on the next line: 이 문구 검토해줘: 오늘만 반값! It is never read as anything else.

import type { FixedSpan } from "./lexer.ts";

/** Words of wishes that hand over a text. */
const wishes =
  /문구|카피|문장|멘트|슬로건|헤드라인|표현|심의|검수|검토|다듬|써도|rewrite|rephrase|reword|paraphrase|shorten|polish|tighten|shorter|punchier|review|compliance|claim|allowed|(?:this|the|following|check) (?:copy|line|text|headline|slogan|caption|ad)(?![a-z])/;
/** A word in front of the colon that names a slot: 제품: 겨울 코트, reason: too late. */
const slot =
  /(?:제품명?|상품명?|톤|대상|타겟|타깃|매체|사유|이유|배경|사이즈|크기|비율|개수|수량|주제|기간|product|tone|audience|target|reason|background|size|channel|medium|count|topic|subject|format|re|ps)\s*$/;
const handed = /(?<=[^\d\s]\s?)(?::|=>)\s*(?<words>[^"'\s][\s\S]{3,})$|\n\s*(?<next>[^"'\s][\s\S]{3,})$/;

/** @param text in lower case, quotes blanked; @returns at most one text, up to the end of the message */
export function findGivenText(text: string): FixedSpan[] {
  const match = handed.exec(text);
  const words = match?.groups?.["words"] ?? match?.groups?.["next"];
  if (!match || !words) return [];
  const from = match.index + match[0].length - words.length;
  const before = text.slice(0, match.index);
  if (!wishes.test(before) || slot.test(before)) return [];
  return [{ kind: "quote", from, to: from + words.trimEnd().length, words: words.trim() }];
}
