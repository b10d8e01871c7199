// Who comes and where to, in one look at the directory: what stands before a platform's acknowledgement has no time for more.

import { type SQL, sql } from "drizzle-orm";
import { PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Db, rowsOf, withSystemTx } from "../../db/db.ts";

export type Arrival = {
  platform: string;
  platformId: string;
  /** Where they speak, the nearest first: the first of them that is bound counts. */
  roomRefs: readonly string[];
  /** Alone with us they are where they were last, else in their newest workspace, before any room counts. */
  alone: boolean;
};

/** What is known of them: nothing of a person who was never met, no workspace where nothing is bound. */
export async function findArrival(
  db: Db,
  { platform, platformId, roomRefs, alone }: Arrival,
): Promise<{ personId?: PersonId; workspaceId?: WorkspaceId }> {
  const who = sql`(select person_id from identity where platform = ${platform} and platform_id = ${platformId})`;
  const room = sql`(select workspace_id from room where platform = ${platform} and room_ref in ${[...roomRefs]}
    order by ${placeIn(roomRefs)} limit 1)`;
  const where = alone ? sql`coalesce(${lastOf(sql`found.id`)}, ${room})` : room;
  const [row] = await withSystemTx(
    db,
    "arrival.find",
    (tx) =>
      rowsOf<{ person: string | null; workspace: string | null }>(
        tx,
        sql`select found.id as person, ${where} as workspace from (select ${who} as id) found`,
      ),
    { single: true, urgent: true, plans: "kept" },
  );
  return {
    ...(row?.person && { personId: PersonId.parse(row.person) }),
    ...(row?.workspace && { workspaceId: WorkspaceId.parse(row.workspace) }),
  };
}

function placeIn(refs: readonly string[]): SQL {
  const places = refs.map((ref, index) => sql`when ${ref} then ${sql.raw(String(index))}`);
  return sql`case room_ref ${sql.join(places, sql` `)} end`;
}

/** The order of `membershipsOf`. */
function lastOf(personId: SQL): SQL {
  return sql`(select m.workspace_id from membership m join person p on p.id = m.person_id where m.person_id = ${personId}
    order by m.workspace_id is not distinct from p.last_workspace_id desc, m.created_at desc, m.workspace_id desc limit 1)`;
}
