// Numbers and names of people in public copy; numbers with a checksum are checked by it.

import { type View, rawSpan } from "../text.ts";
import { outermost } from "./gimmicks.ts";
import type { Hit, Seen } from "./hit.ts";

const BIRTHDAY = "\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";
/** Birthday, a stroke, the sex: half of it masked still says who somebody is. */
const RESIDENT = new RegExp(
  `(?<![\\d-])${BIRTHDAY}\\s?[-–]\\s?[1-8](?!\\d{7})(?:[\\d*x●○]{0,6})(?![\\d-])`,
  "g",
);
const BARE_RESIDENT = new RegExp(`(?<![\\d-])${BIRTHDAY}[1-8]\\d{6}(?![\\d-])`, "g");
const DIGIT = "[\\d공영일이삼사오육칠팔구]";
const MOBILE = new RegExp(
  `(?<![\\d-])(?:01[016789]|공일[공영일육칠팔구]|영일영)[-. ·]{0,3}(?:${DIGIT}[ .]?){3,4}[-. ·]{0,3}(?:${DIGIT}[ .]?){3}${DIGIT}(?!\\d)`,
  "g",
);
const JP_MOBILE = /(?<![\d-])0[789]0[-. ]?\d{4}[-. ]?\d{4}(?!\d)/g;
const US_PHONE = /(?<![\d-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)/g;
const DRIVER = /(?<![\d-])(?:1[1-9]|2[0-8])-\d{2}-\d{6}-\d{2}(?!\d)/g;
const PASSPORT = /(?<![a-z\d])[msrodg](?:\d{8}|\d{3}[a-z]\d{4})(?![a-z\d])/g;
const CARD = /(?<!\d)\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}(?!\d)/g;
const EMAIL = /[a-z0-9._%+-]{2,40}@[a-z0-9-]{1,40}(?:\.[a-z]{2,8}){1,2}/g;
const SSN = /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g;
const ACCOUNT = /(?:계좌|입금|은행)[^\d\n]{0,14}\d{2,6}-\d{2,6}-\d{2,8}/g;
const HOME =
  /(?:[가-힣]{1,6}(?:시|도)\s)?[가-힣]{1,5}(?:구|군|시)\s?[가-힣0-9]{1,8}(?:로|길|동)\s?(?:\d{1,4}번?길\s?)?\d{1,4}(?:-\d{1,4})?(?:번지)?(?:[ ,]{0,2}\d{1,4}동)?(?:[ ,]{0,2}\d{1,4}호)?/g;

const SURNAME =
  "[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용]";
const GIVEN_HEAD =
  "[가강건경고광국권규근기길나남다대도동두라란령로리린마만명무문미민바방백범벼별병보봄봉빈빛사상새서석선설섭성세소송수순슬승시신아안애양여연영예오옥온완용우욱운웅원유윤은을의이인일자장재정제조종주준중지진찬창채천철초춘충치태택하학한해향헌혁현형혜호홍화환효후훈휘흥희]";
/** A full name: the second syllable of the given name is one that names end in. */
const NAME = `${SURNAME}${GIVEN_HEAD}[빈진준민서연우윤원현영희수호훈석성철숙자경미정은지아나라린율솜별봄혁환찬한주형규태빈욱식길동순옥화란임선인재기섭용웅윤석근배범휘람온솔담결겸건]`;
const CALLED = new RegExp(
  `(?<![가-힣])${NAME}\\s?(?:고객|회원|환자|님|씨|양\\b|군\\b|수강생|학생|어린이)|(?:당첨자|고객|회원|환자|수상자|입금자|예금주|주문자|수신자|단골)(?:\\s?(?:명단|발표|이름|성명))?\\s?[:：!·\\s]{0,3}(?<![가-힣])${NAME}(?![가-힣])`,
  "g",
);
const NAMED = new RegExp(`(?<![가-힣])${NAME}(?:\\s?(?:님|고객님|씨|회원님|환자))?(?![가-힣]{2})`);
const WINNER =
  /당첨|고객님|회원|환자|수강생|단골|입주민|주문자|가입자|명단|신상|개인|winner|customer|member|patient|当選|お客様|会員/;
const BUSINESS =
  /문의|상담|예약|대표|고객센터|상담원|사업자|등록번호|매장|콜센터|tel|call|contact|수신거부|부동산|중개|대부|사무소|원장|점장|실장|팀장|담당|お問い合わせ|予約|book|order|inquir/;

