// Limits of the workspace in words: caps, who approves from which amount, how much automation may change and when. Each form is a whole
// clause of its own, so that words about one campaign's budget are never taken for a limit.

import type { z } from "zod";
import type { SetLimit } from "../../capabilities/limits/tools.ts";
import { findClocks } from "../../language/clocks.ts";
import { readMended } from "../../language/read.ts";
import { amountsOf } from "./actions/spoken.ts";
import type { Wish } from "./interpretation.ts";
import type { Scan } from "./scan.ts";

type Limit = z.input<typeof SetLimit>;
type Kind = NonNullable<Limit["kind"]>;

const before = String.raw`(?:please |그리고 |또 |and |also )?`;
/** Each run is bounded, and the second begins where the first cannot go on: what anybody types takes no time to refuse. */
const amount = String.raw`[^가-힣a-z\d]{0,12}[\d일이삼사오육칠팔구십백천만억원][\d일이삼사오육칠팔구십백천만억원.,\s]{0,40}[^가-힣\d]{0,16}`;
const set = String.raw`(?:으로|로|까지만?|만)?\s?(?:설정|정해|해|바꿔|맞춰|잡아|올려|낮춰|걸어|둬|제한)?[가-힣\s]*[.!~]*$`;
const away = String.raw`\s?(?:없애|없이|풀어|해제|삭제|지워|빼)[가-힣\s]*[.!~]*$`;
const capKo = String.raw` ?(?:전체 |총 )?(?:지출 ?|집행 ?|예산 ?|광고비 ?)?(?:한도|상한선?|캡)(?:를|을|은|는)? ?`;
const capEn = String.raw`\s(?:spending |spend )?(?:cap|limit|ceiling)`;

/** 캠페인당 is read as 캠페인명 by the repair of slips: both stand for the same here. */
const caps: readonly { kind: Kind; ko: string; en: string }[] = [
  {
    kind: "cap_campaign",
    ko: String.raw`(?:캠페인 ?(?:당|명|별|하나(?:당|의)?|한 ?개당)?|(?:각|모든) 캠페인(?:의)?)`,
    en: String.raw`(?:per[- ]campaign|(?:each |every )?campaign)`,
  },
  { kind: "cap_day", ko: String.raw`(?:(?:전체|총) )?(?:하루|일일?|매일)`, en: "(?:daily|per[- ]day)" },
  {
    kind: "cap_month",
    ko: String.raw`(?:(?:전체|총) )?(?:한 ?달|월간?|매월)`,
    en: "(?:monthly|per[- ]month)",
  },
];

type Form = {
  kind: Kind;
  forms: readonly RegExp[];
  value: "amount" | "count" | "percent" | "hours" | "none";
};

const article = "(?:the |our |a |all )?";
const capForms: readonly Form[] = caps.flatMap(({ kind, ko, en }): Form[] => [
  {
    kind,
    value: "amount",
    forms: [
      new RegExp(`^${before}${ko}${capKo}${amount}${set}`, "iu"),
      new RegExp(
        `^${before}(?:(?:set|change|make|put|raise|lower|keep)\\s)?${article}${en}${capEn}(?:\\s(?:to|at|is|of)|\\s?[:=])?\\s[^a-z]*\\d.*$`,
        "iu",
      ),
    ],
  },
  {
    kind,
    value: "none",
    forms: [
      new RegExp(`^${before}${ko}${capKo}${away}`, "iu"),
      new RegExp(`^${before}(?:remove|drop|lift|delete)\\s${article}${en}${capEn}(?: please)?[.!]*$`, "iu"),
    ],
  },
]);

const people = "(?:명|사람|분)";
const approvesKo = "(?:승인|결재)[가-힣\\s]*[.!~]*$";
const fromKo = "(?:부터|이상|초과|넘으면|넘는 ?(?:건|것)?)(?:은|는|이면|면)?\\s?(?:꼭 |반드시 )?";
const aboutMoney: readonly Form[] = [
  {
    kind: "second_from",
    value: "amount",
    forms: [
      new RegExp(`^${before}${amount}${fromKo}(?:두|2)\\s?${people}(?:이|의|이서)?\\s?${approvesKo}`, "iu"),
      /^(?:please )?(?:require |have |let )?two (?:people|persons|approvers|admins|managers)(?: must| should| have to| need to)?(?: approve| sign off)?\s(?:from|above|over)\s[^a-z]*\d.*$/iu,
      /^(?:from|above|over)\s[^a-z]*\d[^a-z]*(?:won|krw|usd|[km])?,?\s(?:require )?two (?:people|persons|approvers)(?: must| should| have to)?(?: approve)?[.!]*$/iu,
    ],
  },
  {
    kind: "other_from",
    value: "amount",
    forms: [
      new RegExp(
        `^${before}${amount}${fromKo}(?:다른 사람|(?:요청자|요청한 사람)(?:가|이)? ?(?:아닌|말고|외) ?(?:다른 )?(?:사람|분)?)(?:이|가|의)?\\s?${approvesKo}`,
        "iu",
      ),
      /^(?:please )?(?:require |have |let )?(?:someone|somebody|a person) (?:else|other than the (?:requester|asker))(?: must| should| has to)?(?: approves?)?\s(?:from|above|over)\s[^a-z]*\d.*$/iu,
    ],
  },
  {
    kind: "manager_up_to",
    value: "amount",
    forms: [
      new RegExp(`^${before}매니저(?:는|들은|가|의 승인은)?\\s?${amount}까지만?\\s?${approvesKo}`, "iu"),
      /^(?:please )?(?:let )?(?:the )?managers?(?: may| can| should)?(?: only)? approve(?: only)? up to\s[^a-z]*\d.*$/iu,
    ],
  },
];

