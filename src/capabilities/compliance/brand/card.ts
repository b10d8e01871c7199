// The workspace's own rules as cards: tried before they are switched on, listed, and changed with the way back.

import type { Card, Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import { counted, countedRuns } from "../../../core/card/counted.ts";
import { severityLabels } from "../../../core/card/findings.ts";
import type { TablePart } from "../../../core/card/table.ts";
import type { Run } from "../../../core/card/text.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { tradeName } from "../trades.ts";
import { type OwnPolicy, ruleTitle, type RunsOn } from "./rule.ts";
import type { KeptRule, RuleChange } from "./rules.ts";
import type { Trial } from "./trial.ts";

const placeNames: Readonly<Record<RunsOn, Words>> = {
  meta: words("메타", "Meta"),
  google_ads: words("구글", "Google"),
  naver: words("네이버", "Naver"),
  kakao: words("카카오", "Kakao"),
  tiktok: words("틱톡", "TikTok"),
  sms: words("문자", "SMS"),
  lms: words("장문 문자", "LMS"),
  email: words("이메일", "e-mail"),
  push: words("푸시", "push"),
  kakao_brand_message: words("카카오 브랜드 메시지", "Kakao brand message"),
  alimtalk: words("알림톡", "AlimTalk"),
  call: words("전화", "calls"),
};

/** Where, for whom and when a rule speaks: 메타 · 화장품 · 2026-12-01부터. */
function scopeText(policy: OwnPolicy, lang: Lang): string {
  const { runs_on: places, industries, client, effective_from: from, effective_to: to } = policy;
  const days = [
    ...(from === null ? [] : [lang === "ko" ? `${from}부터` : `from ${from}`]),
    ...(to === null ? [] : [lang === "ko" ? `${to}까지` : `until ${to}`]),
  ];
  const parts = [
    places === "all" ? "" : places.map((one) => placeNames[one][lang]).join(", "),
    industries === "all" ? "" : industries.map((one) => tradeName(one)[lang]).join(", "),
    client === null ? "" : lang === "ko" ? `‘${client}’ 광고만` : `ads for “${client}” only`,
    days.join(" "),
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" · ") : say(lang, words("모든 매체·업종", "all media and trades"));
}

/** Rules shown one by one on a card; the rest is counted. */
const MOST_SHOWN = 5;

type Tried = { policies: readonly OwnPolicy[]; trial: Trial; press: Record<string, unknown> };

/** @param press what switches them on */
export function trialCard(lang: Lang, { policies, trial, press }: Tried): Card {
  const [first] = policies;
  const title =
    policies.length === 1 && first
      ? lang === "ko"
        ? `브랜드 규칙: ${ruleTitle(first, lang)}`
        : `Brand rule: ${ruleTitle(first, lang)}`
      : lang === "ko"
        ? `브랜드 규칙 ${policies.length}개`
        : `${policies.length} brand rules`;
  const rest = policies.length - MOST_SHOWN;
  const lines: Run[][] = [
    ...policies.slice(0, MOST_SHOWN).map((policy) => [ruleLine(policy, lang, policies.length > 1)]),
    ...(rest > 0 ? [countedRuns(say(lang, words("외 {n}개", "and {n} more")), rest)] : []),
    caughtRuns(trial, lang),
    ...(trial.whole ? [] : [[say(lang, partly)]]),
  ];
  const parts: Part[] = [
    { kind: "proposal", title, lines, choices: [on(lang, press), leave(lang)] },
    ...(trial.lines.length > 0 ? [linesTable(trial, lang)] : []),
    note(lang, about),
  ];
  return { lang, parts };
}

const partly = words(
  "양이 많아 최근 것부터 일부만 봤어요. 실제로는 더 걸릴 수 있어요.",
  "There is more than I looked at: the newest part only. It may catch more.",
);
const about = words(
  "지난 문구는 여기서 만든 소재와 캠페인 계획이에요. 파일로 가져온 광고는 문구를 몰라 빠졌어요. 법과 매체 규칙은 이 규칙과 상관없이 그대로 봐요.",
  "Past copy means creatives and plans made here; of ads that came in by a file the words are not known. Law and platform rules hold as before.",
);

function ruleLine(policy: OwnPolicy, lang: Lang, titled: boolean): string {
  const { severity, reason } = policy;
  const parts = [
    ...(titled ? [ruleTitle(policy, lang)] : []),
    severityLabels[severity][lang],
    scopeText(policy, lang),
    ...(reason === "" ? [] : [lang === "ko" ? `이유: ${reason}` : `because: ${reason}`]),
  ];
  return parts.join(" · ");
}

/** 지난 90일 소재 n개 중 m개가 걸립니다. */
function caughtRuns({ looked, caught, from, to }: Trial, lang: Lang): Run[] {
  const days = lang === "ko" ? ` (${from}~${to})` : ` (${from} to ${to})`;
  if (looked === 0) return [say(lang, nothingPast) + days];
  return lang === "ko"
    ? ["지난 90일 소재 ", counted(looked), "개 중 ", counted(caught), `개가 걸려요${days}`]
    : ["Of ", counted(looked), " texts of the past 90 days it catches ", counted(caught), days];
}

const nothingPast = words(
  "지난 90일에 여기서 만든 소재가 없어 시험해 보지 못했어요",
  "Nothing was written here in the past 90 days to try it on",
);

function on(lang: Lang, press: Record<string, unknown>): Choice {
  return {
    label: say(lang, words("켜기", "Switch on")),
    style: "primary",
    press: { action: "switch_on_brand_rules", input: press },
    anyone: true,
  };
}

function leave(lang: Lang): Choice {
  return {
    label: say(lang, words("취소", "Cancel")),
    style: "plain",
    press: { action: "leave_brand_rules", input: {} },
    anyone: true,
  };
}

function linesTable({ lines }: Trial, lang: Lang): TablePart {
  const none = say(
    lang,
    words("(지금 문구에서 뺄 수 없어 사람이 고쳐야 해요)", "(no line is left; a person has to rewrite it)"),
  );
  return table(
    lang,
    [words("소재", "Where"), words("지금", "As it is"), words("이렇게 바뀌어요", "It would read")],
    lines.map(({ label, before, after }) => [label, before, after ?? none]),
  );
}

/** All rules there are, each with what can be pressed about the list as a whole said in words. */
export function rulesCard(lang: Lang, rules: readonly KeptRule[]): Card {
  if (rules.length === 0) return { lang, parts: [lead(lang, none), note(lang, howTo)] };
  const columns = [
    words("번호", "No."),
    words("규칙", "Rule"),
    words("강도", "Severity"),
    words("어디에", "Where"),
    words("상태", "State"),
  ];
  const rows = rules.map(({ number, policy, state }) => [
    String(number),
    ruleTitle(policy, lang),
    severityLabels[policy.severity][lang],
    scopeText(policy, lang),
    say(lang, state === "on" ? words("켜짐", "on") : words("꺼짐", "off")),
  ]);
  const told = words("우리 브랜드 규칙이 {n}개 있어요.", "There are {n} rules of our own.");
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: countedRuns(say(lang, told), rules.length) },
      table(lang, columns, rows),
      note(lang, howToChange),
      { kind: "suggestions", texts: [say(lang, words("규칙 통계 보여줘", "show rule statistics"))] },
    ],
  };
}

