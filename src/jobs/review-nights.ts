// The part of the claim loop that reviews what runs or waits again at night, and brings owners the difference in the morning. What was
// judged is kept thing by thing, so that whoever takes a night over goes on where it stood; what people hear is stored in the
// transaction that ends the row: once, whoever dies in between.

import type { Logger } from "pino";
import { nextWorking, reachableMembers } from "../capabilities/approvals/approvals.ts";
import { isHoliday } from "../capabilities/calendar.ts";
import { liveTexts } from "../capabilities/campaigns/campaigns.ts";
import {
  endNight,
  hearersOf,
  judgedIn,
  NIGHTS,
  openGround,
  type Packs,
  readNight,
  reviewAgain,
  takeUntold,
} from "../capabilities/compliance/compliance.ts";
import type { Ctx } from "../capabilities/context.ts";
import { placeToTell, reviewLine } from "../chat/reach.ts";
import { changesOf, tellThere } from "../chat/tell.ts";
import { finish, type Job, mustHold, notYet, type Work } from "../db/claim.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import { ctxOfJob } from "./job-ctx.ts";

export type NightDesk = {
  db: Db;
  log: Logger;
  now: () => Temporal.Instant;
  /** Other rules than those of the workspace, for judges. */
  packs?: Packs;
  mostAtOnce?: number;
};

/** Nights in work at once in one process: judging is work of its own thread's, whatever waits for the database. */
const AT_ONCE = 2;
/** Things judged before a night makes room for that of another workspace. */
const MOST_AT_ONCE = 200;

export function nightWork(desk: NightDesk): Work {
  return {
    table: NIGHTS,
    serialBy: "workspace_id",
    atOnce: AT_ONCE,
    run: (job) => carryOut(desk, job),
    onDead: (job) => giveUp(desk, job),
  };
}

async function carryOut(desk: NightDesk, job: Job): Promise<void> {
  const ctx = await ctxOfJob(desk, job);
  const { kind } = await withTx(ctx, (tx) => readNight(tx, ctx, job.id));
  return kind === "tell" ? tell(ctx, job) : review(desk, ctx, job);
}

async function review(
  { log, packs, mostAtOnce = MOST_AT_ONCE }: NightDesk,
  ctx: Ctx,
  job: Job,
): Promise<void> {
  const ground = await openGround(ctx, packs && (() => Promise.resolve(packs)));
  const judged = await judgedIn(ctx, job.id);
  const night = { id: job.id, hold: (tx: Tx) => mustHold(tx, job) };
  let count = 0;
  for await (const live of liveTexts(ctx)) {
    job.signal.throwIfAborted();
    if (judged.has(live.ask.subject) || !(await reviewAgain(ctx, live, ground, night))) continue;
    count += 1;
    if (count >= mostAtOnce) throw notYet(0);
  }
  const all = await ground.packsOf({ label: "" });
  const tellAt = nextWorking(ctx.now.toZonedDateTimeISO(ctx.zone), isHoliday).toInstant();
  const changed = await withTx(ctx, (tx) => endNight(tx, ctx, job, { packs: all, tellAt }));
  if (changed > 0) log.info({ count: changed }, "reviews came out otherwise");
}

/** One message an owner, whatever came out otherwise; each in a room of their own. */
async function tell(ctx: Ctx, job: Job): Promise<void> {
  const members = await reachableMembers(ctx);
  await withTx(ctx, async (tx) => {
    const changes = await takeUntold(tx, ctx, job.id);
    const hearers = new Set(changes.flatMap((change) => hearersOf(change, members)));
    for (const member of hearers) {
      const reached = { ...member, lang: member.lang ?? ctx.lang };
      const conversationId = await placeToTell(tx, ctx, reached, reviewLine);
      if (conversationId) await tellThere(tx, ctx, changesOf(job.id, conversationId, member.personId));
    }
    await finish(tx, job);
  });
}

/** The next night looks through everything again. */
async function giveUp({ db, log }: NightDesk, job: Job): Promise<void> {
  log.error({ id: job.id, table: NIGHTS }, "a night of reviews was given up");
  await withTx({ db, workspaceId: job.workspaceId }, (tx) => finish(tx, job));
}
