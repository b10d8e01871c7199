// What was said for a campaign, as it is kept beside the plan made from it: the ground for every later change in words.

import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { Objective } from "../../../core/objective.ts";
import { DayText, Targeting } from "../../../core/slots.ts";
import { lengthDays, type Period } from "../../../core/time.ts";
import { PlanMedium } from "../plan.ts";
import { BudgetSaid } from "./budget.ts";

/** Slots of the tool that a plan is made from, whole: nothing in it is relative to something else. */
export const Brief = z.object({
  media: z.array(z.string()),
  placements: z.array(z.string()),
  product: z.string().optional(),
  name: z.string().optional(),
  objective: Objective.optional(),
  budget: BudgetSaid.optional(),
  targeting: Targeting.optional(),
  start: DayText.optional(),
  end: DayText.optional(),
  durationDays: z.number().int().optional(),
  url: z.string().optional(),
  keywords: z.array(z.string()),
  split: z.literal("even").optional(),
  format: z.string().optional(),
  type: z.string().optional(),
  initialStatus: z.enum(["paused", "active"]).optional(),
  /** How the money is shared where somebody said so: whole numbers, in proportion. */
  weights: z.partialRecord(PlanMedium, z.number().int().nonnegative()).optional(),
  /** Minor units of each medium where somebody set them one by one: taken as they are. */
  amounts: z.partialRecord(PlanMedium, z.number().int().positive()).optional(),
});
export type Brief = z.output<typeof Brief>;

/** What is to change on a plan, relative to what it is. */
export const BriefChanges = z.object({
  more: z
    .array(
      z.object({
        medium: z.string().optional().describe("Left out: the whole budget."),
        amount: z.number().optional().describe("Signed: 50만원 빼 = -500000."),
        pct: z.number().optional().describe("Signed, in place of an amount: 20% up = 20."),
      }),
    )
    .default([])
    .describe("Budget added to or taken from a plan: 네이버에 50만원 더."),
  set: z
    .array(
      z.object({
        medium: z.string(),
        amount: z.number().positive(),
        period: z.enum(["daily", "total"]).optional(),
      }),
    )
    .default([])
    .describe("What single media get, the others stay as they are: 네이버는 150만원으로, 메타 하루 5만원."),
  addMedia: z.array(z.string()).default([]),
  dropMedia: z.array(z.string()).default([]),
  longerDays: z.number().int().min(-365).max(365).optional().describe("The end moves by so many days."),
  addTargeting: Targeting.optional().describe("Who is meant besides: 20대 남성도."),
});
export type BriefChanges = z.output<typeof BriefChanges>;

/** Totals of the plan that stands, in minor units: what an amount is added to. */
type Standing = { medium: PlanMedium; totalMinor: number }[];
/** The plan that stands: its money, minor units of one main unit of its currency, its days. */
type Stands = { standing: Standing; minorPerUnit: number; flight: Period };

/**
 * The brief with what is said now put in. What is said whole replaces, what is said as a difference adds.
 * @param said slots as they were said now, possibly repeating what stands
 */
export function changedBrief(
  stored: Brief,
  said: Partial<Brief>,
  changes: BriefChanges,
  { standing, minorPerUnit, flight }: Stands,
): Brief {
  const given = Object.entries(said).filter(([, value]) => value !== undefined && !isEmptyList(value));
  const next: Brief = { ...stored, ...(Object.fromEntries(given) as Partial<Brief>) };
  withDays(next, stored, said);
  if (changes.longerDays !== undefined) {
    next.end = flight.to.add({ days: changes.longerDays }).toString();
    delete next.durationDays;
  }
  if (said.media && said.media.length > 0 && !sameMembers(said.media, stored.media)) delete next.weights;
  if (said.split !== undefined && said.split !== stored.split) {
    delete next.weights;
    delete next.amounts;
  }
  if (next.amounts && movesMoney(stored, next, changes)) {
    next.weights ??= next.amounts;
    delete next.amounts;
  }
  if (changes.addTargeting) next.targeting = joined(next.targeting, changes.addTargeting);
  next.media = mediaAfter(next, changes, standing);
  if (changes.set.length > 0) setMoney(next, changes, { standing, minorPerUnit, flight });
  else if (changes.more.length > 0) moveMoney(next, changes, { standing, minorPerUnit });
  else if (next.weights) next.weights = keptWeights(next.media, standing);
  return next;
}

