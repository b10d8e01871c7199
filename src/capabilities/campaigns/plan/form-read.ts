// Filled-in forms of a plan as a brief: every field that cannot be taken is named, with what was expected.

import { words } from "../../../core/locale.ts";
import { exponentOf } from "../../../core/money.ts";
import type { AgeRange, Targeting } from "../../../core/slots.ts";
import { findAges } from "../../../language/ages.ts";
import { mediumFeatures } from "../../../media/features.ts";
import { type Fields, readFields, type Values } from "../../fields.ts";
import { type CampaignPlan, PlanMedium } from "../plan.ts";
import { Brief } from "./brief.ts";
import { readBudget } from "./budget.ts";
import { amountName, objectives } from "./form-fields.ts";
import { planLimits } from "./limits.ts";
import { wrongUrl } from "./address.ts";

export type ReadForm = { fields: Fields; brief: Brief };

export function readBriefForm(
  values: Values,
  { currency, today }: { currency: string; today: Temporal.PlainDate },
): ReadForm {
  const fields = readFields(values);
  const product = fields.text("product");
  if (product === "")
    fields.refuse("product", words("무엇을 알리는 캠페인인지 적어 주세요.", "Say what it is for."));
  const minor = fields.money("budget", currency);
  if (fields.text("budget") === "")
    fields.refuse("budget", words("금액을 적어 주세요. 예: 300만원", "Give an amount, such as 3M."));
  const period = fields.picked("period", ["total", "daily"] as const)[0] ?? "total";
  const amount = minor === undefined ? undefined : Number(minor) / 10 ** exponentOf(currency);
  const budget = { amount: amount ?? 0, period, currency };
  const taken = readBudget(budget, currency);
  if (amount !== undefined && taken.state === "refused") fields.refuse("budget", taken.say);
  const [objective] = fields.picked("objective", objectives);
  const url = urlIn(fields);
  const brief = Brief.parse({
    media: fields.picked("media", PlanMedium.options),
    placements: [],
    keywords: [],
    product,
    budget,
    ...(objective && { objective }),
    ...daysIn(fields, today),
    ...targetingIn(fields),
    ...(url !== "" && { url }),
  });
  return { fields, brief };
}

/** @param stored what the plan was made from: what the form does not name stays */
export function readPlanForm(
  values: Values,
  stored: { brief: Brief; plan: CampaignPlan },
  today: Temporal.PlainDate,
): ReadForm {
  const fields = readFields(values);
  const { currency } = stored.plan.budget;
  const days = daysIn(fields, today);
  const { start = stored.plan.flight.from, end = stored.plan.flight.to } = days;
  const amounts = amountsIn(fields, currency, lengthOf(start, end));
  const total = Object.values(amounts).reduce((sum, one) => sum + one, 0);
  const budget = { amount: total / 10 ** exponentOf(currency), period: "total" as const, currency };
  const taken = readBudget(budget, currency);
  const first = PlanMedium.options.find((medium) => amounts[medium] !== undefined) ?? PlanMedium.options[0];
  if (fields.wrong.size === 0 && taken.state === "refused")
    fields.refuse(amountName(first ?? "meta"), total === 0 ? noMedium : taken.say);
  const name = fields.text("name");
  if (name === "") fields.refuse("name", words("캠페인 이름을 적어 주세요.", "Give the campaign a name."));
  const url = urlIn(fields);
  const { weights: _w, split: _s, durationDays: _d, url: _u, targeting: _t, ...kept } = stored.brief;
  const brief = Brief.parse({
    ...kept,
    ...(name !== stored.plan.name && { name }),
    media: Object.keys(amounts),
    amounts,
    budget,
    start,
    end,
    ...targetingIn(fields),
    ...(url !== "" && { url }),
  });
  return { fields, brief };
}

const noMedium = words(
  "매체 한 곳 이상에 금액을 적어 주세요. 예: 150만원",
  "Give an amount on one medium at least, such as 1.5M.",
);