const none = words("아직 우리 브랜드 규칙이 없어요.", "There are no rules of our own yet.");
const howTo = words(
  "예: ‘‘최저가’라는 말은 쓰지 마’, ‘메타에서는 항상 ‘무료배송’ 넣어줘’, ‘‘저희’는 ‘우리’로 바꿔 써’. 목록 파일(YAML·CSV·TXT)을 올려도 돼요.",
  "For example “never use the word ‘cheapest’”, “always include ‘free delivery’ on Meta”, “write ‘we’ instead of ‘our firm’”. A list (YAML, CSV, TXT) may be dropped too.",
);
const howToChange = words(
  "‘3번 규칙 꺼줘’, ‘3번 규칙 참고로 낮춰줘’, ‘3번 규칙 지워줘’처럼 말하면 바뀌어요.",
  "Say “switch rule 3 off”, “make rule 3 a note” or “remove rule 3”.",
);

/** What changed, with the press that takes it back. */
export function changedRulesCard(lang: Lang, changes: readonly RuleChange[]): Card {
  const moved = changes.filter(
    ({ before, after }) => before === null || stateOf(before, lang) !== stateOf(after, lang),
  );
  if (moved.length === 0) return { lang, parts: [lead(lang, same)] };
  const columns = [words("규칙", "Rule"), words("전", "Before"), words("후", "After")];
  const rows = moved.map(({ before, after }) => [
    `${after.number}. ${ruleTitle(after.policy, lang)}`,
    before === null ? "–" : stateOf(before, lang),
    stateOf(after, lang),
  ]);
  return {
    lang,
    parts: [
      lead(lang, changed),
      table(lang, columns, rows),
      {
        kind: "form",
        slot: "brand_rules",
        question: [say(lang, words("생각과 다르면 되돌릴 수 있어요.", "You can take it back."))],
        choices: [
          {
            label: say(lang, words("되돌리기", "Take it back")),
            style: "plain",
            press: { action: "restore_brand_rules", input: { changes: moved } },
            anyone: true,
          },
        ],
      },
    ],
  };
}

const changed = words(
  "브랜드 규칙을 바꿨어요. 다음 검토부터 이 규칙으로 봐요.",
  "The brand rules are set. The next reviews go by them.",
);
const same = words("이미 그렇게 되어 있어서 바뀐 것은 없어요.", "It is like that already; nothing changed.");

/** 켜짐 · 수정 · 메타 */
function stateOf({ state, policy }: KeptRule, lang: Lang): string {
  const labels = {
    on: words("켜짐", "on"),
    off: words("꺼짐", "off"),
    removed: words("삭제됨", "removed"),
  };
  if (state === "removed") return labels.removed[lang];
  return `${labels[state][lang]} · ${severityLabels[policy.severity][lang]} · ${scopeText(policy, lang)}`;
}

export function leftCard(lang: Lang): Card {
  return { lang, parts: [lead(lang, words("규칙을 켜지 않았어요.", "The rule was not switched on."))] };
}

function table(lang: Lang, columns: readonly Words[], rows: string[][]): TablePart {
  return {
    kind: "table",
    columns: columns.map((label, at) => ({ key: `c${at}`, label: say(lang, label), align: "left" })),
    rows,
  };
}

function lead(lang: Lang, text: Words): Part {
  return { kind: "text", tone: "lead", runs: [say(lang, text)] };
}

function note(lang: Lang, text: Words): Part {
  return { kind: "text", tone: "note", runs: [say(lang, text)] };
}
