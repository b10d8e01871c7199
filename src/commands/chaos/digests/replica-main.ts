// A replica whose schedules live by a clock of the run's own, looked at many times a second. Started by the chaos of digests only.

import { setTimeout as pause } from "node:timers/promises";
import { openApp } from "../../../app.ts";
import { ensureSlots } from "../../../capabilities/digests/digests.ts";
import { readConfig } from "../../../config.ts";
import { codeOf } from "../../../db/faults.ts";
import { openLog } from "../../../log.ts";
import { nowOn, TestClock } from "./clock.ts";

const LOOK_MS = 100;

const [begunMs, fromMs, untilMs, factor] = process.argv.slice(2);
const clock = TestClock.parse({ begunMs, fromMs, untilMs, factor });
const now = (): Temporal.Instant => nowOn(clock);
const config = readConfig();
const log = openLog(config.logLevel);
const app = await openApp(config, log, { now });
let over = false;

async function look(): Promise<void> {
  while (!over) {
    await ensureSlots(app.db, now()).catch((error: unknown) =>
      log.warn({ code: codeOf(error) }, "slots were not looked at"),
    );
    await pause(LOOK_MS);
  }
}

const looking = look();
async function end(): Promise<void> {
  over = true;
  await looking;
  await app.close();
  process.exit(0);
}
process.on("disconnect", () => process.exit(0));
process.on("SIGTERM", () => void end());
process.stdout.write("serving\n");
