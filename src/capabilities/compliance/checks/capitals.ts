// Capitals as a gimmick: shouted words, letters that alternate, words with a point after each letter. Names, abbreviations, codes may stay.

import { outermost } from "./gimmicks.ts";
import type { Hit, Seen } from "./hit.ts";

/** Written in capitals by right. */
const KNOWN = new Set(
  "USB USA US UK EU UN NYC LA SF DC TX NBA NFL NHL MLB NCAA UFC TV LED LCD OLED QLED HD UHD HDMI FAQ CEO CFO CTO DIY VIP SUV EV PC AI AR VR XR IOT API SQL HTML CSS JSON XML PDF JPG PNG GIF SPF PA UV UVA UVB UPF BPA GRS ISO FDA CE FCC RGB CMYK SSD HDD RAM GPU CPU DSLR WIFI WI FI ASAP BBQ DVD CD GPS NFC QR ATM IT HR PR BB CC SEO SEM CRM ERP PLC SAAS LLC INC CO LTD LG SK KT KB NH HP IBM AMD MSI GE GM BMW VW KIA H&M M&M IKEA ASUS ACER SONY LEGO NIKE FILA PUMA ASICS ZARA UGG GAP DKNY MCM DELL JBL BOSE ROLEX OMEGA CASIO SEIKO SEGA CNN BBC ESPN HBO MTV KFC IHOP AMC AAA AARP FEDEX UPS DHL USPS NASA NATO UNESCO UNICEF WHO WWF MBA PHD GMAT GRE TOEIC TOEFL IELTS SAT ACT LSAT MCAT ESL GED HEPA IPX LTE MP3 MP4 ETF IRA APR APY CPA SSN IRS ID XL XXL XXXL XS KRW USD EUR JPY GBP AM PM EST PST GMT OK AC DC HVAC RV ATV BMX SCUBA NYE NY NJ CA FL MIT UCLA USC NYU YMCA PBS NPR DNA RNA HIV MRI CT ICU EMS OTC PVC ABS LPG LNG CNC CAD CAM BTS EXO SM JYP YG KPOP K POP DJ MC RPG FPS NPC PS XBOX AAPL AWS AZURE SAP ADHD PTA PTO SOS RSVP TBD FYI BYOB POS B2B B2C OEM ODM OEKO TEX GOTS FSC MSC USDA EPA NSF CBD THC PH AED AHA BHA SPA KIT MD DDS RN DVM AMG GTI GTX RTX SUVS PCS TVS LEDS CDS DVDS".split(
    " ",
  ),
);

const WORD = /[A-Za-z][A-Za-z'&]*/g;
const ALTERNATING = /^(?:(?:[A-Z][a-z]){2,}[A-Z]?|(?:[a-z][A-Z]){2,}[a-z]?)$/;
const POINTED =
  /(?<![A-Za-z])(?:[A-Z]\.){2,}[A-Z]?(?![A-Za-z])|(?<![A-Za-z])[A-Z](?:[-*_ ·][A-Z]){2,}(?![A-Za-z])/g;
const POINTED_NAMES =
  /^(?:U\.?S\.?A?|U\.?K|E\.?U|P\.?O|D\.?I\.?Y|N\.?Y\.?C?|R\.?S\.?V\.?P|D\.?C|L\.?A|B\.?C|A\.?D|P\.?M|A\.?M)\.?$/;
/** Ordinary words of ads: one of them in capitals is shouting already. */
const ORDINARY = new Set(
  "FREE SALE NOW NEW HOT BIG HUGE BEST BUY GET SAVE OFF DEAL DEALS TODAY ONLY SHOP ALL EVERY LAST CHANCE HURRY WOW YES WIN MEGA SUPER AMAZING INSTANT FAST EASY CHEAP LOW PRICE PRICES LIMITED OFFER OFFERS ORDER CALL CLICK HERE STOP LOOK MUST SEE GREAT GIFT GIFTS BONUS EXTRA MORE LESS HALF DISCOUNT DISCOUNTS CLEARANCE WEEKEND TONIGHT AND YOUR YOU THE FOR WITH NOT NEVER ALWAYS UP TO ON IN IT IS OUR DO DON'T MISS GO VERY REAL TRUE HIGH TOP QUALITY SHIPPING DELIVERY RETURNS".split(
    " ",
  ),
);

export function capitals(seen: Seen): Hit[] {
  const text = narrow(seen.text);
  const words = [...text.matchAll(WORD)];
  const shouted = words.filter((match) => isShouted(text, match));
  const isHangul = /[가-힣ぁ-んァ-ヶ]/.test(text);
  const plain = shouted.filter(([word]) => ORDINARY.has(word) || word.length >= 5);
  const isShouting = shouted.length >= 2 || (!isHangul && plain.length > 0);
  const gimmicks = [
    ...words.filter(([word]) => word.length >= 4 && ALTERNATING.test(word)),
    ...[...text.matchAll(POINTED)].filter(([word]) => !POINTED_NAMES.test(word)),
  ];
  return outermost(
    [...(isShouting ? shouted : []), ...gimmicks].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
}

/** Capitals only, no name, no coupon code, no part of a model number. */
function isShouted(text: string, match: RegExpExecArray): boolean {
  const [word] = match;
  if (!/^[A-Z]{2,}(?:'[A-Z]{1,2})?$/.test(word) || KNOWN.has(word)) return false;
  const next = text.slice(match.index + word.length, match.index + word.length + 2);
  const before = text.slice(Math.max(0, match.index - 2), match.index);
  if (/^\d|^-\d/.test(next) || /\d-?$/.test(before)) return false;
  return !isCode(text, word);
}

/** A coupon code is named as one. */
function isCode(text: string, word: string): boolean {
  return new RegExp(
    `(?:code|coupon|promo|voucher|코드|쿠폰|enter|コード)\\s*[:"'“]?\\s*${word}|${word}["'”]?\\s*(?:code|코드|쿠폰|at checkout)`,
    "i",
  ).test(text);
}

/** Full-width letters as plain ones, place for place. */
function narrow(text: string): string {
  return text.replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));
}
