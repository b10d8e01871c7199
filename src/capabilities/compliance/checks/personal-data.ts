// Numbers and names of people in public copy; numbers with a checksum are checked by it.

import type { Hit, Seen } from "./hit.ts";

/** `whole`: the check digit holds; half masked numbers count as soon as they give the birthday and the sex. */
const RESIDENT =
  /(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[-–]\s?[1-8](?:\d{6}|[*xX●○]{0,6}|\d{0,5}[*xX]{0,6})(?!\d)/g;
const BARE_RESIDENT = /(?<![\d-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[1-8]\d{6}(?![\d-])/g;
const MOBILE = /(?<!\d)01[016789][-. ]?\d{3,4}[-. ]?\d{4}(?!\d)/g;
const DRIVER = /(?<!\d)(?:1[1-9]|2[0-8])-\d{2}-\d{6}-\d{2}(?!\d)/g;
const PASSPORT = /(?<![A-Za-z\d])[MSRODG]\d{3}[A-Z]?\d{4,5}(?![A-Za-z\d])/g;
const CARD = /(?<!\d)\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}(?!\d)/g;
const EMAIL = /[a-z0-9._%+-]{2,40}@[a-z0-9-]{1,40}(?:\.[a-z]{2,8}){1,2}/gi;
const SSN = /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g;
const ACCOUNT = /(?:계좌|입금)[^\d\n]{0,12}\d{2,6}-\d{2,6}-\d{2,7}/g;
/** A person named with a phone number, a birthday or an address beside the name. */
const NAMED = /(?<![가-힣])[가-힣]{2,4}(?:\s?(?:님|고객님|씨|회원님|환자))/;
const BUSINESS =
  /문의|상담|예약|대표|고객센터|전화|상담원|사업자|등록번호|매장|주문|연락|콜센터|tel|call|contact|무료수신거부|수신거부|부동산|중개|공인중개사|대부|사무소|원장|점장|담당|문자|주세요/i;

export function personalData(seen: Seen): Hit[] {
  const { text } = seen;
  const found: RegExpExecArray[] = [
    ...text.matchAll(RESIDENT),
    ...[...text.matchAll(BARE_RESIDENT)].filter(([number]) => isResidentNumber(number)),
    ...text.matchAll(DRIVER),
    ...[...text.matchAll(PASSPORT)].filter((match) =>
      /여권|passport/i.test(text.slice(Math.max(0, match.index - 12), match.index)),
    ),
    ...[...text.matchAll(CARD)].filter(([number]) => isCardNumber(number)),
    ...[...text.matchAll(SSN)].filter(() => !/[가-힣]/.test(text)),
    ...[...text.matchAll(MOBILE)].filter((match) => isPrivate(text, match.index)),
    ...[...text.matchAll(EMAIL)].filter((match) => isPrivate(text, match.index) && NAMED.test(text)),
    ...[...text.matchAll(ACCOUNT)].filter(() => NAMED.test(text)),
  ];
  return found.map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Not introduced as the number of a business, or standing beside somebody's name. */
function isPrivate(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 16), at);
  if (NAMED.test(before)) return true;
  return !BUSINESS.test(text);
}

function isResidentNumber(number: string): boolean {
  const digits = Array.from(number, Number);
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
  const sum = weights.reduce((total, weight, at) => total + weight * (digits[at] ?? 0), 0);
  return (11 - (sum % 11)) % 10 === digits[12] || (13 - (sum % 11)) % 10 === digits[12]; // the second form: foreigners
}

function isCardNumber(number: string): boolean {
  const digits = Array.from(number.replace(/\D/g, ""), Number).toReversed();
  const sum = digits.reduce((total, digit, at) => {
    if (at % 2 === 0) return total + digit;
    return total + (digit > 4 ? digit * 2 - 9 : digit * 2);
  }, 0);
  return sum % 10 === 0;
}
