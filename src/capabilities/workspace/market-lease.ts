// One loader of the demo market at a time: a short lease on the workspace's row, by the database's clock, that its holder lengthens as long
// as it lives. Two at once, where a holder stood still for longer, only load the same days twice: those of the first count.

import { setTimeout as pause } from "node:timers/promises";
import { and, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { workspace } from "./tables.ts";

/** So long the demo answers nobody when a loader was killed. */
const LEASE_MS = 5_000;
const WAIT_MS = 50;
const PATIENCE_MS = 90_000;

/**
 * Runs `body` once nobody else holds the workspace's lease. A waiter runs after the holder, so `body` looks again at what is left to do.
 * @throws Failure "unavailable" when the lease is not to be had in 90 s
 */
export async function holdingMarket(
  ctx: Ctx,
  body: () => Promise<void>,
  { leaseMs = LEASE_MS } = {},
): Promise<void> {
  const began = performance.now();
  let until = await take(ctx, leaseMs);
  while (!until) {
    if (performance.now() - began > PATIENCE_MS) throw tooLong();
    await pause(WAIT_MS);
    until = await take(ctx, leaseMs);
  }
  const lease = keepLease(ctx, until, leaseMs);
  try {
    await body();
  } finally {
    await lease.release();
  }
}

/** Lengthens the lease four times before it ends; one that went to somebody else stays theirs. */
function keepLease(ctx: Ctx, until: Temporal.Instant, leaseMs: number): { release: () => Promise<void> } {
  let held: Temporal.Instant | undefined = until;
  let renewing = Promise.resolve();
  async function renew(): Promise<void> {
    if (held) held = await set(ctx, endOf(leaseMs), eq(workspace.marketLeaseUntil, held));
  }
  const timer = setInterval(() => {
    renewing = renewing.then(renew).catch(() => {}); // the next one may get through
  }, leaseMs / 4).unref();
  return {
    async release() {
      clearInterval(timer);
      await renewing;
      if (held) await set(ctx, sql`null`, eq(workspace.marketLeaseUntil, held));
    },
  };
}

function take(ctx: Ctx, leaseMs: number): Promise<Temporal.Instant | undefined> {
  const free = or(isNull(workspace.marketLeaseUntil), lt(workspace.marketLeaseUntil, sql`now()`));
  return set(ctx, endOf(leaseMs), free);
}

function endOf(leaseMs: number): SQL {
  return sql`now() + ${leaseMs} * interval '1 ms'`;
}

/** @returns when the lease ends, which is also its proof; `undefined` when `condition` does not hold, or the lease was ended */
async function set(ctx: Ctx, until: SQL, condition: SQL | undefined): Promise<Temporal.Instant | undefined> {
  const rows = await withSystemTx(ctx.db, "demo.lease", (tx) =>
    tx
      .update(workspace)
      .set({ marketLeaseUntil: until })
      .where(and(eq(workspace.id, ctx.workspaceId), condition))
      .returning({ until: workspace.marketLeaseUntil }),
  );
  return rows[0]?.until ?? undefined;
}

function tooLong(): Failure {
  return new Failure("unavailable", "the demo market is still being loaded by another process", {
    say: words("데모 데이터를 아직 준비하고 있어요.", "The demo data are still being prepared."),
    next: words("잠시 뒤 다시 물어봐 주세요.", "Please ask again in a moment."),
  });
}
