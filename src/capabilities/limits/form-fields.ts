// The fields of the form of limits: each with what holds now, as people write it.

import type { Part } from "../../core/card/card.ts";
import type { Field, FormPart } from "../../core/card/form.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { Medium, mediumLabels } from "../../core/medium.ts";
import { exponentOf } from "../../core/money.ts";
import type { Ctx } from "../context.ts";
import type { Values } from "../fields.ts";
import { autonomyLabels } from "./card.ts";
import { type Autonomy, guardrailLabels, type Guardrails } from "./limits.ts";

/** Limits that are one amount. */
export const moneyKinds = [
  "cap_day",
  "cap_month",
  "cap_campaign",
  "other_from",
  "second_from",
  "manager_up_to",
] as const;
export const levels = ["suggest", "act_on_approval", "autonomous"] as const;
/** Media that campaigns can be changed on. */
export const media = Medium.options.filter((medium) => medium !== "other");

/** What the form shows. */
export type Standing = { limits: Guardrails; level: Autonomy; currency: string };

export const autonomyWord = words("자율 단계", "Autonomy");

/** The way to the form, on the card that shows the limits. */
export function limitsFormOffer({ lang, role }: Pick<Ctx, "lang" | "role">): Part[] {
  if (role !== "company_admin") return [];
  const press = { action: "limits_form", input: {} };
  const part: Part = {
    kind: "proposal",
    title: say(lang, words("한 번에 바꾸려면", "To change several at once")),
    lines: [],
    choices: [
      { label: say(lang, words("양식으로 바꾸기", "Edit in a form")), style: "plain", press, opens: true },
    ],
  };
  return [part];
}

export function fieldsOf({ limits, level, currency }: Standing, lang: Lang): Field[] {
  const amount = words("예: 50만원, 3M. 비우면 정하지 않음", "Such as 500,000 or 3M; empty: not set");
  const field = (name: string, label: Words, kind: Field["kind"], value: string, hint?: Words): Field => ({
    name,
    label: say(lang, label),
    kind,
    value,
    ...(hint && { hint: say(lang, hint) }),
  });
  const money = moneyKinds.map((kind) =>
    field(kind, guardrailLabels[kind], "money", main(limits[kind]?.minor, currency), amount),
  );
  const ratio = limits.change_ratio && String(Math.round(limits.change_ratio.ratio * 1_000) / 10);
  const allowed = limits.media?.media ?? media;
  return [
    ...money,
    field(
      "change_ratio",
      words("예산 변경 폭 (%)", "Change of a budget at once (%)"),
      "number",
      ratio ?? "",
      usual,
    ),
    field(
      "changes_hour",
      guardrailLabels.changes_hour,
      "number",
      String(limits.changes_hour?.count ?? ""),
      usual,
    ),
    field(
      "hours_from",
      words("자동으로 바꿀 수 있는 시간: 부터", "Automation acts from (hour)"),
      "number",
      String(limits.hours?.from ?? ""),
      hour,
    ),
    field(
      "hours_to",
      words("자동으로 바꿀 수 있는 시간: 까지", "… until (hour)"),
      "number",
      String(limits.hours?.to ?? ""),
      hour,
    ),
    {
      ...field("media", guardrailLabels.media, "several", allowed.join(",")),
      options: media.map((value) => ({ value, label: mediumLabels[value][lang] })),
    },
    {
      ...field("autonomy", autonomyWord, "one", level),
      options: levels.map((value) => ({ value, label: autonomyLabels[value][lang] })),
    },
  ];
}

const usual = words("비우면 기본값", "Empty: the default");
const hour = words("0에서 24 사이의 시. 비우면 하루 종일", "An hour from 0 to 24; empty: all day");

function main(minor: string | undefined, currency: string): string {
  if (minor === undefined) return "";
  return (Number(minor) / 10 ** exponentOf(currency)).toLocaleString("en-US", { maximumFractionDigits: 3 });
}

export function seenIn(fields: readonly Field[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

export function formOf(fields: Field[], seen: Values, lang: Lang): FormPart {
  return {
    kind: "form",
    slot: "limits",
    question: [say(lang, words("한도와 자율 단계", "Limits and autonomy"))],
    fields,
    choices: [
      {
        label: say(lang, words("한도 저장", "Save the limits")),
        style: "primary",
        press: { action: "change_limits_by_form", input: { seen: { ...seen } } },
      },
    ],
    byWords: say(
      lang,
      words(
        "글로도 돼요: ‘하루 한도 50만원으로 해줘’, ‘일시정지는 알아서 해’",
        "Words do, too: “set the daily cap to 500,000 won”, “pauses can run by themselves”",
      ),
    ),
  };
}
