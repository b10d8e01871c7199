// Door of digests: what goes out at a rhythm, and how people are reached when nobody asked.

export { forgetTold, judgeNow, noteShown, outdated, settleLook } from "./alerts/alerts.ts";
export { endSchedule, type HandedOver, handOver } from "./schedules/machinery.ts";
export { speaksOf } from "./schedules/place.ts";
export {
  type Due,
  ensureSlots,
  lockDue,
  noteOutcome,
  type Outcome,
  outcomeOf,
  readSlot,
  SLOTS,
} from "./schedules/slots.ts";
export { PREVIEW, SEND, TELL_LOST } from "./schedules/verbs.ts";
export { orderOf, openPhone, PushPath, pushesOn, ReachPath } from "./reaching/reaching.ts";
