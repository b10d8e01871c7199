// The stop: every automatic write of a workspace is halted from the commit of its row on, in every process, because whoever is about to
// write reads it in the same transaction that marks the write as begun.

import { eq, sql } from "drizzle-orm";
import { words } from "../../core/locale.ts";
import { Failure } from "../../core/failure.ts";
import type { WorkspaceId } from "../../core/ids.ts";
import type { Actor } from "../../core/scope.ts";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { stop } from "./tables.ts";

export type Stop = { halted: boolean; by?: Actor; at?: Temporal.Instant; reason?: string | undefined };

/** The row is share-locked: a stop waits for writes that have begun, not the other way round. */
export async function readStop(tx: Tx, workspaceId: WorkspaceId): Promise<Stop> {
  const [row] = await tx.select().from(stop).where(eq(stop.workspaceId, workspaceId));
  return row
    ? { halted: row.halted, by: row.by, at: row.at, reason: row.reason ?? undefined }
    : { halted: false };
}

export async function findStop(ctx: Ctx): Promise<Stop> {
  return withTx(ctx, (tx) => readStop(tx, ctx.workspaceId));
}

/** Halts every automatic write of the workspace. Open to everybody who belongs to it. @returns whether it was running until now */
export async function halt(ctx: Ctx, { reason }: { reason?: string | undefined }): Promise<boolean> {
  return write(ctx, "automation.stop", "write", async (tx) => {
    const before = await readStop(tx, ctx.workspaceId);
    await setStop(tx, ctx, true, reason);
    return { result: !before.halted, before: { halted: before.halted }, after: { halted: true, reason } };
  });
}

/** Lets automatic writes go on. @throws Failure "conflict" when nothing is halted */
export async function lift(ctx: Ctx): Promise<void> {
  return write(ctx, "automation.resume", "write", async (tx) => {
    const before = await readStop(tx, ctx.workspaceId);
    if (!before.halted) throw notHalted();
    await setStop(tx, ctx, false, undefined);
    return { result: undefined, before: { halted: true }, after: { halted: false } };
  });
}

async function setStop(tx: Tx, ctx: Ctx, halted: boolean, reason: string | undefined): Promise<void> {
  const row = { halted, reason: reason ?? null, by: ctx.actor, at: sql`clock_timestamp()` };
  await tx
    .insert(stop)
    .values({ workspaceId: ctx.workspaceId, ...row })
    .onConflictDoUpdate({ target: stop.workspaceId, set: row });
}

function notHalted(): Failure {
  return new Failure("conflict", "nothing is halted", {
    say: words("지금 멈춰 있는 것이 없어요.", "Nothing is halted now."),
    next: words("멈추려면 ‘긴급 정지’라고 말해 주세요.", "Say “emergency stop” to halt it."),
  });
}
