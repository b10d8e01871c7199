// Carries out one recorded call. Its row is marked as sent before the call and closed after it, so that a process that dies in between
// leaves a question, not a guess: whoever takes over looks for the object by its tag before anything is sent again.

import type { Logger } from "pino";
import { finish, type Job, mustHold, notYet } from "../../../db/claim.ts";
import { type Db, type Tx, withTx } from "../../../db/db.ts";
import { type AccountRef, type Medium, MediumError } from "../../../media/medium.ts";
import type { Ctx } from "../../context.ts";
import { readStop } from "../../limits/limits.ts";
import {
  type Call,
  callAt,
  closeCall,
  markSent,
  noteWritten,
  overtaken,
  paceLeftMs,
  placeAmong,
  readCall,
  sentAgoMs,
  takeBackSent,
} from "./calls.ts";
import { noteEffect } from "./effects.ts";
import { doneBefore, prepare } from "./send.ts";
import type { Reach } from "./reach.ts";
import { hangsOn, isCreate, isRead, lowersRisk, type Step } from "./steps.ts";
import { type Settled, settleApproval } from "./settle.ts";

export type MediaDesk = {
  db: Db;
  log: Logger;
  reach: Reach;
  /** Every write of this installation is halted. */
  halted: boolean;
  /** An object that no look-up finds for so long after it was sent was not made, as far as anybody can know (60,000). */
  graceMs?: number;
  now: () => Temporal.Instant;
  /** Least milliseconds between two writes on an account; what its medium declares, and none where the market plays it. */
  paceOf?: (place: { medium: Medium; simulated: boolean }, step: Step) => number;
  /** Called in the transaction that closes an approval's last call. */
  settled: Settled;
};

const GRACE_MS = 60_000;
/** Looks between the sending and the end of the grace. */
const LOOKS = 6;
const MOST_SENDS = 2;
/** What cannot be looked up for so long is left to a person. */
const PARK_MS = 600_000;
const HALTED_PAUSE_MS = 1_000;
const BEHIND_PAUSE_MS = 300;
/** Who takes longer from reading the stop to sending reads it again: a stop holds for every write a second after it. */
const STALE_MS = 500;

type Place = {
  ctx: Pick<Ctx, "db" | "workspaceId">;
  call: Call;
  medium: Medium;
  at: AccountRef;
  simulated: boolean;
  parent: Call | undefined;
};

const declaredPace: NonNullable<MediaDesk["paceOf"]> = ({ medium, simulated }, step) =>
  simulated ? 0 : medium.features.paceMs[isCreate(step) ? "create" : "change"];

/** The work of the claim loop for one row. */
export async function carryOut(desk: MediaDesk, job: Job): Promise<void> {
  const ctx = { db: desk.db, workspaceId: job.workspaceId };
  const [call, parent] = await withTx(ctx, async (tx) => {
    const found = await readCall(tx, ctx, job.id);
    const on = hangsOn(found.step);
    return [found, on === undefined ? undefined : await callAt(tx, ctx, found, on)] as const;
  });
  if (await isMoot(desk, job, ctx, call, parent)) return;
  const place = await desk.reach({ ...ctx, now: desk.now() }, call.accountId);
  if (!place) return end(desk, job, ctx, call, { stage: "failed", trouble: "not_connected" });
  const here = { ctx, call, parent, ...place };
  if (call.stage === "queued") return attempt(desk, job, here);
  return lookUp(desk, job, here);
}

/** It failed at every try through a fault of our own: a person looks, and nobody waits for it. */
export async function giveUpCall(desk: MediaDesk, job: Job): Promise<void> {
  const ctx = { db: desk.db, workspaceId: job.workspaceId };
  const call = await withTx(ctx, (tx) => readCall(tx, ctx, job.id));
  const nothingSent = call.stage === "queued" && call.sends === 0;
  await end(desk, job, ctx, call, { stage: nothingSent ? "failed" : "parked", trouble: "given up" });
}

/** What the step hangs on came to nothing, or the row was closed before. */
async function isMoot(
  desk: MediaDesk,
  job: Job,
  ctx: Place["ctx"],
  call: Call,
  parent: Call | undefined,
): Promise<boolean> {
  if (
    call.stage === "confirmed" ||
    call.stage === "failed" ||
    call.stage === "parked" ||
    call.stage === "skipped"
  ) {
    await end(desk, job, ctx, call, { stage: call.stage });
    return true;
  }
  if (hangsOn(call.step) === undefined || parent?.stage === "confirmed") return false;
  await end(desk, job, ctx, call, { stage: "skipped", trouble: parent?.stage ?? "missing" });
  return true;
}

