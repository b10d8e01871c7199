// How an account is reached by whoever carries out or looks up something there.

import { AdAccountId } from "../../../core/ids.ts";
import type { AccountRef, Medium } from "../../../media/medium.ts";
import { mediumOf } from "../../catalog/catalog.ts";
import type { Ctx } from "../../context.ts";

/** Where a call goes; `undefined` for an account that is known from files only. */
export type Reach = (
  ctx: Pick<Ctx, "db" | "workspaceId" | "now">,
  accountId: string,
) => Promise<{ medium: Medium; at: AccountRef; simulated: boolean } | undefined>;

export const reach: Reach = (ctx, accountId) => mediumOf(ctx, AdAccountId.parse(accountId));
