// Sends planned messages as people do: in a conversation one after the other, each until it is taken, some of them once more.

import { setTimeout as pause } from "node:timers/promises";
import { type Browser, type Place, sendMessage } from "./browser.ts";
import type { Sent } from "./check.ts";
import type { PlannedMessage } from "./plan.ts";

export type Talk = Place & { browser: Browser };

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

/** Somebody who presses "send again" while the server is away. */
const RETRY_MS = 250;

/** @param signal gives up on all that is not taken yet */
export function buildSending(urls: readonly string[], talks: readonly Talk[], signal: AbortSignal): Sending {
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
    const { key, conversation, text, again } = planned;
    const message: Sent = { key, conversation, text, firstMs: performance.now(), acks: [] };
    sent.push(message);
    departure(key).resolve();
    if (again) repeats.push(repeatAfter(again.afterMs, message, again.replica));
    await sendUntilTaken(message, planned.replica);
  }

  async function repeatAfter(afterMs: number, message: Sent, replica: number): Promise<void> {
    if (afterMs > 0) await pause(afterMs);
    await sendUntilTaken(message, replica);
  }

  /** The next try goes to the next replica, as a balancer sends it. */
  async function sendUntilTaken(message: Sent, first: number): Promise<void> {
    for (let replica = first; !signal.aborted; replica += 1) {
      if (await isTaken(message, urls[replica % urls.length] ?? "")) return;
      await pause(RETRY_MS);
    }
  }

  async function isTaken(message: Sent, url: string): Promise<boolean> {
    const talk = talks[message.conversation];
    if (!talk) throw new Error(`no conversation ${message.conversation}`);
    const { browser, workspace, thread } = talk;
    try {
      const id = await sendMessage(browser, url, { key: message.key, thread, workspace, text: message.text });
      message.acks.push({ id, atMs: performance.now() });
      return true;
    } catch (error) {
      message.refused = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  return {
    sent,
    send(message) {
      const before = lines.get(message.conversation) ?? Promise.resolve();
      lines.set(
        message.conversation,
        before.then(() => sendInTurn(message)),
      );
    },
    left: (key) => departure(key).promise,
    async done() {
      await Promise.all(lines.values());
      await Promise.all(repeats);
    },
  };
}
