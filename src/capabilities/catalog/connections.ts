// How a workspace is joined to its media, for whoever asks what is on.

import { asc, eq } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { withTx } from "../../db/db.ts";
import { adAccount } from "./tables.ts";

export type Joined = Pick<typeof adAccount.$inferSelect, "medium" | "connection">;

/** Each way to each medium once. */
export async function listConnections(ctx: Pick<Ctx, "db" | "workspaceId">): Promise<Joined[]> {
  return withTx(ctx, (tx) =>
    tx
      .selectDistinct({ medium: adAccount.medium, connection: adAccount.connection })
      .from(adAccount)
      .where(eq(adAccount.workspaceId, ctx.workspaceId))
      .orderBy(asc(adAccount.medium), asc(adAccount.connection)),
  );
}
