// Contacts that buttons keep sealed go once they are of no more use: with the answer to the press, when the button is too old to be pressed,
// and when the contact itself is erased.

import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import {
  GONE,
  holdsContact,
  SEALED,
  sealedAddresses,
  withoutAddresses,
} from "../capabilities/audience/vault.ts";
import type { Ctx } from "../capabilities/context.ts";
import type { WorkspaceId } from "../core/ids.ts";
import type { Tx } from "../db/db.ts";
import type { Draft } from "./draft.ts";
import { button } from "./tables.ts";

const ERASES = "apply_erasure";
const isSealed = sql`${button.input}::text like '%⟦%'`;

/** In the transaction that stores an answer. A press that may be made again keeps what it needs. */
export async function forgetSealed(tx: Tx, ctx: Ctx, draft: Draft): Promise<void> {
  const { pressed, freed, buttons } = draft;
  const used = pressed !== undefined && freed !== pressed.token && holdsContact(pressed.input);
  if (!used && !buttons.some(({ input }) => holdsContact(input))) return;
  await forgetExpired(tx, ctx.workspaceId);
  if (!used) return;
  await empty(tx, ctx.workspaceId, eq(button.token, pressed.token));
  if (pressed.action === ERASES && draft.outcome === "answered")
    await forgetErased(tx, ctx, new Set(sealedAddresses(ctx, pressed.input)));
}

/** Of buttons nobody can press any more. */
export function forgetExpired(tx: Tx, workspaceId: WorkspaceId): Promise<void> {
  return empty(tx, workspaceId, lt(button.expiresAt, sql`now()`));
}

/** Every other button of the workspace that holds one of them, however it was written there. */
async function forgetErased(tx: Tx, ctx: Ctx, gone: ReadonlySet<string>): Promise<void> {
  const here = and(eq(button.workspaceId, ctx.workspaceId), isSealed);
  const rows = await tx.select({ token: button.token, input: button.input }).from(button).where(here);
  for (const { token, input } of rows) {
    const rest = withoutAddresses(ctx, input, gone);
    if (JSON.stringify(rest) !== JSON.stringify(input))
      await tx
        .update(button)
        .set({ input: rest })
        .where(and(here, eq(button.token, token)));
  }
}

async function empty(tx: Tx, workspaceId: WorkspaceId, which: SQL): Promise<void> {
  await tx
    .update(button)
    .set({ input: sql`regexp_replace(${button.input}::text, ${SEALED}, ${GONE}, 'g')::jsonb` })
    .where(and(eq(button.workspaceId, workspaceId), which, isSealed));
}
