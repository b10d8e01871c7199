// Incidents: opened by a verdict, renewed while it lasts, closed once it is over. One open row of a rule and its subject, whoever looks.

import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { canonicalJson } from "../../../core/canonical.ts";
import { newId } from "../../../core/ids.ts";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { type Rule, Seen, type Verdict } from "./rules.ts";
import { incident } from "./tables.ts";

const IncidentId = z.uuid().brand("IncidentId");

export type Incident = {
  id: string;
  ruleId: string;
  subject: string;
  state: "open" | "closed";
  seen: Seen;
  version: number;
  openedAt: Temporal.Instant;
  changedAt: Temporal.Instant;
  closedAt: Temporal.Instant | null;
};

type Here = Pick<Ctx, "workspaceId" | "now">;

/** Nobody could tell whether it is over for so long: it is nobody's news any more. */
const STALE_DAYS = 14;

/**
 * Brings incidents to what was just judged. What no verdict speaks of stays as it was.
 * @param rules those that are on; incidents of any other are closed
 */
export async function settleIncidents(
  tx: Tx,
  here: Here,
  rules: readonly Rule[],
  verdicts: readonly Verdict[],
): Promise<void> {
  const open = await openIncidents(tx, here);
  const keyOf = ({ ruleId, subject }: Pick<Verdict, "ruleId" | "subject">): string => `${ruleId} ${subject}`;
  const known = new Map(open.map((one) => [keyOf(one), one]));
  for (const verdict of verdicts) {
    const one = known.get(keyOf(verdict));
    if (verdict.seen && !one) await openOne(tx, here, { ...verdict, seen: verdict.seen });
    if (verdict.seen && one) await renew(tx, here, one, verdict.seen);
    if (!verdict.seen && one) await close(tx, here, one);
  }
  const judged = new Set(verdicts.map(keyOf));
  const on = new Set(rules.map(({ id }) => id));
  for (const one of open) {
    const stale = here.now.since(one.changedAt).total("hours") > STALE_DAYS * 24;
    if (!on.has(one.ruleId) || (!judged.has(keyOf(one)) && stale)) await close(tx, here, one);
  }
}

async function openOne(
  tx: Tx,
  { workspaceId, now }: Here,
  { ruleId, subject, seen }: { ruleId: string; subject: string; seen: Seen },
): Promise<void> {
  await tx
    .insert(incident)
    .values({
      workspaceId,
      id: newId(IncidentId),
      ruleId,
      subject,
      state: "open",
      seen,
      version: 1,
      openedAt: now,
      changedAt: now,
    })
    .onConflictDoNothing();
}

/** A message is redrawn for what reads otherwise, never for the same again. */
async function renew(tx: Tx, here: Here, one: Incident, seen: Seen): Promise<void> {
  if (canonicalJson(Seen.parse(seen)) === canonicalJson(one.seen)) return;
  await tx
    .update(incident)
    .set({ seen, version: one.version + 1, changedAt: here.now })
    .where(and(eq(incident.workspaceId, here.workspaceId), eq(incident.id, one.id)));
}

async function close(tx: Tx, here: Here, one: Incident): Promise<void> {
  await tx
    .update(incident)
    .set({ state: "closed", version: one.version + 1, changedAt: here.now, closedAt: here.now })
    .where(and(eq(incident.workspaceId, here.workspaceId), eq(incident.id, one.id)));
}

export async function openIncidents(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<Incident[]> {
  const rows = await tx
    .select()
    .from(incident)
    .where(and(eq(incident.workspaceId, workspaceId), eq(incident.state, "open")))
    .orderBy(asc(incident.openedAt), asc(incident.id));
  return rows.map(incidentOf);
}

export async function readIncidents(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  ids: readonly string[],
): Promise<Incident[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(incident)
    .where(and(eq(incident.workspaceId, workspaceId), inArray(incident.id, [...ids])))
    .orderBy(asc(incident.openedAt), asc(incident.id));
  return rows.map(incidentOf);
}

function incidentOf(row: typeof incident.$inferSelect): Incident {
  return { ...row, seen: Seen.parse(row.seen) };
}
