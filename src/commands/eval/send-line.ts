// One line of the send eval as a send.

import { z } from "zod";
import { Send } from "../../capabilities/compliance/compliance.ts";

/** A day with or without a time of day; `no` is none, `yes` without a day says nothing. */
const dayOrNone = z
  .union([z.string(), z.boolean()])
  .optional()
  .transform((told) => (typeof told === "string" ? told.slice(0, 10) : told === false ? "none" : undefined));
const day = dayOrNone.transform((told) => (told === "none" ? undefined : told));

const Consent = z
  .object({
    kind: z.string(),
    at: day,
    night: z.boolean().optional(),
    opted_out: z.boolean().optional(),
    last_deal: day,
    same_kind: z.boolean().optional(),
    contact_direct: z.boolean().optional(),
    optout_offered: z.boolean().optional(),
    reconfirmed: dayOrNone,
    reconfirm_reply: z.string().optional(),
    result_notice: dayOrNone,
  })
  .transform((told) => ({
    kind: told.kind,
    at: told.at,
    night: told.night,
    optedOut: told.opted_out,
    lastDeal: told.last_deal,
    sameKind: told.same_kind,
    contactDirect: told.contact_direct,
    optoutOffered: told.optout_offered,
    reconfirmed: told.reconfirmed,
    reconfirmReply: told.reconfirm_reply,
    resultNotice: told.result_notice,
  }));

const Line = z.object({
  at: z.string(),
  jurisdiction: z.string(),
  channel: z.string(),
  purpose: z.string(),
  consent: Consent,
  message: z.object({ subject: z.string().optional(), body: z.string() }),
  context: z.looseObject({}).default({}),
});

/** The eval's words as the product's. */
export function readSend(line: unknown): Send {
  const { context, ...told } = Line.parse(line);
  return Send.parse({
    ...told,
    minutes: context["est_minutes"],
    sender: context["sender"],
    senderAddress: context["sender_address"],
    goods: context["goods"],
  });
}
