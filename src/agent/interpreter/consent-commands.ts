// What people ask of consents: who may be written to, what is due for them, and that somebody never wants to be written to again or wants
// to be forgotten. Each form is a whole sentence.

import type { z } from "zod";
import type { ReachAsk } from "../../capabilities/audience/audience.ts";
import { dayToldIn, momentIn, spanMinutesIn } from "./consent-times.ts";
import type { Wish } from "./interpretation.ts";
import { CONTACT, refusalSaid } from "./refusals-said.ts";

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

const contact = CONTACT;
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

const tell = String.raw`(?:을|를|이|가|은|는)?\s?(?:좀 )?(?:다 )?(?:보여|알려|확인|있|뭐|누구|몇|언제)?[가-힣\s]*[?.!~]*$`;
const dues: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:2년 ?|이년 ?)?(?:광고 ?|마케팅 ?)?(?:정보 ?)?(?:수신 ?)?(?:동의 ?)?(?:재동의|재확인|재 ?확인 ?안내)(?:은|는|이|가)? ?(?:언제|며칠|기한|대상|일정|남은|해야|필요)${tell}`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:수신 ?)?(?:동의 ?)?(?:재 ?)?(?:확인|재동의|결과 ?통지|처리 ?결과|결과 ?안내)(?:을|를)? ?(?:문자 ?|메일 ?|안내 ?)?(?:보내야|해야|알려야|통지해야)(?: ?할| ?하는| ?될| ?되는)? ?(?:사람|분|고객|연락처|대상|명부)(?:들)?${tell}`,
    "u",
  ),
  /^(?:수신 ?|동의 ?)*(?:처리 ?)?결과 ?(?:통지|안내)(?:은|는)? ?(?:언제|며칠|기한|대상|남은)[가-힣\s]*[?.!~]*$/u,
  /^(?:기한|날짜)(?:이|가)? ?(?:지난|다가온|다 ?된|임박한|가까운) ?(?:수신 ?)?동의[가-힣\s]*[?.!~]*$/u,
  /^(?:수신 ?)?동의 ?(?:기한|만료|갱신)(?:이|은|는|일)? ?(?:언제|며칠|보여|알려|확인|다가온|남은)[가-힣\s]*[?.!~]*$/u,
  /^(?:so )?(?:what|which) (?:consents?|re-?confirmations?|confirmations?|notices?)(?: of (?:results?|consents?))? (?:are|is|become|comes?|fall) (?:due|overdue|to be sent)(?: (?:now|soon|this (?:week|month)))?[?.!]*$/iu,
  /^(?:show|list)\s(?:me\s)?(?:the |our )?(?:consents? (?:that are )?due|due consents?|consent dues|due (?:confirmations|notices))[?.!]*$/iu,
  /^when (?:do|are|is) (?:we |the |our )?(?:(?:need to |have to )?(?:re-?confirm|renew) (?:the |our )?consents?|(?:consent )?(?:re-?confirmations?|confirmations?|notices?) due)[?.!]*$/iu,
  /^who (?:needs?|must (?:get|be sent)|has to get) (?:a |the )?(?:consent )?(?:re-?confirmation|confirmation|notice)s?(?: of (?:the )?(?:result|consent))?(?: now| soon)?[?.!]*$/iu,
];