const hourKo = String.raw`(?:오전|오후|아침|저녁|밤)?\s?\d{1,2}시`;
const hourEn = String.raw`\d{1,2}(?::00)?\s?(?:am|pm)?`;
const aboutChanges: readonly Form[] = [
  {
    kind: "changes_hour",
    value: "count",
    forms: [
      new RegExp(
        `^${before}(?:자동 )?(?:변경|수정|실행)(?:은|는|을|횟수(?:는|를)?)?\\s?(?:한 ?시간에|시간당|1시간에)\\s?(?<count>\\d{1,4})\\s?(?:번|회|건)${set}`,
        "iu",
      ),
      new RegExp(
        `^${before}(?:한 ?시간에|시간당|1시간에)\\s?(?:변경|수정|실행)(?:은|는|을|횟수(?:는|를)?)?\\s?(?:최대 )?(?<count>\\d{1,4})\\s?(?:번|회|건)${set}`,
        "iu",
      ),
      /^(?:please )?(?:set |allow |limit (?:it )?to )?(?:at most |up to |no more than )?(?<count>\d{1,4}) changes? (?:an|per|each|every) hour(?: please)?[.!]*$/iu,
    ],
  },
  {
    kind: "change_ratio",
    value: "percent",
    forms: [
      new RegExp(
        `^${before}(?:자동 )?예산(?:은|을)? ?(?:변경|조정)(?: ?폭)?(?:은|는|을|를)?\\s?(?:한 ?번에|한번에)?\\s?(?:최대 )?(?<count>\\d{1,3}(?:\\.\\d)?)\\s?(?:%|퍼센트|프로)${set}`,
        "iu",
      ),
      /^(?:please )?(?:limit|cap|keep) (?:the )?budget changes (?:to|at|under)\s(?:at most )?(?<count>\d{1,3}(?:\.\d)?)\s?(?:%|percent)(?: at once| a time| each)?[.!]*$/iu,
    ],
  },
  {
    kind: "hours",
    value: "hours",
    forms: [
      new RegExp(
        `^${before}(?:자동 ?(?:실행|변경|집행|화))(?:은|는|을)?\\s?(?<from>${hourKo})부터\\s?(?<to>${hourKo})까지만?\\s?(?:하|해|돌|움직|허용|가능)?[가-힣\\s]*[.!~]*$`,
        "iu",
      ),
      new RegExp(
        `^${before}(?:let |allow )?(?:automation|automatic changes)(?: act| run| only| may)*\\s(?:from|between)\\s(?<from>${hourEn})\\s(?:to|until|and)\\s(?<to>${hourEn})(?: only)?[.!]*$`,
        "iu",
      ),
    ],
  },
];

const forms: readonly Form[] = [...capForms, ...aboutMoney, ...aboutChanges];

/** One clause that sets or takes away one limit. */
export function limitOf(scan: Scan): Wish | undefined {
  const text = scan.text.trim();
  for (const { kind, value, forms: said } of forms) {
    const found = said.map((form) => form.exec(text)).find((match) => match !== null);
    if (!found) continue;
    const groups = found.groups ?? {};
    const read = valueOf(value, groups, scan);
    if (read) return { tool: "set_limit", input: { kind, ...read } satisfies Limit };
  }
  return undefined;
}

/** By its form alone: whether it is one clause about a limit, which only an admin's press sets or takes away. */
export function isLimit(text: string): boolean {
  return forms.some(({ forms: said }) => said.some((form) => form.test(text.trim())));
}

const MOST_CLAUSES = 6;

/** Several limits in one sentence: 월 한도 2,000만원, 하루 한도 100만원. Every clause has to be one. */
export function limitsOf(text: string, today: Temporal.PlainDate): Wish[] {
  const clauses = text
    .trim()
    .split(/(?<!\d),|,(?!\d)|\s?[;\n]\s?|\s(?:그리고|and)\s|(?<=고)\s(?=[가-힣])/u)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  if (clauses.length < 2 || clauses.length > MOST_CLAUSES) return [];
  const wishes = clauses.flatMap((one) => limitOf({ ...readMended(one, today), today }) ?? []);
  return wishes.length === clauses.length ? wishes : [];
}

/** A bare number is money from here on: "campaign cap 3M", not the two of "two people". */
const LEAST_PLAIN = 1_000;

function valueOf(
  value: Form["value"],
  groups: Record<string, string>,
  scan: Scan,
): Omit<Limit, "kind"> | undefined {
  if (value === "none") return { remove: true };
  if (value === "count" || value === "percent") return { [value]: Number(groups["count"]) };
  if (value === "hours") return hoursOf(groups);
  const amounts = amountsOf(scan).filter(({ value: many }) => many > 0);
  const money =
    amounts.find(({ kind }) => kind === "money") ??
    amounts.find(({ kind, value: many }) => kind === "plain" && many >= LEAST_PLAIN);
  return money && { amount: { amount: money.value, ...(money.currency && { currency: money.currency }) } };
}

function hoursOf({ from, to }: Record<string, string>): Omit<Limit, "kind"> | undefined {
  // Midnight ends a day.
  const hours = { from: hourOf(from), to: hourOf(to) || 24 };
  return hours.from < hours.to && hours.to <= 24 ? { hours } : undefined;
}

/** A bare number stands for its hour. */
function hourOf(said = ""): number {
  return findClocks(said.toLowerCase())[0]?.hour ?? Number(/\d{1,2}/.exec(said)?.[0] ?? Number.NaN);
}
