// The slots of a wish for a picture: what is on it, its shape, its background, the words on it.

import { z } from "zod";
import type { GenerateImage } from "../../../capabilities/creatives/tools.ts";
import { loadYaml } from "../../../language/data.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { headsOf, mediumSpans, targetFilters } from "./copy.ts";
import { madeCountOf } from "./counts.ts";
import { givenTextOf } from "./given-text.ts";
import { Forms, oneOf, ownText, type Read, type Span, spanOf, trimmed, without } from "./own-text.ts";
import { said } from "./spoken.ts";
import { subjectOf } from "./subject.ts";
import { whomOf } from "./whom.ts";

const formats = loadYaml("formats", z.array(z.object({ aspect: z.string(), forms: Forms }))).map(
  ({ aspect, forms }) => ({
    aspect,
    pattern: new RegExp(
      `(?:${oneOf(forms)})(?:용|형|으로|로)?(?:\\s?(?:비율|사이즈|포맷|format|size|ratio))?`,
      "i",
    ),
  }),
);
const sizes: readonly RegExp[] = [
  /(?<w>\d{3,4})\s?(?:px|픽셀)?\s?(?:[x×*]|by|곱하기)\s?(?<h>\d{3,4})(?:\s?(?:px|픽셀|pixels?|사이즈|크기|짜리|로|size))*/i,
  /가로\s?(?<w>\d{3,4})(?:px|픽셀)?[\s,]*세로\s?(?<h>\d{3,4})(?:\s?(?:px|픽셀|사이즈|크기|짜리|로))*/,
];
const ratio =
  /(?<![\d.:])(?<w>\d{1,2}(?:\.\d{1,2})?)\s?(?::|대|\sto\s|\sby\s|\/)\s?(?<h>\d{1,2})(?![\d:시분])(?:\s?(?:비율|사이즈|포맷|짜리|ratio|aspect))?(?:으로|로)?/i;
const shapes = new Set([
  "1:1",
  "9:16",
  "16:9",
  "4:5",
  "5:4",
  "2:3",
  "3:2",
  "3:4",
  "4:3",
  "2:1",
  "1:2",
  "1.91:1",
  "21:9",
]);
const colours =
  "하얀|흰|하양|검은|검정|까만|빨간|붉은|파란|푸른|노란|초록|녹색|분홍|핑크|보라|회색|베이지|주황|남색|하늘색|민트|투명|화이트|블랙|레드|블루|골드|실버|아이보리|파스텔";
