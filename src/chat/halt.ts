// The stop by a surface's own command: everything automatic of the workspace the person stands in, at once.

import type { Logger } from "pino";
import { halt } from "../capabilities/limits/limits.ts";
import { scopeFor } from "../capabilities/workspace/workspace.ts";
import type { PersonId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "../db/db.ts";

/** @returns whether it ran until now. @throws Failure "forbidden" for somebody who does not belong to the workspace */
export async function haltFor(
  { db, now, log }: { db: Db; now: () => Temporal.Instant; log: Logger },
  { workspaceId, personId }: { workspaceId: WorkspaceId; personId: PersonId },
): Promise<boolean> {
  const scope = await scopeFor(db, { personId, workspaceId, now: now() });
  return halt({ ...scope, db, log }, { reason: "command" });
}
