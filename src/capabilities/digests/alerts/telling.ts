// Who hears of which incident, and when: not at night, not while it is silenced, at most so many a day; what is too much rides along as
// one line of the next message. The decision is pure; the rows it is made from are read and written here.

import { and, desc, eq, gt, gte, inArray, or } from "drizzle-orm";
import type { PersonId } from "../../../core/ids.ts";
import type { Role } from "../../../core/roles.ts";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { type Incident, openIncidents, readIncidents } from "./incidents.ts";
import { quietUntil, type Rule, type Setting, usualKinds } from "./rules.ts";
import { incident, incidentTold } from "./tables.ts";

type Here = Pick<Ctx, "workspaceId" | "now" | "zone">;
type Told = { incidentId: string; how: "message" | "line" | "held"; at: Temporal.Instant };

/** A message about `incidentId`, with a line for each of `along`; `held` is kept for another day. */
export type Plan = { messages: { incidentId: string; along: string[] }[]; held: string[] };

/**
 * @param pending open incidents this person has not heard of, the gravest first
 * @param told all they heard of, at any time
 */
function planTelling(
  pending: readonly Incident[],
  told: readonly Told[],
  { mostADay }: Pick<Setting, "mostADay">,
  { now, zone }: Pick<Here, "now" | "zone">,
): Plan {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const sentToday = told.filter(
    ({ how, at }) => how === "message" && at.toZonedDateTimeISO(zone).toPlainDate().equals(today),
  ).length;
  const room = Math.max(0, mostADay - sentToday);
  if (room === 0) return { messages: [], held: pending.map(({ id }) => id) };
  const waited = new Set(told.filter(({ how }) => how === "held").map(({ incidentId }) => incidentId));
  const fresh = pending.filter(({ id }) => !waited.has(id));
  const rest = pending.filter(({ id }) => waited.has(id));
  const first = fresh[0] ?? rest[0];
  if (!first) return { messages: [], held: [] };
  const along = rest.filter(({ id }) => id !== first.id).map(({ id }) => id);
  const others = fresh.filter(({ id }) => id !== first.id);
  return {
    messages: [
      { incidentId: first.id, along },
      ...others.slice(0, room - 1).map(({ id }) => ({ incidentId: id, along: [] })),
    ],
    held: others.slice(room - 1).map(({ id }) => id),
  };
}

export type Hearer = { personId: PersonId; role: Role };

/** Of the usual rules whoever leads, of one's own oneself while they are here. */
function hears(rule: Rule, { personId, role }: Hearer): boolean {
  if (rule.personId !== null) return rule.personId === personId;
  return role === "company_admin" || role === "project_manager";
}

/** Nothing is told before: the end of the quiet hours or of the silence; `undefined` where it may be told now. */
export function silentUntil(setting: Setting, { now, zone }: Here): Temporal.Instant | undefined {
  const { mutedUntil } = setting;
  if (mutedUntil && Temporal.Instant.compare(mutedUntil, now) > 0) return mutedUntil;
  return quietUntil(setting, now, zone);
}

/** What one person is to hear now; noted as told in this transaction. */
export async function takeTelling(
  tx: Tx,
  here: Here,
  { hearer, rules, setting }: { hearer: Hearer; rules: readonly Rule[]; setting: Setting },
): Promise<Plan> {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const open = await openIncidents(tx, here);
  const told = await toldTo(tx, here, { personId: hearer.personId, open });
  const heard = new Set(told.filter(({ how }) => how !== "held").map(({ incidentId }) => incidentId));
  const pending = open
    .filter((one) => {
      const rule = known.get(one.ruleId);
      if (!rule || heard.has(one.id) || !hears(rule, hearer)) return false;
      return rule.mutedUntil === null || Temporal.Instant.compare(rule.mutedUntil, here.now) <= 0;
    })
    .toSorted((a, b) => graveness(a) - graveness(b));
  const plan = planTelling(pending, told, setting, here);
  await note(tx, here, hearer.personId, plan, open);
  return plan;
}

const order: readonly string[] = ["threshold", ...usualKinds];

function graveness({ seen }: Incident): number {
  return order.indexOf(seen.kind);
}

