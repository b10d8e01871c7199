// Rows of the directory as the verbs of this folder share them: workspaces and memberships, read with the eyes of the system.

import { and, desc, eq } from "drizzle-orm";
import { PersonId, WorkspaceId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import type { Role } from "../../core/roles.ts";
import { type Db, type Tx, withSystemTx } from "../../db/db.ts";
import { membership, person, workspace } from "./tables.ts";

export type Workspace = {
  id: WorkspaceId;
  name: string;
  kind: "demo" | "own";
  zone: string;
  currency: string;
  lang: Lang;
  /** Seed of the simulated market; demo only. */
  seed: number | undefined;
};

export type Membership = {
  workspace: Workspace;
  personId: PersonId;
  role: Role;
  /** The person's own language, when they chose one. */
  personLang: Lang | undefined;
  /** Whether the person was here last. */
  last: boolean;
};

/** Memberships of a person: the workspace they were in last first, then the newest. */
export async function membershipsOf(tx: Tx, personId: PersonId): Promise<Membership[]> {
  const rows = await tx
    .select({ membership, workspace, lang: person.lang, last: person.lastWorkspaceId })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .innerJoin(person, eq(person.id, membership.personId))
    .where(eq(membership.personId, personId))
    .orderBy(desc(membership.createdAt), desc(workspace.id));
  return membershipsIn(personId, rows);
}

type MembershipRow = {
  membership: typeof membership.$inferSelect | null;
  workspace: typeof workspace.$inferSelect | null;
  lang: Lang | null;
  last: string | null;
};

/** @param rows the newest first; those without a workspace are none */
export function membershipsIn(personId: PersonId, rows: readonly MembershipRow[]): Membership[] {
  const all = rows.flatMap((row) => {
    if (!row.membership || !row.workspace) return [];
    return {
      workspace: workspaceOf(row.workspace),
      personId,
      role: row.membership.role,
      personLang: row.lang ?? undefined,
      last: row.last === row.workspace.id,
    };
  });
  return [...all.filter(({ last }) => last), ...all.filter(({ last }) => !last)];
}

export async function isMember(tx: Tx, workspaceId: WorkspaceId, personId: PersonId): Promise<boolean> {
  const rows = await tx
    .select({ role: membership.role })
    .from(membership)
    .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, personId)));
  return rows.length > 0;
}

export async function findWorkspace(db: Db, id: WorkspaceId): Promise<Workspace | undefined> {
  return withSystemTx(db, "workspace.find", async (tx) => {
    const [row] = await tx.select().from(workspace).where(eq(workspace.id, id));
    return row && workspaceOf(row);
  });
}

export function workspaceOf(row: typeof workspace.$inferSelect): Workspace {
  const { id, name, kind, zone, currency, lang, seed } = row;
  return { id: WorkspaceId.parse(id), name, kind, zone, currency, lang, seed: seed ?? undefined };
}
