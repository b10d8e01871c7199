// Reads the conversations as any client does: until nothing waits any more, and then once whole from each replica.

import { setTimeout as pause } from "node:timers/promises";
import { type Entry, NotTaken, readConversation } from "./browser.ts";
import { isAnswered, type Reading, type Sent } from "./check.ts";
import type { Replica } from "./replica.ts";
import type { Talk } from "./people.ts";

/** How often the conversations are looked at that still wait for an answer. */
const LOOK_MS = 1_000;
/** A row of a killed process is taken over after 15 s, and its conversation goes on behind it. */
const SETTLE_MS = 120_000;
/** Time for an answer that comes twice to show itself. */
const QUIET_MS = 3_000;
/** A reader asks again so often before the run gives up. */
const READ_TRIES = 5;

/** Waits until each acknowledged message has an answer; what has none by then is for the checker to tell. */
export async function settle(
  sent: readonly Sent[],
  talks: readonly Talk[],
  urls: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const until = performance.now() + SETTLE_MS;
  const open = new Map(Object.entries(Object.groupBy(sent, ({ conversation }) => conversation)));
  for (let turn = 0; open.size > 0 && performance.now() < until && !signal.aborted; turn += 1) {
    for (const [conversation, messages = []] of open) {
      const talk = talks[Number(conversation)];
      const url = urls[turn % urls.length];
      if (!talk || url === undefined) continue;
      const entries = (await tryToRead(talk, url)) ?? [];
      const answered = new Set(entries.filter(isAnswered).map(({ id }) => id));
      if (messages.every(({ acks }) => acks.every(({ id }) => answered.has(id)))) open.delete(conversation);
    }
    if (open.size > 0) await pause(LOOK_MS);
  }
}

/**
 * Every conversation as each replica shows it.
 * @throws NotTaken when a replica does not show one, AbortError when `signal` aborts before it serves
 */
export async function readAll(
  talks: readonly Talk[],
  replicas: readonly Replica[],
  signal: AbortSignal,
): Promise<Reading[]> {
  await pause(QUIET_MS);
  const readings: Reading[] = [];
  for (const [index, replica] of replicas.entries()) {
    await replica.serving(signal);
    for (const [conversation, talk] of talks.entries()) {
      const entries = await readSurely(talk, replica.url);
      readings.push({ conversation, reader: `replica ${index + 1}`, entries });
    }
  }
  return readings;
}

async function readSurely(talk: Talk, url: string): Promise<Entry[]> {
  for (let tries = 1; tries < READ_TRIES; tries += 1) {
    const entries = await tryToRead(talk, url);
    if (entries) return entries;
    await pause(LOOK_MS);
  }
  return readConversation(talk.browser, url, talk);
}

/** @returns nothing when the replica is starting just now, or too busy */
async function tryToRead(talk: Talk, url: string): Promise<Entry[] | undefined> {
  try {
    return await readConversation(talk.browser, url, talk);
  } catch (error) {
    if (error instanceof NotTaken) return undefined;
    throw error;
  }
}
