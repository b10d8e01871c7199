// What a team writes in the bench, all of it planned beforehand: mentions with their twins, replies in threads, direct messages; a
// fifth of the deliveries come once more, some three times more, as Slack's retries do, at whichever replica. Who is late is waited for
// by nobody: deliveries leave by the clock.

import { setTimeout as pause } from "node:timers/promises";
import { unit } from "../../../media/market/noise.ts";
import { eventsOf, type Written } from "../../slack/events.ts";
import type { Json, Knock, Retry } from "../../slack/knock.ts";
import { directWith } from "../../slack/web-api.ts";
import { QUESTIONS } from "../conversation/questions.ts";
import { roomOf, userOf } from "./people.ts";

/** `at` names the replica it comes to, counted on over however many there are. */
type Delivery = { atMs: number; message: number; at: number; event: Json; retry?: Retry };

export type Plan = { messages: Written[]; deliveries: Delivery[] };

export type Heard = {
  /** Milliseconds until each delivery was acknowledged. */
  acks: number[];
  /** When the first delivery of each message left, in milliseconds since 1970. */
  leftMs: number[];
  /** Statuses other than 200, and what did not come back. */
  refused: string[];
};

const SHARES = { mention: 0.7, thread: 0.85, retry: 0.2, thrice: 0.04 };
/** Twins come together, a retry so long after what it repeats: never in its second, where the same bytes would be a replay. */
const TWIN_MS = 300;
const RETRY_MS = { least: 1_100, more: 2_000 };
/** Places are drawn from so many; fewer replicas share them evenly. */
const REPLICAS = 6;

/**
 * @param threads of messages the app has answered: replies go there without naming it
 * @param round tells this plan's messages from those of another
 */
export function planWriting(
  { perSecond, seconds, round }: { perSecond: number; seconds: number; round: number },
  threads: readonly Written[],
): Plan {
  const messages: Written[] = [];
  const deliveries: Delivery[] = [];
  while (deliveries.length < perSecond * seconds) {
    const message = messages.length;
    const draw = (purpose: number): number => unit(round, message, 3, purpose);
    const place = (purpose: number): number => Math.floor(draw(purpose) * REPLICAS);
    const written = write(message, round, draw(0), threads);
    messages.push(written);
    const begunMs = (deliveries.length / perSecond) * 1_000;
    const events = eventsOf(written);
    for (const [twin, event] of (draw(1) < 0.5 ? events : events.toReversed()).entries()) {
      const atMs = begunMs + twin * draw(2) * TWIN_MS;
      deliveries.push({ atMs, message, at: place(7 + twin), event });
      const again = draw(3 + twin);
      for (let num = 1; num <= (again < SHARES.thrice ? 3 : again < SHARES.retry ? 1 : 0); num += 1)
        deliveries.push({
          atMs: atMs + num * (RETRY_MS.least + draw(5 + twin) * RETRY_MS.more),
          message,
          at: place(9 + 2 * num + twin),
          event,
          retry: { num, reason: "http_timeout" },
        });
    }
  }
  return { messages, deliveries: deliveries.toSorted((a, b) => a.atMs - b.atMs) };
}

function write(index: number, round: number, share: number, threads: readonly Written[]): Written {
  const user = userOf(index);
  const text = wholeOf(QUESTIONS[index % QUESTIONS.length] ?? QUESTIONS[0]);
  const ts = `${1_763_800_000 + round * 10_000 + Math.floor(index / 100)}.${String(index).padStart(6, "0")}`;
  const parent = threads[index % Math.max(1, threads.length)];
  if (share < SHARES.mention || (share < SHARES.thread && !parent))
    return { channel: roomOf(index), user, ts, mention: true, text };
  if (share < SHARES.thread && parent)
    return { ...parent, user, ts, thread: parent.ts, mention: false, text };
  return { channel: directWith(user), user, ts, mention: false, text };
}

/** Said to its end: a line that may go on is answered together with its writer's next one. */
function wholeOf(text: string): string {
  return text.endsWith("?") ? text : `${text}?`;
}

/** @param urls of the replicas */
export async function deliver(
  knock: Knock,
  urls: readonly string[],
  { messages, deliveries }: Plan,
): Promise<Heard> {
  const heard: Heard = { acks: [], leftMs: messages.map(() => Number.NaN), refused: [] };
  const begunMs = performance.now();
  const running: Promise<void>[] = [];
  for (const { atMs, message, at, event, retry } of deliveries) {
    const waitMs = begunMs + atMs - performance.now();
    if (waitMs > 1) await pause(waitMs);
    const url = urls[at % urls.length] ?? "";
    running.push(deliverOne(heard, message, () => knock.event(url, event, retry)));
  }
  await Promise.all(running);
  return heard;
}

async function deliverOne(heard: Heard, message: number, knock: () => Promise<number>): Promise<void> {
  const leftMs = performance.now();
  if (Number.isNaN(heard.leftMs[message])) heard.leftMs[message] = performance.timeOrigin + leftMs;
  const status = await knock().catch((error: unknown) => String(error));
  heard.acks.push(performance.now() - leftMs);
  if (status !== 200) heard.refused.push(String(status));
}
