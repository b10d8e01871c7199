// A workspace of its own for a test: tenant, one person, their membership, and the context that person acts in.

import type { Ctx } from "../../src/capabilities/context.ts";
import { membership, person, workspace } from "../../src/capabilities/workspace/tables.ts";
import { newId, PersonId, WorkspaceId } from "../../src/core/ids.ts";
import type { Lang } from "../../src/core/locale.ts";
import type { Role } from "../../src/core/roles.ts";
import { type Db, withSystemTx } from "../../src/db/db.ts";
import { silentLog } from "./database.ts";

export type WorkspaceTraits = {
  role?: Role;
  lang?: Lang;
  zone?: string;
  now?: Temporal.Instant;
  currency?: string;
  kind?: "demo" | "own";
};

export const fixedNow = Temporal.Instant.from("2026-11-21T10:00:00+09:00");

/** The clock stands at 2026-11-21 10:00 in Seoul, unless the test brings its own. */
export async function makeWorkspace(db: Db, traits: WorkspaceTraits = {}): Promise<Ctx> {
  const { role = "company_admin", lang = "ko", zone = "Asia/Seoul", now = fixedNow } = traits;
  const workspaceId = newId(WorkspaceId);
  const personId = newId(PersonId);
  const { currency = "KRW", kind = "own" } = traits;
  await withSystemTx(db, "test.workspace", async (tx) => {
    await tx.insert(workspace).values({
      id: workspaceId,
      name: `작업실 ${workspaceId.slice(-4)}`,
      kind,
      zone,
      currency,
      lang,
      createdAt: now,
    });
    await tx
      .insert(person)
      .values({ id: personId, name: "김마케터", lang, lastWorkspaceId: workspaceId, createdAt: now });
    await tx.insert(membership).values({ workspaceId, personId, role, createdAt: now });
  });
  return { workspaceId, actor: { kind: "person", personId }, role, lang, zone, now, db, log: silentLog };
}

/** The same workspace through another person's eyes. */
export async function joinWorkspace(ctx: Ctx, role: Role): Promise<Ctx> {
  const personId = newId(PersonId);
  await withSystemTx(ctx.db, "test.join", async (tx) => {
    await tx.insert(person).values({
      id: personId,
      name: "박동료",
      lang: ctx.lang,
      lastWorkspaceId: ctx.workspaceId,
      createdAt: ctx.now,
    });
    await tx.insert(membership).values({ workspaceId: ctx.workspaceId, personId, role, createdAt: ctx.now });
  });
  return { ...ctx, role, actor: { kind: "person", personId } };
}
