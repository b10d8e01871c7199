// Who looked into contact data, when and what for: written by every verb of this folder and for erasures by the clock, shown to admins.

import { desc, eq } from "drizzle-orm";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { listMembers } from "../workspace/workspace.ts";
import { accessRecord } from "./tables.ts";

/** `who` is null for somebody who left, or for work nobody asked for. */
export type Access = Pick<typeof accessRecord.$inferSelect, "purpose" | "contacts" | "list" | "at"> & {
  who: string | null;
};

/** The newest first. */
export async function accessLog(ctx: Ctx, count: number): Promise<Access[]> {
  const [rows, members] = await Promise.all([
    withTx(ctx, (tx) =>
      tx
        .select()
        .from(accessRecord)
        .where(eq(accessRecord.workspaceId, ctx.workspaceId))
        .orderBy(desc(accessRecord.at), desc(accessRecord.id))
        .limit(count),
    ),
    listMembers(ctx),
  ]);
  const names = new Map<string, string>(members.map(({ personId, name }) => [personId, name]));
  return rows.map(({ purpose, contacts, list, at, personId }) => ({
    purpose,
    contacts,
    list,
    at,
    who: (personId !== null && names.get(personId)) || null,
  }));
}
