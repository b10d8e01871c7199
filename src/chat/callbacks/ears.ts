// Who speaks on a platform with slots, and what is still in work for them there.

import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import {
  findPerson,
  findWorkspace,
  keptId,
  meetPerson,
  memberIn,
} from "../../capabilities/workspace/workspace.ts";
import { InboundId, type PersonId, type WorkspaceId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { type Db, withTx } from "../../db/db.ts";
import { directRoom } from "../rooms.ts";
import { conversation, inbound } from "../tables.ts";
import type { Ear } from "./held.ts";

export type Speaker = {
  platform: string;
  /** Unique on the platform. */
  platformId: string;
  name: string;
  workspaceId: WorkspaceId;
  /** A room with others; left out where they are alone with us. */
  room?: string | undefined;
};

/** Where this speaker hears and is heard: with others each in a line of their own, so that nobody waits for another's answer. */
export function earOf({ platform, platformId, workspaceId, room }: Speaker): Ear {
  if (room === undefined) return { workspaceId, platform, roomRef: directRoom(platformId), line: "" };
  return { workspaceId, platform, roomRef: room, line: platformId };
}

/** Made at the first visit: being met is not being let in. */
export async function meetSpeaker(
  { db, now }: { db: Db; now: () => Temporal.Instant },
  { platform, platformId, name, workspaceId }: Speaker,
): Promise<PersonId> {
  const known = { platform, platformId: keptId(platform, platformId, workspaceId) };
  const found = await findPerson(db, known);
  return (found ?? (await meetPerson(db, { ...known, name, now: now() }))).id;
}

/** @returns nothing where there is no such workspace */
export async function languageAt(db: Db, id: WorkspaceId): Promise<Lang | undefined> {
  return (await findWorkspace(db, id))?.lang;
}

/** Messages of this ear without a stored answer, the oldest first; `before` one of them. */
export async function openFor(db: Db, ear: Ear, before?: InboundId): Promise<InboundId[]> {
  const { workspaceId, platform, roomRef, line } = ear;
  const rows = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({ id: inbound.id })
      .from(inbound)
      .innerJoin(
        conversation,
        and(eq(conversation.workspaceId, inbound.workspaceId), eq(conversation.id, inbound.conversationId)),
      )
      .where(
        and(
          eq(inbound.workspaceId, workspaceId),
          inArray(inbound.state, ["waiting", "working"]),
          ne(inbound.kind, "action"),
          eq(conversation.platform, platform),
          eq(conversation.roomRef, roomRef),
          line === "" ? undefined : sql`strpos(${conversation.threadRef}, ${`/${line}`}) > 0`,
          before &&
            sql`(${inbound.createdAt}, ${inbound.id}) < (select b.created_at, b.id from inbound b where b.id = ${before})`,
        ),
      )
      .orderBy(asc(inbound.createdAt), asc(inbound.id)),
  );
  return rows.map(({ id }) => InboundId.parse(id));
}

/** Whether this id of the platform is a member's. */
export async function isKnownAt(
  db: Db,
  workspaceId: WorkspaceId,
  { platform, platformId }: Pick<Speaker, "platform" | "platformId">,
): Promise<boolean> {
  const found = await findPerson(db, {
    platform,
    platformId: keptId(platform, platformId, workspaceId),
  });
  if (!found) return false;
  return (await withTx({ db, workspaceId }, (tx) => memberIn(tx, workspaceId, found.id))) !== undefined;
}
