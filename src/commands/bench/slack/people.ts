// Who writes in Slack in the bench: people who were met and let in, in rooms bound to the workspace, as in the second week of a team.

import { openDemo } from "../../../capabilities/workspace/workspace.ts";
import type { Db } from "../../../db/db.ts";
import { team } from "../../slack/team.ts";
import { withClient } from "../databases.ts";
import { benchNow, ZONE } from "../dataset.ts";

const PEOPLE = 200;
const ROOMS = 40;

export function userOf(index: number): string {
  return `U${index % PEOPLE}`;
}

export function roomOf(index: number): string {
  return `C${index % ROOMS}`;
}

/** Lets all of them into the demo, whose market the first question brings up to date. */
export async function enterTeam(databaseUrl: string, db: Db): Promise<void> {
  const { workspaceId } = await openDemo(db, { now: benchNow(), zone: ZONE });
  const names = Array.from({ length: PEOPLE }, (_, index) => `${team.id}/${userOf(index)}`);
  const rooms = Array.from({ length: ROOMS }, (_, index) => `${team.id}/${roomOf(index)}`);
  await withClient(databaseUrl, async (sql) => {
    await sql`with made as (
        insert into identity (platform, platform_id, person_id)
        select 'slack', name, gen_random_uuid() from unnest(${names}::text[]) name returning person_id),
      people as (
        insert into person (id, name, last_workspace_id, created_at)
        select person_id, 'bench', ${workspaceId}::uuid, now() from made)
      insert into membership (workspace_id, person_id, role, created_at)
      select ${workspaceId}::uuid, person_id, 'member', now() from made`;
    await sql`insert into room (platform, room_ref, workspace_id, created_at)
      select 'slack', ref, ${workspaceId}::uuid, now() from unnest(${rooms}::text[]) ref`;
    await sql.unsafe("vacuum analyze identity, person, membership, room");
  });
}
