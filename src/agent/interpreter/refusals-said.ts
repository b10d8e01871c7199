// That somebody wants no more advertising, in people's own words: 010-… 광고 그만 보내달래, take 010-… off the list. Each form is a whole
// sentence; who it is about may stand before or behind, or not be said: then it is asked for.

export const CONTACT = String.raw`(?<contact>[^\s@,;]{1,64}@[^\s@,;]{1,200}\.[A-Za-z]{2,24}?|\+?\d[\d .()*-]{7,18}\d)`;

const WHO = String.raw`(?:(?:이|그|저|위|방금|아까) ?)?(?:번호|연락처|고객|손님|회원|분|사람|메일|이메일)(?: ?님)?`;
const MARK = String.raw`(?:님|번|고객|씨|고객님)?(?:의|은|는|을|를|이|가|도|께서|께|에게|에게는|한테|한테는|에|에는|로|으로)?`;
const WHEN = String.raw`(?:(?:앞으로|이제|이제부터|오늘부터|더 ?이상|더는|다시는|이젠)(?:는|도)? ?)*`;
const WHAT = String.raw`(?:(?:광고|광고성|마케팅|홍보|쿠폰|이벤트|할인|판촉) ?)*(?:문자|메시지|메세지|이메일|메일|푸시|알림|알림톡|카톡|전화|정보|연락|광고|거)?(?:을|를|은|는|도|좀)? ?`;
const END = String.raw`[가-힣\s]*[.!~]*$`;

const STOP = [
  String.raw`(?:이제 ?)?그만 ?(?:보내|받|연락|전화|해 ?달|해 ?주)`,
  String.raw`(?:더 ?이상 ?|다시는 ?|더는 ?)?안 ?(?:받겠|받는대|받으신대|받으시겠|받을래|받을 ?거|받고 ?싶|보냈으면|보내 ?줬으면|왔으면)`,
  String.raw`(?:받고 ?싶지 ?않|받기 ?싫|받지 ?않겠|받지 ?않으|원하지 ?않|원치 ?않|싫다고|싫대|싫어 ?하|싫으시)`,
  String.raw`(?:보내지|연락하지|전화하지|전송하지|발송하지) ?(?:마|말)`,
  String.raw`(?:수신 ?|발송 ?|광고 ?|문자 ?|마케팅 ?)*(?:명단|명부|목록|리스트|대상)에서 ?(?:좀 )?(?:빼|제외|내려)`,
].join("|");
const REFUSE = String.raw`(?:정보 ?)?(?:수신 ?)?(?:동의 ?)?(?:거부|철회|해지|차단)(?:를|을)?(?: ?(?:처리|등록|기록|요청))?`;

const BEHIND = String.raw`\s?[:：,-]?\s?${CONTACT}[가-힣\s]*[.!~]*$`;

const told: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:${WHO} ?)?${CONTACT} ?(?:${WHO})?${MARK} ?${WHEN}${WHAT}${WHEN}(?:${STOP})${END}`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:${WHO} ?)?${CONTACT} ?(?:${WHO})?${MARK} ?${WHAT}${REFUSE}(?: ?(?:해|했|하|원|시켜|부탁|들어왔|왔))?${END}`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:${WHO}${MARK} ?)?${WHAT}(?:수신 ?거부|동의 ?철회)(?: ?(?:처리|등록))?(?: ?해 ?(?:줘|주세요|달래|달라고))?${BEHIND}`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:please |pls )?(?:take|remove|drop|pull|get) ${CONTACT} (?:off|from|out of) (?:the |our |this |my |all )?(?:\w+[ -]){0,2}lists?(?: please| pls| now)?[.!]*$`,
    "iu",
  ),
  new RegExp(
    String.raw`^(?:please |pls )?(?:stop|quit) (?:sending|texting|messaging|e-?mailing|mailing|calling|contacting|writing)(?: (?:any |more |our |the )*(?:ads?|messages|texts|e-?mails|promotions|advertising|marketing|anything|stuff))?(?: to)? ${CONTACT}(?: please| pls)?[.!]*$`,
    "iu",
  ),
  new RegExp(
    String.raw`^(?:please |pls )?(?:do not|don'?t|never) (?:text|message|e-?mail|mail|call|contact|write to|market to|send (?:any |more )*(?:ads?|messages|texts|e-?mails|promotions|anything)(?: to)?) ${CONTACT}(?: again| any ?more| ever)*[.!]*$`,
    "iu",
  ),
  new RegExp(
    String.raw`^${CONTACT} (?:(?:does not|doesn'?t|no longer) wants? |wants? no more |(?:wants|asked|would like|asks) (?:us )?(?:to stop|not to|to be (?:taken|removed|off)|out|off)\b).{0,60}$`,
    "iu",
  ),
];

const open: readonly RegExp[] = [
  new RegExp(String.raw`^${WHO}${MARK} ?${WHEN}${WHAT}${WHEN}(?:${STOP})${END}`, "u"),
  new RegExp(
    String.raw`^(?:${WHO}${MARK} ?)?(?:광고 ?|마케팅 ?)?(?:정보 ?)?수신 ?거부(?:를|을)? ?(?:(?:처리|등록) ?)?(?:해|하|부탁)[가-힣\s]*[.!~]*$`,
    "u",
  ),
  /^(?:please |pls )?(?:take|remove|drop|pull) (?:this|that|the) (?:number|contact|address|person|customer|e-?mail) (?:off|from|out of) (?:the |our |this )?(?:\w+[ -]){0,2}lists?(?: please| pls)?[.!]*$/iu,
  /^(?:please |pls )?(?:opt out|unsubscribe) (?:this|that|the) (?:number|contact|address|person|customer|e-?mail)(?: please| pls)?[.!]*$/iu,
];

/** The contact as it was said, empty where it is still to be told; `undefined` for any other text. */
export function refusalSaid(text: string): string | undefined {
  const contact = told.map((form) => form.exec(text)?.groups?.["contact"]?.trim()).find(Boolean);
  return contact ?? (open.some((form) => form.test(text)) ? "" : undefined);
}
