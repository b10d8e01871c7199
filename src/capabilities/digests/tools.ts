// Reports at a rhythm: what the agent may propose. Nothing is carried out yet.

import { z } from "zod";
import { words } from "../../core/locale.ts";
import { Metric } from "../../core/metric.ts";
import { Dim, Filter, QueryTime } from "../../core/query.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import type { Tool } from "../tool.ts";

const schedule: Wish<ScheduleDigest> = {
  lacking: ({ action, which: named, cron, at }) =>
    action === "edit" ? (named ? [] : ["target"]) : cron || at ? [] : ["time"],
  what: words("정기 보고 예약", "Scheduled reports"),
  needs: words(
    "보낼 방과 시각을 저장하는 예약 기능이 필요하고, 준비 중이에요.",
    "It needs stored schedules with a room and a time; they are on their way.",
  ),
  today: words(
    "지금은 물어보실 때마다 같은 요약을 바로 만들어 드릴 수 있어요.",
    "Today I can make the same summary whenever you ask.",
  ),
};
const cancel: Wish<CancelSchedule> = {
  what: words("정기 보고 취소", "Cancelling a scheduled report"),
  needs: words(
    "아직 저장된 예약이 없어서 취소할 것도 없어요.",
    "There are no stored schedules yet, so nothing to cancel.",
  ),
  today: schedule.today,
};

const list: Wish<ShowSchedules> = {
  what: words("예약 목록", "Scheduled reports"),
  needs: cancel.needs,
  today: schedule.today,
};

/** Which schedule is meant: a weekday in English, `daily`, `weekly`, `monthly`, `morning` or `HH:MM`. */
const which = z.string().max(40).optional();

export const ScheduleDigest = z.object({
  action: z.literal("edit").optional().describe("Only when a schedule that exists is to change."),
  which,
  at: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional()
    .describe("The new time of a schedule that exists."),
  cron: z
    .string()
    .regex(/^[\d*,/-]+( [\d*,/-]+){4}$/)
    .optional()
    .describe("Five fields in the workspace's zone, Sunday 0."),
  deliverTo: z.array(z.string()).default([]).describe("#room, a room's name, dm, email:address."),
  metrics: z.array(Metric).max(8).default([]),
  dimensions: z.array(Dim).max(2).default([]),
  filters: z.array(Filter).max(10).default([]),
  time: QueryTime.optional(),
});
export type ScheduleDigest = z.output<typeof ScheduleDigest>;

const ShowSchedules = z.object({ which });
type ShowSchedules = z.output<typeof ShowSchedules>;
const CancelSchedule = z.object({ which });
type CancelSchedule = z.output<typeof CancelSchedule>;

export const scheduleTools: readonly Tool[] = [
  wishTool(
    {
      name: "schedule_digest",
      about: "Propose a report at a rhythm, or a change of one that exists.",
      effect: "write",
      action: "schedule.create",
      input: ScheduleDigest,
    },
    schedule,
  ),
  wishTool(
    {
      name: "show_schedules",
      about: "Show the scheduled reports there are.",
      effect: "read",
      input: ShowSchedules,
    },
    list,
  ),
  wishTool(
    {
      name: "cancel_schedule",
      about: "Propose to end a scheduled report.",
      effect: "write",
      action: "schedule.cancel",
      input: CancelSchedule,
    },
    cancel,
  ),
];
