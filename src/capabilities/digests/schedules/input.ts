// What may be said about schedules, as tools take it.

import { z } from "zod";
import { Metric } from "../../../core/metric.ts";
import { Dim, Filter, QueryTime } from "../../../core/query.ts";
import { Lang } from "../../../core/locale.ts";
import { CRON } from "./cron.ts";
import { Holidays, LatePolicy, Question, Target } from "./rule.ts";

/** Which schedule is meant: weekdays in English, `daily`, `weekday`, `weekly`, `monthly`, `morning`, `evening` or `HH:MM`. */
const which = z.string().max(40).optional();

export const ScheduleDigest = z.object({
  action: z
    .enum(["edit", "pause", "resume"])
    .optional()
    .describe("Only for a schedule that exists: change, rest, go on."),
  which,
  at: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional()
    .describe("The new time of a schedule that exists."),
  cron: z
    .string()
    .regex(CRON)
    .optional()
    .describe("Five fields in the workspace's zone, Sunday 0; L = last day of the month."),
  everyWeeks: z.number().int().min(2).max(8).optional().describe("2 = every other week."),
  zone: z.string().max(60).optional().describe("IANA, only when another one was said."),
  holidays: Holidays.optional().describe("Korean holidays: skip, or the next working day."),
  late: LatePolicy.optional().describe("When it cannot go out in time."),
  form: z.enum(["daily", "weekly", "monthly"]).optional(),
  portfolio: z.boolean().optional().describe("All the asker's workspaces in one, to them alone."),
  deliverTo: z.array(z.string()).default([]).describe("here, #room, a room's name, dm, email:address."),
  metrics: z.array(Metric).max(8).default([]),
  dimensions: z.array(Dim).max(2).default([]),
  filters: z.array(Filter).max(10).default([]),
  time: QueryTime.optional(),
});
export type ScheduleDigest = z.output<typeof ScheduleDigest>;

export const ShowSchedules = z.object({ which });
export type ShowSchedules = z.output<typeof ShowSchedules>;

export const CancelSchedule = z.object({ which });
export type CancelSchedule = z.output<typeof CancelSchedule>;

/** What a press changes of one schedule. */
export const ChangeSet = z
  .object({
    state: z.enum(["active", "paused", "ended"]),
    form: z.enum(["daily", "weekly", "monthly"]),
    cron: z.string().regex(CRON),
    everyWeeks: z.number().int().min(1).max(8),
    zone: z.string(),
    holidays: Holidays,
    late: LatePolicy,
    question: Question,
    target: Target,
    lang: Lang,
  })
  .partial();
export type ChangeSet = z.output<typeof ChangeSet>;

export const ChangeSchedule = z.object({
  id: z.uuid(),
  /** As the card showed it. */
  version: z.number().int(),
  set: ChangeSet,
  /** It takes back what was done before. */
  undo: z.boolean().optional(),
});
export type ChangeSchedule = z.output<typeof ChangeSchedule>;
