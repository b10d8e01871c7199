// Alerts in words: tell me when a figure passes a limit, list them, off and on, silence, quiet hours. Closed forms, so that a question
// about figures that happens to end in 알려줘 is never taken for one.

import { findClocks } from "../../language/clocks.ts";
import type { ChangeAlert, SetAlert } from "../../capabilities/digests/alerts/tools.ts";
import type { Metric } from "../../core/metric.ts";
import { clockText } from "./actions/rhythm.ts";
import { findLimits } from "./filters.ts";
import type { Wish } from "./interpretation.ts";
import { findMeasures } from "./measures.ts";
import { findNames } from "./names.ts";
import type { Scan } from "./scan.ts";
import { withoutTalk } from "./weak-names.ts";

/** What stands between the condition and the order: a figure that passes, and who is told. */
const whenKo =
  /(?:넘|초과하|초과되|웃돌|상회하|이상이|이상 ?되|높아지|올라가|올라|커지|떨어지|내려가|낮아지|밑돌|하회하|줄어들|이하|미만|밑으로 ?가|아래로 ?가|안 ?되|못 ?미치)[가-힣]*면/u;
const tellsKo =
  /(?:알려|알림|알람|통지|연락|경고|얘기해|말해|메시지)\s?(?:좀 |꼭 |바로 |즉시 )?(?:보내|해|울려|주|줘)?\s?(?:줘|주세요|줄래요?|주라|드려|해)?(?:요)?[.!~]*$/u;
const tellsEn =
  /^(?:please )?(?:tell|alert|notify|warn|ping|message|let)\s(?:me|us)(?: know)?(?: right away| at once| immediately)?\s(?:if|when|whenever|once|as soon as)\s/iu;
const belowKo = /(?:떨어지|내려가|낮아지|밑돌|하회하|줄어들|이하|미만|밑으로|아래로|안 ?되|못 ?미치)/u;
const belowEn = /\b(?:below|under|drops?|falls?|less than|lower than|beneath|at most)\b/iu;

const lists: readonly RegExp[] = [
  /^(?:내 |우리 |설정한 |설정된 |켜진 |지금 |현재 )*(?:알림|알람|경보)(?: ?(?:목록|설정|현황|리스트|조건))?(?:을|를|은|는|이|가)?\s?(?:다 |모두 |전부 |좀 )*(?:목록|보여|알려|확인|뭐 ?있|뭐가 ?있|어떤)[가-힣\s]*[?.!~]*$/u,
  /^(?:알림|알람|경보) ?(?:목록|현황|리스트|설정)[?.!~]*$/u,
  /^(?:please )?(?:show|list|what are)\s(?:me\s)?(?:my |our |the |all )*alerts?(?: there are| are on| are set)?(?: please)?[?.!]*$/iu,
];

const span = String.raw`(?:(?<days>\d{1,2}|하루|이틀|사흘|나흘|일주일|1주일|한 ?주|2주|두 ?주|한 ?달)\s?(?:일)?\s?(?:동안|간|만)?)`;
const mutes: readonly RegExp[] = [
  new RegExp(
    `^(?:알림(?:은|을|는)?\\s?)?${span}\\s?(?:알림(?:은|을|는)?\\s?)?(?:조용히|쉬|꺼|멈춰|보내지 ?마|무음|음소거|그만)[가-힣\\s]*[.!~]*$`,
    "u",
  ),
  /^(?:please )?(?:mute|silence|pause|snooze)\s(?:the |all |my |that |this )*(?:alerts?|it)?\s?for\s(?<days>\d{1,2}|an?|one|two|three)\s?(?<unit>days?|weeks?)(?: please)?[.!]*$/iu,
  /^(?:please )?(?:be )?quiet for\s(?<days>\d{1,2}|an?|one|two|three)\s?(?<unit>days?|weeks?)(?: please)?[.!]*$/iu,
];

