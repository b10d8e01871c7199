// A medium turned an ad down and its notice is pasted: 메타에서 이 광고 반려됐어: …, Naver rejected our ad: … Only the sentence around the
// notice is read for what is wanted; the notice itself is handed on as it is. What people here reject (a plan, a request) is none of it.

import type { Filter } from "../../core/query.ts";
import {
  mediumIn,
  mediumMarks,
  mediumWord,
  NoticeMedium,
  reasons,
} from "../../capabilities/compliance/rejections/reasons.ts";
import { MOST_NOTICE, readNotice } from "../../capabilities/compliance/rejections/notice.ts";
import type { Wish } from "./interpretation.ts";

/** Beyond a notice and an ad nobody pastes; the rest of a longer message is not read. */
const MOST_LETTERS = MOST_NOTICE + 400;
/** The sentence that tells of the rejection stands at the beginning or right behind the copy. */
const LEAD_WITHIN = 600;

const turnedDown = String.raw`(?:(?:반려|거절|거부|비승인|미승인|부적합|등록 ?불가|게재 ?불가|노출 ?제한|차단)\s?(?:이|가|을|를)?\s?(?:됐|되었|되어|돼서|되네|된대|된다|당했|당함|당하|먹었|맞았|났|떴|받았|처리|판정|통보|걸렸|나왔|왔|됨|함|했|하네|한대|시켰|이래|래요?|이라)|(?:심사|검수|검토)(?:에서|를|에|가)?\s?(?:탈락|떨어|반려|거절|보류|불합격|통과 ?못|못 ?통과|통과(?:가|를)? ?(?:안|못)|막혔|걸렸)|승인(?:이|을)?\s?(?:안 ?(?:됐|났|나|된|해)|거부|거절|못 ?받)|막혔|잘렸|짤렸|내려갔|reject(?:ed)?|disapproved)`;
const by = String.raw`(?:에서(?:는)?|측에서|쪽에서|이|가|한테서?|심사에서|광고 ?심사에서|검수에서|에\s(?:올린|낸|등록한|건|돌린|넣은|집행한))`;
const noStop = String.raw`[^.!?\n:："“]`;
const wasKo = new RegExp(`${mediumWord}\\s?(?:광고)?${by}${noStop}{0,60}?${turnedDown}[가-힣]{0,10}`, "iu");
const failedKo = new RegExp(
  `${mediumWord}\\s?(?:광고 ?|소재 ?|비즈보드 ?)?(?:심사|검수|검토)(?:에서|에|를)${noStop}{0,30}?(?:떨어|탈락|막혔|걸렸|반려|거절|보류|통과 ?못|못 ?통과|통과(?:를|가)? ?(?:안|못))[가-힣]{0,10}`,
  "iu",
);
const noticeKo = new RegExp(
  `${mediumWord}${noStop}{0,24}?(?:반려|거절|거부|비승인|심사|검수|노출 ?제한)\\s?(?:결과|사유|이유|안내|통지|메일|알림|메시지|공지|내용)(?:가|이|를|을|는|은|야|예요|입니다|이야|이에요)?${noStop}{0,16}`,
  "iu",
);
const denies = String.raw`(?:reject(?:ed|s|ing)?|disapprov(?:ed|es|al)|declined|refused|denied|flagged|blocked|turned down|took down|taken down|knocked back|bounced|(?:did not|didn'?t|won'?t|would not|wouldn'?t) (?:approve|accept|run)|not approved|not accepted)`;
const wasEn: readonly RegExp[] = [
  new RegExp(
    `${mediumWord}(?:'s)?(?: ads?)?(?: team| reviewers?| review)?\\s(?:has |have |had |just |again |keeps? |is |went and )*${denies}\\b${noStop}{0,60}`,
    "iu",
  ),
  new RegExp(
    `(?<!\\b(?:that|which|who|what)\\s)\\b(?:was|were|got|gets|has been|have been|is|are|keeps getting|been)\\s(?:just |again )?${denies}${noStop}{0,12}?\\s(?:by|on|at|from|in)\\s${mediumWord}${noStop}{0,30}`,
    "iu",
  ),
  new RegExp(
    `(?:rejection|disapproval)\\s?(?:notice|e-?mail|message|reason)?\\s(?:from|by)\\s${mediumWord}`,
    "iu",
  ),
  new RegExp(
    `${mediumWord}(?:'s)?\\s(?:ads? )?(?:rejection|disapproval)\\s?(?:notice|e-?mail|message|reason)?`,
    "iu",
  ),
];
const leads: readonly RegExp[] = [wasKo, failedKo, noticeKo, ...wasEn];

/** Notices as media begin them, pasted without a word of one's own. */
const bare =
  /your ads? (?:was|were|has been|have been|isn'?t|is not|wasn'?t|didn'?t|doesn'?t)\s?[^.\n]{0,30}(?:reject|disapprov|approv|running|comply)|\bad (?:was )?(?:rejected|disapproved)\b|광고(?:가|는|를)?\s?(?:거부|거절|반려|승인되지|비승인|게재되지|게재할 수)|(?:등록하신|요청하신|신청하신) (?:광고|소재|키워드)|(?:검토|심사|검수) ?결과\s?[:：\n]|노출 ?제한 ?사유\s?[:：\n]|(?:policy|정책)[^\n]{0,20}(?:disapproved|위반)/iu;

