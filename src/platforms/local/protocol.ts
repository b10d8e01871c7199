// What goes over the socket of the data folder: one request, then one JSON line an event. Both ends are this program, of one user.

import { z } from "zod";
import { Act } from "../../chat/ask.ts";
import { Card } from "../../core/card/card.ts";
import { failureCodes, type FailureCode } from "../../core/failure.ts";
import { DeliveryId, InboundId, PersonId, WorkspaceId } from "../../core/ids.ts";
import { Lang, Words } from "../../core/locale.ts";
import { Role } from "../../core/roles.ts";

export const LocalAsk = z.object({
  question: z.string(),
  files: z.array(z.object({ name: z.string().min(1), path: z.string().startsWith("/") })).max(20),
  as: z.string().optional(),
  lang: Lang.optional(),
  act: Act.optional(),
});
export type LocalAsk = z.output<typeof LocalAsk>;

const id = InboundId;
const Call = z.object({ id: z.string(), tool: z.string(), input: z.unknown(), facts: z.unknown() });

const Home = z.object({ id: WorkspaceId, name: z.string(), demo: z.boolean(), zone: z.string() });

const answered = {
  id,
  said: z.string(),
  files: z.array(z.string()),
  outcome: z.enum(["answered", "failed"]),
  cards: z.array(z.object({ id: DeliveryId, card: Card })),
  calls: z.array(Call).optional(),
};

const happening = [
  z.object({ kind: z.literal("said"), id, said: z.string(), files: z.array(z.string()) }),
  z.object({ kind: z.literal("progress"), id, card: Card }),
  z.object({ kind: z.literal("card"), id, card: Card }),
  z.object({ kind: z.literal("words"), id, text: z.string() }),
  z.object({ kind: z.literal("end"), ...answered }),
  /** The cards say more than at the end: what they awaited has come. */
  z.object({ kind: z.literal("redrawn"), ...answered }),
] as const;

const ending = [
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
] as const;

/** What a question is answered with. */
export const LocalLine = z.discriminatedUnion("kind", [...happening, ...ending]);
export type LocalLine = z.output<typeof LocalLine>;

/** What a request of a conversation is answered with. */
export const TalkLine = z.discriminatedUnion("kind", [
  ...happening,
  z.object({
    kind: z.literal("welcome"),
    personId: PersonId,
    role: Role,
    workspace: Home,
    people: z.array(z.object({ id: PersonId, name: z.string(), role: Role })),
    starters: z.array(z.string()),
  }),
  z.object({ kind: z.literal("kept"), id, workspaceId: WorkspaceId, thread: z.string() }),
  z.object({ kind: z.literal("stopped"), stopped: z.boolean() }),
  z.object({ kind: z.literal("explained"), cards: z.array(Card) }),
  ...ending,
]);
export type TalkLine = z.output<typeof TalkLine>;

export const ASK_PATH = "/local/ask";
export const TALK_PATH = "/local/talk";
export const HEALTH_PATH = "/local/health";
