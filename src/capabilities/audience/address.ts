// Telephone numbers and mail addresses in one spelling each, so that one person's contact is one row.

import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import type { SendChannel } from "../compliance/compliance.ts";

export type Address = { kind: "phone" | "email"; value: string };

/** Such signs stand in masks only, of ours and of other people's lists: whose contact it is cannot be told from one. */
const MASKED = /[*●•○]/;

/** `010-1234-5678`, `+82 10 1234 5678`, ` Kim@Example.com `, never a masked one; Korean numbers only, whose law is the one consents are judged by. */
export function addressIn(text: string): Address | undefined {
  const plain = text.normalize("NFKC").trim();
  if (MASKED.test(plain)) return undefined;
  if (/^[^\s@,;<>]{1,64}@[^\s@,;<>]{1,250}\.[a-z]{2,24}$/i.test(plain))
    return { kind: "email", value: plain.toLowerCase() };
  if (!/^\+?[\d\s().-]{8,20}$/.test(plain)) return undefined;
  const digits = plain.replace(/\D/g, "").replace(/^82(?=\d{9,10}$)/, "0");
  // A spreadsheet that took the number for a figure dropped its first zero.
  const whole = /^1\d{8,9}$/.test(digits) ? `0${digits}` : digits;
  return /^0\d{8,10}$/.test(whole) ? { kind: "phone", value: whole } : undefined;
}

/** @throws Failure "invalid" when it is masked, or neither a telephone number nor a mail address */
export function mustBeAddress(text: string): Address {
  const address = addressIn(text);
  if (!address) throw MASKED.test(text.normalize("NFKC")) ? onlyMasked() : noAddress();
  return address;
}

/** What a contact of this kind can be reached by, asked for or not: "never again" means all of them. */
export function usualChannels({ kind }: Address): SendChannel[] {
  return kind === "phone" ? ["sms", "lms", "kakao_brand_message", "call"] : ["email"];
}

function onlyMasked(): Failure {
  return new Failure("invalid", "a masked contact", {
    say: words(
      "가려진 연락처라서 누구인지 알 수 없어요. 아무것도 바꾸지 않았어요.",
      "That contact is masked, so nobody can tell whose it is. Nothing was changed.",
    ),
    next: words(
      "번호를 가리지 말고, 또는 이메일 주소 전체를 다시 적어 주세요. 저장할 때는 가려서 남겨요.",
      "Write the whole number or address again; it is masked before it is stored.",
    ),
  });
}

function noAddress(): Failure {
  return new Failure("invalid", "no telephone number and no mail address", {
    say: words(
      "전화번호나 이메일 주소로 보이지 않아요.",
      "That is neither a telephone number nor a mail address.",
    ),
    next: words(
      "번호를 가리지 말고 “010-0000-0000 수신거부 처리해줘”처럼 적어 주세요. 저장할 때는 가려서 남겨요.",
      "Write it whole, like “opt out 010-0000-0000”; it is masked before it is stored.",
    ),
  });
}
