// Who writes in the bench: people with a page open each, spread over the made workspaces, so many that nobody's own limit is met.

import type postgres from "postgres";
import pino from "pino";
import { openSession } from "../../../chat/people.ts";
import { PersonId } from "../../../core/ids.ts";
import { openDb } from "../../../db/open.ts";
import { withClient } from "../databases.ts";
import { workspaceUuid } from "../dataset.ts";

/** A signed-in browser in a workspace. */
export type Somebody = { workspace: string; token: string };

/** What a former run left behind; facts and people stay. */
const leftovers = "truncate conversation, inbound, turn, model_call, delivery, button, stored_query, session";

/** One person for each number below `count`, in the next workspace each; conversations of a former run are gone then. */
export async function enterPeople(
  databaseUrl: string,
  { count, workspaces }: { count: number; workspaces: number },
): Promise<Somebody[]> {
  await withClient(databaseUrl, async (sql) => {
    await sql.unsafe(leftovers);
    await addPeople(sql, count, workspaces);
    await sql.unsafe("vacuum analyze person, membership");
  });
  const db = await openDb({ kind: "postgres", url: databaseUrl }, { log: pino({ level: "silent" }) });
  try {
    return await Promise.all(
      Array.from({ length: count }, async (_, index) => ({
        workspace: workspaceUuid((index % workspaces) + 1),
        token: await openSession(db, { personId: PersonId.parse(personUuid(index)) }),
      })),
    );
  } finally {
    await db.close();
  }
}

async function addPeople(sql: postgres.Sql, count: number, workspaces: number): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => index);
  const ids = people.map(personUuid);
  const places = people.map((index) => workspaceUuid((index % workspaces) + 1));
  await sql`insert into person (id, name, created_at)
    select unnest(${ids}::uuid[]), 'bench', now() on conflict do nothing`;
  await sql`insert into membership (person_id, workspace_id, role, created_at)
    select unnest(${ids}::uuid[]), unnest(${places}::uuid[]), 'member', now() on conflict do nothing`;
}

function personUuid(index: number): string {
  return `00000000-0000-7000-8000-${(0x0e0000000001 + index).toString(16).padStart(12, "0")}`;
}
