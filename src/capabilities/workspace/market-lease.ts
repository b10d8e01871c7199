// One loader of the demo market at a time: a lease on the workspace's row, by the database's clock, that ends by itself when its holder dies.

import { setTimeout as pause } from "node:timers/promises";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { workspace } from "./tables.ts";

const LEASE_SECONDS = 60;
const WAIT_MS = 50;
const PATIENCE_MS = 90_000;

/**
 * Runs `body` once nobody else holds the workspace's lease. A waiter runs after the holder, so `body` looks again at what is left to do.
 * @throws Failure "unavailable" when the lease is not to be had in 90 s
 */
export async function holdingMarket(ctx: Ctx, body: () => Promise<void>): Promise<void> {
  const began = performance.now();
  let until = await take(ctx);
  while (!until) {
    if (performance.now() - began > PATIENCE_MS) throw tooLong();
    await pause(WAIT_MS);
    until = await take(ctx);
  }
  try {
    await body();
  } finally {
    await release(ctx, until);
  }
}

/** @returns when the lease ends, which is also its proof; `undefined` while another one holds it */
async function take(ctx: Ctx): Promise<Temporal.Instant | undefined> {
  const rows = await withSystemTx(ctx.db, "demo.lease", (tx) =>
    tx
      .update(workspace)
      .set({ marketLeaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})` })
      .where(
        and(
          eq(workspace.id, ctx.workspaceId),
          or(isNull(workspace.marketLeaseUntil), lt(workspace.marketLeaseUntil, sql`now()`)),
        ),
      )
      .returning({ until: workspace.marketLeaseUntil }),
  );
  return rows[0]?.until ?? undefined;
}

/** Leaves the lease of whoever took over after ours had ended. */
async function release(ctx: Ctx, until: Temporal.Instant): Promise<void> {
  await withSystemTx(ctx.db, "demo.lease", (tx) =>
    tx
      .update(workspace)
      .set({ marketLeaseUntil: null })
      .where(and(eq(workspace.id, ctx.workspaceId), eq(workspace.marketLeaseUntil, until))),
  );
}

function tooLong(): Failure {
  return new Failure("unavailable", "the demo market is still being loaded by another process", {
    say: words("데모 데이터를 아직 준비하고 있어요.", "The demo data are still being prepared."),
    next: words("잠시 뒤 다시 물어봐 주세요.", "Please ask again in a moment."),
  });
}
