// "May I send this?": 내일 밤 10시에 이 문자 보내도 돼? (광고)…, can I text this at 10pm tomorrow. The sentence that asks is read for channel,
// time and recipients; what stands beside it is the message, handed on as it is.

import type { z } from "zod";
import type { CheckSend, SendConsent } from "../../capabilities/audience/sending/tool.ts";
import type { SendChannel } from "../../capabilities/compliance/compliance.ts";
import { read } from "../../language/read.ts";
import { whensOf } from "./actions/dates.ts";
import { rhythmOf } from "./actions/rhythm.ts";
import type { Before, Wish } from "./interpretation.ts";
import type { Setting } from "./interpret.ts";
import { inContext } from "./senses.ts";

type Input = z.input<typeof CheckSend>;

const MOST_LETTERS = 8_000;
const MOST_ASKED = 200;
/** Letters that make a message of what stands beside the question. */
const LEAST_COPY = 6;

const may: readonly RegExp[] = [
  /(?:보내|발송해|발송하|전송해|전송하|발송|전송|쏴|쏘|뿌려|뿌리|돌려|돌리|내보내|나가|날려|날리|전화해|전화하)(?:도|면|는 ?거|는 ?것|는 ?게|는 ?건|려면|려는데)?(?:는|은)?\s?(?:돼|되|될|된|괜찮|가능|문제|안 ?돼|안 ?되|안 ?될|걸리|걸릴|위반|불법|합법|상관)/iu,
  /(?:보낼|발송할|전송할|쏠|뿌릴|돌릴|내보낼|날릴|전화할) ?수 ?있(?!는)/iu,
  /\b(?:can|may|could|should|might)\s(?:i|we)\s(?:still |just |legally |already |please )?(?:send|text|push|e-?mail|message|blast|sms|call|fire|shoot|schedule|broadcast|go out)\b/iu,
  /\b(?:ok|okay|fine|legal|allowed|alright|safe|permitted|possible)\s(?:for (?:us|me) )?to\s(?:send|text|push|e-?mail|message|blast|sms|call|fire|shoot|schedule|broadcast)\b/iu,
  /\b(?:send|text|push|e-?mail|message|blast)(?:ing)?\s(?:this|it|that)\b[^.?!\n]{0,60}\b(?:ok|okay|fine|legal|allowed|alright|a problem|possible)\b/iu,
];
/** A send that is meant, with a word of review beside it. */
const meant =
  /(?:보낼|발송할|전송할|나갈|뿌릴|쏠|돌릴) ?(?:건데|거야|거예요|거고|거라|예정|계획|생각|참)|(?:보내|발송하|전송하)려(?:고|는데|구)|\b(?:going to|will|want to|planning to|about to|plan to)\s(?:send|text|push|e-?mail|message|blast)\b/iu;
const reviews = /검수|심의|검토|확인|봐 ?줘|봐주|괜찮|문제|\b(?:check|review|ok|okay|fine|legal|look)\b/iu;
const pointer =
  /(?:이|위|아래|저|요|방금|그) ?(?:문구|문자|메시지|멘트|카피|광고|글|내용|메일|이메일|푸시|알림톡|거|것|걸)(?:을|를|은|는|도|로)?|이렇게|이대로|이거|이걸|\b(?:this|that|it|the following)\b/iu;
/** 이 문구 내일 밤 10시에 문자로: the verb goes without saying. */
const bySend =
  /(?:문자|SMS|LMS|메일|푸시|톡|메시지|전화)(?:으로|로)(?:요|는요?|도)?\s?(?:보내|발송|나가|나갈|쏘|쏠|어때|괜찮|돼|될)?[가-힣\s]{0,8}[?.!~]*$/iu;
const others =
  /보고서|리포트|레포트|요약|성과|지표|실적|데이터|대시보드|차트|그래프|통계|엑셀|초대|승인 ?요청|결재|기획안|\b(?:report|digest|summary|results|figures|numbers|dashboard|chart|stats|metrics|csv|excel|invite|proposal|budgets?|bids?|spend|send (?:me|us)|whom|how many)\b|^(?:so )?who\b|누구|몇 ?명|예산|입찰|캠페인/iu;

