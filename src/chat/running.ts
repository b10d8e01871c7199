// What is being answered to a person on a platform, in whichever workspace and thread: seen, and stopped.

import { and, asc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { type PersonId, WorkspaceId } from "../core/ids.ts";
import { type Db, withSystemTx, withTx } from "../db/db.ts";
import { bodyOf, saidOf } from "./body.ts";
import { notifyStop } from "./notices.ts";
import { conversation, inbound } from "./tables.ts";

/** A person in some rooms of a platform: their thread there does not matter. */
export type InRooms = { platform: string; personId: PersonId; roomRefs: readonly string[] };

/** What they wrote and was not answered yet, the first first. */
export async function runningFor(db: Db, who: InRooms): Promise<string[]> {
  const found: string[] = [];
  for (const workspaceId of await workspacesOf(db, who)) {
    const rows = await withTx({ db, workspaceId }, (tx) =>
      tx
        .select({ kind: inbound.kind, body: inbound.body })
        .from(inbound)
        .where(openOf(workspaceId, who))
        .orderBy(asc(inbound.createdAt), asc(inbound.id)),
    );
    found.push(...rows.map(({ kind, body }) => saidOf(bodyOf(kind, body)).said));
  }
  return found;
}

/**
 * Asks all of it to stop, in whichever process it is; what a press has begun is never broken off.
 * @returns how many answers
 */
export async function askStopFor(db: Db, who: InRooms): Promise<number> {
  let count = 0;
  for (const workspaceId of await workspacesOf(db, who))
    count += await withTx({ db, workspaceId }, async (tx) => {
      const marked = await tx
        .update(inbound)
        .set({ stopAsked: true })
        .where(and(openOf(workspaceId, who), ne(inbound.kind, "click")))
        .returning({ id: inbound.id });
      for (const { id } of marked) await notifyStop(tx, id);
      return marked.length;
    });
  return count;
}

function workspacesOf(db: Db, { platform, personId }: InRooms): Promise<WorkspaceId[]> {
  return withSystemTx(db, "inbound.running", async (tx) => {
    const rows = await tx
      .selectDistinct({ id: inbound.workspaceId })
      .from(inbound)
      .where(and(isOpen, eq(inbound.platform, platform), eq(inbound.personId, personId)));
    return rows.map(({ id }) => WorkspaceId.parse(id));
  });
}

/** Written so that the index of open rows is used. */
const isOpen = sql`${inbound.state} in ('waiting', 'working')`;

function openOf(workspaceId: WorkspaceId, { platform, personId, roomRefs }: InRooms): SQL | undefined {
  const inRooms = sql`select ${conversation.id} from ${conversation} where ${and(
    eq(conversation.workspaceId, workspaceId),
    eq(conversation.platform, platform),
    inArray(conversation.roomRef, [...roomRefs]),
  )}`;
  return and(
    eq(inbound.workspaceId, workspaceId),
    eq(inbound.personId, personId),
    isOpen,
    sql`${inbound.conversationId} in (${inRooms})`,
  );
}
