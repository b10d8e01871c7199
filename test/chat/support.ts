// A chat of its own for a test, and helpers that wait for events rather than time.

import { randomUUID } from "node:crypto";
import type { Ctx } from "../../src/capabilities/context.ts";
import {
  type Answered,
  type Answerer,
  type Chat,
  type ChatEvent,
  openChat,
  type Place,
} from "../../src/chat/chat.ts";
import type { PersonId } from "../../src/core/ids.ts";
import type { Db } from "../../src/db/db.ts";
import { silentLog } from "../support/database.ts";
import { fixedNow } from "../support/workspace.ts";

export function openTestChat(db: Db, answerer: Answerer, serve: "all" | "own" = "all"): Promise<Chat> {
  return openChat({ db, log: silentLog, now: () => fixedNow, answerer, serve });
}

export function personOf(ctx: Ctx): PersonId {
  if (ctx.actor.kind !== "person") throw new Error("not a person");
  return ctx.actor.personId;
}

export function makePlace(ctx: Ctx, threadRef: string = randomUUID()): Place {
  const personId = personOf(ctx);
  return { workspaceId: ctx.workspaceId, personId, platform: "web", roomRef: personId, threadRef };
}

/** Collects the events of a place; `ends(n)` resolves when n answers have ended. */
export function listen(
  chat: Chat,
  place: Place,
): { events: ChatEvent[]; ends: (count: number) => Promise<Answered[]>; stop: () => void } {
  const events: ChatEvent[] = [];
  let check = (): void => {};
  const stop = chat.follow(place, (event) => {
    events.push(event);
    check();
  });
  const ended = (): Answered[] => events.filter((event) => event.kind === "end");
  const ends = (count: number): Promise<Answered[]> =>
    new Promise((resolve) => {
      check = () => ended().length >= count && resolve(ended());
      check();
    });
  return { events, ends, stop };
}

/** Resolves as soon as `look` gives something; a test's time-out is its limit. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Says each text once the one before it is answered. */
export async function converse(chat: Chat, place: Place, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const { inboundId } = await chat.send(place, { key: randomUUID(), text, lang: "ko" });
    await until(() => chat.answerTo(place, inboundId));
  }
}
