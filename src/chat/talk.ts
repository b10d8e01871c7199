// A conversation held over one line: each request says who speaks where, and is followed by what happens until its answer is whole.

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Card } from "../core/card/card.ts";
import { InboundId, PersonId, WorkspaceId } from "../core/ids.ts";
import { Lang } from "../core/locale.ts";
import type { Role } from "../core/roles.ts";
import { eventsWithOpinion, outcomeOf, type Redrawn, whoAsks } from "./ask.ts";
import { feedbackLabels } from "../core/card/feedback.ts";
import type { Chat } from "./chat.ts";
import type { ChatEvent } from "./events.ts";
import { FEEDBACK, typedFeedback } from "./feedback.ts";
import type { Kept, Place } from "./inbox.ts";
import { findVisitor, type Home, type Persona, personas } from "./people.ts";
import { startersFor } from "./starters.ts";

/** Without a workspace it is the one the person was in last. */
const speaker = {
  personId: PersonId,
  workspaceId: WorkspaceId.optional(),
  thread: z.string().min(1).max(80),
  lang: Lang,
};

export const TalkRequest = z.discriminatedUnion("kind", [
  /** `as` is a name, a role or an id; the demo's admin when left out. */
  z.object({ kind: z.literal("come"), as: z.string().optional(), lang: Lang }),
  z.object({ kind: z.literal("message"), ...speaker, text: z.string() }),
  z.object({ kind: z.literal("press"), ...speaker, token: z.string().max(64) }),
  z.object({
    kind: z.literal("file"),
    ...speaker,
    name: z.string().min(1),
    path: z.string().startsWith("/"),
  }),
  z.object({ kind: z.literal("stop"), ...speaker }),
  /** How the figures of the answer to one message were made. */
  z.object({ kind: z.literal("explain"), ...speaker, id: InboundId }),
  /** Whether the answer to one message helped. */
  z.object({
    kind: z.literal("judge"),
    ...speaker,
    id: InboundId,
    verdict: z.enum(["good", "bad"]),
    reason: z.string(),
  }),
]);
export type TalkRequest = z.output<typeof TalkRequest>;

/** Who came: the person, where they are, whom else they may look as, what to ask first. */
export type Welcome = {
  kind: "welcome";
  personId: PersonId;
  role: Role;
  workspace: Home;
  people: Persona[];
  starters: string[];
};

export type TalkEvent =
  | Welcome
  /** What was sent is stored; the conversation goes on in this workspace and thread. */
  | { kind: "kept"; id: InboundId; workspaceId: WorkspaceId; thread: string }
  | { kind: "stopped"; stopped: boolean }
  | { kind: "explained"; cards: Card[] }
  | Redrawn
  | ChatEvent;

export type Talk = (request: TalkRequest) => AsyncIterable<TalkEvent>;

/** @param zone IANA zone of a demo that was not opened before */
export function buildTalk(chat: Chat, zone: string): (request: TalkRequest) => AsyncGenerator<TalkEvent> {
  return async function* talk(request) {
    if (request.kind === "come") return yield await welcome(chat, zone, request);
    const place = await placeOf(chat, request);
    if (request.kind === "stop") return yield { kind: "stopped", stopped: await chat.stop(place) };
    if (request.kind === "explain")
      return yield { kind: "explained", cards: await chat.explain(place, request.id) };
    const kept = await keep(chat, place, request);
    const { workspaceId, threadRef: thread } = kept.place;
    yield { kind: "kept", id: kept.inboundId, workspaceId, thread };
    let approval: unknown;
    for await (const event of eventsWithOpinion(chat, kept.place, kept.inboundId)) {
      if (event.kind === "end") approval = decidedBy(event);
      yield event;
    }
    // A terminal is not written to later: it waits for what it was promised.
    if (approval !== undefined) yield* outcomeOf(chat, kept.place, approval, undefined);
  };
}

/** The request that this answer decided. */
function decidedBy({ calls = [] }: Extract<ChatEvent, { kind: "end" }>): string | undefined {
  return calls.flatMap(({ facts }) => Decided.safeParse(facts).data?.approval ?? [])[0];
}

const Decided = z.object({ approval: z.uuid(), outcome: z.literal("approved") });

type Speaking = Exclude<TalkRequest, { kind: "come" }>;

function placeOf(chat: Chat, { personId, workspaceId, thread }: Speaking): Promise<Place> {
  const where = { personId, platform: "local", roomRef: personId, threadRef: thread };
  return chat.placeOf({ ...where, ...(workspaceId && { workspaceId }) });
}

async function keep(
  chat: Chat,
  place: Place,
  request: Exclude<Speaking, { kind: "stop" | "explain" }>,
): Promise<Kept & { place: Place }> {
  const key = randomUUID();
  const { lang } = request;
  switch (request.kind) {
    case "message":
      return { ...(await chat.send(place, { key, text: request.text, lang })), place };
    case "press":
      return { ...(await chat.press(place, { key, token: request.token })), place };
    case "judge": {
      const input = await typedFeedback(chat.db, place, request);
      const said = feedbackLabels[request.verdict][lang];
      return { ...(await chat.act(place, { key, action: FEEDBACK, input, said, lang })), place };
    }
    case "file":
      return chat.drop(place, { key, name: request.name, path: request.path, lang });
  }
}

async function welcome(
  chat: Chat,
  zone: string,
  { as, lang }: { as?: string | undefined; lang: Lang },
): Promise<Welcome> {
  const personId = await whoAsks(chat, zone, as);
  const { role, workspace } = await findVisitor(chat.db, { personId, lang });
  const starters = await startersFor(chat.db, workspace, chat.now());
  return {
    kind: "welcome",
    personId,
    role,
    workspace,
    people: personas(lang),
    starters: [...starters[lang]],
  };
}
