// The customer's own guide: words it bans, words it wants, the tone it speaks in. A rule of its own names its words, a review's facts name
// those of the guide.

import { literalMatcher } from "../literal.ts";
import type { NamedFunction } from "../policy.ts";
import { rawSpan } from "../text.ts";
import type { Matcher } from "../vocabulary.ts";
import type { Hit, Seen } from "./hit.ts";

/** `terms` in the place of the guide's, `except` phrases inside which a term is no finding. */
export function bannedTerms(seen: Seen, options: NamedFunction): Hit[] {
  const except = matcher(listOf(options["except"])).find(seen.view);
  return matcher(listOf(options["terms"] ?? seen.facts["brand_banned"]))
    .find(seen.view)
    .filter(({ start, end }) => !except.some((one) => one.start <= start && end <= one.end))
    .map(({ start, end }) => rawSpan(seen.view, start, end));
}

/** A wanted term may carry particles and be spaced otherwise. */
export function requiredTerms(seen: Seen, options: NamedFunction): Hit[] {
  const end = seen.text.trimEnd().length;
  const terms = listOf(options["terms"] ?? seen.facts["brand_required"]);
  const missing = terms.filter((term) => !matcher([term]).has(seen.view));
  if (missing.length === 0) return [];
  return [
    { start: end, end, missing: missing.map((term) => ({ name: { ko: term, en: term }, insert: term })) },
  ];
}

const LAUGHTER = /[ㅋㅎㅠㅜ]{2,}|[ㅋㅎ](?=\s|$|[.!?~])/g;
const PLAIN_ENDING =
  /(?:[가-힣]*(?:했|됐|었|았|였|겠|있|없|같|좋|싫|많|맞|높|낮|갔|왔|샀|봤)(?:어|아|지|네|음|냐|니|다)|[가-힣]*(?:봐|봐라|가자|하자|해|해라|줘|돼|이야|거야|지|네|냐|거든|는데|구나|자라|마라|말아|골라|담아|먹어|써|사|구경해|예뻐|편해|따뜻해|왔다|간다|한다|된다|이다))(?=\s*(?:[.!?~]|$|\n))/g;
const POLITE = /(?:요|다|까|죠|오|소|시오|세요|니다)(?=\s*(?:[.!?~]|$|\n))/;

/** `polite`, or `always`: no plain speech and no laughter. A noun at the end is no plain speech. */
export function rudeEndings(seen: Seen, { always }: NamedFunction): Hit[] {
  if (always !== true && seen.facts["brand_tone"] !== "polite") return [];
  const { text } = seen.view;
  const found = [...text.matchAll(LAUGHTER), ...text.matchAll(PLAIN_ENDING)];
  return found
    .filter((match) => !POLITE.test(match[0]) && !isNoun(match[0]))
    .map((match) => rawSpan(seen.view, match.index, match.index + match[0].length));
}

const NOUNS =
  /^(?:문의|회사|의사|행사|감사|천사|투자|의자|과자|피자|모자|상자|남자|여자|탄자|주방의?|이야|분야|시야|아가|작가|평가|휴가|요가|물가|단가|정가|특가|국가|전문가|동네|언니|주머니|어머니|할머니|강아지|이미지|패키지|메시지|지역|휴지|편지|브라|요리사|선물|공지|소지|배지|잡지|엄마|가마|치마|이마|하마|테마|로마|소라|나라|카메라|오해|이해|올해|새해|지해|동해|남해|서해|피해)$/;

function isNoun(word: string): boolean {
  return NOUNS.test(word);
}

function listOf(value: unknown): string[] {
  if (typeof value === "string") return value.split(",").map((one) => one.trim());
  return Array.isArray(value) ? value.map(String) : [];
}

/** By their words: a workspace asks for the same ones with every review. */
const matchers = new Map<string, Matcher>();
const MOST_KEPT = 500;

function matcher(terms: readonly string[]): Matcher {
  const key = JSON.stringify(terms);
  const known = matchers.get(key);
  if (known) return known;
  if (matchers.size >= MOST_KEPT) matchers.clear();
  const made = literalMatcher(terms);
  matchers.set(key, made);
  return made;
}