/** Of what is open, and what counts for today. */
async function toldTo(
  tx: Tx,
  { workspaceId, now }: Here,
  { personId, open }: { personId: string; open: readonly Incident[] },
): Promise<Told[]> {
  const ids = open.map(({ id }) => id);
  const since = now.subtract({ hours: 48 });
  return tx
    .select({ incidentId: incidentTold.incidentId, how: incidentTold.how, at: incidentTold.at })
    .from(incidentTold)
    .where(
      and(
        eq(incidentTold.workspaceId, workspaceId),
        eq(incidentTold.personId, personId),
        or(gte(incidentTold.at, since), inArray(incidentTold.incidentId, ids)),
      ),
    );
}

async function note(
  tx: Tx,
  { workspaceId, now }: Here,
  personId: string,
  { messages, held }: Plan,
  open: readonly Incident[],
): Promise<void> {
  const how = [
    ...messages.flatMap(({ incidentId, along }) => [
      { incidentId, how: "message" as const },
      ...along.map((id) => ({ incidentId: id, how: "line" as const })),
    ]),
    ...held.map((incidentId) => ({ incidentId, how: "held" as const })),
  ];
  for (const one of how) {
    const version = open.find(({ id }) => id === one.incidentId)?.version ?? 1;
    await tx
      .insert(incidentTold)
      .values({ workspaceId, personId, ...one, version, at: now })
      .onConflictDoUpdate({
        target: [incidentTold.workspaceId, incidentTold.incidentId, incidentTold.personId],
        set: { how: one.how, version, at: now },
      });
  }
}

/** Incidents whose message, for one person each, shows an older version than there is. */
export async function outdated(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
): Promise<{ incident: Incident; personId: string }[]> {
  const rows = await tx
    .select({ incidentId: incidentTold.incidentId, personId: incidentTold.personId })
    .from(incidentTold)
    .innerJoin(
      incident,
      and(eq(incident.workspaceId, incidentTold.workspaceId), eq(incident.id, incidentTold.incidentId)),
    )
    .where(
      and(
        eq(incidentTold.workspaceId, workspaceId),
        eq(incidentTold.how, "message"),
        gt(incident.version, incidentTold.version),
      ),
    );
  const ids = [...new Set(rows.map(({ incidentId }) => incidentId))];
  const incidents = new Map((await readIncidents(tx, { workspaceId }, ids)).map((one) => [one.id, one]));
  return rows.flatMap(({ incidentId, personId }) => {
    const found = incidents.get(incidentId);
    return found ? [{ incident: found, personId }] : [];
  });
}

/** Somebody who can be reached nowhere yet has not heard of it. */
export async function forgetTold(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { personId, ids }: { personId: string; ids: readonly string[] },
): Promise<void> {
  await tx
    .delete(incidentTold)
    .where(
      and(
        eq(incidentTold.workspaceId, workspaceId),
        eq(incidentTold.personId, personId),
        inArray(incidentTold.incidentId, [...ids]),
      ),
    );
}

/** The message shows this version from now on. */
export async function noteShown(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  shown: { incident: Incident; personId: string },
): Promise<void> {
  await tx
    .update(incidentTold)
    .set({ version: shown.incident.version })
    .where(
      and(
        eq(incidentTold.workspaceId, workspaceId),
        eq(incidentTold.incidentId, shown.incident.id),
        eq(incidentTold.personId, shown.personId),
      ),
    );
}

/** The rule of what this person heard of last. */
export async function latestHeard(tx: Tx, { workspaceId, actor }: Ctx): Promise<string | undefined> {
  if (actor.kind !== "person") return undefined;
  const [row] = await tx
    .select({ ruleId: incident.ruleId })
    .from(incidentTold)
    .innerJoin(
      incident,
      and(eq(incident.workspaceId, incidentTold.workspaceId), eq(incident.id, incidentTold.incidentId)),
    )
    .where(
      and(
        eq(incidentTold.workspaceId, workspaceId),
        eq(incidentTold.personId, actor.personId),
        eq(incidentTold.how, "message"),
      ),
    )
    .orderBy(desc(incidentTold.at))
    .limit(1);
  return row?.ruleId;
}
