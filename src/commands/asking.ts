// What the one-shot commands share: whoever holds the data folder answers, this process when nobody does; then the answer is printed.

import { setTimeout } from "node:timers/promises";
import type { App } from "../app.ts";
import type { Asked, Redrawn } from "../chat/ask.ts";
import type { ChatEvent } from "../chat/chat.ts";
import { type Config, readConfig, socketPath } from "../config.ts";
import type { Card } from "../core/card/card.ts";
import { Failure, failureText } from "../core/failure.ts";
import type { Lang } from "../core/locale.ts";
import { DEFAULT_ZONE } from "../core/time.ts";
import { openLog } from "../log.ts";
import { askOverSocket, holderAnswers, type LocalEvent } from "../platforms/local/client.ts";
import { renderTerminal } from "../platforms/terminal/render.ts";
import { answerJson, type Call } from "./answer-json.ts";

export type Answer = { cards: Card[]; calls: Call[]; failed: boolean };

/** Where and when it is asked, as the command line says. */
export type Where = { dataDir: string | undefined; now: Temporal.Instant | undefined };

const WAIT_MS = 30_000;
const RETRY_MS = 200;

/** Everything that is answered, progress to standard error as it comes. @throws Failure with what stopped it before any answer */
export async function collect(request: Asked, where: Where): Promise<Answer> {
  const answer: Answer = { cards: [], calls: [], failed: false };
  for await (const event of eventsOf(request, where)) {
    if (event.kind === "progress")
      process.stderr.write(`${renderTerminal(event.card, process.stderr.columns)}\n`);
    if (event.kind === "redrawn") redraw(answer, event.cards);
    if (event.kind !== "end") continue;
    answer.cards.push(...event.cards.map(({ card }) => card));
    answer.calls.push(...(event.calls ?? []));
    answer.failed ||= event.outcome === "failed";
  }
  return answer;
}

type Cards = readonly { id: string; card: Card }[];

/** The same cards, saying more: they are the last ones. */
function redraw({ cards }: Answer, anew: Cards): void {
  cards.splice(cards.length - anew.length, anew.length, ...anew.map(({ card }) => card));
}

async function* eventsOf(request: Asked, where: Where): AsyncGenerator<ChatEvent | Redrawn | LocalEvent> {
  const config = configOf(where);
  const socket = socketPath(config);
  if (config.databaseUrl === undefined && (await holderAnswers(socket))) {
    yield* askOverSocket(socket, { ...request, now: where.now });
    return;
  }
  const app = await openWhenFree(config);
  const { ask } = await import("../chat/ask.ts");
  try {
    yield* ask(app.chat, DEFAULT_ZONE, request);
  } finally {
    await app.close();
  }
}

/**
 * Another `ask` holds the folder for a few seconds at most: this one waits for it. The program is loaded here only: who is answered by
 * a server needs none of it.
 */
async function openWhenFree(config: Config): Promise<App> {
  const { openApp } = await import("../app.ts");
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

/** A folder named on the command line is meant, also where DATABASE_URL is set. */
export function configOf({ dataDir, now }: Where): Config {
  const named = dataDir === undefined ? {} : { dataDir, databaseUrl: undefined };
  return { ...readConfig(), ...named, ...(now && { now }) };
}

export function print({ json }: { json: boolean }, answer: Answer, ms: number): void {
  const text = answer.cards.map((card) => renderTerminal(card, process.stdout.columns)).join("\n\n");
  const out = json ? JSON.stringify(answerJson({ ...answer, text, ms })) : text;
  process.stdout.write(`${out}\n`);
}

/** What stopped the call before any answer: a wrong variable, a taken folder, a file that is not there. */
export function failureAnswer(error: unknown, lang: Lang): Answer {
  if (!(error instanceof Failure)) throw error;
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

/** Runs a command to its exit code, whatever its work waits for: a timer of its own keeps the process until then. */
export async function runCommand(main: (argv: readonly string[]) => Promise<number>): Promise<void> {
  const alive = setInterval(() => {}, 60_000);
  process.exitCode = await main(process.argv.slice(2));
  clearInterval(alive);
}