const channels: readonly { channel: SendChannel; form: RegExp }[] = [
  { channel: "alimtalk", form: /알림톡|alim ?talk/iu },
  {
    channel: "kakao_brand_message",
    form: /브랜드 ?메시지|친구톡|카카오(?:톡)? ?(?:메시지|채널)|카톡|kakao(?:talk)? (?:brand )?message|brand message/iu,
  },
  { channel: "lms", form: /\bLMS\b|\bMMS\b|장문 ?문자|장문/iu },
  { channel: "email", form: /이메일|메일|뉴스레터|\be-?mail(?:ing|s)?\b|newsletter/iu },
  { channel: "push", form: /푸시|푸쉬|앱 ?알림|\bpush(?:es|ing)?\b|\bnotification/iu },
  { channel: "sms", form: /문자|\bSMS\b|\btext(?:s|ing)?\b(?! says)|text message/iu },
  { channel: "call", form: /전화|텔레마케팅|\bTM\b|\bcall(?:s|ing)?\b|phone them/iu },
];

const consents: readonly { consent: z.output<typeof SendConsent>; form: RegExp }[] = [
  { consent: "withdrawn", form: /수신 ?거부|철회|탈퇴|opted out|unsubscribed|withdr/iu },
  {
    consent: "optin_night",
    form: /야간(?: ?수신| ?광고| ?발송)? ?동의|밤(?:에도)? ?(?:받겠다고|동의)|night(?:-time)? consent|agreed to (?:the )?night/iu,
  },
  {
    consent: "none",
    form: /동의(?:를|도)? ?(?:안 ?(?:한|받)|없|받지 ?않|하지 ?않|못)|미동의|no consent|without (?:any )?consent|never (?:opted|agreed)|cold list|bought list|purchased list/iu,
  },
  {
    consent: "existing_customer",
    form: /기존 ?(?:고객|회원|구매)|구매 ?(?:고객|이력|한 (?:고객|사람|적))|거래(?:가)? ?(?:있|한)|existing customers?|past (?:customers?|buyers?)|bought (?:from|something)/iu,
  },
  {
    consent: "optin",
    form: /(?:수신 ?|마케팅 ?|광고 ?)?동의(?:를)? ?(?:한|받은|해 ?준|했|자)|구독자|opt(?:ed)?[- ]?in|subscribers?|consented|agreed to/iu,
  },
];