/** 배경은 하얗게, 흰 배경, 비오는 거리 배경으로, 배경 흰색. */
const koreanBackgrounds: readonly RegExp[] = [
  /(?:배경|바탕)(?:색|색상)?(?:은|는|을|를|:|\s-)\s*(?<words>[^,.!?\n¦]{1,60}?)\s*(?:(?:으로|로)(?=\s|$|[,.!?])|(?:이면|였으면|면 좋|해\s?줘|해\s?주|깔아|넣|처리|하고|좋겠|부탁)|(?=[,.!?\n¦]|$))/,
  new RegExp(`(?<words>(?:${colours})색?)\\s?(?:배경|바탕)`),
  new RegExp(`(?:배경|바탕)색?\\s(?<words>(?:${colours})[가-힣]*?)(?:으로|로|(?=[\\s,.!?]|$))`),
  /(?<words>[^,.!?\n¦]{1,60}?)(?:을|를|이|가)?\s?(?:배경|바탕)(?!색|은|는|을|를)[가-힣]{0,3}(?=[\s,.!?]|$)/,
];
const englishBackgrounds: readonly RegExp[] = [
  /(?:background|backdrop)(?:\s?(?::|is|of|should be|colou?r))+\s(?:a |an |the )?(?<words>[^,.!?\n¦]+)/i,
  /(?:with|on|against|over|in)\s(?:a |an |the |some )?(?<words>[^,.!?\n¦]{1,60}?)\s(?:in |as |for )(?:the |a )?(?:background|backdrop)/i,
  /[,.]\s*(?:a |an |the |some )?(?<words>[^,.!?\n¦]{1,60}?)\s(?:in|as) the (?:background|backdrop)/i,
  /(?:[,.¦]|with|and|on)\s*(?:a |an |the |some )?(?<words>[^,.!?\n¦]{3,30}?)\s(?:behind|in back of|all around)\s(?:it|them|him|her|the \w+)(?![a-z])/i,
  /(?:on|against|over|with)?\s?(?:a |an |the |some )?(?<words>(?:[\p{L}-]+\s){0,2}[\p{L}-]+)\s(?:background|backdrop|bg)(?![a-z])/iu,
  /\s(?:on top of|on|against|in front of|next to|set in|placed on|lying on|standing on|sitting on)\s(?:a |an |the )(?<words>(?!(?:meta|instagram|facebook|naver|kakao|google|it|same)\b)[^,.!?\n¦]+)/i,
];
const onIt =
  /(?:문구|글자|텍스트|카피|글씨|글|text|words?|wording|copy|saying|says|caption|slogan|title)(?:은|는|로|으로|에|을|를|도|가)?\s*[:]?\s*(?=¦|["'])|(?<=["'¦]\s?)(?:이?라고|라는|이?란)?\s?(?:문구|글자|텍스트|카피|글씨|글)?(?:를|을|가|이)?\s?(?:넣|들어|적|박|써|올려|얹|쓰여)/i;
const noWords =
  /(?:문구|글자|텍스트|글씨|카피)(?:는|은|가|이|를|을)?\s?(?:없이|없는|빼고|넣지)|(?:no|without(?: any)?)\s(?:text|words?|copy|wording|letters)(?: on it| in it)?/i;

export function imageOf(found: Found): Wish {
  const text = ownText(found.scan);
  const given = givenTextOf(found.scan);
  const words = given && onIt.test(without(text, [given])) ? given : undefined;
  const open = without(text, [...(given ? [given] : []), ...matched(text, noWords)]);
  const size = sizeOf(open);
  const aspect = aspectOf(without(open, size ? [size] : []));
  const count = madeCountOf(without(open, [...(size ? [size] : []), ...aspect.spans]));
  const background = backgroundOf(
    without(open, [...(size ? [size] : []), ...aspect.spans, ...(count ? [count] : [])]),
    headsOf(found),
  );
  const taken = [
    ...[words, size, count, background].flatMap((read) => (read ? [read] : [])),
    ...aspect.spans,
    ...matched(text, noWords),
    ...mediumSpans(found),
    ...(whomOf(found)?.spans ?? []),
  ];
  const input: z.input<typeof GenerateImage> = said({
    product: given && !words ? given.value : subjectOf(found.scan, headsOf(found), taken),
    filters: targetFilters(found),
    count: count?.value,
    aspect: aspect.value,
    size: size?.value,
    background: background?.value,
    text: words?.value,
  });
  return { tool: "generate_image", input };
}

function matched(text: string, pattern: RegExp): Span[] {
  const match = pattern.exec(text);
  return match ? [spanOf(match)] : [];
}

/** Width and height in pixels, in any writing, as `1080x1350`. */
function sizeOf(text: string): Read<string> | undefined {
  for (const form of sizes) {
    const match = form.exec(text);
    if (match) return { ...spanOf(match), value: `${match.groups?.["w"]}x${match.groups?.["h"]}` };
  }
  return undefined;
}

/** A ratio that was said wins over the name of a format; both are used up. */
function aspectOf(text: string): { value: string | undefined; spans: Span[] } {
  const match = ratio.exec(text);
  const spoken = match && `${match.groups?.["w"]}:${match.groups?.["h"]}`;
  const exact = spoken && shapes.has(spoken) ? { value: spoken, spans: [spanOf(match)] } : undefined;
  const named = formats.flatMap(({ aspect, pattern }) => {
    const name = pattern.exec(text);
    return name ? [{ value: aspect, span: spanOf(name) }] : [];
  });
  const spans = [...(exact?.spans ?? []), ...named.map(({ span }) => span)];
  return { value: exact?.value ?? named[0]?.value, spans };
}

function backgroundOf(text: string, heads: readonly Span[]): Read<string> | undefined {
  for (const form of [...koreanBackgrounds, ...englishBackgrounds]) {
    const match = form.exec(text);
    const words = trimmed(match?.groups?.["words"] ?? "");
    if (!match || !words) continue;
    const value = /[가-힣]/.test(words) ? koreanPlace(match, words, heads) : words;
    const front = match[0].indexOf(words) === 0;
    const from = match.index + (front ? words.lastIndexOf(value) : 0);
    return { from, to: match.index + match[0].length, value };
  }
  return undefined;
}

const headWord =
  /(?:이미지|사진|그림|배너|포스터|시안|비주얼|썸네일|image|picture|photo|banner|visual)[가-힣]*\s|(?:해줘|봐|줘|주세요|부탁해|그려|만들어)\s|\s(?:한|두|세|네|\d+)\s?(?:장|개|컷)\s?/i;

/** 비오는 거리 alone of "장화 비오는 거리 배경": all of the words when the thing itself is named behind them. */
function koreanPlace(match: RegExpExecArray, words: string, heads: readonly Span[]): string {
  const clause = trimmed(words.split(headWord).at(-1) ?? words) ?? words;
  const end = match.index + match[0].length;
  const head = heads.find(({ from }) => from >= end);
  const between = match.input.slice(end, head?.from ?? end).replace(/광고|¦/g, "");
  if (clause !== words || !match[0].startsWith(words) || /[가-힣]{2}/.test(between)) return clause;
  const tokens = clause.split(/\s+/);
  let first = tokens.length - 1;
  if (first > 0 && modifies(tokens[first - 1])) first--;
  if (first > 1 && tokens[first]?.endsWith("는")) first--;
  return tokens.slice(first).join(" ");
}

/** Ends like a word that describes the next one: 비오는, 푸른, 지는, 숲의. */
function modifies(word: string | undefined): boolean {
  const code = (word?.codePointAt((word?.length ?? 0) - 1) ?? 0) - 0xac00;
  return word?.endsWith("의") === true || (code >= 0 && code % 28 === 4);
}