const done = String.raw`(?:을|를|은|는)? ?(?:문자|메일|이메일|안내|글|카톡)?(?:을|를|로)? ?(?:다 |모두 |전부 |이미 |방금 )*(?:보냈|발송했|전송했|돌렸|알렸|통지했|나갔)[가-힣\s]*[.!~]*$`;
const day = String.raw`(?:(?:오늘|어제|그제|그저께|\d{4}-\d{1,2}-\d{1,2}(?:일)?|\d{1,2}월 ?\d{1,2}일)(?:에|자로)? )?`;
const sents: readonly { form: RegExp; what?: "reconfirm" | "notice" }[] = [
  {
    form: new RegExp(
      String.raw`^${day}(?:수신 ?)?(?:동의 ?)?(?:처리 ?)?(?:결과 ?)(?:통지|안내|고지)${done}`,
      "u",
    ),
    what: "notice",
  },
  {
    form: new RegExp(
      String.raw`^${day}(?:2년 ?)?(?:수신 ?)?(?:동의 ?)?(?:재확인|재동의|동의 ?확인)(?: ?안내| ?통지)?${done}`,
      "u",
    ),
    what: "reconfirm",
  },
  {
    form: /^(?:i |we )?(?:have |'ve )?(?:just )?(?:sent (?:out )?(?:all )?(?:the |our )?(?:consent |result )?notices(?: of (?:the )?results?)?|(?:all )?(?:the |our )?(?:consent |result )?notices (?:are|were|have been|went) (?:sent|out))(?: out)?(?: (?:today|yesterday|on \d{4}-\d{2}-\d{2}))?[.!]*$/iu,
    what: "notice",
  },
  {
    form: /^(?:i |we )?(?:have |'ve )?(?:just )?(?:sent (?:out )?(?:all )?(?:the |our )?(?:consent |two-year )?(?:re-?)?confirmations|(?:all )?(?:the |our )?(?:consent |two-year )?(?:re-?)?confirmations (?:are|were|have been|went) (?:sent|out))(?: out)?(?: (?:today|yesterday|on \d{4}-\d{2}-\d{2}))?[.!]*$/iu,
    what: "reconfirm",
  },
];

const erases = String.raw`(?:을|를|은|는|도|이|가)? ?(?:좀 |모두 |다 |완전히 )?(?:지워|지우|삭제|파기|말소)`;
const thing = String.raw`(?:연락처|번호|전화번호|이메일|메일|개인 ?정보|정보|데이터|기록)`;
const erasures: readonly RegExp[] = [
  new RegExp(
    String.raw`^${contact} ?(?:님|번|고객|씨)?(?:의|은|는|을|를|이|가|께서|에서)? ?(?:${thing} ?)?${erases}[가-힣\s]*[.!~]*$`,
    "u",
  ),
  new RegExp(String.raw`^(?:${thing} ?)?(?:삭제|파기)(?: ?요청)?\s?[:：]\s?${contact}[가-힣\s]*[.!~]*$`, "u"),
  new RegExp(
    String.raw`^(?:please )?(?:erase|delete|forget|remove) (?:the |this )?(?:contact|number|phone number|e-?mail(?: address)?|data of)?\s?${contact}(?:'s (?:data|contact))?(?: please)?[.!]*$`,
    "iu",
  ),
  new RegExp(
    String.raw`^${contact} (?:has )?(?:asked|wants|requested) (?:us )?(?:to be (?:deleted|erased|forgotten)|(?:deletion|erasure))[.!]*$`,
    "iu",
  ),
];
const openErasures: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:고객 ?|수신자 ?)?(?:연락처|전화번호|고객 ?개인 ?정보)(?: ?하나)?${erases}(?: ?요청)?(?:이 ?(?:왔|들어왔|있))?[가-힣\s]*[?.!~]*$`,
    "u",
  ),
  /^(?:please )?(?:erase|delete|forget|remove) (?:a|one|somebody's|someone's) contact(?: please)?[?.!]*$/iu,
];

/** The repair of slips reads “log” as “lot”. */
const accesses: readonly RegExp[] = [
  /^(?:연락처|명부|고객 ?정보|개인 ?정보)(?:의|를|을)? ?(?:열람|접근|조회|취급) ?(?:기록|이력|내역|로그)(?:을|를|이|은|는)?\s?(?:좀 )?(?:보여|알려|확인)?[가-힣\s]*[?.!~]*$/u,
  /^(?:누가|누구) ?(?:우리 )?(?:연락처|명부|고객 ?정보|개인 ?정보)(?:을|를)? ?(?:봤|보았|열람|조회|다뤘|열어)[가-힣\s]*[?.!~]*$/u,
  /^(?:연락처|명부|고객 ?정보|개인 ?정보)(?:는|은|를|을)? ?누가 ?(?:봤|보았|열람|조회|다뤘|열어)[가-힣\s]*[?.!~]*$/u,
  /^(?:show\s(?:me\s)?)?(?:the |our )?contacts? (?:data )?access (?:log|lot|records?|history)[?.!]*$/iu,
  /^who (?:has )?(?:looked at|opened|accessed|saw|seen|worked with|viewed) (?:the |our )?(?:contacts?|contact data|consent lists?)[?.!]*$/iu,
];

/** @param today of the workspace; left out where it only matters whether the text is one of these */
export function consentCommandOf(text: string, today?: Temporal.PlainDate): Wish | undefined {
  const reach = reachOf(text, today);
  if (reach) return { tool: "show_reach", input: reach };
  if (dues.some((form) => form.test(text))) return { tool: "show_consents_due", input: {} };
  if (accesses.some((form) => form.test(text))) return { tool: "show_access_log", input: {} };
  const sent = sents.find(({ form }) => form.test(text));
  if (sent) return { tool: "note_sent", input: { what: sent.what, ...dayToldIn(text, today) } };
  const refused = contactIn(withdrawals, text) ?? refusalSaid(text);
  if (refused !== undefined)
    return { tool: "withdraw_consent", input: refused === "" ? {} : { contact: refused } };
  const erased = contactIn(erasures, text);
  if (erased !== undefined) return { tool: "erase_contact", input: { contact: erased } };
  return openErasures.some((form) => form.test(text)) ? { tool: "erase_contact", input: {} } : undefined;
}

function contactIn(forms: readonly RegExp[], text: string): string | undefined {
  return forms.map((form) => form.exec(text)?.groups?.["contact"]?.trim()).find((one) => one !== undefined);
}

/** `‘VIP’ 명부에서`, `vip.csv 명부 중`, `on the list "VIP"`. */
const onLists: readonly RegExp[] = [
  /(?:^|\s)[‘“"'](?<list>[^’”"']{1,100})[’”"'] ?(?:동의 ?)?(?:명부|리스트|목록)?(?:에서|에 있는|의|은|는|중에서?|로)?(?=\s)/u,
  /(?:^|\s)(?<list>\S{1,80}(?:\.csv|\.xlsx|\.tsv)) ?(?:명부|리스트|목록)?(?:에서|에 있는|의|은|는|중에서?|로)?(?=\s)/iu,
  /(?:^|\s)(?<list>[가-힣A-Za-z0-9_-]{1,40}) (?:명부|리스트)(?:에서|에 있는|의|은|는|중에서?|로)(?=\s)/u,
  /\s(?:on|from|of|in) (?:the )?list [‘“"'](?<list>[^’”"']{1,100})[’”"']/iu,
  /\s(?:on|from|of|in) (?:the )?(?:list )?(?<list>\S{1,80}(?:\.csv|\.xlsx|\.tsv))/iu,
];

/** What is said of the moment, the batch and the list is taken out, and the rest has to be the question. */
function reachOf(text: string, today: Temporal.PlainDate | undefined): z.input<typeof ReachAsk> | undefined {
  const list = onLists.map((form) => form.exec(text)).find((found) => found !== null);
  const named = list?.groups?.["list"];
  const span = spanMinutesIn(list ? cut(text, list.index, list[0].length) : text);
  const moment = momentIn(span.rest, today);
  if (!reaches.some((form) => form.test(moment.rest))) return undefined;
  return {
    ...(moment.at !== undefined && { at: moment.at }),
    ...(span.minutes !== undefined && { minutes: span.minutes }),
    ...(named !== undefined && { list: named }),
  };
}

function cut(text: string, at: number, length: number): string {
  return `${text.slice(0, at)} ${text.slice(at + length)}`.replaceAll(/\s+/g, " ").trim();
}
