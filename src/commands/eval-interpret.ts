// `npm run -s eval:interpret`: labelled messages in, what the product made of each out; both as JSON lines.
// Runs the product's own path (model or interpreter, tools, role checks) on a database of its own; needs no server.

import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { buildAnswerer } from "../app.ts";
import { Failure } from "../core/failure.ts";
import { Role } from "../core/roles.ts";
import { openDb } from "../db/open.ts";
import { readConfig } from "../config.ts";
import { evalWorkspace } from "../config/development.ts";
import { openLog } from "../log.ts";
import { readFixture } from "./eval/fixture.ts";
import { predictionOf } from "./eval/prediction.ts";
import { openWorld, type World } from "./eval/world.ts";

const Line = z.object({ id: z.string(), utterance: z.string(), role: Role.optional() });

const ownFixture = fileURLToPath(new URL("../../test/evals/workspace.json", import.meta.url));

async function main(): Promise<void> {
  const log = openLog("warn");
  const db = await openDb({ kind: "memory" }, { log });
  try {
    const fixture = await readFixture(evalWorkspace() ?? ownFixture);
    const world = await openWorld({ db, log, answerer: buildAnswerer(log, readConfig().model) }, fixture);
    for await (const text of createInterface({ input: process.stdin })) {
      if (text.trim() !== "") process.stdout.write(`${JSON.stringify(await predicted(world, text))}\n`);
    }
  } finally {
    await db.close();
  }
}

/** A message nobody could read is answered with no call, as chat does. */
async function predicted(world: World, text: string): Promise<unknown> {
  const line = Line.parse(JSON.parse(text));
  try {
    return (await world.hear(line)).prediction;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return predictionOf(line.id, { calls: [], cards: [], writes: 0 });
  }
}

// Whatever the work waits for, a timer of its own keeps the process until every line is answered.
const alive = setInterval(() => {}, 60_000);
await main();
clearInterval(alive);
