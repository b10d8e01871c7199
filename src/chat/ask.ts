// One question from a command line: files first, then the words, and every event until all of them are answered.

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { findApproval } from "../capabilities/approvals/approvals.ts";
import { awaitedOn } from "../capabilities/compliance/compliance.ts";
import { lastWorkspace, openDemo, personByName } from "../capabilities/workspace/workspace.ts";
import { Failure } from "../core/failure.ts";
import type { InboundId, PersonId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import type { Chat } from "./chat.ts";
import type { Answered, ChatEvent } from "./events.ts";
import type { Place } from "./inbox.ts";
import { firstPersona } from "./people.ts";

export type Asked = {
  question: string;
  /** Absolute paths on this machine. */
  files: { name: string; path: string }[];
  /** Name, role or id of the person who asks; the demo's admin when left out. */
  as?: string | undefined;
  lang?: Lang | undefined;
  /** A tool called in their name instead of a question: the local operator's own command. */
  act?: Act | undefined;
};

export const Act = z.object({
  action: z.enum(["decide_approval", "stop_automation", "resume_automation"]),
  input: z.record(z.string(), z.unknown()),
  said: z.string(),
});
export type Act = z.output<typeof Act>;

/** How often the table is looked at beside the live events: whoever answers may be another process. */
const POLL_MS = 1_000;

/**
 * Asks in a conversation of its own and gives what happens, one `end` for each file and for the question; without
 * a question's answer when none of its files could be read.
 * @throws Failure when nobody of that name is there or a file cannot be kept
 */
export async function* ask(chat: Chat, zone: string, asked: Asked): AsyncGenerator<ChatEvent | Redrawn> {
  const personId = await whoAsks(chat, zone, asked.as);
  const lang = asked.lang && { lang: asked.lang };
  let place = await chat.placeOf({ personId, platform: "local", roomRef: personId, threadRef: randomUUID() });
  if (asked.act) {
    const { inboundId } = await chat.act(place, { key: randomUUID(), ...asked.act, ...lang });
    let done = false;
    for await (const event of eventsUntilEnd(chat, place, inboundId)) {
      done = event.kind === "end" && event.outcome === "answered";
      yield event;
    }
    return yield* done ? outcomeOf(chat, place, asked.act.input["id"], lang) : [];
  }
  let anyTaken = asked.files.length === 0;
  for (const file of asked.files) {
    const dropped = await chat.drop(place, { ...file, ...lang, key: randomUUID(), oneShot: true });
    place = dropped.place;
    for await (const event of eventsUntilEnd(chat, place, dropped.inboundId)) {
      if (event.kind === "end") anyTaken ||= isTaken(event);
      yield event;
    }
  }
  // With no file taken, an answer would speak of other data than the person means.
  if (!anyTaken || asked.question.trim() === "") return;
  const sent = await chat.send(place, { key: randomUUID(), text: asked.question, ...lang });
  yield* eventsWithOpinion(chat, place, sent.inboundId);
}

/** How long a command waits for what comes of an approval; the server goes on without it. */
const OUTCOME_MS = 30_000;
const LOOK_MS = 100;

/** What came of a request that was approved just now, told here as well. */
export async function* outcomeOf(
  chat: Chat,
  place: Place,
  approval: unknown,
  lang: { lang: Lang } | undefined,
): AsyncGenerator<ChatEvent> {
  const id = z.uuid().safeParse(approval).data;
  if (id === undefined) return;
  const until = performance.now() + OUTCOME_MS;
  let found = await findApproval({ db: chat.db, workspaceId: place.workspaceId }, id);
  while (found?.outcome === "running" && performance.now() < until) {
    await sleep(LOOK_MS);
    found = await findApproval({ db: chat.db, workspaceId: place.workspaceId }, id);
  }
  if (found?.state !== "approved" || found.outcome === null) return;
  const told = { key: randomUUID(), action: "tell_outcome", input: { id }, said: "", ...lang };
  const { inboundId } = await chat.act(place, told);
  yield* eventsUntilEnd(chat, place, inboundId);
}

/** Neither refused nor declined. */
function isTaken({ outcome, calls = [] }: Answered): boolean {
  return outcome === "answered" && !calls.some(({ facts }) => isDecline(facts));
}

function isDecline(facts: unknown): boolean {
  return typeof facts === "object" && facts !== null && "declined" in facts;
}

/** Looked for where the demo's admin is now, then among the demo's people. */
export async function whoAsks(chat: Chat, zone: string, as: string | undefined): Promise<PersonId> {
  const first = firstPersona();
  if (as === undefined) return first;
  const demo = (await openDemo(chat.db, { now: chat.now(), zone })).workspaceId;
  const here = (await lastWorkspace(chat.db, first))?.id ?? demo;
  try {
    return await personByName(chat.db, here, as);
  } catch (error) {
    if (here === demo || !(error instanceof Failure) || error.code !== "not_found") throw error;
    return personByName(chat.db, demo, as);
  }
}

/** An answer whose cards say more than at its end. */
export type Redrawn = Omit<Answered, "kind"> & { kind: "redrawn" };

/** A language model that is asked about a review has answered by then, or the card says that it did not. */
const OPINION_MS = 20_000;

/** The same, then the answer once more when what its cards still awaited has come. */
export async function* eventsWithOpinion(
  chat: Chat,
  place: Place,
  id: InboundId,
): AsyncGenerator<ChatEvent | Redrawn> {
  let awaits = false;
  for await (const event of eventsUntilEnd(chat, place, id)) {
    if (event.kind === "end") awaits = isAwaiting(event);
    yield event;
  }
  const redrawn = awaits ? await redrawnAnswer(chat, place, id) : undefined;
  if (redrawn) yield { ...redrawn, kind: "redrawn" };
}

function isAwaiting({ cards }: Answered): boolean {
  return cards.some(({ card }) => awaitedOn(card).length > 0);
}

async function redrawnAnswer(chat: Chat, place: Place, id: InboundId): Promise<Answered | undefined> {
  let wake = (): void => {};
  const unlisten = chat.redrawn(place, () => wake());
  const until = performance.now() + OPINION_MS;
  try {
    while (performance.now() < until) {
      const answered = await chat.answerTo(place, id);
      if (answered && !isAwaiting(answered)) return answered;
      await nextWake((done) => (wake = done));
    }
    return undefined;
  } finally {
    unlisten();
  }
}

/** Live events of one message; its end comes from the table when it was not heard. */
export async function* eventsUntilEnd(chat: Chat, place: Place, id: InboundId): AsyncGenerator<ChatEvent> {
  const heard: ChatEvent[] = [];
  let wake = (): void => {};
  const unfollow = chat.follow(place, (event) => {
    if (event.id !== id) return;
    heard.push(event);
    wake();
  });
  try {
    for (;;) {
      for (const event of heard.splice(0)) {
        yield event;
        if (event.kind === "end") return;
      }
      const stored = await storedEnd(chat, place, id, heard);
      if (stored) heard.push(stored);
      else if (heard.length === 0) await nextWake((done) => (wake = done));
    }
  } finally {
    unfollow();
  }
}

async function storedEnd(
  chat: Chat,
  place: Place,
  id: InboundId,
  heard: readonly ChatEvent[],
): Promise<Answered | undefined> {
  if (heard.some(({ kind }) => kind === "end")) return undefined;
  return chat.answerTo(place, id);
}

function nextWake(arm: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, POLL_MS);
    arm(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