const soon = /지금|바로|당장|즉시|\b(?:now|right away|immediately|asap)\b/iu;
const listNames: readonly RegExp[] = [
  /["'‘“「](?<name>[^"'’”」\n]{2,80})["'’”」]\s?(?:(?:동의 ?)?(?:명부|명단|목록|리스트|list|파일)|에게|한테)/iu,
  /(?<name>[^\s"'‘“,]{1,60}\.(?:csv|xlsx|tsv|txt))/iu,
  /(?<name>[\p{L}\p{N}_-]{2,24}(?: [\p{L}\p{N}_-]{2,24})?) ?(?:동의 ?)?(?:명부|명단|리스트)(?:에|한테|의|로|분|,|\s)/iu,
  /\b(?:to|on) (?:the |our )?(?<name>[\w-]{2,24}(?: [\w-]{2,24}){0,2}) (?:consent )?list\b/iu,
];

const messages = String.raw`(?:push(?: (?:message|notification))?|message|text|sms|lms|notification|e-?mail|newsletter|copy|alert|reminder|alimtalk)(?:es|s)?`;
const people = String.raw`(?:customers?|users?|members?|subscribers?|leads|buyers?|people|everyone|everybody|contacts?|clients?|folks|patients?|guests?|shoppers?|them|him|her)`;
const clock = String.raw`(?:at|after|before|now|right now|right away|today|tonight|tomorrow|around|by (?:sms|text|e-?mail|push)|on (?:mon|tues?|wednes|thurs?|fri|satur|sun)day|on \d|for (?:\d|tomorrow|tonight))`;
const whom = String.raw`(?:the |our |all |my |these |those |any |some |\d+ |existing |past |new |old |vip |loyal |inactive )*${people}`;
const sent = String.raw`(?:(?:out )?(?:(?:this|that|it|the following|these)(?: ${messages})?|(?:an?|the|our|my|another) (?:[\w-]+ ){0,2}?${messages})(?=\s*(?:$|[?!.,:;"“]|\(|\s(?:${clock}|out|to ${whom})(?![a-z])))|${whom}(?![a-z])|${clock}(?![a-z])|\s*[?:])`;
/** push Meta harder, push the launch to Friday, call it a success, schedule the campaign: a verb of sending with nothing that is sent. */
const otherwise = new RegExp(
  String.raw`(?:^|\b(?:to|can|could|may|might|shall|should|will|would|do|i|we|us|let'?s|just|still|already|please|and|be|are)\s)(?:push|call|fire|shoot|schedule)(?:ing)?\b(?!\s*${sent})(?! ?${messages}\b)|(?:^|\s)call(?:ing)? (?:this|that|it|them)\s(?:an?|the|off|out|done|winners?)\b`,
  "iu",
);
/** Ads are run and go out as well: with these verbs the channel has to be said. */
const ambiguous = /(?:돌려|돌리|돌릴|나가|나갈|내보내|내보낼)(?![^.?!\n]*(?:보내|발송|전송))/iu;

function isNoSend(asked: string, channel: SendChannel | undefined): boolean {
  return others.test(asked) || otherwise.test(asked) || (!channel && ambiguous.test(asked));
}

/** `undefined` for everything that asks for no send. */
export function sendWish(said: string, before: Before, setting: Setting): Wish | undefined {
  const text = said.slice(0, MOST_LETTERS).normalize("NFC").trim();
  const split = splitOff(text) ?? shortAsk(text, before, setting);
  if (!split) return undefined;
  const { asked } = split;
  const channel = channelIn(asked);
  if (isNoSend(asked, channel)) return undefined;
  const at = momentIn(asked, setting);
  const points = pointer.test(asked);
  const copy = split.copy ?? (points || split.isShort ? copyBefore(before) : undefined);
  if (!channel && copy === undefined && !points) return undefined;
  if (!channel && Object.keys(at).length === 0 && split.copy === undefined) return undefined;
  const input: Input = {
    ...(copy !== undefined && withSubject(copy)),
    ...(channel && { channel }),
    ...at,
    ...recipientsIn(asked),
  };
  return { tool: "check_send", input };
}

/** The sentence that asks, for the rules of what is never done. */
export function sendAsked(said: string): string {
  return splitOff(said.slice(0, MOST_LETTERS).normalize("NFC").trim())?.asked ?? "";
}

type Split = { asked: string; copy: string | undefined; isShort?: boolean };

function splitOff(text: string): Split | undefined {
  const quoted = quotedCopy(text);
  const open = quoted ? text.replace(quoted.whole, "\n") : text;
  const found = may.map((form) => form.exec(open)).find((match) => match !== null) ?? meantWithReview(open);
  if (!found) return undefined;
  const [start, end] = sentenceAround(open, found.index, found.index + found[0].length);
  const sentence = open.slice(start, end);
  const below = tidy(open.slice(end));
  const apart = quoted !== undefined || lettersOf(below) >= LEAST_COPY;
  const inside = apart ? undefined : pointedCopy(sentence);
  const asked = inside ? sentence.slice(inside.length) : sentence;
  if (asked.length > MOST_ASKED) return undefined;
  const beside = [quoted?.words, below, inside, open.slice(0, start)].map(tidy);
  return { asked, copy: beside.find((words) => lettersOf(words) >= LEAST_COPY) };
}

function meantWithReview(text: string): RegExpExecArray | null {
  const found = meant.exec(text);
  if (!found) return null;
  const [start, end] = sentenceAround(text, found.index, found.index + found[0].length);
  return reviews.test(text.slice(start, end + 40)) ? found : null;
}

/** 이 문구 내일 밤 10시에 문자로: …, or no more than a time and a channel behind a copy that was just reviewed. */
function shortAsk(text: string, before: Before, setting: Setting): Split | undefined {
  const quoted = quotedCopy(text);
  const open = (quoted ? text.replace(quoted.whole, " ") : text).trim();
  const [, head = "", below = ""] =
    /^([^\n]{4,60}?)\s*(?:[:：](?!\d)|\n|\s(?=\(광고|\[))\s*([\s\S]+)$/u.exec(open) ?? [];
  const asked = head !== "" && bySend.test(head) ? head : open;
  const clocked = asked.length <= 60 && Object.keys(momentIn(asked, setting)).length > 0;
  if (!clocked || !bySend.test(asked) || /줘|주세요|예약|매일|매주|마다/u.test(asked)) return undefined;
  const copy = quoted?.words ?? (asked === head ? tidy(below) : undefined);
  const known = pointer.test(asked) || copy !== undefined || copyBefore(before) !== undefined;
  return known ? { asked, copy, isShort: true } : undefined;
}

/** The copy that the thread was about last. */
function copyBefore({ last, wishes }: Before): string | undefined {
  const wish = last === "wish" ? wishes?.at(-1) : undefined;
  const kept = wish && ["review_compliance", "check_send", "review_rejection"].includes(wish.tool);
  const text = kept ? (wish.input as { text?: unknown }).text : undefined;
  return typeof text === "string" ? text : undefined;
}

function quotedCopy(text: string): { whole: string; words: string } | undefined {
  const marks =
    /["“]([^"“”]{6,4000})["”]|‘([^‘’]{6,4000})’|「([^」]{6,4000})」|(?<![\p{L}\p{N}])'([^'\n]{6,2000})'(?!\p{L})/u;
  const found = marks.exec(text);
  const words = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4];
  const behind = found ? text.slice(found.index + found[0].length) : "";
  const isList =
    /^\s?(?:(?:동의 ?)?(?:명부|명단|목록|리스트|list|파일)|에게|한테|님|고객|회원|사람)/iu.test(behind) ||
    /(?:명부|명단|리스트|목록| list)$/iu.test(words ?? "");
  return found && words !== undefined && !isList ? { whole: found[0], words } : undefined;
}

/** From stop to stop; a colon behind the question ends it as well. */
function sentenceAround(text: string, from: number, to: number): [number, number] {
  const before = Math.max(
    ...["\n", "?", "!", "。"].map((stop) => text.lastIndexOf(stop, Math.max(0, from - 1))),
    lastStop(text, from),
  );
  const rest = text.slice(to);
  const stop = rest.search(/[?!\n。]|[:：](?!\d)|\.(?:\s|$)|(?<=[가-힣])[,~]?\s(?=\(광고|\[)/u);
  return [before + 1, stop < 0 ? text.length : to + stop + 1];
}

/** A full stop with a blank behind it: 1.5배 and 080.123 hold none. */
function lastStop(text: string, from: number): number {
  return [...text.slice(0, from).matchAll(/\.\s/g)].at(-1)?.index ?? -1;
}

/** (광고)[가게] … 이거 내일 밤 10시에: a copy that runs into the question ends where it is pointed at. */
function pointedCopy(sentence: string): string | undefined {
  const at =
    /\s(?:이거|이걸|이 ?(?:문자|문구|메시지|메일|푸시|카피|글)|이렇게|이대로|(?:can|may|could) (?:i|we))(?=\s|[을를은는])/iu.exec(
      sentence,
    );
  const words = at ? sentence.slice(0, at.index) : "";
  const isCopy = lettersOf(words) >= 12 && !/(?:에게|한테|[시분]에|내일|오늘|모레)\s*$/u.test(words);
  return isCopy ? words : undefined;
}

function channelIn(text: string): SendChannel | undefined {
  return channels.find(({ form }) => form.test(text))?.channel;
}

type Moment = { day?: string; time?: string; now?: boolean };

/** The day and the time of day as far as they are said, in the workspace's zone. */
function momentIn(asked: string, { today }: Setting): Moment {
  const { text, lexemes } = read(asked.replace(/\bmay (?=we\b|i\b)/giu, "can "), today); // no month of May
  const scan = { text, lexemes: inContext(text, lexemes), today };
  const [clock] = rhythmOf(scan).clocks;
  const day = dayIn(asked, today) ?? whensOf(scan)[0]?.days.from;
  if (!clock) return soon.test(asked) ? { now: true } : day ? { day: day.toString() } : {};
  // 내일 밤 12시 is the midnight that ends tomorrow.
  const ends = clock.hour === 0 && /밤 ?(?:12|열두) ?시|자정|midnight/iu.test(asked) && day !== undefined;
  const time = `${String(clock.hour).padStart(2, "0")}:${String(clock.minute).padStart(2, "0")}`;
  return { ...(day && { day: (ends ? day.add({ days: 1 }) : day).toString() }), time };
}

function dayIn(asked: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (/글피/u.test(asked)) return today.add({ days: 3 });
  if (/모레|내일모레|day after tomorrow/iu.test(asked)) return today.add({ days: 2 });
  return /오늘|tonight|this evening/iu.test(asked) ? today : undefined;
}

function recipientsIn(asked: string): Pick<Input, "consent" | "list"> {
  const consent = consents.find(({ form }) => form.test(asked))?.consent;
  const list = listNames.map((form) => form.exec(asked)?.groups?.["name"]?.trim()).find((name) => name);
  return { ...(consent && { consent }), ...(list && { list }) };
}

/** 제목: … in the first line is the subject of an e-mail. */
function withSubject(copy: string): Pick<Input, "text" | "subject"> {
  const found = /^(?:제목|subject)\s?[:：]\s*([^\n]{1,300})\n+([\s\S]+)$/iu.exec(copy);
  return found ? { subject: (found[1] ?? "").trim(), text: (found[2] ?? "").trim() } : { text: copy };
}

function tidy(words: string | undefined): string {
  return (words ?? "").replace(/^[\s:：,.\-–—]+/u, "").trim();
}

function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

const without =
  /^(?:문구(?:는|가)? ?(?:없|아직|나중)|(?:문구 ?)?없(?:어|이|음)|아직(?: 없)?|시간만|동의만|no copy|skip|without(?: it)?|not yet|don'?t have)/iu;
const again =
  /^(?:그럼|그러면|근데|아니면|혹시|what about|how about|and|then|or)|(?:는|은|로는|으로는|에는|엔|면)(?:요)?\s?\?|말고|대신|\binstead\b|\?\s*$/iu;

const isPast = /지난|어제|그제|작년|최근|\b(?:last|yesterday|previous|past)\b/iu;

/** What was asked for last, or the same send at another time or by another channel. */
export function answeredSend(
  said: string,
  last: Wish | undefined,
  setting: Setting,
  isOther: (text: string) => boolean,
): Wish | undefined {
  if (last?.tool !== "check_send") return undefined;
  const text = said.slice(0, MOST_LETTERS).normalize("NFC").trim();
  const input = last.input as Input;
  const goOn = (more: Input): Wish => ({ tool: last.tool, input: { ...input, ...more } });
  if (last.asked === "text") {
    if (without.test(text)) return goOn({ withoutText: true });
    return isOther(text) ? undefined : goOn(withSubject(quotedCopy(text)?.words ?? text));
  }
  if (text.length > 60 || isPast.test(text)) return undefined;
  const [channel, at] = [channelIn(text), momentIn(text, setting)];
  if (isNoSend(text, channel)) return undefined;
  const more = { ...(channel && { channel }), ...recipientsIn(text) };
  const isTimed = Object.keys(at).length > 0;
  if (!isTimed && Object.keys(more).length === 0) return undefined;
  if (last.asked === undefined && !again.test(text)) return undefined;
  const { now: _now, ...rest } = input;
  const kept = isTimed ? withoutMoment(rest, at) : input;
  return { tool: last.tool, input: { ...kept, ...more, ...at } };
}

/** A new time keeps the day that was said, a new day the time. */
function withoutMoment(input: Input, { now }: Moment): Input {
  if (!now) return input;
  const { day: _day, time: _time, ...rest } = input;
  return rest;
}
