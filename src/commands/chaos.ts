// `npm run chaos`: the app under kill -9, judged from outside. Prints what was lost or doubled, in words, and one line of figures.

import { randomBytes } from "node:crypto";
import { benchServer } from "../config/development.ts";
import { dropDatabase, makeEmpty } from "./bench/databases.ts";
import { runApprovals } from "./chaos/approvals/approvals.ts";
import { runHalt } from "./chaos/approvals/halt.ts";
import { approvalsExitCode, approvalsReport } from "./chaos/approvals/report.ts";
import {
  type ApprovalsArguments,
  type ChaosArguments,
  type MessagesArguments,
  parseChaosArguments,
  usage,
} from "./chaos/arguments.ts";
import { runDatabase } from "./chaos/database/database.ts";
import { databaseExitCode, databaseReport } from "./chaos/database/report.ts";
import { runDigests } from "./chaos/digests/digests.ts";
import { digestsExitCode, digestsReport } from "./chaos/digests/report.ts";
import { runKakao } from "./chaos/kakao/kakao.ts";
import { openKakaoStage } from "./chaos/kakao/stage.ts";
import { runMessages } from "./chaos/messages.ts";
import { type Replica, startReplica } from "./chaos/replica.ts";
import { exitCode, type Outcome, reportOf } from "./chaos/report.ts";
import { runSlack } from "./chaos/slack/slack.ts";
import { startSlack } from "./slack/slack.ts";
import { slackVariables } from "./slack/team.ts";

const WRONG_USE = 2;

async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseChaosArguments(argv);
  if (!parsed.ok) {
    process.stderr.write(`${parsed.reason}\n${usage}\n`);
    return WRONG_USE;
  }
  return play(parsed.arguments);
}

function play(asked: ChaosArguments): Promise<number> {
  switch (asked.scenario) {
    case "approvals":
    case "halt":
      return approve(asked);
    case "database":
      return breakDatabase(asked);
    case "digests":
      return sendDigests(asked);
    case "messages":
    case "slack":
    case "kakao":
      return write(asked);
  }
}

async function breakDatabase(asked: Extract<ChaosArguments, { scenario: "database" }>): Promise<number> {
  const begun = performance.now();
  const ran = await runDatabase(asked, { stop: interrupted(), say });
  process.stdout.write(`${databaseReport(asked, ran, (performance.now() - begun) / 1_000)}\n`);
  return databaseExitCode(ran);
}

async function sendDigests(asked: Extract<ChaosArguments, { scenario: "digests" }>): Promise<number> {
  const begun = performance.now();
  const server = { url: benchServer() };
  const name = databaseName();
  try {
    const ran = await runDigests(asked, await makeEmpty(server, name), { stop: interrupted(), say });
    const seconds = (performance.now() - begun) / 1_000;
    process.stdout.write(`${digestsReport(asked, { ...ran, seconds })}\n`);
    return digestsExitCode(ran);
  } finally {
    await dropDatabase(server, name);
  }
}

async function write(asked: MessagesArguments): Promise<number> {
  const outcome = await run(asked);
  process.stdout.write(`${reportOf(asked, outcome)}\n`);
  return exitCode(outcome);
}

async function approve(asked: ApprovalsArguments): Promise<number> {
  const begun = performance.now();
  const server = { url: benchServer() };
  const name = databaseName();
  try {
    const run = asked.scenario === "halt" ? runHalt : runApprovals;
    const ran = await run(asked, await makeEmpty(server, name), { stop: interrupted(), say });
    const seconds = (performance.now() - begun) / 1_000;
    process.stdout.write(`${approvalsReport(asked, { ...ran, seconds })}\n`);
    return approvalsExitCode(ran);
  } finally {
    await dropDatabase(server, name);
  }
}

function databaseName(): string {
  return `co9ma_chaos_${randomBytes(6).toString("hex")}`;
}

async function run(asked: MessagesArguments): Promise<Outcome> {
  const begun = performance.now();
  const server = { url: benchServer() };
  const name = databaseName();
  const replicas: Replica[] = [];
  const slack = asked.scenario === "slack" ? await startSlack(asked.seed) : undefined;
  const kakao = asked.scenario === "kakao" ? await openKakaoStage() : undefined;
  try {
    const url = await makeEmpty(server, name);
    const variables = slack ? slackVariables(slack.url) : kakao?.variables;
    for (let count = 0; count < asked.replicas; count += 1) replicas.push(await startReplica(url, variables));
    const run = { replicas, signal: interrupted(), say };
    const ran = await (slack
      ? runSlack(asked, { ...run, slack })
      : kakao
        ? runKakao(asked, { ...run, ...kakao, doors: await kakao.doors(url, replicas, run.signal) })
        : runMessages(asked, run));
    const kills = replicas.reduce((sum, replica) => sum + replica.kills(), 0);
    const crashes = replicas.reduce((sum, replica) => sum + replica.crashes(), 0);
    return { ...ran, kills, crashes, seconds: (performance.now() - begun) / 1_000 };
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await slack?.close();
    await kakao?.close();
    await dropDatabase(server, name);
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The first Ctrl-C ends the run in order: the replicas are stopped and the database is dropped. A second one only kills the replicas. */
function interrupted(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => (stop.signal.aborted ? process.exit(1) : stop.abort()));
  return stop.signal;
}

process.exitCode = await main(process.argv.slice(2));
