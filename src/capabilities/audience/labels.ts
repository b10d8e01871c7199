// Words that the cards of this folder share.

import type { Part } from "../../core/card/card.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { noContacts, withMasks } from "../../language/contacts.ts";
import type { SendChannel } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";

export const channelLabels: Readonly<Record<SendChannel, Words>> = {
  sms: words("문자(SMS)", "text message (SMS)"),
  lms: words("장문 문자(LMS)", "long text (LMS)"),
  email: words("이메일", "e-mail"),
  push: words("앱 푸시", "push"),
  kakao_brand_message: words("카카오 브랜드 메시지", "Kakao brand message"),
  alimtalk: words("알림톡", "AlimTalk"),
  call: words("전화", "call"),
};

export const noListName = words("명부 없음", "no list");

/** A contact as a card may name it: by the mask that it has in the message, else by one of its own. */
export function maskOf({ contacts = noContacts }: Pick<Ctx, "contacts">, contact: string): string {
  const clear =
    contacts.size > 0 && [...contacts.values()].includes(contact) ? contact : contact.normalize("NFKC");
  return [...withMasks([clear], contacts)].find(([, one]) => one === clear)?.[0] ?? "***";
}

export function channelNames(lang: Lang, channels: readonly SendChannel[]): string {
  return channels.map((channel) => say(lang, channelLabels[channel])).join(", ");
}

export function noList(lang: Lang): Part {
  const text = words(
    "아직 동의 명부가 없어요. 휴대폰이나 이메일, 수신동의, 동의일 열이 있는 CSV·XLSX를 올려 주시면 보낼 수 있는 사람을 세어 드릴게요.",
    "There is no list of consents yet. Drop a CSV or XLSX with columns for phone or e-mail, consent and consent date, and I will count who may be written to.",
  );
  return { kind: "text", tone: "note", runs: [say(lang, text)] };
}