/** Talk about requests and people of this place, or about figures and lists. */
const ours =
  /승인 ?(?:요청|카드|건|대기)|결재|계획|플랜|기안|제안서|요청(?:한|건|을|이)|님(?:이|께서|은)|씨(?:가|는)|팀장|대표|사장|매니저|\b(?:request|proposal|plan|approval)s?\b/iu;
const asks =
  /보여|알려|찾아|목록|리스트|몇 ?(?:개|건)|얼마|어떤|어느|뭐|무엇|왜|며칠|\b(?:show|list|which|how many|why|what|when|who|find|count|pause|stop)\b/iu;

/** What somebody does with rejected ads, or who else declined. */
const elsewhere =
  /\b(?:can be|should be|must be|switch|turn off|users?|customers?|searchers?)\b|고객|사용자|유저/iu;

/** Verbs that nothing but an ad meets with. */
const clear =
  /반려|거부|거절|비승인|미승인|부적합|(?:등록|게재) ?불가|노출 ?제한|심사|검수|승인|reject|disapprov|approv/iu;
/** Figures go down, money is declined and budgets stop ads as well: of these verbs it has to be an ad, and nothing but an ad. */
const adDown = new RegExp(
  String.raw`(?:광고|소재|시안|문구|카피|배너|영상|이미지|썸네일|키워드|크리에이티브)(?:들)?(?:이|가|은|는|도|을|를)?\s?(?:(?:또|다시|다|전부|모두|방금|오늘|어제|갑자기|계속|자꾸|결국|정책 위반으로) ?){0,3}(?:차단|막혔|잘렸|짤렸|내려갔)|${denies}(?:\s(?:our|my|the|this|that|these|those|it|them|one|two|three|another|both|all|an?|by|on|at|from|in)\b|\s*$)`,
  "iu",
);
/** Google declined our ad: the object says what the verb leaves open. */
const adObject = new RegExp(
  String.raw`${denies}\s(?:our|my|the|this|that|another|one of our) (?:[\w-]+ ){0,3}?(?:ad|banner|creative|copy|headline|video)s?[\s.!]*$`,
  "iu",
);
const share =
  /\d\s?(?:%|퍼센트|프로(?!모)|percent)|반려율|거부율|거절률|승인률|승인율|rejection rate|approval rate/iu;
const money =
  /결제|카드|잔액|입금|송금|청구|환불|예산|입찰|단가|소진|로그인|연동|\b(?:payments?|cards?|invoices?|billing|budgets?|bids?|refunds?|log-?ins?|balance)\b/iu;
const figures =
  /매출|비용|광고비|전환|클릭|노출(?! ?제한)|도달|조회|효율|성과|순위|트래픽|방문|유입|지표|점수|수치|이탈|\b(?:roas|cpa|cpc|cpm|ctr|cvr|revenue|sales|costs?|spend|conversions?|clicks?|impressions?|reach|traffic|performance|rank(?:ing)?s?|results)\b|(?:roas|cpa|cpc|cpm|ctr|cvr)(?=[가-힣])|로아스/iu;
const span =
  /지난 ?(?:주|달|해|분기|\d)|저번 ?(?:주|달)|이번 ?(?:주|달|분기)|최근|작년|올해|전주|전월|분기|\d{1,2}월(?! ?\d)|\b(?:(?:last|this|past|previous) (?:week|month|quarter|year|\d+)|year over year|week over week|since)\b/iu;

/** The sentence tells of an ad that was turned down, not of figures, money or how often it happens. */
function tellsOfAd(lead: string): boolean {
  if (share.test(lead) || money.test(lead)) return false;
  return clear.test(lead) || (adDown.test(lead) && !figures.test(lead) && !span.test(lead));
}

/** `undefined` for everything that is no rejection by a medium. */
export function rejectionWish(said: string): Wish | undefined {
  const text = said.slice(0, MOST_LETTERS).normalize("NFC").trim();
  const lead = leadIn(text);
  if (!lead) return isBareNotice(text) ? wishOf(text, mediumIn(text)) : undefined;
  const rest = `${text.slice(0, lead.start)}\n${text.slice(lead.end)}`.replace(/^[\s:：.!,-]+/u, "");
  const medium = mediumIn(lead.words);
  if (!tellsOfAd(lead.words)) return undefined;
  if (ours.test(lead.words) || (lettersOf(rest) < 20 && asks.test(rest))) return undefined;
  if (holdsNotice(text, lead, rest, medium)) return wishOf(rest, medium);
  const bareStatement =
    (clear.test(lead.words) || adObject.test(lead.words)) &&
    !/\?\s*$/.test(text) &&
    ![asks, elsewhere, figures, span].some((form) => form.test(text)) &&
    lettersOf(rest) < 12;
  return bareStatement ? wishOf(undefined, medium) : undefined;
}