export function personalData(seen: Seen): Hit[] {
  const { view } = seen;
  const { text } = view;
  const found: RegExpExecArray[] = [
    ...[...text.matchAll(RESIDENT)].filter((match) => !isOrderNumber(text, match)),
    ...[...text.matchAll(BARE_RESIDENT)].filter(
      (match) => isResidentNumber(match[0]) && !isOrderNumber(text, match),
    ),
    ...text.matchAll(DRIVER),
    ...[...text.matchAll(PASSPORT)].filter((match) => /여권|passport|旅券/.test(before(text, match, 14))),
    ...[...text.matchAll(CARD)].filter(([number]) => isCardNumber(number)),
    ...[...text.matchAll(SSN)].filter(() => !/[가-힣ぁ-んァ-ヶ]/.test(text)),
    ...[...text.matchAll(MOBILE)].filter((match) => isPrivate(text, match)),
    ...[...text.matchAll(JP_MOBILE)].filter(
      (match) => /[ぁ-んァ-ヶ一-龠]/.test(text) && isPrivate(text, match),
    ),
    ...[...text.matchAll(US_PHONE)].filter((match) => isNamedInEnglish(text, match)),
    ...[...text.matchAll(EMAIL)].filter((match) => isPersonal(text, match)),
    ...[...text.matchAll(ACCOUNT)].filter(() => NAMED.test(text)),
    ...(isPublic(seen) ? names(text) : []),
  ];
  return outermost(found.map((match) => ({ start: match.index, end: match.index + match[0].length }))).map(
    ({ start, end }) => spanOf(view, start, end),
  );
}

/** A name with the address of a home, or the full name of a customer or winner. */
function names(text: string): RegExpExecArray[] {
  const called = [...text.matchAll(CALLED)];
  const homes = called.length > 0 || NAMED.test(text) ? [...text.matchAll(HOME)] : [];
  const isHome =
    homes.length > 0 &&
    (WINNER.test(text) || called.length > 0) &&
    !/매장|본점|지점|사무소|오시는/.test(text);
  const isListed = called.length > 0 && /당첨|수상자|환자|명단|회원|고객님|수강생/.test(text);
  return isHome || (isListed && /당첨|환자|명단|수상자|주문|가입|\(\d/.test(text))
    ? [...called, ...homes]
    : [];
}

/** Words sent to one person may carry that person's name. */
function isPublic({ channel }: Seen): boolean {
  return /^(?:meta|google|naver|kakao_moment|kakao_bizboard|tiktok)/.test(channel);
}

function spanOf(view: View, start: number, end: number): Hit {
  return rawSpan(view, start, end);
}

function before(text: string, match: RegExpExecArray, length: number): string {
  return text.slice(Math.max(0, match.index - length), match.index);
}

function isOrderNumber(text: string, match: RegExpExecArray): boolean {
  if (/주민|외국인|resident/.test(before(text, match, 14))) return false;
  return /(?:주문|상품|송장|운송장|예약|접수|모델|관리|인증|심의필?|심사필?|등록|신고|허가|제)\s?(?:번호|no\.?)?\s?[:：#]?\s?제?$/.test(
    before(text, match, 14),
  );
}

/** Not introduced as the number of a business, or standing beside somebody's name. */
function isPrivate(text: string, match: RegExpExecArray): boolean {
  const around = before(text, match, 16) + text.slice(match.index + match[0].length).slice(0, 10);
  if (NAMED.test(around) && !/부동산|중개|대표|원장|실장|팀장|점장|매니저|담당/.test(text)) return true;
  return WINNER.test(text) || !BUSINESS.test(text);
}

function isNamedInEnglish(text: string, match: RegExpExecArray): boolean {
  return /\b(?:winner|customer|patient|member|client|mr|mrs|ms|miss|her|his|their|student)\b/.test(
    before(text, match, 40),
  );
}

/** A person's mailbox, not that of a shop. */
function isPersonal(text: string, match: RegExpExecArray): boolean {
  const isBox =
    /^(?:help|cs|info|contact|support|hello|sales|press|shop|admin|office|ask|service|biz|pr)[@._-]/.test(
      match[0],
    );
  return !isBox && (NAMED.test(before(text, match, 20)) || (WINNER.test(text) && !BUSINESS.test(text)));
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
