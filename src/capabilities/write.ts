// The only road to a change that a person, a schedule or the autopilot asks for: role, transaction, ledger row, or none of it.

import { Failure } from "../core/failure.ts";
import { type Effect, mayDo } from "../core/roles.ts";
import { type Tx, type TxOptions, withTx } from "../db/db.ts";
import type { Ctx } from "./context.ts";
import { addLedgerRow } from "./ledger.ts";

export { verifyLedger } from "./ledger.ts";

/** `before` and `after` show what changed, as plain values; `subject` is the id of the thing it happened to. */
export type Written<T> = { result: T; subject?: string; before?: unknown; after?: unknown };

/**
 * Runs `body` in one transaction and adds the ledger row as its last statement.
 * @param action `thing.verb`; with `effect` it decides who may do this
 * @throws Failure "forbidden" before anything is touched when the role does not allow the action
 */
export async function write<T>(
  ctx: Ctx,
  action: string,
  effect: Effect,
  body: (tx: Tx) => Promise<Written<T>>,
  options?: TxOptions,
): Promise<T> {
  if (!mayDo(ctx.role, action, effect)) throw new Failure("forbidden", `${ctx.role} may not ${action}`);
  return withTx(
    ctx,
    async (tx) => {
      const { result, subject, before, after } = await body(tx);
      await addLedgerRow(tx, ctx, { action, effect, subject, before, after });
      return result;
    },
    options,
  );
}