function amountsIn(fields: Fields, currency: string, days: number): Partial<Record<PlanMedium, number>> {
  const amounts: Partial<Record<PlanMedium, number>> = {};
  for (const medium of PlanMedium.options) {
    const minor = fields.money(amountName(medium), currency);
    if (minor === undefined) continue;
    const least = (mediumFeatures[medium].minDailyBudget(currency)?.minor ?? 0n) * BigInt(days);
    if (minor < least) fields.refuse(amountName(medium), tooLittle(least, currency, days));
    amounts[medium] = Number(minor);
  }
  return amounts;
}

function tooLittle(least: bigint, currency: string, days: number) {
  const main = (Number(least) / 10 ** exponentOf(currency)).toLocaleString("en-US");
  return words(
    `이 매체의 하루 최소 예산으로 ${days}일이면 ${main} ${currency} 이상이어야 해요.`,
    `This medium's daily minimum over ${days} days comes to ${main} ${currency} or more.`,
  );
}

function lengthOf(start: string, end: string): number {
  return Math.max(1, Temporal.PlainDate.from(start).until(end).days + 1);
}

function daysIn(fields: Fields, today: Temporal.PlainDate): { start?: string; end?: string } {
  const start = fields.day("start");
  const end = fields.day("end");
  const compare = (a: Temporal.PlainDate, b: Temporal.PlainDate): number => Temporal.PlainDate.compare(a, b);
  if (start && compare(start, today) < 0)
    fields.refuse(
      "start",
      words("지난 날이에요. 오늘이나 그 뒤로 적어 주세요.", "That day is over. Give today or later."),
    );
  if (start && today.until(start).days > planLimits.flight.mostDays)
    fields.refuse(
      "start",
      words("너무 먼 날이에요. 1년 안으로 적어 주세요.", "That is too far ahead. Give a day within a year."),
    );
  if (start && end && compare(end, start) < 0)
    fields.refuse(
      "end",
      words(
        "시작일보다 앞서요. 시작일이나 그 뒤로 적어 주세요.",
        "It lies before the first day. Give that day or later.",
      ),
    );
  if (!start && end && compare(end, today) < 0)
    fields.refuse(
      "end",
      words("지난 날이에요. 오늘이나 그 뒤로 적어 주세요.", "That day is over. Give today or later."),
    );
  const from = start ?? today;
  if (end && from.until(end).days >= planLimits.flight.mostDays)
    fields.refuse(
      "end",
      words(
        "집행 기간이 너무 길어요. 1년 안으로 적어 주세요.",
        "That is too long a flight. Keep it within a year.",
      ),
    );
  return { ...(start && { start: start.toString() }), ...(end && { end: end.toString() }) };
}

function urlIn(fields: Fields): string {
  const url = fields.text("url");
  const wrong = url === "" ? undefined : wrongUrl(url);
  if (wrong) fields.refuse("url", wrong);
  return url;
}

/** Nothing filled in is nobody in particular. */
function targetingIn(fields: Fields): { targeting?: Targeting } {
  const age = agesIn(fields);
  const gender = fields.picked("gender", ["female", "male"] as const);
  const [region, audience] = [listIn(fields, "region"), listIn(fields, "audience")];
  const someone = age.length + gender.length + region.length + audience.length > 0;
  return someone ? { targeting: { age, gender, region, audience } } : {};
}

function listIn(fields: Fields, name: string): string[] {
  return fields
    .text(name)
    .split(/[,·、]/u)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .slice(0, 20);
}

/** Each piece is one group of ages, read as in a message: 20대, 25-34세, 40세 이상, people over 40. */
function agesIn(fields: Fields): AgeRange[] {
  return listIn(fields, "age").flatMap((piece): AgeRange[] => {
    const text = piece.toLowerCase();
    const [found] = [...findAges(text), ...findAges(`age ${text}`)];
    const [meaning] = found?.kind === "word" ? found.meanings : [];
    const value = meaning?.kind === "value" ? String(meaning.word.value) : "";
    const [, min, max] = /^(\d+)(?:-(\d+)|\+)$/.exec(value) ?? [];
    if (min === undefined) {
      fields.refuse(
        "age",
        words(
          `‘${piece}’을 나이로 읽지 못했어요. ‘20대’, ‘25-34세’처럼 적어 주세요.`,
          `I cannot read “${piece}” as ages. Write it like 25-34 or people over 40.`,
        ),
      );
      return [];
    }
    return [{ min: Number(min), ...(max !== undefined && { max: Number(max) }) }];
  });
}
