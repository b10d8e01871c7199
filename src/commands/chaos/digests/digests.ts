// The scenario `digests`: schedules are due by a fast clock while replicas are killed and, once, all away; in the end every moment was seen
// once, or is marked as skipped and said so by the next one.

import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";
import { openDb } from "../../../db/open.ts";
import { openLog } from "../../../log.ts";
import { withClient } from "../../bench/databases.ts";
import { startSlack, type Slack } from "../../slack/slack.ts";
import { slackVariables } from "../../slack/team.ts";
import { type Replica, startReplica } from "../replica.ts";
import { checkDigests, type Kept, type Verdict } from "./check.ts";
import { nowOn, type TestClock, wallMs } from "./clock.ts";
import { type DigestPlan, EVERY_MINUTES, planDigests, type Size } from "./plan.ts";
import { makeWorld } from "./world.ts";

export type Ran = Verdict & { kills: number; crashes: number; cut: boolean };

const entry = fileURLToPath(new URL("replica-main.ts", import.meta.url));
const FROM = Temporal.Instant.from("2026-11-23T00:00:00+09:00");
/** Of the machine's clock, until replicas serve. */
const START_MS = 8_000;
/** A row of a killed process is taken over after 15 s, its post perhaps after as long again. */
const SETTLE_MS = 90_000;
const LOOK_MS = 500;
/** Time for a report that comes twice to show itself. */
const QUIET_MS = 2_000;

type Around = { stop: AbortSignal; say: (text: string) => void };

export async function runDigests(size: Size, url: string, { stop, say }: Around): Promise<Ran> {
  const plan = planDigests(size);
  const slack = await startSlack(size.seed);
  const stage: Stage = { url, size, plan, slack, stop, say, replicas: [], kills: 0, crashes: 0 };
  try {
    const schedules = await scheduled(url, plan);
    say(`${schedules.length} schedules, ${plan.rounds} moments each`);
    await play(stage);
    const verdict = await judged(stage, schedules);
    await retire(stage);
    return { ...verdict, kills: stage.kills, crashes: stage.crashes, cut: stop.aborted };
  } finally {
    await retire(stage);
    await slack.close();
  }
}

async function scheduled(url: string, { schedules }: DigestPlan): Promise<string[]> {
  const db = await openDb({ kind: "postgres", url, max: 4 }, { log: openLog("silent") });
  try {
    return await makeWorld(db, schedules, FROM);
  } finally {
    await db.close();
  }
}

type Stage = {
  url: string;
  size: Size;
  plan: DigestPlan;
  slack: Slack;
  stop: AbortSignal;
  say: Around["say"];
  replicas: Replica[];
  /** Of replicas that are gone. */
  kills: number;
  crashes: number;
};

async function play(stage: Stage): Promise<void> {
  const { plan, stop, say } = stage;
  const clock: TestClock = {
    begunMs: wallMs() + START_MS,
    fromMs: FROM.epochMilliseconds,
    // Half a round behind the last moment, so that none is cut off by a rounding.
    untilMs: FROM.epochMilliseconds + (plan.rounds + 0.5) * EVERY_MINUTES * 60_000,
    factor: plan.factor,
  };
  stage.replicas = await started(stage, clock);
  let away = false;
  const killing = (async () => {
    for (const { atMs, replica } of plan.kills) {
      await until(clock.begunMs + atMs, stop);
      // Whoever is away already cannot be killed.
      while (away && !stop.aborted) await pause(50);
      if (stop.aborted) return;
      await stage.replicas[replica]?.kill();
    }
  })();
  await until(clock.begunMs + plan.outage.atMs, stop);
  away = true;
  say("all replicas are away");
  await Promise.all(stage.replicas.map((one) => one.kill()));
  await retire(stage);
  await pause(plan.outage.lengthMs);
  stage.replicas = await started(stage, clock);
  away = false;
  say("they are back");
  await killing;
  while (!stop.aborted && nowOn(clock).epochMilliseconds < clock.untilMs) await pause(LOOK_MS);
}

function started({ url, size, slack }: Stage, clock: TestClock): Promise<Replica[]> {
  const given = [clock.begunMs, clock.fromMs, clock.untilMs, clock.factor].map(String);
  const other = { entry, given, heard: () => {} };
  return Promise.all(
    Array.from({ length: size.replicas }, () => startReplica(url, slackVariables(slack.url), other)),
  );
}

async function retire(stage: Stage): Promise<void> {
  const gone = stage.replicas;
  stage.replicas = [];
  await Promise.all(gone.map((one) => one.stop()));
  for (const one of gone) {
    stage.kills += one.kills();
    stage.crashes += one.crashes();
  }
}

async function until(atMs: number, stop: AbortSignal): Promise<void> {
  const leftMs = atMs - wallMs();
  if (leftMs > 0) await pause(leftMs, undefined, { signal: stop }).catch(() => undefined);
}

/** Waits until nothing is under way, then compares. */
async function judged(
  { url, plan, slack, stop, say }: Stage,
  schedules: readonly string[],
): Promise<Verdict> {
  return withClient(url, async (sql) => {
    say("the clock has stopped; waiting for what is under way");
    const limit = wallMs() + SETTLE_MS;
    while (wallMs() < limit && !stop.aborted && (await openRows(sql)) > 0) await pause(LOOK_MS);
    await pause(QUIET_MS);
    const kept = await sql<Kept[]>`select s.schedule_id as schedule,
        (extract(epoch from s.slot_at) * 1000)::float8 as "atMs", s.outcome, d.id as key
      from schedule_slot s
      left join inbound i on i.workspace_id = s.workspace_id and i.dedupe_key = 'slot:' || s.id
      left join turn t on t.workspace_id = s.workspace_id and t.inbound_id = i.id
      left join delivery d on d.workspace_id = s.workspace_id and d.turn_id = t.id`;
    const due = Array.from(
      { length: plan.rounds },
      (_, round) => FROM.epochMilliseconds + (round + 1) * EVERY_MINUTES * 60_000,
    );
    return checkDigests(schedules, due, kept, (await slack.look()).seen);
  });
}

async function openRows(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select (
      (select count(*) from schedule_slot where state in ('waiting', 'working'))
      + (select count(*) from inbound where state in ('waiting', 'working'))
      + (select count(*) from delivery where state in ('waiting', 'working')))::int as n`;
  return row?.n ?? 0;
}
