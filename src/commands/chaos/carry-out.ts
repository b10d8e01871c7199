// Carries a plan out: messages leave at their times, replicas die at theirs, round after round.

import { setTimeout as pause } from "node:timers/promises";
import type { Plan, PlannedKill, PlannedMessage, Size } from "./plan.ts";
import type { Replica } from "./replica.ts";
import type { Sending } from "./sending.ts";

export type Run = { replicas: readonly Replica[]; signal: AbortSignal; say: (text: string) => void };

/** Sending and killing end after so much, and so much more for each kill and message: a slow machine gets a short run. */
const BASE_MS = 60_000;
const KILL_MS = 10_000;
const MESSAGE_MS = 50;

/** Aborts with `signal`, or when a run of this size is to be over. */
export function limitOf({ kills, messages }: Size, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(BASE_MS + kills * KILL_MS + messages * MESSAGE_MS)]);
}

/** @returns whether it was cut short; what was sent until then is taken or given up */
export async function carryOut(plan: Plan, sending: Sending, run: Run): Promise<boolean> {
  await sendAll(plan, sending, run).catch(unlessAborted(run.signal));
  await sending.done();
  return run.signal.aborted;
}

/** What was waited for when the run was ended counts for nothing. */
export function unlessAborted(signal: AbortSignal): (error: unknown) => undefined {
  return (error) => {
    if (!signal.aborted) throw error;
    return undefined;
  };
}

async function sendAll({ rounds }: Plan, sending: Sending, { replicas, signal, say }: Run): Promise<void> {
  for (const [index, { messages, kill }] of rounds.entries()) {
    signal.throwIfAborted();
    await Promise.all([sendRound(messages, sending), kill && killOnce(kill, sending, replicas, signal)]);
    if ((index + 1) % 10 === 0) say(`round ${index + 1} of ${rounds.length}`);
  }
}

async function sendRound(messages: readonly PlannedMessage[], { send }: Sending): Promise<void> {
  const begun = performance.now();
  for (const message of messages) {
    await pause(Math.max(0, begun + message.atMs - performance.now()));
    send(message);
  }
}

async function killOnce(
  { replica, aim, delayMs, early }: PlannedKill,
  sending: Sending,
  replicas: readonly Replica[],
  signal: AbortSignal,
): Promise<void> {
  const victim = replicas[replica];
  if (!victim) throw new Error(`no replica ${replica}`);
  if (!early) await victim.serving(signal);
  if (aim !== undefined) await sending.left(aim);
  await pause(delayMs);
  await victim.kill();
}