/** The person's own words of it, which alone say what is wanted; all of a message that is none. */
export function withoutNotice(said: string): string {
  const text = said.slice(0, MOST_LETTERS).normalize("NFC").trim();
  return leadIn(text)?.words ?? "";
}

type Lead = { start: number; end: number; words: string };

function leadIn(text: string): Lead | undefined {
  const head = text.slice(0, LEAD_WITHIN);
  for (const form of leads) {
    const found = form.exec(head);
    if (!found) continue;
    const before = head.slice(0, found.index);
    const start =
      Math.max(...["\n", ".", "!", "?", ":", '"', "”", "’"].map((stop) => before.lastIndexOf(stop))) + 1;
    const end = found.index + found[0].length;
    return { start, end, words: text.slice(start, end) };
  }
  return undefined;
}

/** Something set apart behind the sentence, or words that only notices have. */
function holdsNotice(
  text: string,
  { end, words }: Lead,
  rest: string,
  medium: NoticeMedium | undefined,
): boolean {
  if (lettersOf(rest) < 2) return false;
  const apart =
    /^[^\p{L}\p{N}]{0,6}[:："“'‘\n]/u.test(text.slice(end)) ||
    /(?:사유|이유|reason|문구|카피|copy)\s?(?:는|은|is)?\s?[:：]/iu.test(rest);
  if (apart) return true;
  if (asks.test(words)) return false;
  return isOfMedium(rest, medium) && !/\?\s*$/.test(rest);
}

function isOfMedium(text: string, medium: NoticeMedium | undefined): boolean {
  const known = reasons.some(
    (one) => (medium === undefined || one.medium === medium) && one.pattern.test(text),
  );
  return known || (medium !== undefined && mediumMarks[medium].test(text));
}

function isBareNotice(text: string): boolean {
  if (!bare.test(text.slice(0, LEAD_WITHIN)) || lettersOf(text) < 25 || ours.test(text.slice(0, 80)))
    return false;
  const read = readNotice(text);
  if (/\?\s*$/.test(text) && read.copy === undefined) return false;
  return read.medium !== undefined && read.complaints.some(({ reason }) => reason !== undefined);
}

function wishOf(notice: string | undefined, medium: NoticeMedium | undefined): Wish {
  const input = {
    ...(notice !== undefined && { notice: notice.slice(0, MOST_NOTICE) }),
    ...(medium && { filters: [mediumFilter(medium)] }),
  };
  return { tool: "review_rejection", input };
}

function mediumFilter(medium: NoticeMedium): Filter {
  return { field: "medium", op: "in", values: [medium] };
}

const without =
  /^(?:문구(?:는|가)? ?(?:없|몰라|모르)|(?:문구 ?)?없(?:어|이|음)|몰라|모르겠|그냥 (?:봐|해|보|알려)|안내만|(?:i )?(?:don'?t|do not) (?:have|know)|no copy|skip|without(?: it)?|just the notice|not at hand)/iu;
const forget =
  /^(?:됐어|아니야?|취소|그만|나중에|괜찮아|never ?mind|cancel|forget it|later|no thanks)[\s가-힣a-z.!~]{0,12}$/iu;

/** What was asked for last: the notice, its medium or the copy. `undefined` when the message is something else. */
export function answeredRejection(
  said: string,
  last: Wish | undefined,
  isOther: (text: string) => boolean,
): Wish | undefined {
  if (last?.tool !== "review_rejection" || last.asked === undefined) return undefined;
  const text = said.slice(0, MOST_LETTERS).normalize("NFC").trim();
  if (forget.test(text)) return undefined;
  const input = last.input as { notice?: string; filters?: Filter[] };
  if (last.asked === "medium") {
    const medium = text.length <= 30 ? mediumIn(text) : undefined;
    return medium && { tool: last.tool, input: { ...input, filters: [mediumFilter(medium)] } };
  }
  if (last.asked === "text" && without.test(text))
    return { tool: last.tool, input: { ...input, withoutText: true } };
  if (isOther(text)) return undefined;
  if (last.asked === "notice") return { tool: last.tool, input: { ...input, notice: text } };
  return { tool: last.tool, input: { ...input, text: copyIn(text) } };
}

/** The copy without a label or the quotes around it. */
function copyIn(text: string): string {
  const bareText = text.replace(
    /^(?:(?:반려된 )?(?:광고 ?)?(?:문구|카피|본문|소재)(?:는|은)?\s?(?:이거(?:야|예요)?|이래|다음)?|(?:the |our )?(?:copy|ad|text|headline)(?: was| is| reads)?)\s?[:：]\s*/iu,
    "",
  );
  return (
    /^["“'‘「]([\s\S]{2,})["”'’」][.\s]*(?:이거|이거야|이에요|예요|입니다|였어요?)?\.?$/u.exec(
      bareText,
    )?.[1] ?? bareText
  );
}

function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
