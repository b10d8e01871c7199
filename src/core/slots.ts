// What a wish to make or change something may say: the pieces that several tools share, as spoken and not yet resolved.

import { z } from "zod";
import { Metric } from "./metric.ts";

/** Main units as said (3M = 3000000); no currency = the workspace's. */
export const SpokenMoney = z.object({
  amount: z.number().positive(),
  currency: z.string().optional(),
  settled: z
    .boolean()
    .optional()
    .describe("Only when the person was asked about the currency and confirmed it."),
});
export type SpokenMoney = z.output<typeof SpokenMoney>;

export const SpokenBudget = SpokenMoney.extend({
  period: z.enum(["daily", "weekly", "monthly", "total"]).optional().describe("Only when it was said."),
});
export type SpokenBudget = z.output<typeof SpokenBudget>;

/** A sign of another currency than the workspace's is asked about before anything is counted in it. */
export function isUnsettled(money: SpokenMoney | undefined, currency: string): boolean {
  return money?.currency !== undefined && money.currency !== currency && money.settled !== true;
}

/** Years of age, both included; no `max` = and older. */
export const AgeRange = z.object({
  min: z.number().int().min(0).max(120),
  max: z.number().int().max(120).optional(),
});
export type AgeRange = z.output<typeof AgeRange>;

/** Who a campaign, text or segment is for. */
export const Targeting = z.object({
  age: z.array(AgeRange).default([]),
  gender: z.array(z.enum(["female", "male"])).default([]),
  region: z.array(z.string()).default([]),
  audience: z.array(z.string()).default([]).describe("Interests and groups in the person's words."),
});
export type Targeting = z.output<typeof Targeting>;

/** A figure to reach: rates as fractions, roas as a multiple, money in main units. */
export const Goal = z.object({ metric: Metric, value: z.number(), currency: z.string().optional() });
export type Goal = z.output<typeof Goal>;

/** A day in the workspace's zone. */
export const DayText = z.iso.date();

/** What a name, filter or change is about; campaigns unless said otherwise. */
export const Level = z.enum(["campaign", "adGroup", "ad"]);
export type Level = z.output<typeof Level>;
