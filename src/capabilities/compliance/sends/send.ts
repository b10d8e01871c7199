// What the send gate is asked and what it answers. No clock, no database: the same question has the same answer for ever.

import { z } from "zod";

export const SendChannel = z.enum(["sms", "lms", "email", "push", "kakao_brand_message", "alimtalk", "call"]);
export type SendChannel = z.output<typeof SendChannel>;

const SendPurpose = z.enum(["ad", "transactional", "consent_result_notice", "reconfirm"]);

/** A day, or `none` where what should have been done was not. */
const dayOrNone = z.union([z.literal("none"), z.iso.date()]);

/** What one person allowed on one channel; an absent yes/no means no, an absent day means not known. */
export const Consent = z.object({
  kind: z
    .enum([
      "optin",
      "withdrawn",
      "none",
      "existing_customer",
      "bundled_terms",
      "os_permission",
      "pewc",
      "pec",
    ])
    .describe("pewc, pec: US prior express written consent, or not written."),
  at: z.iso.date().optional(),
  night: z.boolean().optional().describe("Agreed to the night as well, apart from the rest."),
  optedOut: z.boolean().optional(),
  lastDeal: z.iso.date().optional().describe("The day the last deal ended."),
  sameKind: z.boolean().optional().describe("The goods are of the kind of that deal."),
  contactDirect: z.boolean().optional().describe("The person gave the contact in that deal."),
  optoutOffered: z.boolean().optional(),
  reconfirmed: dayOrNone.optional().describe("When the two-year confirmation was sent."),
  reconfirmReply: z.string().optional().describe("`none` is silence, which keeps the consent."),
  resultNotice: dayOrNone.optional().describe("When the person was told how the consent was handled."),
});
export type Consent = z.output<typeof Consent>;

export const Send = z.object({
  at: z.iso.datetime({ offset: true }).describe("Planned start in the recipient's local time."),
  minutes: z.number().min(0).default(0).describe("How long the batch runs."),
  jurisdiction: z.string().regex(/^(KR|US|EU|JP)(-[A-Z0-9]+)?$/),
  channel: SendChannel,
  purpose: SendPurpose,
  consent: Consent,
  message: z.object({ subject: z.string().optional(), body: z.string().max(20_000) }),
  sender: z.string().optional(),
  senderAddress: z.string().optional(),
  goods: z.string().optional(),
});
export type Send = z.output<typeof Send>;

/** `rules`: slugs of what stops or delays it, in the order of the gate; empty when it may go. */
export type SendDecision =
  | { kind: "allow"; rules: readonly [] }
  | { kind: "block"; rules: readonly string[] }
  | { kind: "defer"; rules: readonly string[]; until: string };
