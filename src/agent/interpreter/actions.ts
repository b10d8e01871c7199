// The slots of wishes that make or change something. They become the input of a tool that proposes; nothing here acts.

import type { Medium } from "../../core/medium.ts";
import type { Amount } from "../../language/amounts.ts";
import type { ActionIntent, ActionSlots, Budget } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { has, isCue, type Scan, spot } from "./scan.ts";

type Fill = (found: Found, slots: ActionSlots) => void;

const fills: Record<ActionIntent, readonly Fill[]> = {
  create_campaign: [media, budget, duration, product, people],
  edit_campaign: [objects, budget, change, field, verb],
  pause_resume: [objects, onOff, limit],
  budget_plan: [media, budget, change, time, between],
  audience: [people, product, made],
  generate_copy: [product, count],
  generate_image: [product, count],
  review_compliance: [quoted],
  approve_reject: [decision, target],
  schedule_digest: [media, rooms],
  cancel_schedule: [],
  roles_admin: [who],
};

export function actionOf(intent: ActionIntent, found: Found): ActionSlots {
  const slots: ActionSlots = { needsConfirmation: true };
  for (const fill of fills[intent]) fill(found, slots);
  return slots;
}

function media({ limits }: Found, slots: ActionSlots): void {
  const filters = limits.filters.filter(({ field }) => field === "medium");
  if (filters.length > 0) slots.filters = filters;
}

function objects({ limits }: Found, slots: ActionSlots): void {
  if (limits.filters.length > 0) slots.filters = limits.filters;
}

/** What it is for: the first name of the request. */
function product({ names }: Found, slots: ActionSlots): void {
  const name = names[0];
  if (name) slots.product = name.words;
}

function amounts(scan: Scan): Amount[] {
  return scan.lexemes.flatMap((lexeme) => (lexeme.kind === "amount" ? [lexeme.amount] : []));
}

function budget({ scan }: Found, slots: ActionSlots): void {
  const spoken = amounts(scan).find(
    ({ kind, value }) => kind === "money" || (kind === "plain" && value >= 1_000),
  );
  if (!spoken) return;
  const made: Budget = { amount: spoken.value };
  if (spoken.currency) made.currency = spoken.currency;
  const period = rhythm(scan.text);
  if (period) made.period = period;
  slots.budget = made;
}

function rhythm(text: string): Budget["period"] {
  if (/하루|일\s?예산|일일|매일|a day|per day|daily|each day/i.test(text)) return "daily";
  if (/한 ?주에|주당|주 ?예산|a week\b|per week|weekly/i.test(text)) return "weekly";
  if (/(?:^|\s)월\s?\d|월 ?예산|한 ?달에|매달|매월|a month|per month|monthly/i.test(text)) return "monthly";
  return /총|전체|합쳐|total|overall|altogether|in all/i.test(text) ? "total" : undefined;
}

function change({ scan }: Found, slots: ActionSlots): void {
  const percent = amounts(scan).find(({ kind }) => kind === "percent");
  if (percent) slots.changePct = has(scan, "cut", "down") ? -percent.value : percent.value;
}

function duration({ scan }: Found, slots: ActionSlots): void {
  const match =
    /(\d{1,3}|two|three|four|한|두|세|일)\s?-?\s?(주|weeks?|일|days?|개월|달|months?)(?![가-힣a-z]*(?:예산|간격))/i.exec(
      scan.text,
    );
  const count =
    { two: 2, three: 3, four: 4, 한: 1, 두: 2, 세: 3, 일: 1 }[match?.[1]?.toLowerCase() ?? ""] ??
    Number(match?.[1]);
  if (!match || Number.isNaN(count)) return;
  const unit = /^(주|week)/i.test(match[2] ?? "") ? 7 : /^(개월|달|month)/i.test(match[2] ?? "") ? 30 : 1;
  slots.durationDays = count * unit;
}

function time({ asked }: Found, slots: ActionSlots): void {
  if (asked.time) slots.time = asked.time;
}

/** 메타에서 구글로, from Meta to Google. */
function between({ scan }: Found, slots: ActionSlots): void {
  const named = spot(scan, "medium");
  for (const { index, meaning } of named) {
    const after = scan.lexemes[index + 1]?.text ?? "";
    const before = scan.lexemes[index - 1]?.text ?? "";
    const medium: Medium = meaning.word.value;
    if (after.startsWith("에서") || before === "from") slots.fromMedium = medium;
    else if (/^(으로|로)/.test(after) || /^(to|into)$/.test(before)) slots.toMedium = medium;
  }
}

const fields: readonly (readonly [string, string])[] = [
  ["landing", "landing_page"],
  ["bid", "bid"],
  ["budget", "budget"],
  ["name_field", "name"],
  ["period_field", "period"],
  ["targeting", "targeting"],
];

function field({ scan }: Found, slots: ActionSlots): void {
  const named = fields.find(([cue]) => has(scan, cue));
  if (named && slots.budget === undefined) slots.field = named[1];
}

function verb({ scan }: Found, slots: ActionSlots): void {
  const named = ["duplicate", "archive", "delete", "undo"].find((cue) => has(scan, cue));
  if (named) slots.action = named;
}

function onOff({ scan }: Found, slots: ActionSlots): void {
  slots.action = has(scan, "resume") ? "resume" : "pause";
}

function limit({ shape }: Found, slots: ActionSlots): void {
  if (shape.limit) slots.count = shape.limit;
}

function people({ limits }: Found, slots: ActionSlots): void {
  for (const key of ["age", "gender", "region"] as const) {
    const values = limits.filters.filter((filter) => filter.field === key).flatMap((filter) => filter.values);
    if (values.length > 0) slots[key] = values;
  }
}

function made({ scan }: Found, slots: ActionSlots): void {
  slots.action = has(scan, "show", "list", "which") && !has(scan, "write", "create") ? "show" : "create";
}

function count({ scan }: Found, slots: ActionSlots): void {
  const spoken = amounts(scan).find(
    ({ kind, value }) => kind !== "percent" && Number.isInteger(value) && value > 0 && value <= 50,
  );
  if (spoken) slots.count = spoken.value;
}

function quoted({ scan, names }: Found, slots: ActionSlots): void {
  const text =
    names.find((name) => name.quoted)?.words ?? (has(scan, "copy_word") ? names[0]?.words : undefined);
  if (text) slots.text = text;
}

function decision({ scan }: Found, slots: ActionSlots): void {
  const named = ["revoke", "reject", "approve"].find((cue) => has(scan, cue));
  slots.action = named ?? "list_pending";
}

function target({ names }: Found, slots: ActionSlots): void {
  const name = names[0];
  if (name) slots.target = name.words;
}

function rooms({ scan }: Found, slots: ActionSlots): void {
  const named = scan.lexemes.flatMap((lexeme) => (lexeme.kind === "room" ? [lexeme.words] : []));
  if (named.length > 0) slots.deliverTo = named;
}

function who({ scan, names }: Found, slots: ActionSlots): void {
  const name = names[0];
  if (name) slots.person = name.words;
  const role = scan.lexemes.find((lexeme) => isCue(lexeme, "role_name"));
  if (role) slots.role = role.text;
}
