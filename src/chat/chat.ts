// The door of chat: messages, files and presses come in, answers go out. A surface translates and draws; nothing else.

import type { Logger } from "pino";
import { scopeFor } from "../capabilities/workspace/workspace.ts";
import type { ConversationId, DeliveryId, InboundId, WorkspaceId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import { type Db, withSystemTx, withTx } from "../db/db.ts";
import { sql } from "drizzle-orm";
import { usedTokens } from "./buttons.ts";
import { markDelivered } from "./commit.ts";
import { type Dropped, type DroppedFile, keepFile } from "./drop.ts";
import type { Answered } from "./events.ts";
import { answersOf, answerTo, type Shelf } from "./history.ts";
import { buildHub, type Listener } from "./hub.ts";
import { conversationAt, keep, type Kept, type Place, placeKey } from "./inbox.ts";
import { keepPress } from "./press.ts";
import { type Thread, threadsOf, type Waiting, waitingIn } from "./threads.ts";
import { storable } from "./said.ts";
import { openWork } from "./work.ts";
import type { Answerer } from "./answer.ts";

export type { Answered, ChatEvent } from "./events.ts";
export type { Place } from "./inbox.ts";
export type { Answerer } from "./answer.ts";

/** Who speaks where. Without a workspace it is the one the person was in last. */
type Speaker = Omit<Place, "workspaceId"> & { workspaceId?: WorkspaceId };

/** `key` is the surface's own id of the event: sent again, it is kept once. */
type Message = { key: string; text: string; lang?: Lang };

export type Chat = {
  db: Db;
  now: () => Temporal.Instant;
  /** Where this speaker is heard; to be followed before anything is sent. */
  placeOf: (from: Speaker) => Promise<Place>;
  /** Keeps a message and starts its answer; returns once it is committed. */
  send: (from: Place, message: Message) => Promise<Kept>;
  /** The same for a file; in the demo the conversation goes on in the person's own workspace, at `place`. */
  drop: (from: Place, file: DroppedFile) => Promise<Dropped>;
  /** @throws Failure "not_found" when the token is nobody's or another person's */
  press: (from: Place, press: { key: string; token: string }) => Promise<Kept & { said: string }>;
  /** Live events of one conversation, what runs now first; until the returned function is called. */
  follow: (place: Place, listener: Listener) => () => void;
  /** Stored answers, all recent ones or those after a delivery; they count as delivered from then on. */
  answers: (place: Place, after?: DeliveryId) => Promise<Answered[]>;
  /** The stored answer to one message; `undefined` while there is none. */
  answerTo: (place: Place, id: InboundId) => Promise<Answered | undefined>;
  /** Messages without an answer yet. */
  waiting: (place: Place) => Promise<Waiting[]>;
  /** Tokens of buttons that were pressed. */
  used: (place: Place) => Promise<string[]>;
  threads: (from: Place) => Promise<Thread[]>;
  /** Whether a message could be kept now. */
  healthy: () => Promise<boolean>;
  /** Ends the work; what is not answered within `graceMs` (2,000) is stopped and given back to whoever works next. */
  close: (graceMs?: number) => Promise<void>;
};

/** @param parts.serve whose messages are answered here: everybody's, or only those this chat keeps itself */
export async function openChat(parts: {
  db: Db;
  log: Logger;
  now: () => Temporal.Instant;
  answerer: Answerer;
  serve?: "all" | "own";
}): Promise<Chat> {
  const { db, now } = parts;
  const hub = buildHub();
  const own = new Set<string>();
  const work = await openWork({ ...parts, hub }, parts.serve === "own" ? own : undefined);

  /** Reads in a conversation; one that nobody spoke in yet holds `nothing`. */
  async function inConversation<T>(
    place: Place,
    nothing: T,
    read: (shelf: Shelf, id: ConversationId) => Promise<T>,
  ): Promise<T> {
    const shelf = { db, workspaceId: place.workspaceId };
    const id = await withTx(shelf, (tx) => conversationAt(tx, place));
    return id ? read(shelf, id) : nothing;
  }

  function begin<T extends Kept>(kept: T): T {
    if (parts.serve === "own") own.add(kept.inboundId);
    if (kept.fresh) work.wake();
    return kept;
  }

  return {
    db,
    now,
    async placeOf({ workspaceId, ...from }) {
      const scope = await scopeFor(db, {
        personId: from.personId,
        ...(workspaceId && { workspaceId }),
        now: now(),
      });
      return { ...from, workspaceId: scope.workspaceId };
    },
    async send(from, { key, text, lang }) {
      const body = { kind: "message" as const, text: storable(text), lang };
      return begin(await keep(db, from, { dedupeKey: `${from.personId}:${key}`, body }));
    },
    drop: async (from, file) => begin(await keepFile(parts, from, file)),
    press: async (from, press) => begin(await keepPress(db, from, press)),
    follow: (place, listener) => hub.listen(placeKey(place), listener),
    answers: (place, after) => inConversation(place, [], (shelf, id) => deliver(shelf, id, after)),
    answerTo: (place, id) => inConversation(place, undefined, (shelf, found) => answerTo(shelf, found, id)),
    waiting: (place) => inConversation(place, [], waitingIn),
    used: (place) => inConversation(place, [], usedTokens),
    threads: (from) => threadsOf({ db, ...from }, from),
    healthy: () => isHealthy(db),
    close: work.close,
  };
}

async function deliver(shelf: Shelf, id: ConversationId, after?: DeliveryId): Promise<Answered[]> {
  const found = await answersOf(shelf, id, after);
  await markDelivered(
    shelf,
    found.flatMap(({ cards }) => cards.map((card) => card.id)),
  );
  return found;
}

async function isHealthy(db: Db): Promise<boolean> {
  try {
    await withSystemTx(db, "health", (tx) => tx.execute(sql`select 1`));
    return true;
  } catch {
    return false;
  }
}
