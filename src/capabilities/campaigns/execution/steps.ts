// One outgoing change as data. What it hangs on is named by the place of an earlier step of the same line.

import { z } from "zod";
import { Vat } from "../../../core/money.ts";
import type { Money } from "../../../core/money.ts";
import { Objective } from "../../../core/objective.ts";

/** `Money` as JSON keeps it. */
export const StoredMoney = z.object({
  minor: z.string().regex(/^\d{1,16}$/),
  currency: z.string(),
  vat: Vat,
});
export type StoredMoney = z.output<typeof StoredMoney>;

export function storedMoney({ minor, currency, vat }: Money): StoredMoney {
  return { minor: minor.toString(), currency, vat };
}

export function moneyOf({ minor, currency, vat }: StoredMoney): Money {
  return { minor: BigInt(minor), currency, vat };
}

const Level = z.enum(["campaign", "adGroup", "ad"]);
const Aimed = z.object({
  ages: z.object({ from: z.number().int(), to: z.number().int() }).optional(),
  genders: z.array(z.enum(["female", "male"])).optional(),
  regions: z.array(z.string()).optional(),
});
const Audience = Aimed.extend({
  interests: z.array(z.string()).optional(),
  keywords: z.array(z.string()).optional(),
});

/** An object of the medium: one that is there already, or what an earlier step of this line makes. */
const Target = z.union([z.object({ id: z.string() }), z.object({ step: z.number().int().min(0) })]);
export type StepTarget = z.output<typeof Target>;

/** `name` has no tag yet: it is put behind it as it is sent. `campaignId` is our own id, where we know the campaign already. */
export const Step = z.discriminatedUnion("op", [
  z.object({
    op: z.literal("create_campaign"),
    name: z.string().min(1),
    objective: Objective,
    dailyBudget: StoredMoney,
    flight: z.object({ from: z.iso.date(), to: z.iso.date() }),
  }),
  z.object({
    op: z.literal("create_ad_group"),
    name: z.string().min(1),
    campaign: Target,
    audience: Audience,
    landingUrl: z.string(),
  }),
  z.object({
    op: z.literal("create_ad"),
    name: z.string().min(1),
    adGroup: Target,
    texts: z.record(z.string(), z.string()),
    images: z.array(z.object({ format: z.string(), documentId: z.string() })),
    /** Pictures that are on the medium already, where an ad takes over what another shows. */
    shown: z.array(z.object({ format: z.string(), ref: z.string() })).optional(),
    landingUrl: z.string(),
  }),
  /** Reads the campaign back: paused and with this budget, or the launch is not what was approved. */
  z.object({ op: z.literal("verify"), campaign: Target, dailyBudget: StoredMoney }),
  z.object({
    op: z.literal("set_status"),
    level: Level,
    target: Target,
    campaignId: z.string().optional(),
    status: z.enum(["active", "paused"]),
    before: z.enum(["active", "paused"]),
    /** The place of a step that has to be done first: an ad is paused once the one in its place runs. */
    after: z.number().int().min(0).optional(),
  }),
  /** Reads an ad back: on, and not turned down by its review; while that goes on it is read again. */
  z.object({ op: z.literal("verify_ad"), ad: Target }),
  /** Names as the medium has them, their tag at the end. */
  z.object({
    op: z.literal("rename"),
    target: Target,
    campaignId: z.string().optional(),
    to: z.string().min(1),
    before: z.string().min(1),
  }),
  z.object({
    op: z.literal("set_audience"),
    target: Target,
    audience: Aimed,
    before: Aimed,
  }),
  z.object({
    op: z.literal("set_daily_budget"),
    target: Target,
    campaignId: z.string().optional(),
    budget: StoredMoney,
    before: StoredMoney,
  }),
  z.object({
    op: z.literal("set_end"),
    target: Target,
    campaignId: z.string().optional(),
    day: z.iso.date(),
    before: z.iso.date().nullable(),
  }),
]);
export type Step = z.output<typeof Step>;

/** Steps of one ad account that go one after another. */
export const StepLine = z.object({
  medium: z.enum(["meta", "google_ads", "naver", "kakao"]),
  accountId: z.uuid(),
  /** What the line is about, for people: the campaign's name. */
  entity: z.string(),
  steps: z.array(Step).min(1),
});
export type StepLine = z.output<typeof StepLine>;

/** Whether a step makes something that would be there twice if it were sent twice. */
export function isCreate({ op }: Step): boolean {
  return op.startsWith("create_");
}

/** Whether it only looks. */
export function isRead({ op }: Step): boolean {
  return op === "verify" || op === "verify_ad";
}

/** Whether it only pauses, lowers or ends earlier. */
export function lowersRisk(step: Step): boolean {
  switch (step.op) {
    case "set_status":
      return step.status === "paused";
    case "set_daily_budget":
      return BigInt(step.budget.minor) <= BigInt(step.before.minor);
    case "set_end":
      return step.before !== null && step.day <= step.before;
    case "verify":
    case "verify_ad":
      return true;
    case "create_campaign":
    case "create_ad_group":
    case "create_ad":
    case "rename":
    case "set_audience":
      return false;
  }
}

/** What this step hangs on, as the place of the step that makes it or has to be done before it. */
export function hangsOn(step: Step): number | undefined {
  const target = targetOf(step);
  if (target && "step" in target) return target.step;
  return step.op === "set_status" ? step.after : undefined;
}

export function targetOf(step: Step): StepTarget | undefined {
  switch (step.op) {
    case "create_campaign":
      return undefined;
    case "create_ad_group":
    case "verify":
      return step.campaign;
    case "create_ad":
      return step.adGroup;
    case "verify_ad":
      return step.ad;
    case "set_status":
    case "set_daily_budget":
    case "set_end":
    case "rename":
    case "set_audience":
      return step.target;
  }
}

/**
 * What makes it as it was before; `undefined` where a medium takes nothing back (a created object is paused, not erased).
 * @param id of what it changed: what an earlier step of its line made is there by now
 */
export function inverseOf(step: Step, id: string | undefined): Step | undefined {
  const target = id === undefined ? targetOf(step) : { id };
  if (!target || "step" in target) return undefined;
  switch (step.op) {
    case "set_status": {
      const { after: _, ...rest } = step;
      return { ...rest, target, status: step.before, before: step.status };
    }
    case "set_daily_budget":
      return { ...step, target, budget: step.before, before: step.budget };
    case "set_end":
      return step.before === null ? undefined : { ...step, target, day: step.before, before: step.day };
    case "rename":
      return { ...step, target, to: step.before, before: step.to };
    case "set_audience":
      return { ...step, target, audience: step.before, before: step.audience };
    case "create_campaign":
    case "create_ad_group":
    case "create_ad":
    case "verify":
    case "verify_ad":
      return undefined;
  }
}
