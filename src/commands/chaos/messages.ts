// The scenario `messages`: replicas of the app are killed while people send; in the end each acknowledged message has one answer, in order.

import { setTimeout as pause } from "node:timers/promises";
import { check, type Finding, type Reading, type Sent } from "./check.ts";
import { openTalks } from "./people.ts";
import { type Plan, type PlannedKill, type PlannedMessage, planRun, type Size } from "./plan.ts";
import { readAll, settle } from "./reading.ts";
import type { Replica } from "./replica.ts";
import { buildSending, type Sending, type Talk } from "./sending.ts";

export type Ran = {
  findings: Finding[];
  sent: number;
  acks: number;
  /** Answers that say only that it did not work, by message: they are answers, but nobody is helped by them. */
  failed: { key: string; said: string }[];
  /** The plan was not carried out to its end: the time was up, or somebody stopped it. */
  cut: boolean;
};

type Run = { replicas: readonly Replica[]; signal: AbortSignal; say: (text: string) => void };

/** Sending and killing end after so much, and so much more for each kill and message: a slow machine gets a short run. */
const BASE_MS = 60_000;
const KILL_MS = 10_000;
const MESSAGE_MS = 50;

/** @param run.signal ends the run early: then nothing is read, and nothing is said of what was answered */
export async function runMessages(size: Size, run: Run): Promise<Ran> {
  const { replicas, signal, say } = run;
  const plan = planRun(size);
  const urls = replicas.map(({ url }) => url);
  const talks = await openTalks(replicas, { count: plan.conversations + 1, seed: size.seed, signal });
  await warmUp(urls, talks.pop(), signal);
  const limitMs = BASE_MS + size.kills * KILL_MS + size.messages * MESSAGE_MS;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  const sending = buildSending(urls, talks, limit);
  await sendAll(plan, sending, { ...run, signal: limit }).catch(unlessAborted(limit));
  await sending.done();
  const cut = limit.aborted;
  say("sending has ended; waiting for the last answers");
  await settle(sending.sent, talks, urls, signal);
  const readings = (await readAll(talks, replicas, signal).catch(unlessAborted(signal))) ?? [];
  const { sent } = sending;
  const acks = sent.reduce((sum, message) => sum + message.acks.length, 0);
  const findings = check(sent, readings);
  return { findings, sent: sent.length, acks, failed: failedIn(sent, readings), cut };
}

function failedIn(sent: readonly Sent[], readings: readonly Reading[]): Ran["failed"] {
  const shown = readings.flatMap(({ entries }) => entries.filter(({ outcome }) => outcome === "failed"));
  const byId = new Map(shown.map((entry) => [entry.id, entry]));
  return sent.flatMap(({ key, acks }) => {
    const entry = byId.get(acks[0]?.id ?? "");
    return entry ? [{ key, said: entry.cards.map(({ card }) => card?.plain ?? "").join(" ") }] : [];
  });
}

/** What was waited for when the run was ended counts for nothing. */
function unlessAborted(signal: AbortSignal): (error: unknown) => undefined {
  return (error) => {
    if (!signal.aborted) throw error;
    return undefined;
  };
}

/** The first question loads the demo's history: that is not what is tested here. */
async function warmUp(urls: readonly string[], talk: Talk | undefined, signal: AbortSignal): Promise<void> {
  if (!talk) throw new Error("no conversation to warm up in");
  const sending = buildSending(urls, [talk], signal);
  sending.send({ key: "warm-up", conversation: 0, text: "지난주 캠페인 어땠어?", atMs: 0, replica: 0 });
  await sending.done();
  await settle(sending.sent, [talk], urls, signal);
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
