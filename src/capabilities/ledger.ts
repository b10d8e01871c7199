// The hash chain of a workspace's ledger: each row's hash covers the row and the hash before it.

import { createHash } from "node:crypto";
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import { canonicalJson, storableJson } from "../core/canonical.ts";
import type { WorkspaceId } from "../core/ids.ts";
import type { Effect } from "../core/roles.ts";
import { type Tx, rowsOf, withTx } from "../db/db.ts";
import type { Ctx } from "./context.ts";
import { ledger, ledgerHead } from "./tables.ts";

/** What a ledger row tells beside who did it and when. */
export type LedgerEntry = {
  action: string;
  effect: Effect;
  subject?: string | undefined;
  before?: unknown;
  after?: unknown;
};

/** `seq` is the first row that is not as it was written; `missing` also stands for a chain cut short at its end. */
export type LedgerCheck =
  | { state: "whole"; rows: number }
  | { state: "broken"; seq: number; reason: "changed" | "missing" | "added" };

type Row = typeof ledger.$inferSelect;

const genesis = "0".repeat(64);
const rowsPerRead = 1_000;

/** Adds the next row of the chain; the last statement of its transaction, because others wait for it until the commit. */
export async function addLedgerRow(tx: Tx, ctx: Ctx, entry: LedgerEntry): Promise<void> {
  await lockChain(tx, ctx.workspaceId);
  const { seq, hash, at } = await headOf(tx, ctx.workspaceId);
  const row = {
    workspaceId: ctx.workspaceId,
    seq: seq + 1,
    at,
    actor: ctx.actor,
    role: ctx.role,
    action: entry.action,
    effect: entry.effect,
    subject: entry.subject ?? null,
    before: entry.before === undefined ? null : storableJson(entry.before),
    after: entry.after === undefined ? null : storableJson(entry.after),
    outcome: "done",
    prevHash: hash,
  };
  const next = { seq: row.seq, hash: rowHash(row) };
  await tx.insert(ledger).values({ ...row, hash: next.hash });
  await tx
    .insert(ledgerHead)
    .values({ workspaceId: ctx.workspaceId, ...next })
    .onConflictDoUpdate({ target: ledgerHead.workspaceId, set: next });
}

/** Reads the whole chain and finds the first row that was changed, moved, added or taken out past the gate. */
export async function verifyLedger(ctx: Ctx): Promise<LedgerCheck> {
  const end = await withTx(ctx, (tx) => endOf(tx, ctx.workspaceId));
  let seq = 0;
  let hash = genesis;
  while (seq < end.seq) {
    const rows = await withTx(ctx, (tx) => readRows(tx, ctx.workspaceId, seq, end.seq));
    if (rows.length === 0) return { state: "broken", seq: seq + 1, reason: "missing" };
    for (const row of rows) {
      if (row.seq !== seq + 1) return { state: "broken", seq: seq + 1, reason: "missing" };
      if (row.prevHash !== hash || row.hash !== rowHash(row))
        return { state: "broken", seq: row.seq, reason: "changed" };
      ({ seq, hash } = row);
    }
  }
  if (end.lastSeq > seq) return { state: "broken", seq: seq + 1, reason: "added" };
  return hash === end.hash ? { state: "whole", rows: seq } : { state: "broken", seq, reason: "changed" };
}

async function lockChain(tx: Tx, workspaceId: WorkspaceId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ledger ${workspaceId}`}, 0))`);
}

/** Where the chain ends, and the time by the database's clock: what happened is not dated by a clock that can be set. */
async function headOf(
  tx: Tx,
  workspaceId: WorkspaceId,
): Promise<{ seq: number; hash: string; at: Temporal.Instant }> {
  const [now] = await rowsOf<{ at: string }>(
    tx,
    sql`select date_trunc('milliseconds', clock_timestamp())::text as at`,
  );
  const [head] = await tx.select().from(ledgerHead).where(eq(ledgerHead.workspaceId, workspaceId));
  return {
    seq: head?.seq ?? 0,
    hash: head?.hash ?? genesis,
    at: Temporal.Instant.from(now?.at ?? ""),
  };
}

/** The end as it is kept beside the chain, and the last row there is, in one look: rows are added meanwhile. */
async function endOf(
  tx: Tx,
  workspaceId: WorkspaceId,
): Promise<{ seq: number; hash: string; lastSeq: number }> {
  const [end] = await rowsOf<{ seq: number; hash: string; last: number }>(
    tx,
    sql`select coalesce(max(h.seq), 0)::int as seq, coalesce(max(h.hash), ${genesis}) as hash,
          (select coalesce(max(l.seq), 0)::int from ${ledger} l where l.workspace_id = ${workspaceId}) as last
        from ${ledgerHead} h where h.workspace_id = ${workspaceId}`,
  );
  return { seq: end?.seq ?? 0, hash: end?.hash ?? genesis, lastSeq: end?.last ?? 0 };
}

function readRows(tx: Tx, workspaceId: WorkspaceId, after: number, upTo: number): Promise<Row[]> {
  return tx
    .select()
    .from(ledger)
    .where(and(eq(ledger.workspaceId, workspaceId), gt(ledger.seq, after), lte(ledger.seq, upTo)))
    .orderBy(asc(ledger.seq))
    .limit(rowsPerRead);
}

/** Covers every column but the hash itself. */
function rowHash(row: Omit<Row, "hash">): string {
  const { workspaceId, seq, at, actor, role, action, effect, subject, before, after, outcome, prevHash } =
    row;
  const covered = { workspaceId, seq, at, actor, role, action, effect, subject, before, after, outcome };
  return createHash("sha256")
    .update(prevHash)
    .update(canonicalJson(storableJson(covered)))
    .digest("hex");
}