const subject = String.raw`(?<about>그|이|방금|아까|마지막|모든|전체|전부|[^\s]{1,12}(?: [^\s]{1,12})?)?\s?`;
const deeds: readonly { deed: ChangeAlert["deed"]; form: RegExp }[] = [
  {
    deed: "unmute",
    form: /^(?:알림|알람)(?:을|은|는)?\s?(?:다시 )?(?:받을게|받을래|보내 ?줘|울려|시끄럽게)[가-힣\s]*[.!~]*$/u,
  },
  {
    deed: "off",
    form: new RegExp(
      `^${subject}(?:알림|알람|경보)(?:들)?(?:을|를|은|는|이|가)?\\s?(?<all>전부 |모두 |다 )?(?:그만 ?보내|꺼|끄|해제|없애|삭제|취소|중지|그만|필요 ?없)[가-힣\\s]*[.!~]*$`,
      "u",
    ),
  },
  {
    deed: "on",
    form: new RegExp(
      `^${subject}(?:알림|알람|경보)(?:들)?(?:을|를|은|는)?\\s?(?<all>전부 |모두 |다 )?(?:다시 )?(?:켜|킬|살려|재개)[가-힣\\s]*[.!~]*$`,
      "u",
    ),
  },
  {
    deed: "off",
    form: /^(?:please )?(?:turn off|switch off|stop|disable|delete|remove|cancel)\s(?<about>that|this|the last|(?<all>all)(?: the| my)?|the|my)\s?(?<metric>[a-z]{3,12}(?: [a-z]{3,12})?)?\s?alerts?(?: please)?[.!]*$/iu,
  },
  {
    deed: "on",
    form: /^(?:please )?(?:turn|switch)\s?(?:back )?on\s(?<about>that|this|(?<all>all)(?: the| my)?|the|my)\s?(?<metric>[a-z]{3,12}(?: [a-z]{3,12})?)?\s?alerts?(?: again)?(?: please)?[.!]*$/iu,
  },
];

/** Which of the usual alerts a word stands for. */
const kinds: readonly { kind: NonNullable<ChangeAlert["kind"]>; form: RegExp }[] = [
  { kind: "budget", form: /예산|budget|overspend/iu },
  { kind: "no_conversions", form: /전환 ?없|무전환|no conversions?|without conversions?/iu },
  { kind: "tracking", form: /추적|트래킹|픽셀|tracking|pixel/iu },
  { kind: "rejected", form: /반려|거절|비승인|disapproved?|rejected|rejection/iu },
  { kind: "missing", form: /누락|데이터 ?없|리포트 ?없|missing|late data/iu },
];

const quiet =
  /^(?:알림(?:은|을|는)?\s?)?(?:오전|오후|아침|저녁|밤|새벽)?\s?\d{1,2}시(?:\s?(?:반|\d{1,2}분))?부터\s?(?:다음 ?날 )?(?:오전|오후|아침|저녁|밤|새벽)?\s?\d{1,2}시(?:\s?(?:반|\d{1,2}분))?까지(?:는|은)?\s?(?:알림(?:은|을|는)?\s?)?(?:보내지 ?마|조용히|울리지 ?마|꺼|안 ?받을)[가-힣\s]*[.!~]*$/u;

export function alertCommandOf(scan: Scan): Wish | undefined {
  const text = scan.text.trim();
  if (lists.some((form) => form.test(text))) return { tool: "show_alerts", input: {} };
  return muteOf(text) ?? quietOf(text) ?? deedOf(scan, text) ?? watchOf(scan, text);
}

