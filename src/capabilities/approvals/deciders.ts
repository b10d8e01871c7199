// Who may decide and can be reached on a platform: they get the request's card where they are.

import { and, asc, eq, inArray } from "drizzle-orm";
import { PersonId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { mayDo, Role } from "../../core/roles.ts";
import { withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { identity, membership, person } from "../workspace/tables.ts";

export type DeciderOn = { personId: PersonId; platformId: string; lang: Lang | undefined };

/** Everybody but the one who asks, the longest-standing first. */
export async function decidersOn(
  { db, workspaceId, actor }: Pick<Ctx, "db" | "workspaceId" | "actor">,
  platform: string,
): Promise<DeciderOn[]> {
  const roles = Role.options.filter((role) => mayDo(role, "approval.decide", "spend"));
  const rows = await withSystemTx(db, "deciders.find", (tx) =>
    tx
      .select({ personId: person.id, platformId: identity.platformId, lang: person.lang })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .innerJoin(identity, and(eq(identity.personId, person.id), eq(identity.platform, platform)))
      .where(and(eq(membership.workspaceId, workspaceId), inArray(membership.role, roles)))
      .orderBy(asc(membership.createdAt), asc(person.id)),
  );
  return rows
    .filter(({ personId }) => !(actor.kind === "person" && actor.personId === personId))
    .map(({ personId, platformId, lang }) => ({
      personId: PersonId.parse(personId),
      platformId,
      lang: lang ?? undefined,
    }));
}
