// How many, how long, in how many lines: 세 개, 30자 이내, 두 줄로.

import { countOf } from "../../../language/number-words.ts";
import { type Read, spanOf } from "./own-text.ts";

const korean =
  "한|하나|두|둘|세|셋|서너|네|넷|다섯|여섯|일곱|여덟|아홉|열다섯|열두|열|스무|스물|서른|\\d{1,4}";
const english =
  "\\d{1,4}|half a dozen|a dozen|a couple|a pair|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|couple|dozen";
const more: Readonly<Record<string, number>> = {
  하나: 1,
  둘: 2,
  셋: 3,
  넷: 4,
  서너: 3,
  열두: 12,
  열다섯: 15,
  스무: 20,
  스물: 20,
  서른: 30,
  couple: 2,
  "a couple": 2,
  "a pair": 2,
  "half a dozen": 6,
  dozen: 12,
  "a dozen": 12,
};
const made =
  "hooks?|ctas?|blurbs?|bios?|ad lines?|push texts?|push messages?|subject lines?|body texts?|catch ?phrases?|jingles?|puns?|punchlines?|covers?|shots?|cards?|posts?|headlines?|titles?|slogans?|tag ?lines?|straplines?|cop(?:y|ies)|captions?|texts?|lines|options?|versions?|variants?|variations?|ideas?|alternatives?|drafts?|descriptions?|ads?|banners?|images?|pictures?|photos?|visuals?|thumbnails?|posters?|mock-?ups?|concepts?|suggestions?|candidates?|takes?|proposals?|messages?|one-liners?|different|of (?:th)?em";

const counts: readonly RegExp[] = [
  new RegExp(
    `(?<![가-힣\\d.,])(?<n>${korean})\\s?(?:개|가지|안|버전|종류|종|편|세트|장|컷|벌|타입|후보|건|꼭지|마디|문장|시안)(?:씩|만|정도|쯤|로|으로|을|를|은|도)?(?![가-힣])`,
    "g",
  ),
  /(?<![가-힣])(?<n>하나|둘|셋|넷|다섯|여섯|열)(?:만|정도|씩|쯤|(?=\s|$))(?![가-힣])/g,
  new RegExp(`(?<![a-z\\d.,-])(?<n>${english})(?:\\sof)?\\s(?:[a-z'-]+\\s){0,3}?(?:${made})(?![a-z])`, "gi"),
  /(?<![a-z\d.,-])(?<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s?(?:please|pls|max|total)?(?=\s*[.,!?]|\s*$)/gi,
  /(?<![\d.,:x*×])(?<n>\d{1,2})\s?(?:ea|pcs)(?![a-z])/gi,
];
const characters: readonly RegExp[] = [
  new RegExp(
    `(?:최대\\s?|한글(?:로)?\\s?|글자\\s?수(?:는)?\\s?|공백 포함\\s?)*(?<![가-힣\\d])(?<n>${korean})\\s?(?:글자|자)(?:\\s?(?:이내|이하|안쪽|안|미만|까지|내외|내|정도|넘지|짜리|제한|로|를|씩|쯤|에))*(?:로|으로)?(?![가-힣])`,
    "g",
  ),
  /(?:(?:under|within|below|max(?:imum)?(?: of)?|no more than|no longer than|not more than|up to|at most|less than|fewer than|limit(?:ed)?(?: (?:of|to))?|keep it (?:to|under)|about|around|in)\s)?(?<!\d)(?<n>\d{1,4})[\s-](?:characters?|charachters?|charakters?|chars?|letters?|syllables?)(?:\s(?:or (?:less|fewer)|max(?:imum)?|limit|tops|at most|each|long))*/gi,
  /(?:character|char|length) (?:limit|count|cap)(?: (?:of|is))?:?\s(?<n>\d{1,4})/gi,
];
const rows: readonly RegExp[] = [
  new RegExp(`(?<![가-힣\\d])(?<n>${korean})\\s?줄(?:짜리|로|씩|만|정도)*(?:로)?(?![가-힣])`, "g"),
  /(?:in |on |over )?(?<n>one|two|three|four|five|\d{1,2})[\s-](?:lines?|liners?)(?![a-z])/gi,
];

/** More are made in several goes. */
const MOST_MADE = 50;

export function madeCountOf(text: string): Read<number> | undefined {
  const read = firstOf(text, counts);
  return read && { ...read, value: Math.min(read.value, MOST_MADE) };
}

export function maxCharsOf(text: string): Read<number> | undefined {
  return firstOf(text, characters);
}

export function linesOf(text: string): Read<number> | undefined {
  return firstOf(text, rows);
}

function firstOf(text: string, forms: readonly RegExp[]): Read<number> | undefined {
  for (const form of forms) {
    for (const match of text.matchAll(form)) {
      const said = (match.groups?.["n"] ?? "").toLowerCase();
      const value = more[said] ?? countOf(said);
      if (value) return { ...numberSpan(match, said), value };
    }
  }
  return undefined;
}

/** "three short headlines" takes the number only: what stands between may be a tone or a name. */
function numberSpan(match: RegExpExecArray, said: string): { from: number; to: number } {
  const whole = spanOf(match);
  const latin = /[a-z]/i.test(match[0].slice(said.length)) && !/char|letter|line|syll|limit/i.test(match[0]);
  return latin
    ? { from: whole.from, to: whole.from + match[0].toLowerCase().indexOf(said) + said.length }
    : whole;
}
