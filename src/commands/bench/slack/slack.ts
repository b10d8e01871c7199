// From a signed event at Slack's door to the answer in its thread: 200 events a second with twins and retries, on Postgres, with a
// strict Web API in a process of its own, at one process of ours or at three beside each other. All of them share the machine.

import { setTimeout as pause } from "node:timers/promises";
import pino from "pino";
import { openDb } from "../../../db/open.ts";
import { buildKnock, type Knock } from "../../slack/knock.ts";
import { type Slack, startSlack } from "../../slack/slack.ts";
import { slackVariables } from "../../slack/team.ts";
import { type Served, serve } from "../conversation/served.ts";
import { dropDatabase, makeEmpty, type Server, withClient } from "../databases.ts";
import { type Figure, percentile } from "../measure.ts";
import { checkAnswers, repeatedPosts } from "./check.ts";
import { enterTeam } from "./people.ts";
import { pressThumbs, type Pressed } from "./presses.ts";
import { deliver, type Heard, type Plan, planWriting } from "./writing.ts";

const DATABASE = "co9ma_bench_slack";
const REPLICAS = 3;
const WARM_UP = { perSecond: 20, seconds: 10, round: 1 };
const LOAD = { perSecond: 200, seconds: 20, round: 2 };
const BARE = { perSecond: 200, seconds: 5, round: 3, lanes: 16 };
/** The last answers of the load; a message that has none by then is told. */
const DRAIN_MS = 150_000;

type Say = (text: string) => void;

/** One process, beside a Bolt that only keeps a row. */
export async function slackFigures(server: Server, say: Say): Promise<Figure[]> {
  return inTeam(server, 1, async ({ url, slack, knock }, stage) => {
    const bare = await bareFigures(url, slack, knock, say);
    return under({ ...stage, bare, say });
  });
}

/** Three replicas; whichever gets a delivery, its twin, a retry or a second press. */
export async function replicaFigures(server: Server, say: Say): Promise<Figure[]> {
  return inTeam(server, REPLICAS, (_, stage) => under({ ...stage, bare: undefined, say }));
}

/** A team in a database of its own, with so many replicas of the app. */
export async function inTeam<T>(
  server: Server,
  count: number,
  run: (team: Pick<Stage, "url" | "slack" | "knock">, stage: Omit<Stage, "bare" | "say">) => Promise<T>,
): Promise<T> {
  const url = await makeEmpty(server, DATABASE);
  const slack = await startSlack();
  const knock = buildKnock(30_000);
  const apps: Served[] = [];
  try {
    // One after the other: the first makes what all of them share.
    for (let nth = 0; nth < count; nth += 1) apps.push(await serve("slack", url, slackVariables(slack.url)));
    await enterPeople(url);
    const team = { url, slack, knock };
    return await run(team, { ...team, apps });
  } finally {
    knock.close();
    await Promise.all(apps.map((app) => app.close()));
    await slack.close();
    await dropDatabase(server, DATABASE);
  }
}

async function under(stage: Stage): Promise<Figure[]> {
  const { slack, knock, apps, say } = stage;
  say("warming up");
  const first = planWriting(WARM_UP, []);
  await deliver(knock, urlsOf(apps), first);
  await drained(slack, first);
  await costOf(apps);
  const threads = first.messages.filter(({ mention }) => mention);
  return loadFigures(stage, first, planWriting(LOAD, threads));
}

export function urlsOf(apps: readonly Served[]): string[] {
  return apps.map(({ url }) => url);
}

/** Of all replicas: processor time together, the longest task of any. */
async function costOf(apps: readonly Served[]): Promise<{ processorMs: number; longestTaskMs: number }> {
  const costs = await Promise.all(apps.map((app) => app.cost()));
  return {
    processorMs: costs.reduce((sum, { processorMs }) => sum + processorMs, 0),
    longestTaskMs: Math.max(...costs.map(({ longestTaskMs }) => longestTaskMs)),
  };
}

async function enterPeople(url: string): Promise<void> {
  const db = await openDb({ kind: "postgres", url }, { log: pino({ level: "silent" }) });
  try {
    await enterTeam(url, db);
  } finally {
    await db.close();
  }
}

export type Stage = {
  url: string;
  slack: Slack;
  knock: Knock;
  apps: readonly Served[];
  /** Left out where nothing is compared with it. */
  bare: Bare | undefined;
  say: Say;
};

