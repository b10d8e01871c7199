// Writing that media refuse as such: shouting capitals, repeated marks, signs in place of words, letters pulled apart, phone numbers.

import type { NamedFunction } from "../policy.ts";
import type { Hit, Seen } from "./hit.ts";

/** Written in capitals by right; longer ones are names when they stand alone among small letters. */
const KNOWN = new Set(
  "USB USA UK EU NYC LA NBA NFL TV LED LCD OLED HD UHD FAQ CEO DIY VIP SUV PC AI API SQL HTML CSS PDF SPF PA UV BPA GRS ISO FDA CE RGB SSD HDD RAM GPU CPU DSLR WIFI ASAP BBQ DVD CD GPS NFC QR ATM IT HR B2B B2C SEO KRW USD EUR JPY AM PM OK ID XL XXL XS OEM ODM UNESCO NASA MBA GMAT GRE TOEIC TOEFL IELTS SAT IELTS HEPA IPX LTE 5G 4K 8K AWS SAP ERP CRM SaaS PLC LLC INC CO KIT LG SK KT BMW H&M IKEA ASUS SONY MP3 ETF IRA APR APY".split(
    " ",
  ),
);

export function capitals(seen: Seen): Hit[] {
  const words = [...seen.text.matchAll(/[A-Za-z][A-Za-z'&]*/g)];
  const shouted = words.filter(
    ([word]) => /^[A-Z]{2,}'?[A-Z]*$/.test(word) && !KNOWN.has(word) && !isCode(seen.text, word),
  );
  const gimmicks = [
    ...words.filter(([word]) => isAlternating(word)),
    ...seen.text.matchAll(/\b(?:[A-Z]\.){3,}|\b[A-Z](?:[.\-*_ ][A-Z]){2,}\b/g),
  ].filter(([word]) => word !== "U.S.A.");
  const long = shouted.filter(([word]) => word.replace(/'/g, "").length >= 4);
  const isShouting = long.length > 0 || shouted.length >= 2;
  return [...(isShouting ? shouted : []), ...gimmicks].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** `eXtRa`, `sAlE`: at least two turns from small to capital inside one word. */
function isAlternating(word: string): boolean {
  return (
    word.length >= 4 &&
    (word.match(/[a-z](?=[A-Z])/g)?.length ?? 0) >= 2 &&
    !/^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.test(word)
  );
}

/** A coupon code is named as one. */
function isCode(text: string, word: string): boolean {
  return new RegExp(
    `(?:code|coupon|코드|쿠폰)\\s*[:"']?\\s*${word}|${word}["']?\\s*(?:code|코드|쿠폰)`,
    "i",
  ).test(text);
}

export function punctuation(seen: Seen): Hit[] {
  const twice = /[!?]{2,}|([!?.,~·*#@%$&=+|;:-])\1{2,}|([~,;:*#@%$&=+|])\2|(?<!\d)!(?=.*!)/gs;
  const found = [...seen.text.matchAll(twice)];
  if (seen.field === "headline" || seen.field === "title")
    found.push(...seen.text.matchAll(/^[^!！]*[!！]/g));
  return found
    .filter((match) => match[0] !== "...")
    .map((match) => {
      const end = match.index + match[0].length;
      const start = match[0].length > 4 && /[!！]$/.test(match[0]) ? end - 1 : match.index;
      return { start, end };
    })
    .filter(
      (hit, at, all) => all.findIndex((other) => other.start === hit.start && other.end === hit.end) === at,
    );
}

const SIGN = /[\p{So}\p{Sk}★☆♥♡●○◆◇■□▲△▶◀▷◁※→←↑↓✓✔♪♬☎☆◎◈▣]|[~^=_|<>{}\\]|\p{Extended_Pictographic}/gu;

/** More signs than the medium allows (`max`, none by default); signs of trade marks are names. */
export function symbols(seen: Seen, options: NamedFunction): Hit[] {
  const max = typeof options["max"] === "number" ? options["max"] : 0;
  const found = [...seen.text.matchAll(SIGN)].filter(([sign]) => !"®™©°℃㎖㎏㎡".includes(sign));
  const real = found.filter(
    (match) =>
      !(match[0] === "~" && /[\d가-힣]~[\d가-힣]/.test(seen.text.slice(match.index - 1, match.index + 2))),
  );
  if (real.length <= max) return [];
  const last = real.at(-1);
  const first = real[0];
  return first && last ? [{ start: first.index, end: last.index + last[0].length }] : [];
}

/** Letters set apart or signs inside and in place of words: `F R E E`, `f.r.e.e`, `특★가`, `b3st`, `4 u`. */
export function spacedLetters(seen: Seen): Hit[] {
  const apart =
    /(?<![A-Za-z])[A-Za-z](?:[ .\-_*·][A-Za-z]){2,}(?![A-Za-z])|(?<![가-힣])[가-힣](?: [가-힣]){2,}(?![가-힣])|[가-힣A-Za-z][★☆♥♡●◆■▲*^~_][가-힣A-Za-z]/gu;
  const leet =
    /\b[A-Za-z]{1,6}[@$][A-Za-z]{1,6}\b|\b(?:b3st|fr33|s4le|gr8|l8r|2day|2nite|4u|luv|thx|plz|pls)\b/gi;
  return [...seen.text.matchAll(apart), ...seen.text.matchAll(leet)]
    .filter(([word]) => !/^(?:[A-Z]\.){2,}$/.test(word) && !/@.*\./.test(word))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

const PHONE =
  /(?<![\d-])(?:\+?82[-. ]?)?(?:0\d{1,2}|1[568]\d{2})[-. )]{0,2}\d{3,4}[-. ]?\d{4}(?!\d)|(?<![\d-])(?:1[568]\d{2})[-. ]\d{4}(?!\d)|(?<!\d)(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|(?<![\d-])0\d{1,3}[-. ]\d{2,4}[-. ]\d{4}(?!\d)|\b1-?8(?:00|88|77|66)-[A-Z0-9-]{7,10}\b/g;

export function phoneInText(seen: Seen): Hit[] {
  return [...seen.text.matchAll(PHONE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
