// What an advertising message must say of itself, read with the eyes of the copy rules: label, sender, a free way out.

import { adLabel, labelEvasion, senderShown } from "../checks/message-label.ts";
import type { Seen } from "../checks/hit.ts";
import { Copy, seenOf } from "../copy.ts";
import type { Lists } from "../terms.ts";
import { viewOf } from "../text.ts";
import { alsoSells, reader } from "./selling.ts";
import type { Send } from "./send.ts";

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/;
const PHONE = /(?:\+82[-\s]?|0)\d{1,3}[-\s.)]{0,2}\d{3,4}[-\s.]?\d{4}|1[5-9]\d{2}[-\s]?\d{4}/;
/** A street of a Korean address with its number: 팔달로 1, 연서로12길 3, 역삼동 123-4. */
const KOREAN_ADDRESS = /[가-힣]{1,12}(?:로|길|동|리|가)\s?\d{1,4}(?:번?길\s?\d{1,4})?(?:-\d{1,4})?/;
/** A US street or box with the ZIP of its place. */
const US_ADDRESS = /(?:\d{1,6}\s+[\w.]{2,20}|p\.?\s?o\.?\s?box\s+\d{1,6})[\s\S]{0,80}?\b\d{5}(?:-\d{4})?\b/i;
/** Letters that may follow the way out of a text message: a hint where to ask, not another offer. */
const TAIL_LETTERS = 12;

/** A message told to serve a deal is an advertisement all the same when it also sells. */
export function isAdvertisement(lists: Lists, send: Send): boolean {
  return (
    send.purpose === "ad" || alsoSells(lists, viewOf(`${send.message.subject ?? ""}\n${send.message.body}`))
  );
}

/** Slugs of what the message lacks where its recipient lives. */
export function messageRefusals(lists: Lists, send: Send): string[] {
  switch (send.jurisdiction.slice(0, 2)) {
    case "KR":
      return koreanRefusals(lists, send);
    case "US":
      return send.channel === "email" && !isUsEmailWhole(lists, send) ? ["us.canspam.address"] : [];
    case "JP":
      return isSenderShown(lists, send) ? [] : ["jp.mail.sender"];
    default:
      return [];
  }
}

function koreanRefusals(lists: Lists, send: Send): string[] {
  const isEmail = send.channel === "email";
  const head = seen(lists, send, isEmail ? (send.message.subject ?? "") : send.message.body, "subject");
  const whole = isEmail ? isKoreanEmailSigned(send) : true;
  return [
    ...(labelEvasion(head).length > 0 ? ["kr.nw.label-evasion"] : []),
    ...(adLabel(head).length > 0 ? ["kr.nw.ad-label"] : []),
    ...(isSenderShown(lists, send) && whole ? [] : ["kr.nw.sender-id"]),
    ...(offersFreeRefusal(lists, send) ? [] : ["kr.nw.optout-free"]),
  ];
}

/** E-mail names its sender whole: name, e-mail, telephone and address. */
function isKoreanEmailSigned({ message, senderAddress }: Send): boolean {
  const { body } = message;
  const address = senderAddress ? holdsText(body, senderAddress) : KOREAN_ADDRESS.test(body);
  return EMAIL.test(body) && PHONE.test(body) && address;
}

function isUsEmailWhole(lists: Lists, { message, senderAddress }: Send): boolean {
  const { body } = message;
  const address = senderAddress ? holdsText(body, senderAddress) : US_ADDRESS.test(body);
  return address && reader(lists, "refusal").has(viewOf(body));
}

function isSenderShown(lists: Lists, send: Send): boolean {
  const { subject, body } = send.message;
  const said = send.channel === "email" ? `${body}\n${subject ?? ""}` : body;
  return senderShown(seen(lists, send, said, "body")).length === 0;
}

/** A way to refuse, called free, and nothing more to sell after it; e-mail may say it anywhere. */
function offersFreeRefusal(lists: Lists, send: Send): boolean {
  const view = viewOf(send.message.body);
  const free = reader(lists, "free-refusal").find(view).at(-1);
  if (!free) return false;
  const after = view.text.slice(free.end).replace(/https?:\/\/\S+|[\w-]+(?:\.[\w-]+)+\/?\S*/g, "");
  return send.channel === "email" || after.replace(/[^\p{L}]/gu, "").length <= TAIL_LETTERS;
}

function holdsText(text: string, wanted: string): boolean {
  const squeezed = (one: string): string =>
    one
      .normalize("NFKC")
      .replace(/[\s,.·]/g, "")
      .toLowerCase();
  return squeezed(text).includes(squeezed(wanted));
}

const plainCopy = Copy.parse({ text: "", date: "2026-01-01" });

function seen(lists: Lists, send: Send, text: string, field: string): Seen {
  const { channel: runsOn, sender } = send;
  return {
    ...seenOf({ ...plainCopy, runsOn, field, facts: { sender } }, lists, text),
    channel: runsOn,
    field,
  };
}
