// What was understood of a wish, as lines a person can check: each slot by its label, each amount as a quantity.

import { counted } from "../core/card/counted.ts";
import { dimLabels } from "../core/dim-labels.ts";
import { type Lang, type Words, words } from "../core/locale.ts";
import { mediumLabels } from "../core/medium.ts";
import { metrics } from "../core/metric.ts";
import type { Quantity } from "../core/quantity.ts";
import type { Filter, Having, QueryTime } from "../core/query.ts";
import { roleLabels } from "../core/roles.ts";
import type { AgeRange, Goal, SpokenBudget, SpokenMoney, Targeting } from "../core/slots.ts";
import type { Run } from "../core/card/text.ts";
import { slotLabels, valueLabels } from "./taken-words.ts";

/** Where a slot's value is drawn: the language, and the currency of amounts that name none. */
type Page = { lang: Lang; currency: string };

/** One line per slot that was said, in the order of the labels. */
export function takenLines(input: Readonly<Record<string, unknown>>, page: Page): Run[][] {
  const lines: Run[][] = [];
  for (const [slot, label] of Object.entries(slotLabels)) {
    const value = input[slot];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    if (slot === "filters") lines.push(...(value as Filter[]).map((filter) => filterLine(filter, page)));
    else if (slot === "targeting") lines.push(...targetingLines(value as Targeting, page));
    else if (slot !== "level" || value !== "campaign")
      lines.push(line(label, runsOf(slot, value, page), page));
  }
  return lines;
}

function line(label: Words, runs: readonly Run[], { lang }: Page): Run[] {
  return [`${label[lang]}: `, ...runs];
}

function runsOf(slot: string, value: unknown, page: Page): Run[] {
  const drawn = drawings[slot];
  if (drawn) return drawn(value as never, page);
  const { lang } = page;
  if (Array.isArray(value)) return [value.map((one) => wordOf(slot, one, lang)).join(", ")];
  return typeof value === "number" ? [counted(value)] : [wordOf(slot, value, lang)];
}

function wordOf(slot: string, value: unknown, lang: Lang): string {
  const text = String(value);
  return valueLabels[slot]?.[text]?.[lang] ?? text;
}

const drawings: Readonly<Record<string, (value: never, page: Page) => Run[]>> = {
  media: (value: string[], { lang }) => [value.map((one) => mediumName(one, lang)).join(", ")],
  fromMedium: (value: string, { lang }) => [mediumName(value, lang)],
  toMedium: (value: string, { lang }) => [mediumName(value, lang)],
  budget: (value: SpokenBudget, page) => [
    ...(value.period ? [`${valueLabels["period"]?.[value.period]?.[page.lang]} `] : []),
    money(value, page),
  ],
  bid: (value: SpokenMoney, page) => [money(value, page)],
  threshold: (value: SpokenMoney, page) => [money(value, page)],
  goal: (value: Goal, page) => [
    `${metrics[value.metric].label[page.lang]} `,
    figure(value.metric, value, page),
  ],
  changePct: (value: number) => [{ value: value / 100, unit: "ratio", metric: "change", scope: {} }],
  durationDays: (value: number, { lang }) => [days(value), lang === "ko" ? "일" : " days"],
  endShiftDays: (value: number, { lang }) => [
    days(Math.abs(value)),
    lang === "ko" ? (value < 0 ? "일 앞당김" : "일 늦춤") : value < 0 ? " days earlier" : " days later",
  ],
  having: (value: Having[], page) =>
    value.flatMap((one, index) => [...(index > 0 ? [", "] : []), ...condition(one, page)]),
  order: (value: { by: keyof typeof metrics; dir: "asc" | "desc" }, { lang }) => [
    `${metrics[value.by].label[lang]} ${valueLabels["dir"]?.[value.dir]?.[lang]}`,
  ],
  metrics: (value: (keyof typeof metrics)[], { lang }) => [
    value.map((one) => metrics[one].label[lang]).join(", "),
  ],
  dimensions: (value: (keyof typeof dimLabels)[], { lang }) => [
    value.map((one) => dimLabels[one][lang]).join(", "),
  ],
  role: (value: keyof typeof roleLabels, { lang }) => [roleLabels[value][lang]],
  time: (value: QueryTime) => [
    typeof value === "string" ? value.replace(/^explicit:/, "") : `${value.from}..${value.to}`,
  ],
};

function filterLine({ field, op, values }: Filter, page: Page): Run[] {
  const { lang } = page;
  const label = field === "status" ? words("상태", "Status") : dimLabels[field];
  const shown = values.map((value) =>
    field === "medium" ? mediumName(value, lang) : wordOf(field, value, lang),
  );
  const tail =
    op === "not_in"
      ? words(" 제외", " left out")
      : op === "contains"
        ? words(" 들어간 것", " in the name")
        : words("", "");
  return line(label, [`${shown.join(", ")}${tail[lang]}`], page);
}

function targetingLines({ age, gender, region, audience }: Targeting, page: Page): Run[][] {
  const { lang } = page;
  const lines: Run[][] = [];
  if (age.length > 0)
    lines.push(line(dimLabels.age, [age.map((one) => ageWords(one, lang)).join(", ")], page));
  if (gender.length > 0)
    lines.push(line(dimLabels.gender, [gender.map((one) => wordOf("gender", one, lang)).join(", ")], page));
  if (region.length > 0) lines.push(line(dimLabels.region, [region.join(", ")], page));
  if (audience.length > 0) lines.push(line(words("관심사·대상", "Audience"), [audience.join(", ")], page));
  return lines;
}

function ageWords({ min, max }: AgeRange, lang: Lang): string {
  if (max === undefined) return lang === "ko" ? `${min}세 이상` : `${min}+`;
  return lang === "ko" ? `${min}–${max}세` : `${min}–${max}`;
}

function condition({ metric, op, value, currency }: Having, page: Page): Run[] {
  const signs = { "<": "<", "<=": "≤", "=": "=", ">=": "≥", ">": ">" };
  return [`${metrics[metric].label[page.lang]} ${signs[op]} `, figure(metric, { value, currency }, page)];
}

function figure(
  metric: keyof typeof metrics,
  { value, currency }: { value: number; currency?: string | undefined },
  page: Page,
): Quantity {
  const { unit } = metrics[metric];
  return {
    value,
    unit,
    metric,
    scope: {},
    ...(unit === "currency" && { currency: currency ?? page.currency }),
  };
}

function money({ amount, currency }: SpokenMoney, page: Page): Quantity {
  return {
    value: amount,
    unit: "currency",
    currency: currency ?? page.currency,
    metric: "budget",
    scope: {},
  };
}

function days(value: number): Quantity {
  return { value, unit: "count", metric: "days", scope: {} };
}

function mediumName(value: string, lang: Lang): string {
  return value in mediumLabels ? mediumLabels[value as keyof typeof mediumLabels][lang] : value;
}
