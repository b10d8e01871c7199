// The typed query: all a model may say about figures. Names and time words are resolved by code after the call, once, for every model.
// Workspace, person and role are never fields: the compiler adds them from the scope.

import { z } from "zod";
import { Metric } from "./metric.ts";
import { Goal, SpokenBudget } from "./slots.ts";
import { PeriodText } from "./time.ts";

export const Dim = z.enum([
  "medium",
  "account",
  "campaign",
  "adGroup",
  "ad",
  "keyword",
  "search_term",
  "campaign_type",
  "product_type",
  "placement",
  "device",
  "age",
  "gender",
  "region",
  "country",
  "brand",
  "conversion_action",
  "hour",
  "day",
  "week",
  "month",
  "year",
  "weekday",
  "day_type",
]);
export type Dim = z.output<typeof Dim>;

export const Grain = z.enum(["hour", "day", "week", "month", "year"]);
export type Grain = z.output<typeof Grain>;

export const QueryKind = z.enum([
  "total",
  "breakdown",
  "trend",
  "compare",
  "top_n",
  "root_cause",
  "forecast",
]);
export type QueryKind = z.output<typeof QueryKind>;

const names =
  "today|yesterday|day_before_yesterday|tomorrow|(this|last|next)_(week|month|quarter|year)|week_before_last|month_before_last|(this|last)_weekend|ytd|all_time|rest_of_(week|month|quarter|year)";
const counted = "(last|next)_[1-9][0-9]{0,3}_(days|weeks|months)";
const dated =
  "since:(campaign_start|\\d{4}-\\d{2}-\\d{2})|explicit:(today|\\d{4}-\\d{2}-\\d{2})\\.\\.(today|\\d{4}-\\d{2}-\\d{2})";
const named = "named:(chuseok|seollal)_\\d{4}";

/** `last_week`, `last_7_days`, `explicit:2026-10-01..2026-10-15`, `since:2026-11-10`, `named:chuseok_2026`. */
export const TimeToken = z
  .string()
  .regex(new RegExp(`^(${names}|${counted}|${dated}|${named})$`), "not a time token of the list");
export type TimeToken = z.output<typeof TimeToken>;

export const QueryTime = z.union([TimeToken, PeriodText]);
export type QueryTime = z.output<typeof QueryTime>;

export const Filter = z.object({
  field: z.union([Dim, z.literal("status")]),
  op: z.enum(["in", "not_in", "contains"]),
  /** Words as the person wrote them; code matches them to stored names. */
  values: z.array(z.string().min(1).max(200)).min(1).max(50),
});
export type Filter = z.output<typeof Filter>;

export const Having = z.object({
  metric: Metric,
  op: z.enum(["<", "<=", "=", ">=", ">"]),
  /** Main units; rates as fractions (1.5 % = 0.015), roas as a multiple (450 % = 4.5). */
  value: z.number(),
  currency: z.string().optional(),
});
export type Having = z.output<typeof Having>;

export const MarketingQuery = z.object({
  kind: QueryKind,
  metrics: z
    .array(Metric)
    .max(8)
    .default([])
    .describe("Only what was asked; empty = the workspace's default set."),
  dimensions: z.array(Dim).max(2).default([]).describe("What to split by, besides the grain."),
  filters: z.array(Filter).max(10).default([]),
  having: z.array(Having).max(5).default([]),
  time: QueryTime.describe("A token of the list, or {from,to} with both days in it."),
  grain: Grain.optional(),
  compare: z.union([z.enum(["previous_period", "previous_year"]), QueryTime]).optional(),
  direction: z.enum(["up", "down"]).optional().describe("root_cause: what the person says happened."),
  order: z.object({ by: Metric, dir: z.enum(["asc", "desc"]) }).optional(),
  limit: z.number().int().min(1).max(100).optional(),
  budget: SpokenBudget.optional().describe("forecast only: the money that is supposed."),
  changePct: z.number().optional().describe("forecast only: the budget supposed to change so, signed."),
  goal: Goal.optional().describe("forecast only: the figure hoped for."),
  assumptions: z.array(z.string()).default([]).describe("`slot: text`, one per thing that was defaulted."),
  unresolved: z
    .array(z.object({ slot: z.string(), options: z.array(z.string()).max(3) }))
    .default([])
    .describe("What must be asked before running; not empty = the person is asked."),
});
export type MarketingQuery = z.output<typeof MarketingQuery>;
