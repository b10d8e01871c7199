// The scenario `approvals`: replicas carry out what people approve while they are killed; in the end every approved thing is there once.

import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { launchOf } from "../../../capabilities/campaigns/launch.ts";
import { CampaignPlan } from "../../../capabilities/campaigns/plan.ts";
import type { Approval } from "../../../capabilities/approvals/approvals.ts";
import { Exact } from "../../../capabilities/campaigns/execution/exact.ts";
import { openDb } from "../../../db/open.ts";
import { openLog } from "../../../log.ts";
import { type Replica, startReplica } from "../replica.ts";
import { readBefore, readBooks, stillOpen } from "./books.ts";
import { check, type Verdict } from "./check.ts";
import { type Clicks, openClicks } from "./clicks.ts";
import { Told } from "./line.ts";
import {
  type PlannedKill,
  type PlannedRequest,
  planRequests,
  planRounds,
  type Round,
  type Size,
} from "./plan.ts";
import { askAll } from "./requests.ts";
import { makeWorld, passTime, spoil, type World } from "./world.ts";

export type Ran = Verdict & {
  kills: number;
  crashes: number;
  approvals: number;
  clicks: number;
  cut: boolean;
};

const entry = fileURLToPath(new URL("replica-main.ts", import.meta.url));
/** Shorter than the product's minute, longer than any effect here is late: four calls, one every `TICK_MS` at the latest. */
const GRACE_MS = 6_000;
const TICK_MS = 300;
/** No approval is under way longer than this after the last kill. */
const SETTLE_MS = 90_000;
const AIM_MS = 2_000;
const KILL_MS = 10_000;
const APPROVAL_MS = 500;

type Around = { stop: AbortSignal; say: (text: string) => void };

export async function runApprovals(size: Size, url: string, around: Around): Promise<Ran> {
  const rounds = planRounds(size);
  return carriedOut(size, planRequests(size), url, around, async (run) => {
    for (const [index, round] of rounds.entries()) {
      if (!run.signal.aborted) await playRound(round, run);
      if ((index + 1) % 10 === 0) around.say(`round ${index + 1} of ${rounds.length}`);
    }
  });
}

/** Plays a run among replicas that carry out what is approved, waits until nothing is under way, and judges. */
export async function carriedOut(
  size: Size,
  requests: readonly PlannedRequest[],
  url: string,
  { stop, say }: Around,
  play: (run: Run) => Promise<void>,
): Promise<Ran> {
  const limit = AbortSignal.timeout(60_000 + size.kills * KILL_MS + size.approvals * APPROVAL_MS);
  const signal = AbortSignal.any([stop, limit]);
  const db = await openDb({ kind: "postgres", url, max: 4 }, { log: openLog("silent") });
  const ears: ((told: Told, replica: number) => void)[] = [];
  const replicas: Replica[] = [];
  try {
    const world = await makeWorld(db, requests);
    const asked = await askAll(world, requests);
    const before = await readBefore(url);
    await spoil(world, size.seed);
    say(`${asked.length} requests wait`);
    for (let at = 0; at < size.replicas; at += 1) replicas.push(await replicaOf(url, size, at, ears));
    const clicks = openClicks(replicas, signal);
    ears.push(clicks.heard);
    await Promise.all(replicas.map((one) => one.serving(signal)));
    say("replicas serve");
    const run = { url, world, asked, replicas, clicks, ears, signal };
    await ticking(world, async () => {
      await play(run);
      say("pressing has ended; waiting for what is under way");
      await settled(url, signal);
    });
    const lines = new Map(asked.map((one) => [one.id as string, callsWanted(one)]));
    const verdict = check(await readBooks(url, world, before, lines));
    for (const [key, said] of clicks.refusals) {
      verdict.lost += 1;
      verdict.words.push(`LOST: press ${key} was never kept: ${said}`);
    }
    const kills = replicas.reduce((sum, one) => sum + one.kills(), 0);
    const crashes = replicas.reduce((sum, one) => sum + one.crashes(), 0);
    return {
      ...verdict,
      kills,
      crashes,
      approvals: asked.length,
      clicks: clicks.kept(),
      cut: signal.aborted,
    };
  } finally {
    await Promise.all(replicas.map((one) => one.stop()));
    await db.close();
  }
}

function replicaOf(
  url: string,
  { seed }: Size,
  at: number,
  ears: readonly ((told: Told, replica: number) => void)[],
): Promise<Replica> {
  const heard = (message: unknown): void => {
    const told = Told.parse(message);
    for (const ear of ears) ear(told, at);
  };
  return startReplica(url, {}, { entry, given: [String(seed + at), String(GRACE_MS)], heard });
}

/** How many calls an approval has to become, from what was approved alone. */
function callsWanted({ kind, exact }: Approval): number {
  const found = kind === "campaign.launch" ? launchOf(CampaignPlan.parse(exact)) : Exact.parse(exact);
  return found?.lines.reduce((sum, { steps }) => sum + steps.length, 0) ?? 0;
}

export type Run = {
  url: string;
  world: World;
  asked: readonly Approval[];
  replicas: readonly Replica[];
  clicks: Clicks;
  ears: ((told: Told, replica: number) => void)[];
  signal: AbortSignal;
};

export async function playRound({ clicks: planned, kill }: Round, run: Run): Promise<void> {
  const pressed = planned.map(async ({ key, request, decider, decision, atMs, replica }) => {
    const [approval, personId] = [run.asked[request], run.world.deciders[decider]];
    if (!approval || personId === undefined) throw new Error("a press on nothing");
    await pause(atMs);
    const { id, planHash } = approval;
    await run.clicks.press({ key, personId, id, planHash, decision }, replica);
  });
  await Promise.all([...pressed, ...(kill ? [killOnce(kill, run)] : [])]);
}

/** Kills as soon as a call of this replica stands where it is aimed at, or after a moment when none does. */
async function killOnce({ replica, aim, delayMs }: PlannedKill, run: Run): Promise<void> {
  const victim = run.replicas[replica];
  if (!victim) throw new Error(`no replica ${replica}`);
  await victim.serving(run.signal).catch(() => {});
  if (aim !== "moment") await stands(aim, replica, run);
  await pause(delayMs);
  await victim.kill();
}

async function stands(aim: "marked" | "back", replica: number, { ears, signal }: Run): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const ear = (told: Told, from: number): void => {
    if (from === replica && told.kind === aim) resolve();
  };
  ears.push(ear);
  const timer = setTimeout(resolve, AIM_MS);
  signal.addEventListener("abort", () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
  ears.splice(ears.indexOf(ear), 1);
}

/** Waits until nothing is under way; what is by the end of the time is for the checker to tell. */
async function settled(url: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + SETTLE_MS;
  while (performance.now() < until && !signal.aborted && (await stillOpen(url)) > 0) await pause(500);
}

async function ticking(world: World, body: () => Promise<void>): Promise<void> {
  let over = false;
  const clock = (async () => {
    while (!over) {
      await passTime(world);
      await pause(TICK_MS);
    }
  })();
  try {
    await body();
    // What is late by now lands before anything is counted.
    await pause(5 * TICK_MS);
  } finally {
    over = true;
    await clock;
  }
}
