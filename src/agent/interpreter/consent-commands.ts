// What people ask of consents: who may be written to, and that somebody never wants to be again. Each form is a whole sentence.

import type { Wish } from "./interpretation.ts";

const sent = String.raw`(?:광고 ?|광고성 ?|마케팅 ?|쿠폰 ?)?(?:문자|메시지|이메일|메일|푸시|알림|정보|광고)?(?:을|를|는|은)?`;
const asked = String.raw`(?:어|나|지|니|을까|는지|습니까)?(?:요)?(?: ?(?:알려|보여|확인해) ?(?:줘|주세요))?\s?[?.!~]*$`;

const reaches: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:지금 |오늘 |현재 |이번에 )?${sent} ?(?:누구에게|누구한테|누구누구에게|몇 ?명에게|몇 ?명한테)(?:나|까지)? ?${sent} ?(?:지금 )?(?:보낼|발송할|보내도) ?(?:수 ?)?(?:있|되|돼)${asked}`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:지금 |오늘 |현재 )?${sent} ?(?:보낼|발송할|받을) ?수 ?있는 ?(?:사람|고객|연락처|대상)(?:이|은|는)? ?(?:누구|몇 ?명|얼마나)?(?:이야|야|인지|이에요|예요|있)?${asked}`,
    "u",
  ),
  /^(?:광고 ?|마케팅 ?)?(?:정보 ?)?(?:수신 ?)?동의 ?(?:현황|상태|명부)(?:을|를|이|은|는)?\s?(?:좀 )?(?:보여|알려|확인|어때|어떻게)[가-힣\s]*[?.!~]*$/u,
  /^(?:2년 ?)?(?:수신 ?)?(?:동의 ?)?재확인(?:해야| ?필요한| ?대상)[가-힣\s]*[?.!~]*$/u,
  /^(?:so )?(?:who|whom|how many (?:people|contacts|customers)) (?:can|may|could|am i allowed to|are we allowed to) (?:we |i )?(?:send|message|text|e-?mail|mail|write|contact|reach|market)(?: (?:ads|advertising|messages|texts|e-?mails|a text|an e-?mail|a message|promotions))?(?: to)?(?: now| right now| today)?[?.!]*$/iu,
  /^(?:show|list|what is|what's|how is)\s(?:me\s)?(?:the |our )?consent (?:status|list|state|ledger)[?.!]*$/iu,
  /^who can get (?:our )?(?:ads|advertising|messages|texts|e-?mails|promotions)(?: now| today)?[?.!]*$/iu,
];

const contact = String.raw`(?<contact>[^\s@,;]{1,64}@[^\s@,;]{1,200}\.[A-Za-z]{2,24}?|\+?\d[\d .()-]{7,18}\d)`;
const withdrawals: readonly RegExp[] = [
  new RegExp(
    String.raw`^${contact} ?(?:님|번)?(?:의|은|는|을|를|이|가|도)? ?(?:광고 ?|마케팅 ?)?(?:정보 ?)?(?:수신 ?)?(?:동의 ?)?(?:거부|철회|해지|차단)(?:를|을)? ?(?:처리|등록|기록|했|요청|원)?[가-힣\s]*[.!~]*$`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:수신 ?거부|동의 ?철회|수신 ?동의 ?철회)\s?[:：]?\s?${contact}[가-힣\s]*[.!~]*$`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:please )?(?:opt out|unsubscribe|withdraw consent (?:of|for)|stop (?:messaging|texting|e-?mailing))\s${contact}(?: please)?[.!]*$`,
    "iu",
  ),
  new RegExp(String.raw`^${contact} ?(?:has )?(?:opted out|unsubscribed|withdrew(?: consent)?)[.!]*$`, "iu"),
];

export function consentCommandOf(text: string): Wish | undefined {
  if (reaches.some((form) => form.test(text))) return { tool: "show_reach", input: {} };
  const found = withdrawals
    .map((form) => form.exec(text)?.groups?.["contact"])
    .find((one) => one !== undefined);
  return found === undefined ? undefined : { tool: "withdraw_consent", input: { contact: found.trim() } };
}
