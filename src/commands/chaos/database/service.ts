// How soon each replica takes a message again once the database is there: somebody tries again and again at each of them.

import { setTimeout as pause } from "node:timers/promises";
import { sendMessage } from "../browser.ts";
import type { Sent } from "../check.ts";
import type { Talk } from "../people.ts";

/** `ms` from the moment the database was there to the acknowledgement. */
export type Back = { kind: string; replica: number; ms: number };

/** A new try does not wait for the one before it, which may hang on a connection that is gone. */
const TRY_MS = 200;
const GIVE_UP_MS = 30_000;

export type Probes = {
  talks: readonly Talk[];
  /** The number of the first of these talks among all. */
  first: number;
  urls: readonly string[];
  /** Grows by what was sent. */
  sent: Sent[];
  signal: AbortSignal;
};

/** @param name of the try: the same whenever the same plan is played */
export function untilBack(
  { talks, first, urls, sent, signal }: Probes,
  kind: string,
  name: string,
): Promise<Back[]> {
  return Promise.all(
    urls.map(async (url, replica) => {
      const talk = talks[replica];
      if (!talk) throw new Error(`nobody tries replica ${replica}`);
      const begunMs = performance.now();
      const key = `${name}-${replica}`;
      const message: Sent = {
        key,
        conversation: first + replica,
        text: `안녕하세요 (${key})`,
        firstMs: begunMs,
        acks: [],
      };
      sent.push(message);
      const post = (): Promise<string> =>
        sendMessage(talk.browser, url, {
          key,
          thread: talk.thread,
          workspace: talk.workspace,
          text: message.text,
        });
      const tries: Promise<void>[] = [];
      while (message.acks.length === 0 && performance.now() - begunMs < GIVE_UP_MS && !signal.aborted) {
        tries.push(
          post().then(
            (id) => void message.acks.push({ id, atMs: performance.now() }),
            (error: unknown) => void (message.refused = String(error)),
          ),
        );
        await Promise.race([Promise.all(tries), pause(TRY_MS)]);
        if (message.acks.length === 0) await pause(TRY_MS / 4);
      }
      const ms = (message.acks[0]?.atMs ?? Infinity) - begunMs;
      await Promise.all(tries);
      return { kind, replica, ms };
    }),
  );
}
