// Somebody decides in the asker's place while they are away: 다음 주에 은지가 대신 승인하게 해줘, let Jia approve for me until Friday.
// A person stands in; the bot never does, and nobody's approval is written down for them.

import type { z } from "zod";
import type { SetDeputy } from "../../../capabilities/approvals/deputy-tools.ts";
import { mondayOf } from "../../../core/time.ts";
import { read } from "../../../language/read.ts";
import type { Wish } from "../interpretation.ts";
import { findPeriod } from "../period.ts";
import type { Scan } from "../scan.ts";
import { flightOf } from "./dates.ts";

type Input = z.input<typeof SetDeputy>;

const decides = "(?:승인|결재|컨펌)";
const causes =
  "(?:하게|하도록|할\\s?수\\s?있(?:게|도록)|해\\s?줄\\s?수\\s?있(?:게|도록)|할\\s?거|할\\s?수\\s?있어|하면\\s?(?:돼|되)|하기로|맡)[가-힣\\s]*";
const end = "[\\s.!~]*$";
const korean: readonly RegExp[] = [
  // 은지가 (내) 대신 승인하게 해줘
  new RegExp(
    `(?:^|\\s)(?<who>[가-힣A-Za-z]{2,12}?)\\s?(?:님|씨|팀장|대리|과장|사원|매니저)?(?:님)?(?:이|가|께서)\\s(?:[^.!?]{0,30}\\s)?(?:(?:내|제|나|저|저를|나를)\\s)?(?:대신(?:해서?)?\\s|대리로\\s)${decides}(?:을|를)?\\s?${causes}${end}`,
    "u",
  ),
  // 다음 주엔 은지가 내 대신 승인해
  new RegExp(
    `(?:^|\\s)(?<who>[가-힣A-Za-z]{2,12}?)\\s?(?:님|씨)?(?:이|가|께서)\\s(?:내|제|나|저)\\s대신\\s${decides}(?:을|를)?\\s?(?:해|합니다|할게|한다)[가-힣\\s]*${end}`,
    "u",
  ),
  // 내 승인 권한을 은지에게 맡겨줘
  new RegExp(
    `(?:^|\\s)(?:(?:내|제|나의|저의)\\s)?${decides}(?:\\s?(?:권한|업무|건|대리))?(?:을|를|은|는)?\\s(?:[^.!?]{0,30}\\s)?(?<who>[가-힣A-Za-z]{2,12}?)\\s?(?:님|씨)?(?:한테|에게|께)\\s?(?:좀\\s)?(?:위임|맡기|맡겨|맡길|넘겨|넘기|넘길|이관|부탁)[가-힣\\s]*${end}`,
    "u",
  ),
  new RegExp(
    `(?:^|\\s)(?<who>[가-힣A-Za-z]{2,12}?)\\s?(?:님|씨)?(?:한테|에게|께)\\s(?:[^.!?]{0,20}\\s)?(?:내|제|나의|저의)?\\s?${decides}(?:\\s?(?:권한|업무|건))?(?:을|를|은|는)?\\s?(?:위임|맡기|맡겨|맡길|넘겨|넘기|넘길|이관)[가-힣\\s]*${end}`,
    "u",
  ),
  new RegExp(
    `(?:^|\\s)(?<who>[가-힣]{2,4}?)\\s?(?:님|씨)?(?:(?:을|를|이|가|에게)\\s(?:[^,.!?]{0,30}\\s)?|\\s)(?:내\\s|제\\s|나\\s|저\\s)?(?:${decides}\\s?)?(?:대리인?|대행|대결자)(?:으로|로)?\\s?(?:지정|설정|정해|해|맡|세워)[가-힣\\s]*${end}`,
    "u",
  ),
];
/** Nobody is named: 휴가 동안 대신 승인하게 해줘. */
const koreanOpen = new RegExp(
  `대신\\s${decides}(?:해\\s?줄|할)\\s?(?:사람|분|담당자|동료)(?:을|를|이|좀)?\\s?(?:좀\\s)?(?:지정|정해|정하|골라|찾아|뽑아|필요|구해|세워)[가-힣\\s]*${end}|^(?:[^.!?]{0,60}(?:동안|휴가|출장|부재|비우|없을|없는|쉬는)[^.!?]{0,30}\\s)?(?:(?:누가|누군가|다른\\s?사람이?|팀원이?|동료가?|내|제|나|저)\\s)*대신\\s${decides}(?:을|를)?\\s?${causes}${end}|^(?:[^.!?]{0,60}\\s)?(?:내\\s|제\\s|승인\\s)*(?:${decides}\\s?)?대리인(?:을|를|\\s)?\\s?(?:좀\\s)?(?:지정|정해|정하|세워|세우|설정)[가-힣\\s]*${end}`,
  "u",
);
const name =
  "[\\p{L}][\\p{L}'-]*(?: (?!(?:until|till|from|next|this|for|on|while|to|as|starting|through|tomorrow|today|approve|sign|decide|handle|cover|can|may|will|should|is|shall|my)\\b)[\\p{L}'-]+)?";