/** Whether amounts that were set one by one can no longer stand: from then on they are shares. */
function movesMoney(stored: Brief, next: Brief, { more, addMedia, dropMedia }: BriefChanges): boolean {
  const same = isDeepStrictEqual(next.budget, stored.budget) && next.split === stored.split;
  return (
    more.length + addMedia.length + dropMedia.length > 0 || !same || !sameMembers(next.media, stored.media)
  );
}

/** Three weeks: the end moves; a new end: the length follows. */
function withDays(next: Brief, stored: Brief, said: Partial<Brief>): void {
  if (said.durationDays !== undefined && said.durationDays !== stored.durationDays && said.end === stored.end)
    delete next.end;
  if (said.end !== undefined && said.end !== stored.end) delete next.durationDays;
}

function mediaAfter(next: Brief, { addMedia, dropMedia }: BriefChanges, standing: Standing): string[] {
  if (addMedia.length + dropMedia.length === 0) return next.media;
  const now = next.media.length > 0 ? next.media : standing.map(({ medium }) => medium);
  const kept = [...new Set([...now, ...addMedia])].filter((medium) => !dropMedia.includes(medium));
  return kept.length > 0 ? kept : now;
}

function moveMoney(
  next: Brief,
  { more }: BriefChanges,
  { standing, minorPerUnit }: { standing: Standing; minorPerUnit: number },
): void {
  const weights = new Map(standing.map(({ medium, totalMinor }) => [medium as string, totalMinor]));
  let total = standing.reduce((all, one) => all + one.totalMinor, 0);
  for (const { medium, amount, pct } of more) {
    const whole = medium === undefined ? total : (weights.get(medium) ?? 0);
    const minor =
      amount === undefined ? Math.round((whole * (pct ?? 0)) / 100) : Math.round(amount * minorPerUnit);
    total += minor;
    if (medium !== undefined && (weights.has(medium) || minor > 0))
      weights.set(medium, Math.max(0, (weights.get(medium) ?? 0) + minor));
  }
  const known = [...weights].flatMap(([medium, weight]) => {
    const checked = PlanMedium.safeParse(medium);
    return checked.success ? [[checked.data, weight] as const] : [];
  });
  next.media = known.map(([medium]) => medium);
  next.weights = Object.fromEntries(known);
  delete next.split;
  next.budget = { ...next.budget, amount: total / minorPerUnit, period: "total" };
}

/** What is set for one medium is what it gets; the total follows. */
function setMoney(next: Brief, { set }: BriefChanges, { standing, minorPerUnit, flight }: Stands): void {
  const amounts = new Map<PlanMedium, number>(standing.map(({ medium, totalMinor }) => [medium, totalMinor]));
  for (const { medium, amount, period } of set) {
    const known = PlanMedium.safeParse(medium);
    const days = period === "daily" ? lengthDays(flight) : 1;
    if (known.success) amounts.set(known.data, Math.round(amount * minorPerUnit) * days);
  }
  const total = [...amounts.values()].reduce((all, one) => all + one, 0);
  next.media = [...amounts.keys()];
  next.amounts = Object.fromEntries(amounts);
  next.budget = { ...next.budget, amount: total / minorPerUnit, period: "total" };
  delete next.weights;
  delete next.split;
}

/** As they stand now; a medium that joins gets an average part. */
function keptWeights(media: readonly string[], standing: Standing): NonNullable<Brief["weights"]> {
  const known = standing.map(({ totalMinor }) => totalMinor);
  const mean = Math.round(known.reduce((all, one) => all + one, 0) / Math.max(1, known.length));
  const entries = media.flatMap((medium) => {
    const checked = PlanMedium.safeParse(medium);
    const stands = standing.find((one) => one.medium === medium)?.totalMinor;
    return checked.success ? [[checked.data, stands ?? mean] as const] : [];
  });
  return Object.fromEntries(entries);
}

function joined(a: Targeting | undefined, b: Targeting): Targeting {
  const all = <T>(one: readonly T[] | undefined, two: readonly T[]): T[] => {
    const known = new Map([...(one ?? []), ...two].map((value) => [JSON.stringify(value), value]));
    return [...known.values()];
  };
  return {
    age: all(a?.age, b.age),
    gender: all(a?.gender, b.gender),
    region: all(a?.region, b.region),
    audience: all(a?.audience, b.audience),
  };
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
