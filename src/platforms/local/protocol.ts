// What goes over the socket of the data folder: one request, then one JSON line an event. Both ends are this program, of one user.

import { z } from "zod";
import { Card } from "../../core/card/card.ts";
import { failureCodes, type FailureCode } from "../../core/failure.ts";
import { DeliveryId, InboundId } from "../../core/ids.ts";
import { Lang, Words } from "../../core/locale.ts";

export const LocalAsk = z.object({
  question: z.string(),
  files: z.array(z.object({ name: z.string().min(1), path: z.string().startsWith("/") })).max(20),
  as: z.string().optional(),
  lang: Lang.optional(),
});
export type LocalAsk = z.output<typeof LocalAsk>;

const id = InboundId;
const Call = z.object({ id: z.string(), tool: z.string(), input: z.unknown(), facts: z.unknown() });

export const LocalLine = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("said"), id, said: z.string(), files: z.array(z.string()) }),
  z.object({ kind: z.literal("progress"), id, card: Card }),
  z.object({ kind: z.literal("card"), id, card: Card }),
  z.object({ kind: z.literal("words"), id, text: z.string() }),
  z.object({
    kind: z.literal("end"),
    id,
    said: z.string(),
    files: z.array(z.string()),
    outcome: z.enum(["answered", "failed"]),
    cards: z.array(z.object({ id: DeliveryId, card: Card })),
    calls: z.array(Call).optional(),
  }),
  /** The request ended before its answers: why, and the next step. */
  z.object({
    kind: z.literal("refused"),
    code: z.enum(Object.keys(failureCodes) as [FailureCode, ...FailureCode[]]),
    message: z.string(),
    say: Words,
    next: Words,
  }),
  /** The last line: everything was told. A stream that ends without it was cut off. */
  z.object({ kind: z.literal("done") }),
]);
export type LocalLine = z.output<typeof LocalLine>;

export const ASK_PATH = "/local/ask";
export const HEALTH_PATH = "/local/health";
