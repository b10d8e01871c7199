// Sends planned messages as people do: in a conversation one after the other, each until it is taken, some of them once more.

import { setTimeout as pause } from "node:timers/promises";
import type { Sent } from "./check.ts";
import type { PlannedMessage } from "./plan.ts";

/** `again` is the same delivery once more, `twin` another one of the same message; `tries` counts those before it. */
type Delivery = { kind: "first" | "again" | "twin"; tries: number };

/** @returns the id under which the message is kept @throws when it was not taken */
export type Post = (url: string, message: PlannedMessage, delivery: Delivery) => Promise<string>;

export type Sending = {
  /** Everything sent so far, growing. */
  sent: Sent[];
  /** Sends a message once the one before it in its conversation is taken. */
  send: (message: PlannedMessage) => void;
  /** Resolves as the first request of a message leaves. */
  left: (key: string) => Promise<void>;
  /** Resolves when every message, and whatever was sent again, is taken or given up. */
  done: () => Promise<void>;
};

/** One whose sends can be waited for: until the message is taken, or given up. */
export type AwaitedSending = Omit<Sending, "send"> & { send: (message: PlannedMessage) => Promise<void> };

/** Somebody who presses "send again" while the server is away. */
const RETRY_MS = 250;

/** @param signal gives up on all that is not taken yet */
export function buildSending(urls: readonly string[], post: Post, signal: AbortSignal): AwaitedSending {
  const sent: Sent[] = [];
  const lines = new Map<number, Promise<void>>();
  const repeats: Promise<void>[] = [];
  const departures = new Map<string, PromiseWithResolvers<void>>();

  function departure(key: string): PromiseWithResolvers<void> {
    const known = departures.get(key) ?? Promise.withResolvers<void>();
    departures.set(key, known);
    return known;
  }

  async function sendInTurn(planned: PlannedMessage): Promise<void> {
    const { key, conversation, text, again, twin } = planned;
    const message: Sent = { key, conversation, text, firstMs: performance.now(), acks: [] };
    sent.push(message);
    departure(key).resolve();
    const deliver = (kind: Delivery["kind"], replica: number): Promise<void> =>
      sendUntilTaken(message, replica, (url, tries) => post(url, planned, { kind, tries }));
    if (again) repeats.push(pause(again.afterMs).then(() => deliver("again", again.replica)));
    if (twin) repeats.push(pause(twin.afterMs).then(() => deliver("twin", twin.replica)));
    await deliver("first", planned.replica);
  }

  /** The next try goes to the next replica, as a balancer sends it. */
  async function sendUntilTaken(
    message: Sent,
    replica: number,
    send: (url: string, tries: number) => Promise<string>,
  ): Promise<void> {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        const id = await send(urls[(replica + tries) % urls.length] ?? "", tries);
        message.acks.push({ id, atMs: performance.now() });
        return;
      } catch (error) {
        message.refused = error instanceof Error ? error.message : String(error);
      }
      await pause(RETRY_MS);
    }
  }

  return {
    sent,
    send(message) {
      const before = lines.get(message.conversation) ?? Promise.resolve();
      const taken = before.then(() => sendInTurn(message));
      lines.set(message.conversation, taken);
      return taken;
    },
    left: (key) => departure(key).promise,
    async done() {
      await Promise.all(lines.values());
      await Promise.all(repeats);
    },
  };
}
