// Whether one slot of a reading is what its label says: a comparison per slot, plain equality for the rest.

import type { Prediction } from "../prediction.ts";
import { sameCron } from "./cron.ts";
import { choicesOf, type Key, keysOf, type Label } from "./gold.ts";
import { sameOrder } from "./intents.ts";
import { listOf, sameList, sameText } from "./text.ts";
import { overlap, sameCompare, sameTime, spansOf } from "./time.ts";

/** A reading as it is compared: a prediction, or one of its parts. */
export type Said = Pick<Prediction, "slots" | "assumptions" | "ask" | "missing" | "parts">;

/** The label's other slots, what was said, and the day it was said on. */
export type Beside = { gold: Label; intent: string; said: Said; today: Temporal.PlainDate };

/** Some choice of the label fits. */
export function matches(key: Key, beside: Beside): boolean {
  return choicesOf(key.label).some((label) => label !== null && fits(key, label, beside));
}

function fits({ key, slot, field }: Key, label: unknown, beside: Beside): boolean {
  const value = beside.said.slots[slot];
  if (field !== undefined) return sameList(field, label, (value as Label | undefined)?.[field]);
  const compare = comparisons[key];
  return compare ? compare(label, value, beside) : value !== undefined && lower(value) === lower(label);
}

export function saysAbout({ assumptions }: Pick<Said, "assumptions">, ...slots: string[]): boolean {
  return assumptions.some((text) => slots.includes(lower(text.split(/[:=]/)[0] ?? "")));
}

type Compare = (label: unknown, value: unknown, beside: Beside) => boolean;

const text: Compare = (label, value) => sameText(label, value);
const number: Compare = (label, value) =>
  typeof value === "number" && Math.abs(value - Number(label)) < 1e-9 * Math.max(1, Math.abs(Number(label)));
const time: Compare = (label, value, { today, intent }) =>
  sameTime(label, value, today, ["forecast", "budget_plan"].includes(intent));
const money: Compare = (label, value) => {
  const [want, have] = [label as Money, value as Money | undefined];
  return (
    have !== undefined &&
    want.amount === have.amount &&
    (!want.currency || (have.currency ?? "KRW") === want.currency)
  );
};
const list =
  (name: string): Compare =>
  (label, value) =>
    sameList(name, label, value);

type Money = { amount: number; currency?: string };
type Rule = { metric: string; op: string; value: number; currency?: string };

const comparisons: Readonly<Record<string, Compare>> = {
  metrics: sameMetrics,
  dimensions: sameDimensions,
  grain: (label, value, { said }) => value === label || listOf(said.slots["dimensions"]).includes(label),
  having: (label, value) => {
    const [want, have] = [listOf(label) as Rule[], listOf(value) as Rule[]];
    return want.length === have.length && want.every((rule) => have.some((other) => sameRule(rule, other)));
  },
  time,
  starts_in: time,
  ends_in: time,
  compare: (label, value, { gold, said, today }) => {
    const want = choicesOf(gold["time"]).filter((one) => one !== null && one !== undefined);
    return sameCompare(label, value, { want, have: said.slots["time"] }, today);
  },
  order: (label, value) => sameOrder(label, value),
  limit: number,
  count: number,
  max_chars: number,
  lines: number,
  change_pct: number,
  end_shift_days: number,
  duration_days: (label, value, beside) => number(label, value, beside) || daysBetween(beside.said) === label,
  direction: (label, value, { said }) =>
    value === label || (value === undefined && signOf(said.slots["change_pct"]) === label),
  level: (label, value, { said }) => {
    const filters = { ...(said.slots["filters"] as Label | undefined) };
    return (value ?? "campaign") === label || listOf(filters[String(label)]).length > 0;
  },
  budget: money,
  bid: money,
  threshold: money,
  "budget.period": samePeriod,
  goal: (label, value) => {
    const [want, have] = [label as Rule, value as Rule | undefined];
    return have?.metric === want.metric && have.value === want.value;
  },
  product: sameSubject,
  name: sameSubject,
  aspect: (label, value, { said }) =>
    value === label || Math.abs(ratio(said.slots["size"]) - ratio(label)) < 0.01,
  text: (label, value) => sameText(label, value, 0.6),
  languages: list("languages"),
  did: list("did"),
  did_not: list("did_not"),
  deliver_to: (label, value) =>
    listOf(label).every((want) => listOf(value).some((have) => sameText(want, have))),
  cron: (label, value) => sameCron(label, value),
  which: (label, value) => wordsOf(label).every((word) => wordsOf(value).includes(word)),
  at: (label, value, { said }) => value === label || clockOf(said.slots["cron"]) === label,
  tone: text,
  background: text,
  reason: text,
  target: text,
  requested_by: text,
  user: text,
  copy_of: text,
  ask: (label, _, { said }) => sameCodes(label, said.ask, 4),
  missing: (label, _, { said }) => sameCodes(label, said.missing, 2),
  parts: samePart,
};