const english: readonly RegExp[] = [
  new RegExp(
    `(?:^|[\\s,])(?:let|have|allow|get|want|ask)\\s(?<who>${name})\\s(?:to )?(?:approve|sign off|decide|handle (?:my )?approvals|cover (?:my )?approvals)(?: (?:things|requests|campaigns|stuff|on things))?\\s?(?:for me|on my behalf|in my (?:place|stead)|instead of me|while i'?m (?:away|out|gone|off|on (?:leave|vacation|holiday))).*$`,
    "iu",
  ),
  new RegExp(
    `(?:^|[\\s,])(?<who>[\\p{L}][\\p{L}'-]*)\\s(?:(?:can|may|will|should|is to|shall)\\s(?:approve|sign off|decide)|approves|signs off|decides)(?: (?:things|requests|campaigns))?\\s(?:for me|on my behalf|in my (?:place|stead)|instead of me).*$`,
    "iu",
  ),
  new RegExp(
    `(?:^|[\\s,])(?:delegate|hand(?: over)?|pass|give)\\s(?:all )?my approvals?(?: rights?| duties)?\\s(?:over )?to\\s(?<who>${name}).*$`,
    "iu",
  ),
  new RegExp(
    `(?:^|[\\s,])(?:make|set|name|appoint)\\s(?<who>${name})\\s(?:as )?my (?:approval )?(?:deputy|stand-in|backup).*$`,
    "iu",
  ),
];
const englishOpen =
  /(?:^|[\s,])(?:i|we) need (?:some ?one|some ?body|a colleague|a person)(?: else)? (?:to|who can) (?:approve|sign off|decide)\s(?:for me|on my behalf|in my place|while).*$|^(?:(?:please|can you|could you|i need to|i want to|i'd like to)[\s,]+)*(?:let|have|get)\s(?:some ?one|some ?body|a colleague|anyone)(?: else)?\s(?:to )?(?:approve|sign off|decide)\s(?:for me|on my behalf|in my place|while).*$|^(?:please )?(?:set|name|appoint|pick|choose)(?: up)? (?:a|my) (?:approval )?(?:deputy|stand-in)(?:\s(?:for|from|until|while|next|this).{0,60})?[.!]*$/iu;
/** Who is nobody of the team: the bot itself, or whoever happens to be there. */
const nobody =
  /^(?:네|니|너|당신|자네|봇|챗봇|ai|에이아이|시스템|co9ma|코나인마?|자동|그쪽|you|yourself|it|the|bot|system|ai|me|i|this|that|them|my|your)$/iu;
const somebody =
  /^(?:누|누구|누군가|아무나|아무|다른 사람|사람|팀원|동료|담당자|someone|somebody|anyone|anybody|everyone|people|a|another|one|team)$/iu;
/** A decision that somebody else is said to have made is a forgery, however it is asked for. */
const forged =
  /(?:한|했던|된|받은)\s?(?:걸로|것으로|거로|것처럼|셈|척)|했다고|됐다고|이름으로|명의로|as if|pretend|backdat|record that/iu;

/** Every form above holds one of these; nearly every message holds none. */
const deputyWords = /승인|결재|컨펌|대리|대행|대결|approv|sign|decide|deputy|stand-in|backup/iu;

export function deputyWish(said: string, today: Temporal.PlainDate): Wish | undefined {
  if (!deputyWords.test(said) || forged.test(said)) return undefined;
  const who = [...korean, ...english]
    .map((form) => form.exec(said)?.groups?.["who"])
    .find((one) => one !== undefined);
  if (who !== undefined && nobody.test(who.trim())) return undefined;
  const open =
    who === undefined ? koreanOpen.test(said) || englishOpen.test(said) : somebody.test(who.trim());
  if (who === undefined && !open) return undefined;
  const person = open ? undefined : who?.trim();
  return wish({ ...(person === undefined ? { naming: true } : { person }), ...daysIn(said, today) });
}

function wish(input: Input): Wish {
  return { tool: "set_deputy", input };
}

/** 은지 / 12월 1일부터 5일까지: what was still open. */
export function moreOfDeputy(
  said: string,
  last: Wish | undefined,
  today: Temporal.PlainDate,
): Wish | undefined {
  const before = last?.tool === "set_deputy" ? (last.input as Input) : undefined;
  if (!before || (before.person ? before.to : !before.naming)) return undefined;
  const days = daysIn(said, today);
  const named = before.person === undefined ? answer.exec(said)?.groups?.["who"]?.trim() : undefined;
  const person =
    named !== undefined && !nobody.test(named) && !somebody.test(named) && !spansOnly.test(said)
      ? named
      : undefined;
  if (person === undefined && days.from === undefined && days.to === undefined) return undefined;
  const { naming: _, ...known } = before;
  const stands = person ?? known.person;
  return wish({ ...known, ...(stands === undefined ? { naming: true } : { person: stands }), ...days });
}

const answer =
  /^(?:to |it's |make it )?(?<who>[가-힣]{2,4}?|[A-Z][\p{L}'-]+(?: [A-Z][\p{L}'-]+)?)(?:\s?(?:님|씨))?(?:이|가|한테|에게|으로|로|요|이요|로 해줘|에게 맡겨줘|이 해줘|가 해줘)?(?:,? (?:please|.{2,30}(?:까지|부터|동안|주)))?[\s.!]*$/u;
const spansOnly = /^(?:오늘|내일|모레|다음|이번|주말|월요일|일주일|한\s?달|보름|하루)/u;

/** The days that lie ahead, as far as they were said. */
function daysIn(said: string, today: Temporal.PlainDate): { from?: string; to?: string } {
  const scan: Scan = { ...read(said, today), today };
  const { time } = findPeriod(scan);
  const monday = mondayOf(today);
  const week = (weeks: number): { from: string; to: string } => ({
    from: monday.add({ weeks }).toString(),
    to: monday.add({ weeks, days: 6 }).toString(),
  });
  if (time === "next_week") return week(1);
  if (time === "this_week") return { ...week(0), from: today.toString() };
  const { start, end, durationDays } = flightOf(scan);
  const last =
    end ??
    (durationDays === undefined
      ? undefined
      : (start ? Temporal.PlainDate.from(start) : today).add({ days: durationDays - 1 }).toString());
  const first = start ?? (last === undefined ? undefined : today.toString());
  return { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) };
}
