// The part of the claim loop that looks at the consents of a workspace each morning and tells its admins what became due: each group once.
// What they hear is stored in the transaction that ends the row, whoever dies in between.

import type { Logger } from "pino";
import { reachableMembers } from "../capabilities/approvals/approvals.ts";
import {
  CONSENT_LIMITS,
  LOOKS,
  lookAtConsents,
  noteTold,
  planLook,
} from "../capabilities/audience/audience.ts";
import { findWorkspace } from "../capabilities/workspace/workspace.ts";
import { type Line, placeToTell } from "../chat/reach.ts";
import { forgetExpired } from "../chat/sealed-buttons.ts";
import { tellThere } from "../chat/tell.ts";
import { words } from "../core/locale.ts";
import { finish, type Job, type Work } from "../db/claim.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";

export type LookDesk = { db: Db; log: Logger; now: () => Temporal.Instant };

const consents: Line = { ref: "consents", title: words("수신 동의", "Consents") };

export function lookWork(desk: LookDesk): Work {
  return {
    table: LOOKS,
    serialBy: "workspace_id",
    run: (job) => carryOut(desk, job),
    onDead: (job) => giveUp(desk, job),
  };
}

async function carryOut({ db, now }: LookDesk, job: Job): Promise<void> {
  const workspace = await findWorkspace(db, job.workspaceId);
  if (!workspace) throw new Error("a look at the consents of no workspace");
  const { zone, lang } = workspace;
  const here = { db, workspaceId: job.workspaceId, zone, now: now() };
  const admins = (await reachableMembers(here)).filter(({ role }) => role === "company_admin");
  const look = async (tx: Tx): Promise<void> => {
    await forgetExpired(tx, job.workspaceId);
    const due = await lookAtConsents(tx, { ...here, lookId: job.id });
    let told = false;
    for (const admin of due.length > 0 ? admins : []) {
      const reached = { ...admin, lang: admin.lang ?? lang };
      const conversationId = await placeToTell(tx, here, reached, consents);
      const key = `consents:${job.id}:${admin.personId}`;
      if (!conversationId) continue;
      await tellThere(tx, here, { conversationId, action: "remind_consents", input: {}, key });
      told = true;
    }
    // Where nobody can be reached yet, the next look tells it.
    if (told) await noteTold(tx, here, due);
    await finish(tx, job);
  };
  await withTx(here, look, CONSENT_LIMITS);
}

/** Another morning looks again. */
async function giveUp({ db, log, now }: LookDesk, job: Job): Promise<void> {
  log.error({ id: job.id, table: LOOKS }, "a look at consents was given up");
  const workspace = await findWorkspace(db, job.workspaceId);
  await withTx({ db, workspaceId: job.workspaceId }, async (tx) => {
    if (workspace) await planLook(tx, { workspaceId: job.workspaceId, zone: workspace.zone, now: now() });
    await finish(tx, job);
  });
}
