// The part of the claim loop that looks at what the figures say by themselves: after figures arrive and each hour. What people hear is
// stored in the transaction that ends the row, and so is the next look: once, whoever dies in between.

import type { Logger } from "pino";
import { reachableMembers } from "../capabilities/approvals/approvals.ts";
import type { Ctx } from "../capabilities/context.ts";
import { forgetTold, judgeNow, noteShown, outdated, settleLook } from "../capabilities/digests/digests.ts";
import { FIGURE_LOOKS, forgetLooks, planFigureLook } from "../capabilities/imports/imports.ts";
import { type Line, placeToTell } from "../chat/reach.ts";
import { tellThere } from "../chat/tell.ts";
import { words } from "../core/locale.ts";
import { finish, type Job, type Work } from "../db/claim.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import { ctxOfJob } from "./job-ctx.ts";

export type FigureDesk = { db: Db; log: Logger; now: () => Temporal.Instant };

/** Looks in work at once in one process: each reads six weeks of days. */
const AT_ONCE = 2;

const alerts: Line = { ref: "alerts", title: words("알림", "Alerts") };

export function figureWork(desk: FigureDesk): Work {
  return {
    table: FIGURE_LOOKS,
    serialBy: "workspace_id",
    atOnce: AT_ONCE,
    run: (job) => carryOut(desk, job),
    onDead: (job) => giveUp(desk, job),
  };
}

type Members = Awaited<ReturnType<typeof reachableMembers>>;

async function carryOut(desk: FigureDesk, job: Job): Promise<void> {
  const ctx = await ctxOfJob(desk, job);
  const judged = await judgeNow(ctx);
  const people = await reachableMembers(ctx);
  await withTx(ctx, async (tx) => {
    const { tellings, nextAt } = await settleLook(tx, ctx, { judged, people });
    for (const { person, plan } of tellings)
      for (const { incidentId, along } of plan.messages) {
        const told = await tell(tx, ctx, person, { id: incidentId, along, key: `incident:${incidentId}` });
        if (!told) await forgetTold(tx, ctx, { personId: person.personId, ids: [incidentId, ...along] });
      }
    await tellEnds(tx, ctx, people);
    await planFigureLook(tx, ctx, nextAt);
    await finish(tx, job);
    await forgetLooks(tx, ctx);
  });
}

/** Whoever heard of one hears that it is over. */
async function tellEnds(tx: Tx, ctx: Ctx, people: Members): Promise<void> {
  for (const shown of await outdated(tx, ctx)) {
    if (shown.incident.state !== "closed") continue;
    const person = people.find(({ personId }) => personId === shown.personId);
    const { id } = shown.incident;
    if (person) await tell(tx, ctx, person, { id, along: [], key: `incident-over:${id}` });
    await noteShown(tx, ctx, shown);
  }
}

/** @returns false where they can be reached nowhere yet */
async function tell(
  tx: Tx,
  ctx: Ctx,
  person: Members[number],
  { id, along, key }: { id: string; along: string[]; key: string },
): Promise<boolean> {
  const lang = person.lang ?? ctx.lang;
  const conversationId = await placeToTell(tx, ctx, { ...person, lang }, alerts);
  if (!conversationId) return false;
  const input = { id, along };
  await tellThere(tx, ctx, {
    conversationId,
    action: "tell_incident",
    input,
    key: `${key}:${person.personId}`,
    lang,
  });
  return true;
}

/** The next figures, or the next hour, look again. */
async function giveUp({ db, log, now }: FigureDesk, job: Job): Promise<void> {
  log.error({ id: job.id, table: FIGURE_LOOKS }, "a look at figures was given up");
  const here = { db, workspaceId: job.workspaceId };
  await withTx(here, async (tx) => {
    await planFigureLook(tx, here, now().add({ hours: 1 }));
    await finish(tx, job);
  });
}