/** More metrics than asked are right only as the sort key, a condition, or when that is said. */
function sameMetrics(label: unknown, value: unknown, { said }: Beside): boolean {
  const [want, have] = [listOf(label), listOf(value)];
  const rules = listOf(said.slots["having"]) as Rule[];
  const by = [(said.slots["order"] as { by?: string } | undefined)?.by, ...rules.map(({ metric }) => metric)];
  const extra = have.filter((metric) => !want.includes(metric) && !by.includes(String(metric)));
  const open = want.includes("*");
  return (
    want.every((metric) => metric === "*" || have.includes(metric)) &&
    (open || extra.length === 0 || saysAbout(said, "metrics"))
  );
}

/** Two values of a dimension stand for the dimension, a grain for its days or weeks. */
function sameDimensions(label: unknown, value: unknown, { gold, said }: Beside): boolean {
  const want = listOf(label).filter((dim) => dim !== "*");
  const have = new Set(listOf(value));
  const filters = { ...(said.slots["filters"] as Label | undefined) };
  if (want.includes(said.slots["grain"])) have.add(said.slots["grain"]);
  for (const dim of want) if (listOf(filters[String(dim)]).length > 1) have.add(dim);
  return (
    want.every((dim) => have.has(dim)) &&
    [...have].every((dim) => want.includes(dim) || choicesOf(gold["grain"]).includes(dim))
  );
}

function sameRule(want: Rule, have: Rule): boolean {
  if (want.metric !== have.metric) return false;
  const none = want.op === "=" && want.value === 0;
  if (none && ((have.op === "<=" && have.value === 0) || (have.op === "<" && have.value === 1))) return true;
  return (
    want.op === have.op &&
    Math.abs(want.value - have.value) < 1e-9 &&
    (!want.currency || (have.currency ?? "KRW") === want.currency)
  );
}

/** Monthly and total are one when the plan covers one month. */
function samePeriod(label: unknown, value: unknown, { gold, said, today }: Beside): boolean {
  const period = (value as { period?: string } | undefined)?.period;
  if (period === label) return true;
  const months = ["last_month", "this_month", "next_month"].flatMap((word) => spansOf(word, today) ?? []);
  const oneMonth = [choicesOf(gold["time"])[0], said.slots["time"]].some((word) =>
    overlap(spansOf(word, today) ?? [], months),
  );
  const either = ["monthly", "total"];
  return oneMonth && either.includes(period ?? "") && either.includes(String(label));
}

function sameSubject(label: unknown, _: unknown, { said }: Beside): boolean {
  return [said.slots["product"], said.slots["name"]].some((value) => sameText(label, value));
}

/** `a|b` = either, `any` = at least one; a list of everything is no answer. */
function sameCodes(label: unknown, said: readonly string[], spare: number): boolean {
  const want = listOf(label).map(String);
  const has = (code: string): boolean =>
    code === "any" ? said.length > 0 : code.split("|").some((one) => said.includes(one));
  return said.length <= want.length + spare && want.every(has);
}

/** A part is found when half of its slots are. */
function samePart(label: unknown, _: unknown, { said, today }: Beside): boolean {
  const { intent, slots = {} } = label as { intent: string; slots?: Label };
  const want = keysOf(slots);
  return (said.parts ?? []).some((part) => {
    if (part.intent !== intent) return false;
    const own = { slots: part.slots, assumptions: [], ask: [], missing: [], parts: [] };
    const hits = want.filter((key) => matches(key, { gold: slots, intent, said: own, today }));
    return hits.length * 2 >= want.length;
  });
}

function daysBetween({ slots }: Said): number | undefined {
  const { start, end } = slots;
  if (typeof start !== "string" || typeof end !== "string") return undefined;
  return Temporal.PlainDate.from(start).until(end, { largestUnit: "days" }).days + 1;
}

function signOf(changePct: unknown): "up" | "down" | undefined {
  if (typeof changePct !== "number") return undefined;
  return changePct > 0 ? "up" : "down";
}

function ratio(size: unknown): number {
  const [, width, height] = /^(\d+)\s*[x×:]\s*(\d+)$/.exec(String(size)) ?? [];
  return Number(width) / Number(height);
}

function clockOf(cron: unknown): string | undefined {
  const [minute, hour] = typeof cron === "string" ? cron.split(" ") : [];
  return hour === undefined ? undefined : `${hour.padStart(2, "0")}:${(minute ?? "").padStart(2, "0")}`;
}

/** `weekday daily 08:30`: a schedule may be named by several of its traits. */
function wordsOf(value: unknown): string[] {
  return value === undefined ? [] : lower(value).split(/\s+/);
}

function lower(value: unknown): string {
  return String(value).trim().toLowerCase();
}
