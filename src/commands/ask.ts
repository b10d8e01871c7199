// `npm run ask`: one question, with or without files, answered by the running server of the data folder or by this process.

import { basename, resolve } from "node:path";
import type { Asked } from "../chat/ask.ts";
import { languageOf } from "../core/locale.ts";
import { DEFAULT_ZONE, dayIn } from "../core/time.ts";
import { type AskArguments, parseAskArguments, usage } from "./arguments.ts";
import { collect, configOf, failureAnswer, print, runCommand } from "./asking.ts";

const ANSWERED = 0;
const FAILED = 1;
const WRONG_USE = 2;

async function main(argv: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const parsed = parseAskArguments(argv);
  if (!parsed.ok) {
    process.stderr.write(`${parsed.reason}\n${usage}\n`);
    return WRONG_USE;
  }
  const asked = parsed.arguments;
  if (asked.why) return explain(asked);
  const lang = languageOf(asked.question, "ko");
  const answer = await collect(requestOf(asked), asked).catch((error: unknown) => failureAnswer(error, lang));
  print(asked, answer, performance.now() - startedMs);
  return answer.failed ? FAILED : ANSWERED;
}

/** For developers and support: the reading itself, with nothing opened and nothing stored. */
async function explain(asked: AskArguments): Promise<number> {
  const { readingOf, readingText } = await import("./why.ts");
  const machine = Temporal.Instant.fromEpochMilliseconds(
    Math.trunc(performance.timeOrigin + performance.now()),
  );
  const now = configOf(asked).now ?? machine;
  const reading = readingOf(asked.question, dayIn(DEFAULT_ZONE, now));
  process.stdout.write(`${asked.json ? JSON.stringify(reading) : readingText(reading)}\n`);
  return ANSWERED;
}

function requestOf(asked: AskArguments): Asked {
  return {
    question: asked.question,
    files: asked.files.map((path) => ({ name: basename(path), path: resolve(path) })),
    ...(asked.as !== undefined && { as: asked.as }),
    ...(asked.question.trim() !== "" && { lang: languageOf(asked.question, "ko") }),
  };
}

await runCommand(main);
