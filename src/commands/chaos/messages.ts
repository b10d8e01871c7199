// The scenario `messages`: replicas of the app are killed while people send; in the end each acknowledged message has one answer, in order.

import { check, type Finding, type Reading, type Sent } from "./check.ts";
import { sendMessage } from "./browser.ts";
import { carryOut, limitOf, type Run, unlessAborted } from "./carry-out.ts";
import { openTalks, type Talk } from "./people.ts";
import { planRun, type Size } from "./plan.ts";
import { readAll, settle } from "./reading.ts";
import { buildSending, type Post } from "./sending.ts";

export type Ran = {
  findings: Finding[];
  sent: number;
  acks: number;
  /** Answers that say only that it did not work, by message: they are answers, but nobody is helped by them. */
  failed: { key: string; said: string }[];
  /** The plan was not carried out to its end: the time was up, or somebody stopped it. */
  cut: boolean;
};

/** @param run.signal ends the run early: then nothing is read, and nothing is said of what was answered */
export async function runMessages(size: Size, run: Run): Promise<Ran> {
  const { replicas, signal, say } = run;
  const plan = planRun(size);
  const urls = replicas.map(({ url }) => url);
  const talks = await openTalks(replicas, { count: plan.conversations + 1, seed: size.seed, signal });
  await warmUp(urls, talks.pop(), signal);
  const limit = limitOf(size, signal);
  const sending = buildSending(urls, postIn(talks), limit);
  const cut = await carryOut(plan, sending, { ...run, signal: limit });
  say("sending has ended; waiting for the last answers");
  await settle(sending.sent, talks, urls, signal);
  const readings = (await readAll(talks, replicas, signal).catch(unlessAborted(signal))) ?? [];
  const { sent } = sending;
  const acks = sent.reduce((sum, message) => sum + message.acks.length, 0);
  const findings = check(sent, readings);
  return { findings, sent: sent.length, acks, failed: failedIn(sent, readings), cut };
}

export function postIn(talks: readonly Talk[]): Post {
  return async (url, { key, conversation, text }) => {
    const talk = talks[conversation];
    if (!talk) throw new Error(`no conversation ${conversation}`);
    const { browser, workspace, thread } = talk;
    return sendMessage(browser, url, { key, thread, workspace, text });
  };
}

export function failedIn(sent: readonly Sent[], readings: readonly Reading[]): Ran["failed"] {
  const shown = readings.flatMap(({ entries }) => entries.filter(({ outcome }) => outcome === "failed"));
  const byId = new Map(shown.map((entry) => [entry.id, entry]));
  return sent.flatMap(({ key, acks }) => {
    const entry = byId.get(acks[0]?.id ?? "");
    return entry ? [{ key, said: entry.cards.map(({ card }) => card?.plain ?? "").join(" ") }] : [];
  });
}

/** The first question loads the demo's history: that is not what is tested here. */
export async function warmUp(
  urls: readonly string[],
  talk: Talk | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (!talk) throw new Error("no conversation to warm up in");
  const sending = buildSending(urls, postIn([talk]), signal);
  await sending.send({ key: "warm-up", conversation: 0, text: "지난주 캠페인 어땠어?", atMs: 0, replica: 0 });
  await settle(sending.sent, [talk], urls, signal);
}
