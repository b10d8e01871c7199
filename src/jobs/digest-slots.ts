// The part of the claim loop that sends reports at their slots: each slot becomes one message where its schedule says, answered by the
// digest as of then. That message is stored in the transaction that ends the slot: once, whoever dies in between.

import type { Logger } from "pino";
import { reachableMembers } from "../capabilities/approvals/approvals.ts";
import {
  type Due,
  endSchedule,
  type HandedOver,
  handOver,
  lockDue,
  noteOutcome,
  type Outcome,
  outcomeOf,
  readSlot,
  SEND,
  SLOTS,
  speaksOf,
  TELL_LOST,
} from "../capabilities/digests/digests.ts";
import { openConversation } from "../chat/inbox.ts";
import { type Line, placeToTell } from "../chat/reach.ts";
import { tellThere } from "../chat/tell.ts";
import type { ConversationId } from "../core/ids.ts";
import { words } from "../core/locale.ts";
import { finish, type Job, notYet, type Work } from "../db/claim.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import { mayPass } from "../db/faults.ts";

export type SlotDesk = { db: Db; log: Logger; now: () => Temporal.Instant };

/** Slots in work at once in one process: each is a few short transactions. */
const AT_ONCE = 16;
const BUSY_MS = 1_000;

/** For reports that go to one person. */
const digests: Line = { ref: "digests", title: words("정기 보고", "Scheduled reports") };

export function slotWork(desk: SlotDesk): Work {
  return {
    table: SLOTS,
    serialBy: "schedule_id",
    atOnce: AT_ONCE,
    run: (job) => whileBusy(() => carryOut(desk, job)),
    onDead: (job) => giveUp(desk, job),
  };
}

/** @throws `notYet` while our own database is away or has no time: nothing is wrong with the slot, and it is not given up for that */
async function whileBusy(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw mayPass(error) ? notYet(BUSY_MS, error) : error;
  }
}

type Members = Awaited<ReturnType<typeof reachableMembers>>;
type Sending = { due: Due; job: Job; members: Members; now: Temporal.Instant };

async function carryOut({ db, now }: SlotDesk, job: Job): Promise<void> {
  const here = { db, workspaceId: job.workspaceId };
  const members = await reachableMembers(here);
  const isOurs = await roomIsOurs(here, job);
  await withTx(here, async (tx) => {
    const due = await lockDue(tx, here, job.id);
    const sending = { due: await withOwner(tx, due, members), job, members, now: now() };
    const wanted = outcomeOf(sending.due, sending.now);
    const goes = wanted === "sent" || wanted === "late";
    const outcome = goes ? await send(tx, sending, isOurs, wanted) : wanted;
    await noteOutcome(tx, here, { id: job.id, outcome, now: sending.now });
    await finish(tx, job);
  });
}

/** Looked up before the transaction, as rooms belong to no workspace's own rows. */
async function roomIsOurs(here: { db: Db; workspaceId: Job["workspaceId"] }, job: Job): Promise<boolean> {
  const found = await withTx(here, (tx) => readSlot(tx, here, job.id));
  const target = found?.schedule.target;
  return target?.kind !== "room" || speaksOf(here, target);
}

/** Of somebody who has left in the meantime the longest-standing admin goes on with what goes to rooms; what was theirs alone ends. */
async function withOwner(tx: Tx, due: Due, members: Members): Promise<Due> {
  const { schedule } = due;
  if (schedule.state !== "active" || members.some(({ personId }) => personId === schedule.ownerId))
    return due;
  const heir = members.find(({ role }) => role === "company_admin");
  const after: HandedOver =
    schedule.target.kind === "room" && heir
      ? await handOver(tx, schedule, heir.personId)
      : await endSchedule(tx, schedule);
  return { ...due, schedule: after };
}

async function send(tx: Tx, sending: Sending, isOurs: boolean, wanted: Outcome): Promise<Outcome> {
  const { due, job } = sending;
  const { schedule } = due;
  const place = isOurs ? await placeOf(tx, sending) : undefined;
  if (!place) {
    if (!isOurs) await tellLost(tx, sending);
    return "nowhere";
  }
  await tellThere(tx, job, {
    conversationId: place,
    action: SEND,
    input: { slot: job.id },
    key: `slot:${job.id}`,
    personId: schedule.ownerId,
    lang: schedule.lang,
  });
  return wanted;
}

/** A room's main line, or the first way of its owner's order. */
async function placeOf(tx: Tx, sending: Sending): Promise<ConversationId | undefined> {
  const { due, job } = sending;
  const { target, ownerId } = due.schedule;
  if (target.kind === "person") return placeOfOwner(tx, sending);
  const { platform, roomRef } = target;
  const { workspaceId } = job;
  const owner = sending.members.find(({ personId }) => personId === ownerId);
  return (
    owner && openConversation(tx, { workspaceId, personId: owner.personId, platform, roomRef, threadRef: "" })
  );
}

async function placeOfOwner(tx: Tx, { due, job, members }: Sending): Promise<ConversationId | undefined> {
  const { ownerId, lang } = due.schedule;
  const owner = members.find(({ personId }) => personId === ownerId);
  return owner && placeToTell(tx, job, { ...owner, lang }, digests);
}

/** A room that speaks of another workspace by now gets nothing; the owner hears of it once, and it rests until they change it. */
async function tellLost(tx: Tx, sending: Sending): Promise<void> {
  const { due, job } = sending;
  const { id, version, lang } = due.schedule;
  const conversationId = await placeOfOwner(tx, sending);
  await endSchedule(tx, due.schedule, "paused");
  if (!conversationId) return;
  const key = `lost:${id}:${version}`;
  await tellThere(tx, job, { conversationId, action: TELL_LOST, input: { id }, key, lang });
}

/** The next one says that it did not come. */
async function giveUp({ db, log, now }: SlotDesk, job: Job): Promise<void> {
  log.error({ id: job.id, table: SLOTS }, "a report was given up");
  const here = { db, workspaceId: job.workspaceId };
  await withTx(here, async (tx) => {
    await noteOutcome(tx, here, { id: job.id, outcome: "failed", now: now() });
    await finish(tx, job);
  });
}
