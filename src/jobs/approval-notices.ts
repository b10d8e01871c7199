// The part of the claim loop that reminds deciders, ends what waited too long and takes buttons away. What people hear is stored in the
// transaction that ends the row: once, whoever dies in between.

import type { Logger } from "pino";
import {
  decidersLacking,
  expireApproval,
  findApproval,
  holdReminder,
  nextWorking,
  NOTICES,
  readNotice,
  stateAt,
} from "../capabilities/approvals/approvals.ts";
import { isHoliday } from "../capabilities/calendar.ts";
import type { Ctx } from "../capabilities/context.ts";
import { findWorkspace } from "../capabilities/workspace/workspace.ts";
import { placeToRemind } from "../chat/reach.ts";
import { settleRequest } from "../chat/requests.ts";
import { endOf, reminderOf, tellThere } from "../chat/tell.ts";
import { finish, type Job, type Work } from "../db/claim.ts";
import { type Db, withTx } from "../db/db.ts";

export type NoticeDesk = { db: Db; log: Logger; now: () => Temporal.Instant };

type Here = Pick<Ctx, "db" | "workspaceId" | "zone" | "lang" | "now">;

export function noticeWork(desk: NoticeDesk): Work {
  return {
    table: NOTICES,
    serialBy: "approval_id",
    run: (job) => carryOut(desk, job),
    onDead: (job) => giveUp(desk, job),
  };
}

async function carryOut({ db, now }: NoticeDesk, job: Job): Promise<void> {
  const here = await hereOf(db, job, now());
  const { kind, approvalId, overtaken } = await withTx(here, (tx) => readNotice(tx, here, job.id));
  switch (kind) {
    case "settled":
      return withTx(here, async (tx) => {
        await settleRequest(tx, here, approvalId);
        await finish(tx, job);
      });
    case "expiry":
      return withTx(here, async (tx) => {
        const ended = await expireApproval(tx, here, approvalId);
        if (ended?.conversationId) await tellThere(tx, here, endOf(ended.id, ended.conversationId));
        await finish(tx, job);
      });
    case "reminder":
      return overtaken ? withTx(here, (tx) => finish(tx, job)) : remind(here, job, approvalId);
  }
}

async function hereOf(db: Db, { workspaceId }: Job, now: Temporal.Instant): Promise<Here> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new Error("a notice without its workspace");
  const { zone, lang } = workspace;
  return { db, workspaceId, zone, lang, now };
}

/** Each decider in a room of their own; never where the request was made, whose readers may not see its figures. */
async function remind(here: Here, job: Job, approvalId: string): Promise<void> {
  const { zone, now } = here;
  const asked = await findApproval(here, approvalId);
  const open = asked && stateAt(asked, now) === "waiting";
  const at = nextWorking(now.toZonedDateTimeISO(zone), isHoliday).toInstant();
  const isLate = open && Temporal.Instant.compare(at, asked.expiresAt) >= 0;
  const people = open && at.equals(now) ? await decidersLacking(here, asked) : [];
  await withTx(here, async (tx) => {
    // Nobody is at work, as after an outage: they are told once they are.
    if (open && !at.equals(now) && !isLate) await holdReminder(tx, here, { approvalId, dueAt: at });
    for (const person of people) {
      const conversationId = await placeToRemind(tx, here, { ...person, approvalId });
      const key = `remind:${job.id}:${person.personId}`;
      if (conversationId) await tellThere(tx, here, reminderOf(approvalId, conversationId, key));
    }
    await finish(tx, job);
  });
}

/** A request still ends by its time, told or not. */
async function giveUp({ db, log }: NoticeDesk, job: Job): Promise<void> {
  log.error({ id: job.id, table: NOTICES }, "a notice about a request was given up");
  await withTx({ db, workspaceId: job.workspaceId }, (tx) => finish(tx, job));
}