async function loadFigures(stage: Stage, before: Plan, load: Plan): Promise<Figure[]> {
  const { url, slack, knock, apps, bare, say } = stage;
  const name = apps.length === 1 ? "slack" : `slack_${apps.length}_replicas`;
  say(`${LOAD.perSecond} events a second for ${LOAD.seconds} s: ${load.messages.length} messages`);
  const pressing = pressThumbs(knock, urlsOf(apps), {
    slack,
    asked: before.messages,
    forMs: LOAD.seconds * 1_000,
  });
  const heard = await deliver(knock, urlsOf(apps), load);
  const pressed = await pressing;
  const busy = await costOf(apps);
  const [ackP50, ackP99] = [percentile(heard.acks, 0.5), percentile(heard.acks, 0.99)];
  say(`acknowledged: p50 ${ackP50.toFixed(0)} ms, p99 ${ackP99.toFixed(0)} ms; waiting for the last answers`);
  const all = { messages: [...before.messages, ...load.messages], deliveries: [] };
  const seen = await drained(slack, all);
  const drain = await costOf(apps);
  const answers = checkAnswers(all.messages, seen);
  const late = answers.answeredMs.filter((atMs) => !Number.isFinite(atMs)).length;
  if (late > 0)
    answers.wrong.unshift(`${late} messages without an answer ${DRAIN_MS / 1_000} s after the load`);
  const wrong = [...answers.wrong, ...repeatedPosts(seen)];
  await checkOnce(url, { heard, wrong, pressed, messages: all.messages.length });
  const skip = before.messages.length;
  const signMs = sinceLeft(answers.signMs.slice(skip), heard);
  const answeredMs = sinceLeft(answers.answeredMs.slice(skip), heard);
  const spentMs = Math.max(...answers.answeredMs.slice(skip)) - Math.min(...heard.leftMs);
  const perSecond = load.messages.length / (spentMs / 1_000);
  const processorMs = (busy.processorMs + drain.processorMs) / load.messages.length;
  const beside = (value: number | undefined) => (value === undefined ? {} : { baseline: value, note: BOLT });
  return [
    { name: `${name}_ack_p50`, unit: "ms", value: ackP50, ...beside(bare?.ackP50) },
    { name: `${name}_ack_p99`, unit: "ms", value: ackP99, ...beside(bare?.ackP99) },
    { name: `${name}_first_sign_p95`, unit: "ms", value: percentile(signMs, 0.95) },
    {
      name: `${name}_answer_p50`,
      unit: "ms",
      value: percentile(answeredMs, 0.5),
      note: "behind the whole load",
    },
    { name: `${name}_answers`, unit: "1/s", value: perSecond, ...beside(bare?.perSecond) },
    {
      name: `${name}_processor`,
      unit: "ms",
      value: processorMs,
      note: "of the app, a message and its answer",
    },
    { name: `${name}_loop_task`, unit: "ms", value: busy.longestTaskMs, note: "longest, processor time" },
    { name: `${name}_messages`, unit: "", value: load.messages.length, note: "one turn and one answer each" },
    {
      name: `${name}_presses`,
      unit: "",
      value: pressed.presses,
      note: "delivered four times, one effect each",
    },
  ];
}

function sinceLeft(times: readonly number[], { leftMs }: Heard): number[] {
  return times.map((atMs, index) => atMs - (leftMs[index] ?? 0));
}

const BOLT = "baseline: Bolt, one committed row";

type Bare = { ackP50: number; ackP99: number; perSecond: number };

/** The same events at the same pace at a Bolt that only keeps a row, and as many as it can take. */
async function bareFigures(url: string, slack: Slack, knock: Knock, say: Say): Promise<Bare> {
  say("Bolt and one row");
  const bolt = await serve("bolt", url, slackVariables(slack.url));
  try {
    await deliver(knock, [bolt.url], planWriting({ ...BARE, seconds: 2 }, []));
    const { acks } = await deliver(knock, [bolt.url], planWriting(BARE, []));
    const perSecond = await flatOut(knock, bolt.url, planWriting({ ...BARE, perSecond: 1_000 }, []));
    return { ackP50: percentile(acks, 0.5), ackP99: percentile(acks, 0.99), perSecond };
  } finally {
    await bolt.close();
    await withClient(url, (sql) => sql.unsafe("delete from inbound where platform = 'bench'"));
  }
}

async function flatOut(knock: Knock, url: string, { deliveries }: Plan): Promise<number> {
  const begunMs = performance.now();
  const events = deliveries.values();
  const lane = async (): Promise<void> => {
    for (const { event } of events) await knock.event(url, event);
  };
  await Promise.all(Array.from({ length: BARE.lanes }, lane));
  return deliveries.length / ((performance.now() - begunMs) / 1_000);
}

/** Waits until each message has an answer. @returns what people saw */
async function drained(
  slack: Slack,
  { messages }: Plan,
): Promise<Awaited<ReturnType<Slack["look"]>>["seen"]> {
  const untilMs = performance.now() + DRAIN_MS;
  for (;;) {
    const { seen, refused } = await slack.look();
    if (refused.length > 0) throw new Error(`Slack refused posts: ${refused.slice(0, 5).join("; ")}`);
    const { answeredMs } = checkAnswers(messages, seen);
    if (answeredMs.every(Number.isFinite) || performance.now() > untilMs) return seen;
    await pause(1_000);
  }
}

/** @throws when a delivery was not acknowledged, a message has no turn or two, no answer or two, a press no effect or two */
async function checkOnce(
  url: string,
  { heard, wrong, pressed, messages }: { heard: Heard; wrong: string[]; pressed: Pressed; messages: number },
): Promise<void> {
  const turns = await withClient(url, async (sql) => {
    const [found] = await sql<{ rows: number; turns: number; twice: number }[]>`
      select count(*)::int as rows, coalesce(sum(turns), 0)::int as turns, count(*) filter (where turns <> 1)::int as twice
      from (select (select count(*) from turn t where t.inbound_id = i.id) as turns
            from inbound i where i.platform = 'slack') counted`;
    return found;
  });
  const [effects] = await withClient(
    url,
    (sql) => sql<{ n: number; subjects: number }[]>`
      select count(*)::int as n, count(distinct subject)::int as subjects from ledger where action = 'feedback.give'`,
  );
  if (effects?.n !== pressed.presses || effects.subjects !== pressed.presses)
    wrong.push(`${pressed.presses} presses: ${JSON.stringify(effects)} effects`);
  if (pressed.refused.length > 0) wrong.push(`presses not acknowledged: ${pressed.refused[0]}`);
  const rows = messages + pressed.presses;
  if (turns?.rows !== rows || turns.twice !== 0)
    wrong.push(`${messages} messages and ${pressed.presses} presses: ${JSON.stringify(turns)}`);
  if (heard.refused.length > 0) wrong.push(`${heard.refused.length} not acknowledged: ${heard.refused[0]}`);
  if (wrong.length > 0) throw new Error(`not once each:\n${wrong.slice(0, 20).join("\n")}`);
}
