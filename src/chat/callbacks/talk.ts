// Which conversation words belong to on a platform without threads: the talk that goes on in the room, or a new one once nobody has spoken
// there for half an hour.

import { sql } from "drizzle-orm";
import type { WorkspaceId } from "../../core/ids.ts";
import { type Db, rowsOf, withTx } from "../../db/db.ts";
import type { Ear } from "./held.ts";

const IDLE_MINUTES = 30;

/**
 * The thread of this ear's next words.
 * @param wallS seconds since 1970: two first messages at once open one talk
 */
export async function threadNow(db: Db, ear: Ear, wallS: number): Promise<string> {
  const talk = (await runningTalk(db, ear)) ?? `talk-${Math.floor(wallS / (IDLE_MINUTES * 60))}`;
  return ear.line === "" ? talk : `${talk}/${ear.line}`;
}

async function runningTalk(
  db: Db,
  { workspaceId, platform, roomRef }: Ear & { workspaceId: WorkspaceId },
): Promise<string | undefined> {
  const idle = sql`now() - ${IDLE_MINUTES} * interval '1 minute'`;
  const [found] = await withTx(
    { db, workspaceId },
    (tx) =>
      rowsOf<{ talk: string }>(
        tx,
        sql`select split_part(c.thread_ref, '/', 1) as talk from conversation c
          where c.workspace_id = ${workspaceId} and c.platform = ${platform} and c.room_ref = ${roomRef} and c.thread_ref like 'talk-%'
            and (c.created_at > ${idle}
              or exists (select from turn t where t.workspace_id = c.workspace_id and t.conversation_id = c.id and t.created_at > ${idle})
              or exists (select from inbound i where i.conversation_id = c.id and i.state in ('waiting', 'working')))
          order by c.created_at desc limit 1`,
      ),
    { single: true, plans: "kept" },
  );
  return found?.talk;
}
