// How often rules fired, as a card: law and platform rules and the brand's own apart, with what waits for an admin.

import type { Card, Part } from "../../../core/card/card.ts";
import { counted } from "../../../core/card/counted.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { josa } from "../../../language/josa.ts";
import type { Period } from "../../../core/time.ts";
import { type Approval, approvalPart } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import { ownNumber } from "../brand/rule.ts";
import { FEWEST_ANSWERS, isDoubted } from "./advice.ts";
import type { RuleCount } from "./counts.ts";

/** The most frequent ones; how many more there are is said. */
const MOST_ROWS = 12;
/** Requests shown with their buttons. */
const MOST_REQUESTS = 3;

type Statistics = {
  days: Period;
  counts: readonly RuleCount[];
  /** Names of the brand's own rules by number. */
  names: ReadonlyMap<number, string>;
  requests: readonly Approval[];
};

export function statisticsCard(
  ctx: Pick<Ctx, "lang" | "zone" | "now">,
  { days, counts, names, requests }: Statistics,
): Card {
  const { lang } = ctx;
  const span = lang === "ko" ? `${days.from} ~ ${days.to}` : `${days.from} to ${days.to}`;
  if (counts.length === 0)
    return { lang, parts: [text("lead", say(lang, none)), text("note", `${span}. ${say(lang, howTo)}`)] };
  const own = counts.filter(({ rule }) => rule.startsWith("brand."));
  const given = counts.filter(({ rule }) => !rule.startsWith("brand."));
  const doubted = given.filter((one) => isDoubted(answersOf(one)));
  const parts: Part[] = [
    leadPart(counts, names, lang),
    ...(given.length > 0 ? [rows(words("법·매체 규칙", "Law and platform rules"), given, names, lang)] : []),
    ...doubted.map(({ rule }) => text("note", `${rule}: ${say(lang, often)}`)),
    ...(own.length > 0 ? [rows(words("브랜드 규칙", "Brand rules"), own, names, lang)] : []),
    ...requests.slice(0, MOST_REQUESTS).map((one) => approvalPart(one, ctx)),
    text("note", `${span}. ${say(lang, about)}`),
  ];
  return { lang, parts };
}

const none = words("이 기간에 걸린 규칙이 없어요.", "No rule fired in this time.");
const howTo = words("문구를 검수하면 여기에 쌓여요.", "Have copy reviewed and it is counted here.");
const often = words(
  "팀이 자주 ‘잘못 짚음’이라고 답해요. 법·매체 규칙이라 강도는 바뀌지 않아요.",
  "the team often answers “wrong”. It is a rule of law or a platform: its severity stays.",
);
const about = words(
  `걸림은 서로 다른 문구의 수이고, 고침·맞음·잘못 짚음은 사람과 문구마다 하나로 세요. 브랜드 규칙은 답이 ${FEWEST_ANSWERS}개 이상이고 한쪽으로 뚜렷할 때만 관리자에게 바꾸자고 물어요.`,
  `Fired counts different texts; changed, right and wrong count once per person and text. About a brand rule an admin is asked once ${FEWEST_ANSWERS} answers or more clearly say one thing.`,
);

function answersOf({ changed, right, wrong }: RuleCount): { agree: number; wrong: number } {
  return { agree: changed + right, wrong };
}

function leadPart(counts: readonly RuleCount[], names: Statistics["names"], lang: Lang): Part {
  const [most] = counts;
  const name = most ? nameOf(most.rule, names, lang) : "";
  const fired = counted(most?.fired ?? 0);
  const runs =
    lang === "ko"
      ? [`가장 많이 걸린 규칙은 ${josa(name, "이에요/예요")}: 문구 `, fired, "개."]
      : [`${name} fired most: in `, fired, " texts."];
  return { kind: "text", tone: "lead", runs };
}

/** Rules of the guide by what they are; those of law and media by their slug, as findings show it. */
const guideRules: Readonly<Record<string, Words>> = {
  "brand.banned-term": words("가이드의 금지어", "the guide's banned words"),
  "brand.required-term": words("가이드의 고지 문구", "the guide's notices"),
  "brand.tone": words("가이드의 말투", "the guide's tone"),
};

function nameOf(rule: string, names: Statistics["names"], lang: Lang): string {
  const number = ownNumber(rule);
  const own = number === undefined ? undefined : names.get(number);
  return own === undefined ? (guideRules[rule]?.[lang] ?? rule) : `${number}. ${own}`;
}

function rows(title: Words, counts: readonly RuleCount[], names: Statistics["names"], lang: Lang): TablePart {
  const columns: readonly [string, Words][] = [
    ["fired", words("걸림", "Fired")],
    ["changed", words("고침", "Changed")],
    ["right", words("맞음", "Right")],
    ["wrong", words("잘못 짚음", "Wrong")],
    ["held", words("보류", "Held")],
    ["setAside", words("해제", "Set aside")],
  ];
  const rest = counts.length - MOST_ROWS;
  const more = lang === "ko" ? `이 밖에 규칙 ${rest}개가 더 있어요.` : `There are ${rest} more rules.`;
  return {
    kind: "table",
    title: say(lang, title),
    columns: [
      { key: "rule", label: say(lang, words("규칙", "Rule")), align: "left" },
      ...columns.map(([key, label]) => ({ key, label: say(lang, label), align: "right" as const })),
    ],
    rows: counts
      .slice(0, MOST_ROWS)
      .map((one): Cell[] => [
        nameOf(one.rule, names, lang),
        counted(one.fired),
        counted(one.changed),
        counted(one.right),
        counted(one.wrong),
        counted(one.held),
        counted(one.setAside),
      ]),
    ...(rest > 0 && { note: more }),
  };
}

function text(tone: "lead" | "note", said: string): Part {
  return { kind: "text", tone, runs: [said] };
}
