// `npm run chat`: the terminal chat, beside the running server of the data folder or in this process.

import { parseArgs } from "node:util";
import type { Talk } from "../chat/talk.ts";
import { type Config, readConfig, socketPath } from "../config.ts";
import { Failure, failureText } from "../core/failure.ts";
import { Lang, words } from "../core/locale.ts";
import { DEFAULT_ZONE } from "../core/time.ts";
import { openLog } from "../log.ts";
import { holderAnswers, talkOverSocket } from "../platforms/local/client.ts";
import { openTerminal } from "../platforms/terminal/terminal.ts";

const usage = `사용법 · usage: npm run chat -- [options]
  --data DIR    데이터 폴더 (기본 .data) · data folder
  --as PERSON   누구로 대화할지 · who talks: a name, a role or an id
  --lang ko|en  화면 언어 · language of the screen
  --now ISO     기준 시각 · the clock for periods, without a running server`;

const opening = words("준비하고 있어요…", "Getting ready…");

type Arguments = { dataDir?: string; as?: string; lang: Lang; now?: Temporal.Instant };

type Line = { talk: Talk; close: () => Promise<void> };

const LEFT = 0;
const FAILED = 1;
const WRONG_USE = 2;

async function main(argv: readonly string[]): Promise<number> {
  const asked = argumentsOf(argv);
  if (typeof asked === "string") {
    process.stderr.write(`${asked}\n${usage}\n`);
    return WRONG_USE;
  }
  try {
    if (process.stdout.isTTY) process.stderr.write(`${opening[asked.lang]}\n`);
    const line = await openLine(asked);
    try {
      await converse(line.talk, asked);
    } finally {
      await line.close();
    }
    return LEFT;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { say, next } = failureText(error, asked.lang);
    process.stderr.write(`${say} ${next}\n`);
    return FAILED;
  }
}

function argumentsOf(argv: readonly string[]): Arguments | string {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { data: text, as: text, lang: text, now: text },
    });
    return {
      lang: Lang.parse(values.lang ?? "ko"),
      ...(values.data !== undefined && { dataDir: values.data }),
      ...(values.as !== undefined && { as: values.as }),
      ...(values.now !== undefined && { now: Temporal.Instant.from(values.now) }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The server that holds the folder, else this process: then it holds the folder, and `ask` beside it finds it. */
async function openLine(asked: Arguments): Promise<Line> {
  const config = configOf(asked);
  const socket = socketPath(config);
  const embedded = config.databaseUrl === undefined;
  if (embedded && asked.now === undefined && (await holderAnswers(socket)))
    return { talk: (request) => talkOverSocket(socket, request), close: async () => {} };
  return openOwnLine(config, socket, embedded);
}

/** The program is loaded here only: who talks to a server needs none of it. */
async function openOwnLine(config: Config, socket: string, embedded: boolean): Promise<Line> {
  const { openApp } = await import("../app.ts");
  const { buildTalk } = await import("../chat/talk.ts");
  const log = openLog(config.logLevel === "info" ? "warn" : config.logLevel);
  const app = await openApp(config, log, { oneShot: !embedded });
  const parts = { chat: app.chat, log, zone: DEFAULT_ZONE };
  const local = embedded
    ? await (await import("../platforms/local/local.ts")).listenLocal(socket, parts)
    : undefined;
  return {
    talk: buildTalk(app.chat, DEFAULT_ZONE),
    close: async () => {
      await local?.close();
      await app.close();
    },
  };
}

async function converse(talk: Talk, { as, lang }: Arguments): Promise<void> {
  const streams = { input: process.stdin, output: process.stdout, errors: process.stderr };
  const terminal = openTerminal(talk, { streams, colours: process.stdout.hasColors?.() ?? false, lang, as });
  process.on("SIGINT", terminal.interrupt);
  process.on("SIGTERM", terminal.leave);
  await terminal.left;
}

function configOf({ dataDir, now }: Arguments): Config {
  // A folder named on the command line is meant, also where DATABASE_URL is set.
  const named = dataDir === undefined ? {} : { dataDir, databaseUrl: undefined };
  return { ...readConfig(), ...named, ...(now && { now }) };
}

process.exitCode = await main(process.argv.slice(2));