async function attempt(desk: MediaDesk, job: Job, here: Place): Promise<void> {
  const { ctx, call } = here;
  const send = await prepare(here);
  const paceMs = isRead(call.step) ? 0 : (desk.paceOf ?? declaredPace)(here, call.step);
  const begunMs = performance.now();
  const next = await withTx(ctx, async (tx) => {
    if (!lowersRisk(call.step) && (desk.halted || (await readStop(tx, ctx.workspaceId)).halted))
      throw notYet(HALTED_PAUSE_MS);
    const place = await placeAmong(tx, ctx, call);
    if (place === "behind") throw notYet(BEHIND_PAUSE_MS);
    if (place === "overtaken") return false;
    const waitMs = await paceLeftMs(tx, ctx, call.accountId, paceMs);
    if (waitMs > 0) throw notYet(waitMs);
    // Whoever was overtaken on the way would send it a second time.
    await mustHold(tx, job);
    await markSent(tx, call);
    return true;
  });
  if (!next) return end(desk, job, ctx, call, overtaken);
  job.signal.throwIfAborted();
  if (!lowersRisk(call.step) && performance.now() - begunMs > STALE_MS) {
    await withTx(ctx, (tx) => noted(tx, job, () => takeBackSent(tx, call)));
    throw notYet(0);
  }
  try {
    const id = await send();
    if (paceMs > 0) await withTx(ctx, (tx) => noteWritten(tx, call));
    await end(desk, job, ctx, call, { stage: "confirmed", ...(id !== undefined && { result: { id } }) });
  } catch (error) {
    await afterFailure(desk, job, here, error);
  }
}

/** What a try came to is written by whoever still has the call: another worker may have closed it. */
async function noted(tx: Tx, job: Job, write: () => Promise<void>): Promise<void> {
  await mustHold(tx, job);
  await write();
}

async function afterFailure(desk: MediaDesk, job: Job, { ctx, call }: Place, error: unknown): Promise<void> {
  if (!(error instanceof MediumError)) throw error;
  const trouble = `${error.code}: ${error.message}`;
  desk.log.warn(
    { call: call.id, medium: call.medium, op: call.step.op, kind: error.kind, code: error.code },
    "a medium did not take a change",
  );
  switch (error.kind) {
    case "refused":
      return end(desk, job, ctx, call, { stage: "failed", trouble });
    case "throttled":
    case "unavailable":
      // Surely no effect: it stands as before this try, and what an earlier one left open is looked for again.
      await withTx(ctx, (tx) => noted(tx, job, () => takeBackSent(tx, call, trouble)));
      throw notYet(error.retryAfterMs ?? pauseAfter(job));
    case "unknown":
      await withTx(ctx, (tx) => noted(tx, job, () => closeCall(tx, call, { stage: "unknown", trouble })));
      throw notYet(Math.min(graceOf(desk) / LOOKS, 5_000));
  }
}

/** It may have been made: looked for first, sent again only when it is safe or surely absent, else left to a person. */
async function lookUp(desk: MediaDesk, job: Job, here: Place): Promise<void> {
  const { ctx, call } = here;
  const agoMs = await withTx(ctx, (tx) => sentAgoMs(tx, call));
  try {
    const done = await doneBefore(here);
    if (done)
      return await end(desk, job, ctx, call, {
        stage: "confirmed",
        ...(done.id && { result: { id: done.id } }),
      });
  } catch (error) {
    if (!(error instanceof MediumError)) throw error;
    if (agoMs > PARK_MS)
      return end(desk, job, ctx, call, { stage: "parked", trouble: `look-up: ${error.code}` });
    throw notYet(error.retryAfterMs ?? pauseAfter(job));
  }
  if (!isCreate(call.step)) return attempt(desk, job, here);
  const graceMs = graceOf(desk);
  if (agoMs < graceMs) throw notYet(Math.max(200, Math.min(graceMs / LOOKS, graceMs - agoMs)));
  if (call.sends >= MOST_SENDS)
    return end(desk, job, ctx, call, { stage: "parked", trouble: "not found after it was sent twice" });
  return attempt(desk, job, here);
}

function graceOf({ graceMs = GRACE_MS }: MediaDesk): number {
  return graceMs;
}

function pauseAfter({ fence }: Job): number {
  return Math.min(500 * 2 ** Math.min(fence, 8), 30_000);
}

/** Closes the call with its effect on our own books and its ledger row, and the approval with its last call. */
async function end(
  desk: MediaDesk,
  job: Job,
  ctx: Place["ctx"],
  call: Call,
  change: Parameters<typeof closeCall>[2],
): Promise<void> {
  await withTx(ctx, async (tx: Tx) => {
    await closeCall(tx, call, change);
    await finish(tx, job);
    const { stage, result = call.result } = change;
    if (stage === "confirmed" && call.stage !== stage)
      await noteEffect(tx, desk, ctx, { ...call, stage, result });
    await settleApproval(tx, ctx, call.approvalId, desk.settled);
  });
}
