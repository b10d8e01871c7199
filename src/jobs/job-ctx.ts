// Who works when nobody asked: a schedule of a workspace, which may look and change nothing that people decide about.

import type { Logger } from "pino";
import type { Ctx } from "../capabilities/context.ts";
import { findWorkspace } from "../capabilities/workspace/workspace.ts";
import type { Job } from "../db/claim.ts";
import type { Db } from "../db/db.ts";

type Desk = { db: Db; log: Logger; now: () => Temporal.Instant };

export async function ctxOfJob(
  { db, log, now }: Desk,
  { workspaceId, id, signal, table }: Job,
): Promise<Ctx> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new Error(`a row of ${table} without its workspace`);
  const { zone, lang } = workspace;
  const actor = { kind: "schedule" as const, scheduleId: id };
  return { db, log, workspaceId, zone, lang, now: now(), actor, role: "viewer", signal };
}
