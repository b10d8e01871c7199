// Who comes and where to, in one look at the directory: what stands before a platform's acknowledgement has no time for more.

import { type SQL, sql } from "drizzle-orm";
import { PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Db, rowsOf, withSystemTx } from "../../db/db.ts";

export type Arrival = {
  platform: string;
  platformId: string;
  /** Where they speak: those of them that are bound are told. */
  roomRefs: readonly string[];
  /** Alone with us it counts where they were last, else their newest workspace. */
  alone: boolean;
  /** Whether something else of the caller's holds for this person, looked up in the same breath. */
  also?: (personId: SQL) => SQL;
};

export type Arrived = {
  /** Not of a person who was never met. */
  personId?: PersonId;
  /** Where they were last; looked up alone with us only. */
  lastId?: WorkspaceId;
  bound: ReadonlyMap<string, WorkspaceId>;
  also: boolean;
};

export async function findArrival(
  db: Db,
  { platform, platformId, roomRefs, alone, also = () => sql`false` }: Arrival,
): Promise<Arrived> {
  const who = sql`(select person_id from identity where platform = ${platform} and platform_id = ${platformId})`;
  const rooms = sql`(select jsonb_object_agg(room_ref, workspace_id) from room
    where platform = ${platform} and room_ref in ${[...roomRefs]})`;
  const last = alone ? lastOf(sql`found.id`) : sql`null::uuid`;
  const [row] = await withSystemTx(
    db,
    "arrival.find",
    (tx) =>
      rowsOf<Row>(
        tx,
        sql`select found.id as person, ${last} as last, ${rooms} as rooms, ${also(sql`found.id`)} as also from (select ${who} as id) found`,
      ),
    { single: true, urgent: true, plans: "kept" },
  );
  return {
    ...(row?.person && { personId: PersonId.parse(row.person) }),
    ...(row?.last && { lastId: WorkspaceId.parse(row.last) }),
    bound: new Map(Object.entries(row?.rooms ?? {}).map(([ref, id]) => [ref, WorkspaceId.parse(id)])),
    also: row?.also === true,
  };
}

type Row = {
  person: string | null;
  last: string | null;
  rooms: Record<string, string> | null;
  also: boolean;
};

/** The order of `membershipsOf`. */
function lastOf(personId: SQL): SQL {
  return sql`(select m.workspace_id from membership m join person p on p.id = m.person_id where m.person_id = ${personId}
    order by m.workspace_id is not distinct from p.last_workspace_id desc, m.created_at desc, m.workspace_id desc limit 1)`;
}
