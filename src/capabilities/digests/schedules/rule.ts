// What a schedule is: when, what, to whom, and what becomes of a moment that was missed.

import { z } from "zod";
import { Metric } from "../../../core/metric.ts";
import { Dim, Filter, QueryTime } from "../../../core/query.ts";

/** `next`: on a holiday it goes out on the next working day. */
export const Holidays = z.enum(["keep", "skip", "next"]);
export type Holidays = z.output<typeof Holidays>;

/** `send`: once, late; `skip`: not at all. The next one says which. */
export const LatePolicy = z.enum(["send", "skip"]);
export type LatePolicy = z.output<typeof LatePolicy>;

/** When it is due: a cron line on the clocks of `zone`. */
export type Rhythm = {
  cron: string;
  zone: string;
  holidays: Holidays;
  /** Every so many weeks, counted from the week of `anchor`. */
  everyWeeks: number;
  anchor: Temporal.PlainDate;
};

/** What is asked each time; `time` in place of the form's own days. */
export const Question = z.object({
  metrics: z.array(Metric).max(8).default([]),
  dimensions: z.array(Dim).max(2).default([]),
  filters: z.array(Filter).max(10).default([]),
  time: QueryTime.optional(),
});
export type Question = z.output<typeof Question>;

export const Target = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("room"),
    platform: z.string(),
    roomRef: z.string(),
    name: z.string().optional(),
  }),
  /** By that person's own order of ways. */
  z.object({ kind: z.literal("person") }),
]);
export type Target = z.output<typeof Target>;

/** From here on it says that it is late, or is not sent, as its schedule has it. */
export const LATE_MINUTES = 5;
