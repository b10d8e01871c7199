// The slots of approvals: which request, whose, why. Words only choose which cards are shown.

import type { z } from "zod";
import type { ShowApprovals } from "../../../capabilities/approvals/tools.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { has } from "../scan.ts";
import { waysSaid } from "../work-said.ts";
import { ownText, type Read, spanOf, TAKEN, trimmed, without } from "./own-text.ts";
import { said } from "./spoken.ts";

type Action = NonNullable<z.input<typeof ShowApprovals>["action"]>;

const lists =
  /(?:보여|뭐|뭔|무엇|어떤|목록|리스트|몇|있어|있나|있는지|있니|있지|있을까|있습니까|있음|남았|남은 거|추려|확인|알려|볼 수|궁금|정리|찾아|띄워|꺼내)|(?<![a-z])(?:what|which|show|list|any|anything|how many|is there|are there|do i have|pending|waiting|outstanding|see|check|still (?:wait|need|open)|queue)(?![a-z])/i;
/** Approve what waits: the verb leads, so nothing is to be listed. */
const told =
  /^\W{0,12}(?:(?:please|pls|ok|okay|yes|and|then|so|can you|could you|i|we|hereby|let's)[\s,]+)*(?:approve|accept|green-?light|sign off(?: on)?)\s+(?!of\b)\w/i;
const asked =
  /^\W{0,12}(?:what|which|any|anything|how many|is there|are there|show|list)(?![a-z])|(?:뭐|몇|목록|리스트|있어|있나)/i;
const asker =
  "[가-힣]{2,4}|(?!(?:Approve|Reject|Accept|Decline|Deny|Cancel|Revoke|Pass|Please)\\b)[A-Z][a-z]+(?: [A-Z][a-z]+)?";
const koreanRequester: readonly RegExp[] = [
  /(?<who>[가-힣A-Za-z]{1,12}?)\s?(?:님|씨|팀장|대리|과장|사원)?\s?(?:이|가|께서|쪽에서)\s(?:방금 |아까 |어제 |오늘 |새로 )?(?:올린|올려\S*|올리신|요청한|요청하신|신청한|신청하신|보낸|보내신|상신한|등록한|제출한|기안한|부탁한|만든|작성한|낸)(?:\s?(?:거|것))?/,
  /(?<who>[가-힣A-Za-z]{1,12}?)\s?(?:님|씨)(?:의|이|은|는)?(?=\s\S*\s?(?:요청|건|결재|승인|기안|신청))/,
  /(?<who>[가-힣A-Za-z]{2,12}?)의(?=\s(?:승인\s)?(?:요청|결재|신청|기안))/,
];
const englishRequester: readonly RegExp[] = [
  new RegExp(
    `(?:requested|submitted|sent|raised|filed|asked for|created|uploaded|posted|put in) by\\s(?<who>${asker})`,
  ),
  new RegExp(
    `(?<who>${asker})'s?(?=\\s(?:[a-z,\\d-]+\\s){0,4}?(?:requests?|submissions?|proposals?|asks?|approvals?|change|plan|one|ones)\\b)`,
  ),
  new RegExp(`(?:from|by)\\s(?<who>${asker})(?![a-z])`),
  new RegExp(
    `(?<who>${asker})\\s(?:submitted|requested|asked for|sent in|put in|uploaded|posted|raised|filed|wants approved)`,
  ),
];
const reasons: readonly RegExp[] = [
  /(?:사유|이유)(?:는|은|:)\s*(?<words>[^.!\n]+?)(?:이?라고|이?라서|으로|로)?(?:\s?(?:적어|써|남겨|해)\S*)?\s*[.!]*\s*$/,
  /(?:reason|because|since|due to|on the grounds that|as)(?:\s?:|\sis|\sof)?\s+(?<words>(?!well\b|soon\b|a\b|is\b|the reason)[^.!?\n]+)/i,
  /(?<=[a-z\d'"]\s?)[,;.]\s*(?<words>[가-힣][^,.!?\n]{2,})\s*[.!?]*$/,
  /(?:[,;]|\s-)\s*(?<words>(?:it'?s|it is|they'?re|way|far|much|too|the|not(?! (?:sign|approv|ok))|no|we|budget|looks?|still|wrong|already)\s[^.!?\n]{4,})/i,
];
/** A clause that gives a ground, before the request or behind the verb: 예산이 너무 커서. */
const groundEnding =
  "(?:어서|아서|여서|해서|라서|져서|려서|서|니까|으니|때문에|때문이|때문|거든요?|잖아요?|탓에|길래|더라고요?|네요|음|임)";
const koreanGrounds: readonly RegExp[] = [
  new RegExp(`^(?<words>[^,.!?\\n]*?(?:이|가|은|는|도|을|를)\\s[^,.!?\\n]*?${groundEnding})(?:요)?[,\\s]`),
  new RegExp(
    `(?:반려|거절|승인|취소|철회|기각|돌려\\s?보내|보류|퇴짜)[^\\s,.!?]*(?:\\s(?:줘|주세요|주십시오|바랍니다|부탁\\S*|하자))?[\\s,.!]+(?<words>\\S[^.!?\\n]*?${groundEnding})(?:요)?\\s*[.!?]*$`,
  ),
];
/** The last clause, where it decides nothing: "…, dates are off". */
const behindDecision =
  /(?<=[a-z\d'"])\s*(?:[,;]|\s-)\s*(?<words>(?!.*(?<![a-z])(?:please|pls|thanks|thx|ok|okay|yes|no|approv\w*|reject\w*|declin\w*|sign\w*|go|send|it)(?![a-z]))[a-z][^,;.!?\n]{5,})\s*[.!]*$/i;
const koreanVerb =
  /(?:승인|결재|반려|거절|기각|철회|취소|컨펌|허가|오케이|통과|퇴짜|돌려\s?보내|보류|불허|확인|처리)/;
const requestNoun = /\s?(?:승인 ?요청|결재 ?요청|요청 ?건|승인 ?건|결재 ?건|요청|건|결재|승인|신청)(?:들)?$/;
const englishVerbs =
  "approved|okayed|approve|approving|accept|ok|okay|green-?light|sign(?:ing)? off on|sign(?:ing)? off|go ahead with|let through|reject|decline|deny|refuse|turn down|send back|knock back|disapprove|say no to|say yes to|no to|yes to|lgtm on|lgtm for|revoke|withdraw|take back|cancel|undo|pull|rescind|veto|clear|pass|confirm|block|kill";
const latinVerb = new RegExp(`(?<![a-z])(?:${englishVerbs})(?![a-z])`, "i");
const behindVerb = new RegExp(
  `(?<![a-z])(?:${englishVerbs})\\s+(?:(?:my|the|your|our|that|this|an?)\\s+)*(?:(?:approval|sign-off|ok|okay|yes)\\s(?:for|of|on|to)\\s+)?(?:(?:pending|open|waiting|latest|last)\\s+)?(?<words>\\S.*?)(?=\\s(?:because|since|as|due|for now|please|pls|until|and then|from|by|requested|submitted|asap|today|right|it's|i)\\b|\\s*[¦,.;:!?\\n]|\\s-|$)`,
  "i",
);
const splitVerb =
  /(?<![a-z])(?:send|turn|knock|take|hand|give|push|let|wave|put|pass|get|move|nod|bounce|kick|throw|toss|shoot|strike|vote|ping)\s+(?:the |that |this |my )?(?<words>(?!my\b)\S.*?)\s(?:back|down|through)(?![a-z])/i;
const equalled =
  /^\W{0,12}(?:the |and |so )?(?<words>[^=:;]{2,60}?)\s*(?:=|:|->)+>?\s*(?:a |hard )?(?:yes|yep|ok|okay|go|approved?|y|good|fine|no|nope|rejected?|declined?|n|승인|통과|오케이|반려|거절)(?![a-z])/i;
const given =
  /(?<![a-z])giv(?:e|es|ing)\s+(?:the |that |this )?(?<words>\S.*?)\s(?:a|the|my|our)\s(?:go|go-?ahead|green light|thumbs up|nod|yes|ok|okay|blessing|stamp)(?![a-z])/i;
const saidTo =
  /(?<![a-z])(?:thumbs (?:up|down)|green light|go-?ahead|all clear|yes|no|nope|ok|okay|\+1|my (?:ok|approval|blessing|vote|sign-?off)|objections?)(?: from (?:me|us|my side))?\s(?:for|on|to)\s(?:the |that |this )?(?<words>\S.*?)(?=\s(?:because|since|as|please|pls|from|by|it's)\b|\s*[¦,.;:!?\n]|\s-|$)/i;
const verdict =
  "(?:thumbs up|thumbs down|fine|good|great|ok|okay|perfect|lovely|nice|amazing|solid|approved|rejected|declined|cleared|signed off|ready|a no|a go|a yes|a no-go|not ok|denied|too|my (?:ok|okay|approval|blessing|vote|yes)|the go-?ahead|all clear)";
const beforeVerdict = new RegExp(
  `^\\W{0,12}(?:the |that |ok,? |yes,? |so |no,? )?(?<words>\\S.*?)(?:\\s(?:is|are|looks?|seems?|gets?|got|has|have)|'s)\\s(?:\\w+\\s){0,2}?${verdict}(?![a-z])`,
  "i",
);
/** "Winter plan approved", "that budget request? denied": no verb between. */
const stated =
  /^\W{0,12}(?:the |that |this |consider the |mark the |consider |so |ok,? )?(?<words>(?!i\s|we\s)[^,;?]{3,60}?)[\s:;?-]+(?:is |are |as |was )?(?:approved|denied|rejected|declined|vetoed|signed off|greenlit)(?![a-z])/i;
/** "The carousel, approved from my side": named first, decided behind the comma. */
const beforeComma =
  /^\W{0,12}(?:the |that |so |ok,? |for )?(?<words>[^,;]{3,60}?)\s*[,;-]\s*(?:that'?s |it'?s |is |are |you have |i )?(?:a |an |hereby |all |fully )?(?:approved?|ok|okay|yes|no|rejected?|declined?|fine|good|go|cleared|signed)(?![a-z])/i;

export function approvalOf(found: Found): Wish {
  const text = ownText(found.scan).slice(0, MOST_LETTERS);
  const action = actionOf(found, text);
  const requester = requesterOf(text);
  const reason = action === "list_pending" ? undefined : reasonOf(text, action);
  const rest = without(
    text,
    [requester, reason].flatMap((read) => (read ? [read] : [])),
  );
  const input: z.input<typeof ShowApprovals> = said({
    action,
    target: targetOf(found, rest, action),
    requestedBy: requester?.value,
    reason: reason?.value,
  });
  return { tool: "show_approvals", input };
}

/** To take an approval back says "approval" too, and to see what waits names both: the narrower wish wins. */
function actionOf({ scan }: Found, text: string): Action {
  const ways = waysSaid(scan);
  if (has(scan, "revoke") || ways.has("revoke")) return "revoke";
  if (told.test(text)) return "approve";
  if (has(scan, "reject") || (has(scan, "back_word") && has(scan, "send"))) return "reject";
  if (has(scan, "waits") || ways.has("pending")) return "list_pending";
  if (ways.has("reject")) return "reject";
  if ((ways.has("approve") || ways.has("go_ahead")) && !asked.test(text)) return "approve";
  return !has(scan, "approve") || (has(scan, "approvals") && lists.test(text)) ? "list_pending" : "approve";
}

function requesterOf(text: string): Read<string> | undefined {
  for (const form of [...koreanRequester, ...englishRequester]) {
    const match = form.exec(text);
    const value = match?.groups?.["who"];
    if (match && value && !isSelf(value)) return { ...spanOf(match), value };
  }
  return undefined;
}

function isSelf(word: string): boolean {
  return /^(?:내|제|나|저|우리|누|뭐|아까|이거|그거|i|me|my|it|let|that|what|there|here|today)$/i.test(word);
}

function reasonOf(text: string, action: Action): Read<string> | undefined {
  for (const form of [...reasons, ...koreanGrounds, behindDecision]) {
    const match = action === "approve" && form === behindDecision ? null : form.exec(text);
    const value = trimmed(match?.groups?.["words"] ?? "");
    if (match && value)
      return { from: match.index + match[0].indexOf(value), to: match.index + match[0].length, value };
  }
  return undefined;
}

/** A decision is said in fewer letters; what follows is a paste. */
const MOST_LETTERS = 400;

function targetOf({ scan, names }: Found, rest: string, action: Action): string | undefined {
  if (action === "list_pending") return undefined;
  const quoted = names.find((name) => name.quoted && rest.slice(name.from, name.to).includes(name.words));
  if (quoted) return quoted.words;
  const korean = /[가-힣]/.test(rest) && (koreanVerb.test(rest) || !latinVerb.test(rest));
  const phrase = korean ? (koreanTarget(rest) ?? englishTarget(rest)) : englishTarget(rest);
  return phrase ?? (scan.lexemes.length > 1 ? undefined : names[0]?.words);
}

function koreanTarget(rest: string): string | undefined {
  const verb = koreanVerb.exec(rest.replace(clauses, (clause) => " ".repeat(clause.length)));
  const before = rest.slice(0, verb?.index ?? rest.length);
  const named = cleaned(before.split(remarks)[0] ?? "") && !adverb.test(before);
  const clause =
    topicOf(named ? (before.split(remarks)[0] ?? before) : before)
      .split(/[¦,.!?\n]+/)
      .findLast((piece) => trimmed(piece) !== undefined) ?? "";
  return (
    cleaned(clause) ?? cleaned(rest.slice((verb?.index ?? 0) + (verb?.[0].length ?? 0)).replace(/^\S*\s/, ""))
  );
}

/** What is said about it behind its name: 캐러셀 그거 그대로 나가도 될 것 같아요. */
const remarks =
  /(?<=[가-힣a-z]\s?)\s(?:다시|그거|이거|그건|이건|그대로|이대로|그냥|괜찮|좋(?=아|네|은|습|다)|나쁘지|훌륭|마음에|맘에|문제 ?없|제 ?쪽|저는|전|제가|내가|난)(?:[\s,.]|[가-힣])/i;

/** A clause about the asker, not about the thing: 아까 내가 오케이한 예산 건. */
const adverb =
  /^(?:아까|어제|오늘|방금|지난|저번|그때|전에|혹시|근데)(?:[가-힣]{0,2})\s(?:내가|제가|우리가|저희가|나|저)/;

/** 예산안은 안 되겠어: what stands before its particle, unless the request itself is named behind it. */
function topicOf(words: string): string {
  const [, topic, rest] = /^(.*?[^\s]{2,})(?:은|는|을|를)\s(.+)$/.exec(words.trim()) ?? [];
  return topic && rest && !/건|요청|승인|결재|기획|안(?=\s|$)/.test(rest.replace(/(?<![가-힣])안\s/g, ""))
    ? topic
    : words;
}

function englishTarget(taken: string): string | undefined {
  const rest = taken.replace(/^[\s¦]+/, "").replace(/¦+/g, TAKEN);
  for (const form of [stated, equalled, splitVerb, given, behindVerb, saidTo, beforeVerdict, beforeComma]) {
    const target = cleaned(form.exec(rest)?.groups?.["words"] ?? "");
    if (target) return target;
  }
  return undefined;
}

const openers =
  /^(?:(?:네|넵|응|아|음|그럼|그러면|그리고|혹시|일단|방금|아까|어제|오늘|지난번에?|저번에?|이|그|저|해당|내가|제가|저도|나는|저는|새로|좀|걍|그냥|yes|ok|okay|please|pls|so|hi|hey|the|a|an|that|this|those|my|request (?:about|for|to|on)|requests? (?:about|for)|one about|one for)[\s,]+)+/i;
const clauses =
  /^.*?(?:(?:오케이|승인|결재|컨펌|통과)\s?(?:한|했던|드린|드렸던|해준|해드린|시킨|된|난)(?=\s(?!거|것|건))|요청한|요청하신|올린|올라온|올리신|들어온|대기 중인|대기중인|기다리는|말한|보낸)\s+/;
/** One at a time: the caller takes them off until none is left. */
const endings =
  /\s?(?:은|는|을|를|이|가|도|만|에|의|좀|다시|일단|그냥|전부|모두|다|빨리|바로|얼른|이제|request|requests|approval|one|ones|thing|proposal)$/i;
const nothing =
  /^(?:(?:밀린|쌓인|남은|올라온|들어온|대기|대기 ?중인) ?(?:거|것|건)(?:들)?|(?:처리|통과)?(?:해|시켜) ?(?:줘|주세요|주라)?|이거|그거|저거|이것|그것|이건|그건|요청|건|전부|모두|다|it|that|this|them|all|everything|one|these|those|both|my|approval|request|go|ahead|yes|no|ok|okay|sure|fine|great|good|everyone|anything|nothing|(?:and )?i|to|me)$/i;

/** The bare name of the request: no particle, no "건" or "request", no clause in front of it. */
function cleaned(words: string): string | undefined {
  let phrase = trimmed(words) ?? "";
  phrase = phrase.replace(clauses, "").replace(openers, "");
  let shorter = phrase.replace(requestNoun, "").replace(endings, "");
  while (shorter !== phrase) {
    phrase = shorter;
    shorter = (trimmed(phrase) ?? "").replace(requestNoun, "").replace(endings, "");
  }
  const target = trimmed(phrase.replace(/^(?:about|for)\s/i, ""));
  return target === undefined || nothing.test(target) || target.length < 2 ? undefined : target;
}
