// Reports at a rhythm: what may be asked in words, what a press does, and what the program itself sends.

import { z } from "zod";
import { words } from "../../../core/locale.ts";
import { type Wish, wishTool } from "../../not-yet.ts";
import { defineTool, type Tool } from "../../tool.ts";
import { askSchedule, cancelAsked, changed, lostTold, showAsked } from "./asked.ts";
import { CancelSchedule, ChangeSchedule, ScheduleDigest, ShowSchedules } from "./input.ts";
import { previewDigest, sendDigest } from "./send.ts";
import { CHANGE, PREVIEW, SEND, TELL_LOST } from "./verbs.ts";

const wish: Wish<ScheduleDigest> = {
  lacking: ({ action, cron, at }) => (action || cron || at ? [] : ["time"]),
  what: words("정기 보고 예약", "Scheduled reports"),
  needs: words("언제 보낼지 알려 주세요.", "Say when it should come."),
  today: words(
    "지금 바로 보려면 ‘어제 요약 보여줘’라고 해 주세요.",
    "To see it now, ask for yesterday's summary.",
  ),
  does: askSchedule,
};

export const scheduleTools: readonly Tool[] = [
  wishTool(
    {
      name: "schedule_digest",
      about: "Set up a report at a rhythm, or change, rest or go on with one that exists.",
      effect: "write",
      action: "schedule.create",
      input: ScheduleDigest,
    },
    wish,
  ),
  defineTool({
    name: "show_schedules",
    about: "Show the scheduled reports there are.",
    effect: "read",
    input: ShowSchedules,
    run: showAsked,
  }),
  defineTool({
    name: "cancel_schedule",
    about: "End a scheduled report.",
    effect: "write",
    startedBy: "words",
    action: "schedule.cancel",
    input: CancelSchedule,
    run: cancelAsked,
    propose: cancelAsked,
  }),
  defineTool({
    name: CHANGE,
    about: "Change one schedule as its card says. Started by a press only.",
    effect: "write",
    startedBy: "press",
    action: "schedule.edit",
    input: ChangeSchedule,
    run: changed,
  }),
  defineTool({
    name: PREVIEW,
    about: "Show a scheduled report as it would go out now. Started by a press only.",
    effect: "read",
    startedBy: "press",
    input: z.object({ id: z.uuid() }),
    run: previewDigest,
  }),
  defineTool({
    name: SEND,
    about: "The report of one slot. Started by its schedule only.",
    effect: "read",
    startedBy: "press",
    input: z.object({ slot: z.uuid() }),
    run: sendDigest,
  }),
  defineTool({
    name: TELL_LOST,
    about: "Tell an owner that a schedule has nowhere to go. Started by its schedule only.",
    effect: "read",
    startedBy: "press",
    input: z.object({ id: z.uuid() }),
    run: lostTold,
  }),
];
