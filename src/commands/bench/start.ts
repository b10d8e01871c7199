// From `npm start` on an empty data folder to the first answer, as a person would wait for it.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Card } from "../../core/card/card.ts";
import { askOverSocket } from "../../platforms/local/client.ts";
import type { Figure } from "./measure.ts";

const main = fileURLToPath(new URL("../../main.ts", import.meta.url));
const DEADLINE_MS = 60_000;

export async function startFigures(_server: unknown, say: (text: string) => void): Promise<Figure[]> {
  say("npm start on an empty folder");
  return withFreshServer(async (socket, readyMs) => {
    const asked = performance.now();
    await answerOf(socket, "지난주 캠페인 어땠어?");
    const answeredMs = readyMs + performance.now() - asked;
    return [
      { name: "start_ready", unit: "s", value: readyMs / 1000 },
      { name: "start_first_answer", unit: "s", value: answeredMs / 1000 },
    ];
  });
}

/** Runs `body` beside an app on an empty folder, told the folder's socket and how long the app took to be ready. */
export async function withFreshServer<Result>(
  body: (socket: string, readyMs: number) => Promise<Result>,
): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), "co9ma-start-"));
  const start = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { PATH: "", CO9MA_DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const guard = setTimeout(() => child.kill("SIGKILL"), DEADLINE_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.once("data", () => resolve());
      child.once("exit", (code) => reject(new Error(`npm start ended with ${code}`)));
    });
    return await body(join(dataDir, "app.sock"), performance.now() - start);
  } finally {
    clearTimeout(guard);
    child.kill("SIGTERM");
    await new Promise((resolve) =>
      child.exitCode === null ? child.once("exit", resolve) : resolve(undefined),
    );
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The cards of an answer, once it is whole. @throws when the question failed */
export async function answerOf(socket: string, question: string): Promise<Card[]> {
  const cards: Card[] = [];
  for await (const event of askOverSocket(socket, { question, files: [] })) {
    if (event.kind === "card") cards.push(event.card);
    if (event.kind === "end" && event.outcome !== "answered") throw new Error(`not answered: ${question}`);
  }
  return cards;
}
