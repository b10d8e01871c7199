// A campaign plan as it is stored, shown, approved and launched: plain JSON, so that its hash is the same everywhere.

import { z } from "zod";
import { Objective } from "../../core/objective.ts";
import { Words } from "../../core/locale.ts";
import { Metric } from "../../core/metric.ts";
import { Currency, Vat } from "../../core/money.ts";
import { Targeting } from "../../core/slots.ts";
import { PeriodText } from "../../core/time.ts";

/** Media a plan may hold: those that campaigns can be made on. */
export const PlanMedium = z.enum(["meta", "google_ads", "naver", "kakao"]);
export type PlanMedium = z.output<typeof PlanMedium>;

/** Integer minor units that JSON holds exactly. */
const Minor = z.number().int().nonnegative();

/** Main units of a metric; from the low end (about one case in ten lies below) to the high one (one in ten above). */
export const PlanRange = z.object({ metric: Metric, low: z.number(), high: z.number() });
export type PlanRange = z.output<typeof PlanRange>;

/** What a range stands on: the workspace's own weeks, or an assumption that gives way to them. */
export const Basis = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("own"),
    period: PeriodText,
    weeks: z.number().int(),
    queryId: z.string().optional(),
  }),
  z.object({ kind: z.literal("assumption"), source: Words }),
]);
export type Basis = z.output<typeof Basis>;

export const PlannedMedium = z.object({
  medium: PlanMedium,
  placements: z.array(z.string()),
  /** `null`: the workspace has no account there, its part leaves as a launch pack. */
  account: z
    .object({
      id: z.string(),
      ref: z.string(),
      name: z.string(),
      connection: z.enum(["live", "sandbox", "file"]),
      currency: z.string(),
    })
    .nullable(),
  totalMinor: Minor,
  /** One amount per day of the flight; they add up to `totalMinor`. Alike where CO9MA sets it up: what is approved is what the medium gets. */
  dailyMinor: z.array(Minor).min(1),
  /** The one daily budget that is set at the medium: the mean, rounded down, so that the days never pass the total. */
  dailyBudgetMinor: Minor,
  campaignName: z.string(),
  adGroupName: z.string(),
  /** With its tags; `null` while nobody gave one. */
  landingUrl: z.string().nullable(),
  /** The plan's KPI and cost per click there. */
  ranges: z.array(PlanRange),
  basis: Basis,
});
export type PlannedMedium = z.output<typeof PlannedMedium>;

/** Whether CO9MA sets it up itself; the others are set up by hand from the launch pack. */
export function isSetHere<One extends Pick<PlannedMedium, "account">>(
  one: One,
): one is One & { account: NonNullable<PlannedMedium["account"]> } {
  return one.account !== null && one.account.connection !== "file";
}

/** The creatives as they are approved: their words travel with the plan, their bytes by document. */
const PlannedCreatives = z.object({
  creativeId: z.string(),
  versionId: z.string(),
  /** Who wrote the words, and what people should know of how words and pictures came about. */
  writer: z.enum(["built_in", "model", "person"]).optional(),
  remarks: z.array(z.string()).optional(),
  /** The photograph on the pictures, where a model made it. */
  photo: z.string().optional(),
  texts: z.array(
    z.object({
      medium: PlanMedium,
      /** Whom it is for, where a brief names several; which of the drafts it is. */
      segment: z.string().optional(),
      variant: z.string(),
      fields: z.array(
        z.object({ field: z.string(), text: z.string(), width: z.number(), limit: z.number() }),
      ),
    }),
  ),
  images: z.array(
    z.object({
      format: z.string(),
      medium: PlanMedium,
      width: z.number(),
      height: z.number(),
      documentId: z.string(),
      name: z.string(),
      bytes: z.number(),
      alt: z.string(),
    }),
  ),
});

export const CampaignPlan = z.object({
  planId: z.string(),
  version: z.number().int().positive(),
  name: z.string(),
  product: z.string(),
  industry: z.string(),
  objective: Objective,
  kpi: z.object({ metric: Metric, target: z.number(), basis: Basis }),
  budget: z.object({ totalMinor: Minor, currency: Currency, vat: Vat }),
  flight: PeriodText,
  audience: Targeting,
  media: z.array(PlannedMedium).min(1),
  /** Media asked for or usual that are not in it, and why. */
  leftOut: z.array(z.object({ medium: z.string(), reason: Words })),
  landingUrl: z.string().nullable(),
  keywords: z.array(z.string()),
  /** What the whole is expected to bring, in the order clicks, then what the KPI counts. */
  expected: z.array(PlanRange),
  why: z.array(Words),
  /** What nobody said and was filled in: shown as 기본값. */
  defaults: z.array(z.object({ slot: z.string(), text: Words })),
  /** Lines that stand in the creatives; a blank is in brackets. */
  legalLines: z.array(z.string()),
  /** What has to be checked before it runs. */
  duties: z.array(Words),
  reviewPacks: z.array(z.string()),
  creatives: PlannedCreatives.nullable(),
});
export type CampaignPlan = z.output<typeof CampaignPlan>;
