// Accounts of the simulated market in the database: one row each, changed under its lock, so that replicas and restarts see one market.

import { and, eq, sql } from "drizzle-orm";
import { storableJson } from "../../core/canonical.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import type { MediumName } from "../../media/medium.ts";
import { media } from "../../media/registry.ts";
import { firstState } from "../../media/sandbox/first-state.ts";
import { sandboxRef } from "../../media/sandbox/object-ids.ts";
import type { MarketAccount } from "../../media/sandbox/report.ts";
import { type MarketStore, type SandboxAccount, SandboxState } from "../../media/sandbox/state.ts";
import type { Ctx } from "../context.ts";
import { adAccount } from "./tables.ts";

/** For a workspace without a market of its own; its accounts begin empty. */
const NO_SEED = 1;
/** Changes of one account go one after another: many at once wait longer than other statements may. */
const PATIENT = { lockTimeoutMs: 5_000, statementTimeoutMs: 6_000, deadlineMs: 10_000 };
/** No account's number: nothing is ever stored under it. */
const NOBODY = "0";

/** Opens transactions of its own: never use it inside one. An account that was never changed has no row. */
export function marketStore(ctx: Pick<Ctx, "db" | "workspaceId">): MarketStore {
  return {
    read: (account) => withTx(ctx, (tx) => stateOf(tx, ctx, account, sql``)),
    change: (account, body) =>
      withTx(
        ctx,
        async (tx) => {
          await tx.execute(lockOf(ctx, account));
          const state = await stateOf(tx, ctx, account, sql`for update of s`);
          const result = body(state);
          await save(tx, ctx, account, state);
          return result;
        },
        PATIENT,
      ),
  };
}

/** Every simulated account of the workspace with what its market knows; a medium that has no account yet begins as it would. */
export async function simulatedAccounts(ctx: Pick<Ctx, "db" | "workspaceId">): Promise<MarketAccount[]> {
  const known = await withTx(ctx, (tx) =>
    tx
      .select({ id: adAccount.id, medium: adAccount.medium, currency: adAccount.currency })
      .from(adAccount)
      .where(and(eq(adAccount.workspaceId, ctx.workspaceId), eq(adAccount.connection, "sandbox"))),
  );
  const store = marketStore(ctx);
  const accounts: MarketAccount[] = [];
  for (const medium of Object.keys(media) as MediumName[]) {
    const row = known.find((one) => one.medium === medium);
    const ref = row ? sandboxRef(row.id) : NOBODY;
    accounts.push({ medium, state: await store.read({ medium, ref, currency: row?.currency ?? "KRW" }) });
  }
  return accounts;
}

type Place = Pick<Ctx, "workspaceId">;

/** The row's lock is no help while there is no row. */
function lockOf({ workspaceId }: Place, { medium, ref }: SandboxAccount): ReturnType<typeof sql> {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`sandbox:${workspaceId}:${medium}:${ref}`}, 0))`;
}

async function stateOf(
  tx: Tx,
  { workspaceId }: Place,
  account: SandboxAccount,
  lock: ReturnType<typeof sql>,
): Promise<SandboxState> {
  const [row] = await rowsOf<{ state: unknown }>(
    tx,
    sql`select s.state from sandbox_account s
        where s.workspace_id = ${workspaceId} and s.medium = ${account.medium} and s.ref = ${account.ref} ${lock}`,
  );
  if (row) return SandboxState.parse(row.state);
  const [place] = await rowsOf<{ seed: number | null; demo: boolean }>(
    tx,
    sql`select w.seed::float8 as seed, w.kind = 'demo' as demo from workspace w where w.id = ${workspaceId}`,
  );
  return firstState(account, { seed: place?.seed ?? NO_SEED, demo: place?.demo ?? false });
}

async function save(
  tx: Tx,
  { workspaceId }: Place,
  account: SandboxAccount,
  state: SandboxState,
): Promise<void> {
  await tx.execute(
    sql`insert into sandbox_account as s (workspace_id, medium, ref, revision, state, changed_at)
        values (${workspaceId}, ${account.medium}, ${account.ref}, 1, ${JSON.stringify(storableJson(state))}::text::jsonb, now())
        on conflict (workspace_id, medium, ref)
        do update set state = excluded.state, revision = s.revision + 1, changed_at = now()`,
  );
}
