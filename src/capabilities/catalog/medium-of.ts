// From an ad account of ours to the medium that can change it.

import { and, eq } from "drizzle-orm";
import type { AdAccountId } from "../../core/ids.ts";
import { withTx } from "../../db/db.ts";
import type { AccountRef, Medium, MediumName } from "../../media/medium.ts";
import { openSandboxMedium } from "../../media/open-sandbox.ts";
import { media } from "../../media/registry.ts";
import { sandboxRef } from "../../media/sandbox/object-ids.ts";
import type { Ctx } from "../context.ts";
import { marketStore } from "./market-store.ts";
import { adAccount } from "./tables.ts";

export type OpenMedium = { medium: Medium; at: AccountRef; simulated: boolean };

/**
 * The medium of an account, and the account as that medium knows it. `undefined` for an account that is known from files only, or not at all:
 * nothing can be changed there, and nobody may say it was. Its calls open transactions of their own: never make them inside one.
 */
export async function mediumOf(
  ctx: Pick<Ctx, "db" | "workspaceId" | "now">,
  accountId: AdAccountId,
): Promise<OpenMedium | undefined> {
  const [account] = await withTx(ctx, (tx) =>
    tx
      .select({ medium: adAccount.medium, connection: adAccount.connection, currency: adAccount.currency })
      .from(adAccount)
      .where(and(eq(adAccount.workspaceId, ctx.workspaceId), eq(adAccount.id, accountId))),
  );
  if (account?.connection !== "sandbox" || !isDriven(account.medium)) return undefined;
  const at = { ref: sandboxRef(accountId), currency: account.currency };
  const played = { ...at, medium: account.medium };
  const medium = openSandboxMedium({ store: marketStore(ctx), account: played, now: () => ctx.now });
  return { medium, at, simulated: true };
}

function isDriven(medium: string): medium is MediumName {
  return medium in media;
}
