// Approvals before the ad may run: the number that must be there, still valid, and given for this wording.

import type { Hit, Seen } from "./hit.ts";
import { reviewedText } from "./stated-facts.ts";

const NOT_A_MEDICINE = /[^.!?\n]*질병의 ?예방(?: ?및| ?·|과)? ?치료[^.!?\n]*의약품이 ?아닙니다[.!]?/g;

/** Functional food: a self-regulatory review number and the reviewed wording. The statutory notice alone needs none. */
export function functionalFoodReviewed(seen: Seen): Hit[] {
  if (seen.view.text.replace(NOT_A_MEDICINE, "").trim() === "") return [];
  return isGiven(seen.facts["hff_review"])
    ? reviewedText(seen)
    : missing(seen, "자율심의 번호", "a self-regulatory review number");
}

const YEARS_VALID = 3;
const IN_TEXT = /심의(?:필|번호)[^\d\n]{0,8}(?:제 ?)?(\d{2,6})/;
/** What may be said without review: name, address, phone, departments, names of doctors, hours. */
const PLAIN = [
  /[가-힣a-z0-9]{1,14}(?:의원|병원|치과|한의원|클리닉|센터)/g,
  /\d{2,4}[-. ]\d{3,4}[-. ]\d{4}|\d{4}[-. ]\d{4}/g,
  /(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)[가-힣]*|[가-힣]{1,6}(?:구|동|로|길|읍|면|시|군)(?=[\s\d,.]|$)|\d+(?:번지|층|호|번길)?/g,
  /진료 ?(?:과목|시간|안내)?|[가-힣]*(?:내과|외과|소아청소년과|안과|피부과|이비인후과|산부인과|정형외과|비뇨의학과|가정의학과|치과)|주소|전화|문의|예약|원장|의료진|전문의/g,
  /평일|주말|토요일|일요일|월요일|공휴일|점심시간?|휴진|휴무|야간|오전|오후|[월화수목금토일](?:[·~,-][월화수목금토일])?(?:요일)?|까지|부터|시|분/g,
];

export function medicalPriorReview(seen: Seen): Hit[] {
  if (isPlain(seen.view.text)) return [];
  const number = seen.facts["prereview"];
  const told = IN_TEXT.exec(seen.view.text)?.[1];
  if (isGiven(number))
    return isValid(String(number), seen)
      ? reviewedText(seen)
      : missing(seen, "유효한 심의번호", "a valid review number");
  return told ? [] : missing(seen, "사전 심의번호", "a prior review number");
}

/** Numbers that begin with their year run out; others are taken as given. */
function isValid(number: string, seen: Seen): boolean {
  const year = /^(20\d{2})(?:\D|$)/.exec(number)?.[1];
  const today = seen.facts["date"];
  if (year === undefined || typeof today !== "string") return true;
  return Number(today.slice(0, 4)) - Number(year) <= YEARS_VALID;
}

function isPlain(text: string): boolean {
  const left = PLAIN.reduce((rest, pattern) => rest.replace(pattern, ""), text);
  return (left.match(/\p{L}/gu)?.length ?? 0) <= 2;
}

function isGiven(value: unknown): boolean {
  return (typeof value === "string" && value !== "" && value !== "none") || typeof value === "number";
}

function missing(seen: Seen, ko: string, en: string): Hit[] {
  const end = seen.text.trimEnd().length;
  return [{ start: end, end, missing: [{ name: { ko, en } }] }];
}
