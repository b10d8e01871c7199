// The workspace of a run: one owner, channels of a Slack team, schedules that go there every quarter of an hour.

import { createSchedule } from "../../../capabilities/digests/schedules/schedules.ts";
import type { Ctx } from "../../../capabilities/context.ts";
import { membership, person, workspace } from "../../../capabilities/workspace/tables.ts";
import { bindRoom } from "../../../capabilities/workspace/workspace.ts";
import { newId, PersonId, WorkspaceId } from "../../../core/ids.ts";
import { type Db, withSystemTx } from "../../../db/db.ts";
import { openLog } from "../../../log.ts";
import { team } from "../../slack/team.ts";
import { EVERY_MINUTES } from "./plan.ts";

const ZONE = "Asia/Seoul";

/** @returns the ids of its schedules; every other one skips what is late */
export async function makeWorld(db: Db, schedules: number, now: Temporal.Instant): Promise<string[]> {
  const ctx = await makeOwner(db, now);
  const room = { platform: "slack", roomRef: team.id };
  await bindRoom(ctx, room);
  const ids: string[] = [];
  for (let at = 0; at < schedules; at += 1) {
    const { schedule } = await createSchedule(ctx, {
      kind: "digest",
      form: "daily",
      cron: `*/${EVERY_MINUTES} * * * *`,
      everyWeeks: 1,
      zone: ZONE,
      holidays: "keep",
      late: at % 2 === 0 ? "send" : "skip",
      question: { metrics: [], dimensions: [], filters: [] },
      target: { kind: "room", platform: "slack", roomRef: `${team.id}/C${at + 1}` },
      lang: "ko",
    });
    ids.push(schedule.id);
  }
  return ids;
}

async function makeOwner(db: Db, now: Temporal.Instant): Promise<Ctx> {
  const [workspaceId, personId] = [newId(WorkspaceId), newId(PersonId)];
  await withSystemTx(db, "chaos.people", async (tx) => {
    await tx.insert(workspace).values({
      id: workspaceId,
      name: "요약",
      kind: "own",
      zone: ZONE,
      currency: "KRW",
      lang: "ko",
      createdAt: now,
    });
    await tx
      .insert(person)
      .values({ id: personId, name: "담당", lang: "ko", lastWorkspaceId: workspaceId, createdAt: now });
    await tx.insert(membership).values({ workspaceId, personId, role: "company_admin", createdAt: now });
  });
  const actor = { kind: "person" as const, personId };
  return {
    db,
    log: openLog("silent"),
    workspaceId,
    actor,
    role: "company_admin",
    lang: "ko",
    zone: ZONE,
    now,
  };
}
