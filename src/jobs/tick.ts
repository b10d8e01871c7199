// The tick of every minute: it makes work of what is due by the clock of approvals, and nothing else. Rows say what is due, so a tick that
// was missed is made up by the next one, and replicas that tick at once make the same rows due once.

import cron from "node-cron";
import type { Logger } from "pino";
import { makeDue } from "../capabilities/approvals/approvals.ts";
import { makeLooksDue } from "../capabilities/audience/audience.ts";
import { makeNightsDue } from "../capabilities/compliance/compliance.ts";
import { ensureSlots } from "../capabilities/digests/digests.ts";
import { makeFigureLooksDue } from "../capabilities/imports/imports.ts";
import { ageDrafts } from "../chat/draft-aging.ts";
import type { Db } from "../db/db.ts";
import { codeOf } from "../db/faults.ts";

export type Tick = { close: () => Promise<void> };

type Clock = { db: Db; log: Logger; now: () => Temporal.Instant };

/** Ticks at once, for what became due while nobody was here, and each minute from then on. */
export function openTick(clock: Clock): Tick {
  let running = tick(clock);
  const task = cron.schedule("* * * * *", () => {
    running = running.then(() => tick(clock));
    return running;
  });
  return {
    async close() {
      await task.destroy();
      await running;
    },
  };
}

/** A database that is away for this minute is there for a later one. */
async function tick({ db, log, now }: Clock): Promise<void> {
  try {
    const count = await makeDue(db, now());
    if (count > 0) log.info({ count }, "requests have something due");
    const nights = await makeNightsDue(db, now());
    if (nights > 0) log.info({ count: nights }, "reviews by night are due");
    const looks = await makeLooksDue(db, now());
    if (looks > 0) log.info({ count: looks }, "consents are due for a look");
    const figures = await makeFigureLooksDue(db, now());
    if (figures > 0) log.info({ count: figures }, "figures are due for a look");
    const slots = await ensureSlots(db, now());
    if (slots > 0) log.info({ count: slots }, "scheduled reports are due");
    const drafts = await ageDrafts(db, log);
    if (drafts > 0) log.info({ count: drafts }, "drafts for rooms have waited long");
  } catch (error) {
    log.warn({ code: codeOf(error) }, "the tick did not reach the database");
  }
}
