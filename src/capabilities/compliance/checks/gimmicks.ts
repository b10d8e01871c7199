// Writing that media refuse as such: repeated marks, signs in place of words, letters pulled apart, phone numbers.

import type { NamedFunction } from "../policy.ts";
import { rawSpan } from "../text.ts";
import type { Hit, Seen } from "./hit.ts";

const REPEATED =
  /[!?]{2,}|([.,~·*#@%$&=+|;:-])(?:\s?\1){2,}|([~,;:*#@%$&=+|·])\s?\2|--|[!?](?=\s?[.,;:~])|(?<!\d)!(?=[^!]{0,200}!)/g;

/** Marks that are repeated, more than one exclamation, and any in a headline. */
export function punctuation(seen: Seen): Hit[] {
  const { text } = seen.view;
  const found = [...text.matchAll(REPEATED)].filter(([run]) => run !== "...");
  const spans = found.map((match) => ({ start: match.index, end: match.index + match[0].length }));
  if (seen.field === "headline" || seen.field === "title")
    for (const { index } of text.matchAll(/!/g)) spans.push({ start: index, end: index + 1 });
  return outermost(spans).map(({ start, end }) => rawSpan(seen.view, start, end));
}

const SIGN = /[\p{So}\p{Sk}★☆♥♡●○◆◇■□▲△▶◀▷◁※→←↑↓✓✔♪♬☎☆◎◈▣]|[~^=_|<>{}\\]|\p{Extended_Pictographic}/gu;
const NAME_SIGNS = "®™©°℃㎖㎏㎡℉µ";

/** More signs than the medium allows (`max`, none by default); with `letters` also words written with signs. */
export function symbols(seen: Seen, options: NamedFunction): Hit[] {
  const max = typeof options["max"] === "number" ? options["max"] : 0;
  const signs = [...seen.text.matchAll(SIGN)].filter(
    (match) => !NAME_SIGNS.includes(match[0]) && !isRange(seen.text, match),
  );
  const inWords = options["letters"] === true ? spacedLetters(seen) : [];
  const hits = signs.map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return hits.length > max ? outermost([...hits, ...inWords]) : inWords;
}

/** 3~5명, 월~금. */
function isRange(text: string, match: RegExpExecArray): boolean {
  const around = text.slice(Math.max(0, match.index - 1), match.index + 2);
  return match[0] === "~" && /[\d가-힣]~[\d가-힣]/.test(around);
}

const APART: readonly RegExp[] = [
  /(?<![a-z0-9])[a-z](?:[ .\-_*·~][a-z]){2,}(?![a-z0-9])/g,
  /(?<![가-힣])[가-힣](?: [가-힣]){3,}(?![가-힣])/g,
  /(?<![가-힣])(?:[가-힣][.·*_\-♥★]){2,}[가-힣](?![가-힣])|[가-힣][★☆♥♡●◆■▲*^_][가-힣]/g,
  /(?<![가-힣])(?:무 료|특 가|할 인|세 일|공 짜|최 저 가)(?![가-힣])/g,
];
/** Digits and signs that stand for letters: `b1g`, `ch@irs`, `$ave`, `4 u`, `@ home`. */
const INSTEAD =
  /(?<![\w@.])(?!(?:w3c|mp[34]|p0|r1b|h1n1|v1a|s3a)\b)[a-z]{1,8}[013457][a-z]{1,8}(?![\w@])|(?<![\w@.])[a-z]{1,10}[@$!][a-z]{1,10}(?![\w@.])|(?<!\w)[@$][a-z]{2,10}(?![\w.])|(?<=\s|^)@(?=\s)|\b(?:b3st|fr33|s4le|gr8|l8r|m8|2day|2nite|2morrow|str8|b4|4ever|every1|some1|any1|[42]\s?u)\b/g;
const INITIALS =
  /^(?:u\.s|u\.k|u\.s\.a|p\.o|d\.i\.y|n\.y\.c|e\.u|a\.m|p\.m|r\.s\.v\.p|q & a|b\.c|d\.c|l\.a)$/;

/** Letters set apart or signs inside and in place of words: `F R E E`, `f.r.e.e`, `특★가`, `b3st`, `4 u`. */
export function spacedLetters(seen: Seen): Hit[] {
  const { text } = seen.view;
  const found = [...APART, INSTEAD].flatMap((pattern) => [...text.matchAll(pattern)]);
  const spans = found
    .filter(([word]) => !INITIALS.test(word) && !/^@[a-z]+$/.test(word))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return outermost(spans).map(({ start, end }) => rawSpan(seen.view, start, end));
}

const PHONE =
  /(?<![\d-])(?:\+?82[-. ]{0,2})?\(?(?:0\d{1,2}|1[568]\d{2}|공[일이삼사오육칠팔구][영공]?|영일영)[-. )~]{0,3}\d{3,4}[-. ~]{0,3}\d{4}(?!\d)|(?<![\d-])1[568]\d{2}[-. ]{1,3}\d{4}(?!\d)|(?<!\d)(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}(?!\d)|(?<![\d-])\+?0?\d{1,3}[-. ]\d{2,4}[-. ]\d{4}(?!\d)|\b1-?8(?:00|88|77|66|55)-[a-z0-9-]{6,11}(?![a-z0-9])|(?<!\d)\d{3}-\d{4}(?![\d-])|(?<![\d.])0(?:[ .]\d){8,10}(?!\d)|(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[\s-]){5,}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)|[공영일이삼사오육칠팔구]{3}[-. ]?[공영일이삼사오육칠팔구]{3,4}[-. ]?[공영일이삼사오육칠팔구]{4}/g;

export function phoneInText({ view }: Seen): Hit[] {
  return [...view.text.matchAll(PHONE)]
    .filter(([number]) => !/^20\d{2}[-. ]\d{2}/.test(number))
    .map((match) => rawSpan(view, match.index, match.index + match[0].length));
}

/** Of spans that overlap only the first and widest. */
export function outermost(spans: readonly Hit[]): Hit[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const out: Hit[] = [];
  for (const span of sorted) if (span.start >= (out.at(-1)?.end ?? 0)) out.push(span);
  return out;
}
