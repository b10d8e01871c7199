// Which folder of the shared drop folder belongs to which workspace: workspaces of people's own, by id or by name.

import { asc, eq } from "drizzle-orm";
import { WorkspaceId } from "../../core/ids.ts";
import { type Db, withSystemTx } from "../../db/db.ts";
import { workspace } from "../workspace/tables.ts";

export type IntakeFolder = { workspaceId: WorkspaceId; name: string };

/** Workspaces into which files may be laid; the demo has its own market and takes none. */
export async function foldersOf(db: Db): Promise<IntakeFolder[]> {
  const rows = await withSystemTx(
    db,
    "intake.folders",
    (tx) =>
      tx
        .select({ id: workspace.id, name: workspace.name })
        .from(workspace)
        .where(eq(workspace.kind, "own"))
        .orderBy(asc(workspace.createdAt)),
    { single: true },
  );
  return rows.map(({ id, name }) => ({ workspaceId: WorkspaceId.parse(id), name }));
}
