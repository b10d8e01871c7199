// Writings of numbers that nothing reads: what cannot be read cannot be proved.

import type { Figure } from "./figures.ts";
import type { Mention } from "./mentions.ts";

/** In a text as it was written. */
const written = new RegExp(
  [
    // 三百, ½, Ⅸ, ①, ³
    "[一二三四五六七八九十百千万萬億亿兆]|[\\p{Nl}\\p{No}]",
    // &#57; &frac12;
    "&#?[a-z0-9]{1,8};",
  ].join("|"),
  "iu",
);

const ones = "(?:하나|한|둘|두|셋|세|석|서|넷|네|넉|너|다섯|여섯|일곱|여덟|아홉)";
const unit =
  "(?:원(?![가-힣]*(?:히|인|래|칙|하))|퍼(?:센트)?|프로(?![모그필젝])|%|포인트|배(?![너송경달포정열우])|건|회(?![사의원])|번(?!째)|명|개(?!월|선|인|요|발)|달러)";
const scaledUnit = `(?:${unit}|만|천|백|억)`;
const left = new RegExp(
  [
    // 스물다섯, 열둘, 서른
    `(?<![가-힣])(?:스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)(?:${ones}|(?=\\s?${scaledUnit}))|(?<![가-힣])열\\s?${ones}(?![가-힣]{2,}\\s)`,
    // 열에 아홉, 열 중 아홉
    `(?<![가-힣])(?:열|백)(?:에| 중| 가운데|명 중)\\s?${ones}`,
    "(?<![가-힣])(?:십중팔구|반의 ?반|반에 ?반|과반|태반)",
    // 다섯 퍼센트, 열 배
    `(?<![가-힣])(?:열|다섯|여섯|일곱|여덟|아홉)\\s?(?:퍼|프로(?![모그필젝])|%|배(?![너송경달포정열우])|원(?![가-힣]*(?:히|인|래|칙|하)))`,
    // 한두 건, 서너 배
    `(?<![가-힣])(?:한두|두세|두어|두서너|서너|너댓|네댓|너덧|네다섯|대여섯|예닐곱|일고여덟|여덟아홉|여남은|여러)\\s?(?!가지|곳|번|날|매체|캠페인)${scaledUnit}`,
    // 몇천만 원, 수십 배
    "(?<![가-힣])(?:몇|수)\\s?(?:십|백|천|만(?![큼])|억|조)(?![가-힣]*(?:료|리|용))",
    `(?<![가-힣])(?:몇|수)\\s?(?:퍼센트|프로(?![모그필젝])|%|배(?![너송경달포정열우]))`,
    // 구천 구백 구십 구 원
    "(?<![가-힣])[일이삼사오육칠팔구]?[천백십만억]\\s[일이삼사오육칠팔구]{0,2}[천백십만억]",
    `(?<![가-힣])[일이삼사오육칠팔구]*[천백십만억][일이삼사오육칠팔구십백천만억]*\\s?(?:${unit}|넘게|넘는|이상|가량|정도|쯤|가까이|이에요|예요|입니다)(?<!만일|이만)`,
    "(?<![가-힣])영\\s?(?:원|건|회|명|퍼센트|%)(?!히|한|하|토록)",
    "(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱)?\\s?자릿?\\s?수(?!준)",
    // 3.57점
    "\\u0001점(?=[이으을은도에,.\\s]|$)",
    // several million, a couple of thousand, tens of thousands
    "(?<![a-z])(?:several|couple(?: of)?|few|handful of|many|some) (?:dozens?|hundreds?|thousands?|millions?|billions?|percent|per cent|%|times|points|fold)(?![a-z])",
    "(?<![a-z])(?:tens|scores|hundreds|thousands|dozens|handfuls?) of(?: the)? (?:tens|dozens|hundreds|thousands|millions|billions|percent|times)(?![a-z])",
    "(?<![a-z])(?:single|double|triple|one|two|three|four|five|six|seven|eight|nine)[- ](?:digits?|figures?)(?![a-z])",
    "(?<![a-z])(?:nine|eight|seven|six|five) (?:out of|in) (?:ten|every)",
    "(?<![a-z])[ivxlcdm]+\\s?(?:원|퍼센트|%|건|회|명|won(?![a-z])|percent)",
  ].join("|"),
);

/**
 * True when something counts in a sentence that no reader took.
 * @param bare what the readers left, with their stretches blanked
 */
export function isUnread(sentence: string, bare: string): boolean {
  return written.test(sentence) || left.test(bare) || /\p{N}/u.test(bare);
}

const particle =
  "(?:은|는|이|가|도|:|\\s(?:is|was|at|of|were|are|came to|stood at|hit|reached))?\\s?(?:약\\s|about\\s)?[#(]?";
const levelEnd =
  /^\)?\s?(?:이에요|예요|입니다|이었|였|이라|으로|로 |수준|정도|쯤|가량|만큼|점|원|건|회|명|%|[.!]?$)/;
/** A rank stands so too: 1위예요. */
const place = /^\s?(?:위|등|번째|st|nd|rd|th)/;

/** "매출은 9999/12/31이에요", "ROAS is #99": a date, a clock or a number of a list where a level stands. */
export function hasDateAsLevel(
  text: string,
  bare: string,
  mentions: readonly Mention[],
  figures: readonly Figure[],
): boolean {
  const pattern = new RegExp(`^${particle}(?<gone>\\u0001(?:[\\u0001\\s년월일시분:/.-]*\\u0001)?)`);
  return mentions.some(({ kind, to }) => {
    const match = kind === "metric" ? pattern.exec(bare.slice(to)) : null;
    if (!match) return false;
    const end = to + match[0].length;
    const from = end - (match.groups?.["gone"]?.length ?? 0);
    if (!/\d/.test(text.slice(from, end)) || figures.some((one) => one.from < end && one.to > from))
      return false;
    return !place.test(text.slice(end)) && levelEnd.test(text.slice(end).replace(/^(?:년|월|일|시|분)/, ""));
  });
}

/** Years that data and plans are of. */
const EARLIEST_YEAR = 2000;

/** 2045년, 9999-12-31, 2026-99-99: a year or a day that nothing is of. */
export function hasImpossibleDate(text: string, today: Temporal.PlainDate): boolean {
  const years = [...text.matchAll(/(?<![\d.,])(\d{4})(?:년|[-./]\d{1,2}[-./]\d{1,2})/g)].map(([, year]) =>
    Number(year),
  );
  const said = [...text.matchAll(/(?<=(?:in|since|of|until|year|by) )(\d{4})(?![\d,.]*\d|\s?[a-z%₩])/g)].map(
    ([, year]) => Number(year),
  );
  return (
    [...years, ...said.filter((year) => year > 1900 && year < 2100)].some(
      (year) => year < EARLIEST_YEAR || year > today.year + 2,
    ) ||
    [...text.matchAll(/(?<!\d)\d{4}[-./](\d{1,2})[-./](\d{1,2})(?!\d)/g)].some(
      ([, month, day]) => Number(month) > 12 || Number(day) > 31,
    )
  );
}
