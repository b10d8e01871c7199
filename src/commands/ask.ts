// `npm run ask`: one question, with or without files, answered by the running server of the data folder or by this process.

import { basename, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type App, DEFAULT_ZONE, openApp, socketPath } from "../app.ts";
import { ask, type Asked } from "../chat/ask.ts";
import type { ChatEvent } from "../chat/chat.ts";
import { type Config, readConfig } from "../config.ts";
import type { Card } from "../core/card/card.ts";
import { Failure, failureText } from "../core/failure.ts";
import { languageOf } from "../core/locale.ts";
import { dayIn } from "../core/time.ts";
import { openLog } from "../log.ts";
import { askOverSocket, holderAnswers, type LocalEvent } from "../platforms/local/client.ts";
import { renderTerminal } from "../platforms/terminal/render.ts";
import { answerJson, type Call } from "./answer-json.ts";
import { type AskArguments, parseAskArguments, usage } from "./arguments.ts";
import { readingOf, readingText } from "./why.ts";

type Answer = { cards: Card[]; calls: Call[]; failed: boolean };

const ANSWERED = 0;
const FAILED = 1;
const WRONG_USE = 2;

const WAIT_MS = 30_000;
const RETRY_MS = 200;

async function main(argv: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const parsed = parseAskArguments(argv);
  if (!parsed.ok) {
    process.stderr.write(`${parsed.reason}\n${usage}\n`);
    return WRONG_USE;
  }
  const asked = parsed.arguments;
  if (asked.why) return explain(asked);
  const answer = await collect(asked).catch((error: unknown) => failureAnswer(error, asked));
  print(asked, answer, performance.now() - startedMs);
  return answer.failed ? FAILED : ANSWERED;
}

/** For developers and support: the reading itself, with nothing opened and nothing stored. */
function explain(asked: AskArguments): number {
  const machine = Temporal.Instant.fromEpochMilliseconds(
    Math.trunc(performance.timeOrigin + performance.now()),
  );
  const now = configOf(asked).now ?? machine;
  const reading = readingOf(asked.question, dayIn(DEFAULT_ZONE, now));
  process.stdout.write(`${asked.json ? JSON.stringify(reading) : readingText(reading)}\n`);
  return ANSWERED;
}

async function collect(asked: AskArguments): Promise<Answer> {
  const answer: Answer = { cards: [], calls: [], failed: false };
  for await (const event of eventsOf(asked, configOf(asked))) {
    if (event.kind === "progress")
      process.stderr.write(`${renderTerminal(event.card, process.stderr.columns)}\n`);
    if (event.kind !== "end") continue;
    answer.cards.push(...event.cards.map(({ card }) => card));
    answer.calls.push(...(event.calls ?? []));
    answer.failed ||= event.outcome === "failed";
  }
  return answer;
}

async function* eventsOf(asked: AskArguments, config: Config): AsyncGenerator<ChatEvent | LocalEvent> {
  const request: Asked = {
    question: asked.question,
    files: asked.files.map((path) => ({ name: basename(path), path: resolve(path) })),
    ...(asked.as !== undefined && { as: asked.as }),
    ...(asked.question.trim() !== "" && { lang: languageOf(asked.question, "ko") }),
  };
  const socket = socketPath(config);
  if (config.databaseUrl === undefined && (await holderAnswers(socket))) {
    yield* askOverSocket(socket, { ...request, now: asked.now });
    return;
  }
  const app = await openWhenFree(config);
  try {
    yield* ask(app.chat, DEFAULT_ZONE, request);
  } finally {
    await app.close();
  }
}

/** Another `ask` holds the folder for a few seconds at most: this one waits for it. */
async function openWhenFree(config: Config): Promise<App> {
  const log = openLog(config.logLevel === "info" ? "warn" : config.logLevel);
  const until = performance.now() + WAIT_MS;
  for (;;) {
    try {
      return await openApp(config, log, { oneShot: true });
    } catch (error) {
      const held = error instanceof Failure && error.code === "conflict";
      if (!held || performance.now() > until) throw error;
      await setTimeout(RETRY_MS);
    }
  }
}

function configOf({ dataDir, now }: AskArguments): Config {
  // A folder named on the command line is meant, also where DATABASE_URL is set.
  const named = dataDir === undefined ? {} : { dataDir, databaseUrl: undefined };
  return { ...readConfig(), ...named, ...(now && { now }) };
}

function print(asked: AskArguments, answer: Answer, ms: number): void {
  const text = answer.cards.map((card) => renderTerminal(card, process.stdout.columns)).join("\n\n");
  const out = asked.json ? JSON.stringify(answerJson({ ...answer, text, ms })) : text;
  process.stdout.write(`${out}\n`);
}

/** What stopped the call before any answer: a wrong variable, a taken folder, a file that is not there. */
function failureAnswer(error: unknown, { question }: AskArguments): Answer {
  if (!(error instanceof Failure)) throw error;
  const lang = languageOf(question, "ko");
  const { say, next } = failureText(error, lang);
  const card: Card = {
    lang,
    parts: [
      { kind: "text", tone: "warning", runs: [say] },
      { kind: "text", tone: "plain", runs: [next] },
    ],
  };
  return { cards: [card], calls: [], failed: true };
}

// Whatever the work waits for, a timer of its own keeps the process until there is an answer.
const alive = setInterval(() => {}, 60_000);
process.exitCode = await main(process.argv.slice(2));
clearInterval(alive);