function watchOf(scan: Scan, text: string): Wish | undefined {
  const english = tellsEn.test(text);
  if (!english && !(whenKo.test(text) && tellsKo.test(text))) return undefined;
  const { having, metrics } = findMeasures(scan);
  const [condition] = having;
  const metric: Metric | undefined = condition?.metric ?? metrics[0];
  const amounts = scan.lexemes.flatMap((lexeme) => (lexeme.kind === "amount" ? [lexeme.amount] : []));
  const value = condition?.value ?? amounts.find(({ value: many }) => many > 0)?.value;
  const isBelow = condition ? condition.op.startsWith("<") : (english ? belowEn : belowKo).test(text);
  const window = windowOf(text);
  const filters = findLimits(scan, withoutTalk(scan, findNames(scan))).filters.filter(
    ({ field }) => field === "medium" || field === "campaign",
  );
  const input: Partial<SetAlert> = {
    ...(metric && { metric }),
    op: isBelow ? "<" : ">",
    ...(value !== undefined && { value }),
    ...(condition?.currency !== undefined && { currency: condition.currency }),
    ...(window && { window }),
    ...eachOf(text),
    ...(filters.length > 0 && { filters: filters.slice(0, 4) }),
  };
  return { tool: "set_alert", input };
}

function windowOf(text: string): SetAlert["window"] {
  if (/(?:하루|일일?) ?(?:에|당|평균)?(?=[ \d])|일별|하루|a day|per day|daily|in a day/iu.test(text))
    return "day";
  if (/주간|일주일|한 ?주|이번 ?주|a week|weekly|this week/iu.test(text)) return "week";
  if (/월간|한 ?달|이번 ?달|a month|monthly|this month/iu.test(text)) return "month";
  return undefined;
}

function eachOf(text: string): Pick<SetAlert, "each"> {
  if (/캠페인(?:별|마다| 하나라도|당)|(?:any|each|every|a) campaign/iu.test(text))
    return { each: "campaign" };
  if (/매체(?:별|마다| 하나라도|당)|(?:any|each|every) (?:medium|channel|platform)/iu.test(text))
    return { each: "medium" };
  return {};
}

const spans = new Map<string, number>([
  ...["하루", "a", "an", "one"].map((word) => [word, 1] as const),
  ...["이틀", "two"].map((word) => [word, 2] as const),
  ...["사흘", "three"].map((word) => [word, 3] as const),
  ["나흘", 4],
  ...["일주일", "1주일", "한주"].map((word) => [word, 7] as const),
  ...["2주", "두주"].map((word) => [word, 14] as const),
  ["한달", 30],
]);

function muteOf(text: string): Wish | undefined {
  const groups = mutes.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (!groups) return undefined;
  const said = (groups["days"] ?? "1").replaceAll(" ", "").toLowerCase();
  const count = spans.get(said) ?? Number(said);
  const days = count * (/^week/iu.test(groups["unit"] ?? "") ? 7 : 1);
  if (!(days > 0 && days <= 90)) return undefined;
  return { tool: "change_alert", input: { deed: "mute", all: true, days } };
}

function quietOf(text: string): Wish | undefined {
  if (!quiet.test(text)) return undefined;
  const [from, to] = findClocks(text).toSorted((one, other) => one.from - other.from);
  if (!from || !to) return undefined;
  return { tool: "set_alert_hours", input: { quietFrom: clockText(from), quietTo: clockText(to) } };
}

const that = /^(?:그|이|방금|아까|마지막|that|this|the last|the|my)$/iu;

function deedOf(scan: Scan, text: string): Wish | undefined {
  for (const { deed, form } of deeds) {
    const groups = form.exec(text)?.groups;
    if (!groups && !form.test(text)) continue;
    const about = `${groups?.["about"] ?? ""} ${groups?.["metric"] ?? ""}`.trim();
    const all = groups?.["all"] !== undefined || /^(?:모든|전체|전부|all)/iu.test(about);
    if (deed === "unmute" || all) return { tool: "change_alert", input: { deed, all: true } };
    const kind = kinds.find((one) => one.form.test(about))?.kind;
    const [metric] = findMeasures(scan).metrics;
    if (kind) return { tool: "change_alert", input: { deed, kind } };
    if (metric) return { tool: "change_alert", input: { deed, metric } };
    if (about === "" || that.test(about)) return { tool: "change_alert", input: { deed } };
  }
  return undefined;
}
