// "May I send this?": the message reviewed on its channel, and the send gate's answer for whoever is to get it, with the instant it may go.

import { z } from "zod";
import { DayText } from "../../../core/slots.ts";
import { dayIn } from "../../../core/time.ts";
import {
  type Facts,
  jurisdictionOf,
  reviewAndKeep,
  type ReviewAsk,
  SendChannel,
  tradeIn,
} from "../../compliance/compliance.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { whoMayReceive } from "../audience.ts";
import { askCard, sendCard } from "./card.ts";
import { type Asked, decideFor, type Moment } from "./decide.ts";

export const SendConsent = z.enum(["optin", "optin_night", "existing_customer", "none", "withdrawn"]);
export type SendConsent = z.output<typeof SendConsent>;

export const CheckSend = z.object({
  text: z.string().max(20_000).optional().describe("The message, word for word."),
  subject: z.string().max(300).optional().describe("Of an e-mail."),
  withoutText: z.boolean().optional().describe("The message is not written yet."),
  channel: SendChannel.optional(),
  day: DayText.optional().describe("The day it is to go, where one was said."),
  time: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .describe("HH:MM in the workspace's zone."),
  now: z.boolean().optional().describe("At once."),
  consent: SendConsent.optional().describe("What the recipients allowed, where it was said."),
  list: z.string().max(200).optional().describe("Name of the consent list of the recipients."),
});
export type CheckSend = z.output<typeof CheckSend>;

/** @param brandFacts the workspace's own rules for copy */
export function sendTool(brandFacts: (ctx: Ctx) => Promise<Facts>): Tool {
  return defineTool({
    name: "check_send",
    about:
      "Whether a message may be sent: by channel, time and what the recipients allowed, with the instant it may go and the review of its words. Sends nothing.",
    effect: "read",
    input: CheckSend,
    run: (ctx, input) => answered(ctx, input, brandFacts),
  });
}

async function answered(
  ctx: Ctx,
  input: CheckSend,
  brandFacts: (ctx: Ctx) => Promise<Facts>,
): Promise<ToolResult> {
  const { channel, text, subject } = input;
  const moment = momentOf(ctx, input);
  if (!channel) return asking(ctx, "channel", input);
  if (!moment) return asking(ctx, "time", input);
  if (text === undefined && !input.withoutText) return asking(ctx, "text", input);
  const asked: Asked = { channel, moment, text, subject, jurisdiction: jurisdictionOf(ctx.zone) };
  const review =
    text === undefined
      ? undefined
      : await reviewAndKeep(ctx, { ...reviewAsk(asked, text), facts: await brandFacts(ctx) });
  const decided = decideFor(asked, input.consent);
  const reach = await reachOf(ctx, input, asked);
  return {
    card: sendCard(ctx.lang, { asked, decided, stated: input.consent, reach, review }),
    facts: {
      at: moment.at,
      channel,
      decisions: decided.rows.map(({ consent, answer }) => ({ consent, ...answer.asIs })),
      ...(review && { reviewId: review.id, verdict: review.verdict }),
    },
    outside: true,
  };
}

function asking(ctx: Ctx, slot: "channel" | "time" | "text", input: CheckSend): ToolResult {
  const tomorrow = dayIn(ctx.zone, ctx.now).add({ days: 1 }).toString();
  return { card: askCard(ctx.lang, slot, input, tomorrow), facts: { asked: [slot] }, outside: true };
}

/** A time without a day is the next one; a day without a time is none yet. */
function momentOf({ now, zone }: Ctx, input: CheckSend): Moment | undefined {
  const here = now.toZonedDateTimeISO(zone);
  if (input.now) return momentAt(here, { passed: false, assumedDay: false });
  if (input.time === undefined) return undefined;
  const time = Temporal.PlainTime.from(input.time);
  const told = Temporal.PlainDate.from(input.day ?? here.toPlainDate());
  const at = told.toZonedDateTime({ timeZone: zone, plainTime: time });
  const isPast = Temporal.ZonedDateTime.compare(at, here) < 0;
  if (input.day !== undefined) return momentAt(at, { passed: isPast, assumedDay: false });
  return momentAt(isPast ? at.add({ days: 1 }) : at, { passed: false, assumedDay: true });
}

function momentAt(at: Temporal.ZonedDateTime, how: Pick<Moment, "passed" | "assumedDay">): Moment {
  return { ...how, at: at.toString({ timeZoneName: "never", smallestUnit: "second" }) };
}

function reviewAsk({ channel, subject, jurisdiction }: Asked, text: string): ReviewAsk {
  const runsOn = channel;
  return {
    kind: "text",
    label: "",
    texts: [
      ...(subject === undefined
        ? []
        : [{ label: "제목 · Subject", text: subject, runsOn, field: "subject", only: "field" as const }]),
      { label: "", text, runsOn, field: "body" },
    ],
    trade: tradeIn(text) ?? "other",
    jurisdictions: [jurisdiction],
    lang: /[가-힣]/.test(text) ? "ko" : "en",
  };
}

/** The people on file, where a list was named or nothing was said of the recipients; a moment that is past reaches nobody. */
async function reachOf(
  ctx: Ctx,
  { list, consent, now }: CheckSend,
  { channel, moment, jurisdiction }: Asked,
): Promise<Awaited<ReturnType<typeof whoMayReceive>> | undefined> {
  if (consent !== undefined || moment.passed || !jurisdiction.startsWith("KR")) return undefined;
  const at = now ? {} : { at: moment.at.slice(0, 16) };
  const found = await whoMayReceive(ctx, { ...at, channel, ...(list !== undefined && { list }) });
  return found.reach.length > 0 || list !== undefined ? found : undefined;
}
