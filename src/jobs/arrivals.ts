// The part of the claim loop that reads files which came without a person and tells the admins of each, once: what they hear is stored
// in the transaction that ends the row.

import { reachableMembers } from "../capabilities/approvals/approvals.ts";
import {
  type Arrival,
  ARRIVALS,
  type Outcome,
  readArrival,
  saveOutcome,
  takeArrival,
} from "../capabilities/intake/intake.ts";
import type { Ctx } from "../capabilities/context.ts";
import { intakeCtx, type IntakeDesk } from "../chat/intake.ts";
import { type Line, placeToTell } from "../chat/reach.ts";
import { tellThere } from "../chat/tell.ts";
import { words } from "../core/locale.ts";
import { finish, type Job, type Work } from "../db/claim.ts";
import { withTx } from "../db/db.ts";

/** Files read at once in one process: each has a reader of its own. */
const AT_ONCE = 2;

const arrivals: Line = { ref: "arrivals", title: words("도착한 파일", "Files that came") };

export function arrivalWork(desk: IntakeDesk): Work {
  return {
    table: ARRIVALS,
    serialBy: "workspace_id",
    atOnce: AT_ONCE,
    run: (job) => carryOut(desk, job),
    onDead: (job) => giveUp(desk, job),
  };
}

async function carryOut(desk: IntakeDesk, job: Job): Promise<void> {
  const arrival = await readOf(desk, job);
  const ctx = await intakeCtx(desk, job.workspaceId, arrival.door, job.signal);
  const outcome = await takeArrival(ctx, arrival, { again: job.attempts > 1 });
  await end(ctx, job, outcome);
}

async function giveUp(desk: IntakeDesk, job: Job): Promise<void> {
  desk.log.error({ id: job.id, table: ARRIVALS }, "a file that came was given up");
  const { door } = await readOf(desk, job);
  await end(await intakeCtx(desk, job.workspaceId, door), job, { kind: "failed" });
}

function readOf({ db }: IntakeDesk, { workspaceId, id }: Job): Promise<Arrival> {
  return withTx({ db, workspaceId }, (tx) => readArrival(tx, { workspaceId }, id));
}

async function end(ctx: Ctx, job: Job, outcome: Outcome): Promise<void> {
  const admins = (await reachableMembers(ctx)).filter(({ role }) => role === "company_admin");
  await withTx(ctx, async (tx) => {
    await saveOutcome(tx, ctx, job.id, outcome);
    for (const admin of admins) {
      const reached = { ...admin, lang: admin.lang ?? ctx.lang };
      const conversationId = await placeToTell(tx, ctx, reached, arrivals);
      if (!conversationId) continue;
      const key = `arrival:${job.id}:${admin.personId}`;
      await tellThere(tx, ctx, { conversationId, action: "show_arrival", input: { id: job.id }, key });
    }
    await finish(tx, job);
  });
}
