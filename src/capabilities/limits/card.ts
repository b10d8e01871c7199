// The limits of a workspace as a card: what each is, whether a person set it, what the caps govern and what they only watch.

import type { Part } from "../../core/card/card.ts";
import { formatAmount, formatQuantity } from "../../core/format.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import type { Autonomy, Guardrails, Stop } from "./limits.ts";
import { otherFrom } from "./limits.ts";
import { actionKinds, defaults, type GuardrailKind, guardrailLabels, guardrailReach } from "./rules.ts";

export const autonomyLabels: Readonly<Record<Autonomy, Words>> = {
  suggest: words("제안만", "suggest only"),
  act_on_approval: words("승인 후 실행", "act on approval"),
  autonomous: words("한도 안에서 스스로", "by itself within limits"),
};

type Shown = {
  limits: Guardrails;
  levels: readonly { kind: string; level: Autonomy }[];
  stop: Stop;
  currency: string;
};

export function limitsParts({ limits, levels, stop, currency }: Shown, lang: Lang): Part[] {
  const parts: Part[] = [
    { kind: "text", tone: stop.halted ? "warning" : "lead", runs: [say(lang, leadOf(stop))] },
  ];
  parts.push({
    kind: "table",
    columns: [
      { key: "limit", label: say(lang, words("한도", "Limit")), align: "left" },
      { key: "value", label: say(lang, words("값", "Value")), align: "left" },
      { key: "reach", label: say(lang, words("하는 일", "What it does")), align: "left" },
    ],
    rows: [
      ...levelRows(levels, lang),
      ...(Object.keys(guardrailLabels) as GuardrailKind[]).map((kind) => [
        guardrailLabels[kind][lang],
        valueText(kind, limits, currency, lang),
        guardrailReach[kind][lang],
      ]),
    ],
  });
  for (const note of notes) parts.push({ kind: "text", tone: "note", runs: [say(lang, note)] });
  return parts;
}

function leadOf({ halted }: Stop): Words {
  return halted
    ? words("지금은 모든 자동 실행이 멈춰 있어요.", "Everything automatic is halted now.")
    : words("지금 적용되는 한도예요.", "These limits hold now.");
}

const notes: readonly Words[] = [
  words(
    "한도가 막는 것: CO9MA로 승인해 집행하는 금액이에요. 매체가 하루에 더 쓸 수 있는 최악의 경우까지 세어요.",
    "What the caps govern: money committed through CO9MA, counted at the most a medium may take on a day.",
  ),
  words(
    "지켜보기만 하는 것: 매체에서 직접 집행한 캠페인과 보고서 파일로만 아는 캠페인이에요. 멈추거나 막지 못해요.",
    "What they only watch: campaigns started on the media directly or known from report files; those are neither stopped nor held back.",
  ),
  words(
    "바꾸려면 관리자가 ‘하루 한도 50만원으로 해줘’처럼 말해 주세요.",
    "An admin changes them by saying, for example, “set the daily cap to 500,000 won”.",
  ),
];

function wholeLevel(levels: Shown["levels"]): Autonomy {
  return levels.find(({ kind }) => kind === "*")?.level ?? "act_on_approval";
}

/** One row for all, then one for each kind with a level of its own. */
function levelRows(levels: Shown["levels"], lang: Lang): [string, string, string][] {
  const own = levels.filter(({ kind }) => kind !== "*").toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  return [
    [say(lang, words("자율 단계", "Autonomy")), autonomyLabels[wholeLevel(levels)][lang], ""],
    ...own.map(({ kind, level }): [string, string, string] => [
      `${say(lang, words("자율 단계", "Autonomy"))} · ${kindLabel(kind, lang)}`,
      autonomyLabels[level][lang],
      "",
    ]),
  ];
}

export function kindLabel(kind: string, lang: Lang): string {
  return actionKinds[kind]?.[lang] ?? kind;
}

/** What a limit is set to, or its default, which says so. */
export function valueText(kind: GuardrailKind, limits: Guardrails, currency: string, lang: Lang): string {
  const none = say(lang, words("정하지 않음", "not set"));
  const usual = (text: string): string => `${text} (${say(lang, words("기본값", "default"))})`;
  switch (kind) {
    case "cap_day":
    case "cap_month":
    case "cap_campaign":
    case "second_from":
    case "manager_up_to":
      return moneyText(limits[kind], lang) ?? none;
    case "other_from":
      return (
        moneyText(limits.other_from, lang) ??
        usual(moneyText({ minor: otherFrom(limits, currency).toString(), currency }, lang) ?? none)
      );
    case "change_ratio":
      return limits.change_ratio
        ? percent(limits.change_ratio.ratio, lang)
        : usual(percent(defaults.changeRatio, lang));
    case "changes_hour":
      return limits.changes_hour
        ? times(limits.changes_hour.count, lang)
        : usual(times(defaults.changesHour, lang));
    case "hours":
      return limits.hours ? `${limits.hours.from}:00–${limits.hours.to}:00` : none;
    case "media":
      return (
        limits.media?.media.map((medium) => mediumLabels[medium][lang]).join(", ") ??
        say(lang, words("모든 매체", "all media"))
      );
  }
}

function moneyText(amount: { minor: string; currency: string } | undefined, lang: Lang): string | undefined {
  return amount && formatAmount(amount, lang);
}

function percent(ratio: number, lang: Lang): string {
  return formatQuantity({ value: ratio, unit: "ratio", metric: "share", scope: {} }, lang);
}

function times(count: number, lang: Lang): string {
  return say(lang, words(`${count}번`, `${count} times`));
}
