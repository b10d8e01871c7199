// Nights as rows: planned by the tick in every workspace, looked through by whichever process takes them, told in the morning.

import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "../../../core/ids.ts";
import { finish, type Job, notifyWork } from "../../../db/claim.ts";
import { type Db, rowsOf, type Tx, withSystemTx, withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import type { Packs } from "../packs.ts";
import { type PackMark, reviewChange, reviewNight } from "./tables.ts";

/** The claim loop's name of the table. */
export const NIGHTS = "review_night";

const NightId = z.uuid().brand("NightId");

type Here = Pick<Ctx, "db" | "workspaceId">;
export type Night = typeof reviewNight.$inferSelect;
export type Change = typeof reviewChange.$inferSelect;

/** Nights begin in this hour of the workspace and are spread over two, each workspace at its own minute. */
const FROM = "02:00";
const SPREAD_MINUTES = 120;

/** Workspaces looked for at once; the next tick finds the others. */
const AT_ONCE = 500;

/**
 * Makes a row of each night that has begun by this clock, and work of each morning that has come. Called by all replicas at once it does
 * the same; a night that nobody was there for is made up within its day.
 * @returns how many
 */
export async function makeNightsDue(db: Db, now: Temporal.Instant): Promise<number> {
  return withSystemTx(db, "review_night.due", async (tx) => {
    const at = sql`${now.toString()}::timestamptz`;
    const starts = sql`((${at} at time zone w.zone)::date + time '${sql.raw(FROM)}'
      + abs(hashtext(w.id::text) % ${sql.raw(String(SPREAD_MINUTES))}) * interval '1 minute')`;
    const due = await rowsOf<{ id: string; night: string }>(
      tx,
      sql`select w.id, (${at} at time zone w.zone)::date::text as night from workspace w
          where (${at} at time zone w.zone) >= ${starts} and w.created_at < (${starts} at time zone w.zone)
            and not exists (select from review_night n where n.workspace_id = w.id and n.kind = 'review'
              and n.night = (${at} at time zone w.zone)::date)
          limit ${sql.raw(String(AT_ONCE))}`,
    );
    for (const { id, night } of due)
      await tx.execute(
        sql`insert into review_night (id, workspace_id, kind, night, created_at)
            values (${newId(NightId)}, ${id}, 'review', ${night}::date, clock_timestamp())
            on conflict (workspace_id, night, kind) do nothing`,
      );
    const woken = await rowsOf(
      tx,
      sql`update review_night set state = 'waiting', next_at = clock_timestamp()
          where state = 'held' and due_at <= ${at} returning id`,
    );
    if (due.length + woken.length > 0) await notifyWork(tx, NIGHTS);
    return due.length + woken.length;
  });
}

export async function readNight(
  tx: Tx,
  { workspaceId }: Pick<Here, "workspaceId">,
  id: string,
): Promise<Night> {
  const [row] = await tx
    .select()
    .from(reviewNight)
    .where(and(eq(reviewNight.workspaceId, workspaceId), eq(reviewNight.id, id)));
  if (!row) throw new Error("a claimed night is gone");
  return row;
}

/** The last night that was looked through whole. */
export async function lastNight({ db, workspaceId }: Here): Promise<Night | undefined> {
  const [row] = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select()
      .from(reviewNight)
      .where(and(eq(reviewNight.workspaceId, workspaceId), isNotNull(reviewNight.endedAt)))
      .orderBy(desc(reviewNight.night))
      .limit(1),
  );
  return row;
}

/** What this night has judged already: whoever takes it over goes on from there. */
export async function judgedIn({ db, workspaceId }: Here, nightId: string): Promise<ReadonlySet<string>> {
  const rows = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({ subject: reviewChange.subject })
      .from(reviewChange)
      .where(and(eq(reviewChange.workspaceId, workspaceId), eq(reviewChange.nightId, nightId))),
  );
  return new Set(rows.map(({ subject }) => subject));
}

function marksOf({ packs }: Packs): PackMark[] {
  return packs.map(({ id, version, digest }) => ({ id, version, digest }));
}

/**
 * Ends a night that was looked through; where something came out otherwise its owners hear of it at `tellAt`.
 * @returns how many things came out otherwise
 */
export async function endNight(
  tx: Tx,
  { workspaceId, now }: Pick<Ctx, "workspaceId" | "now">,
  job: Job,
  { packs, tellAt }: { packs: Packs; tellAt: Temporal.Instant },
): Promise<number> {
  const here = eq(reviewChange.workspaceId, workspaceId);
  const rows = await tx
    .select({ differences: reviewChange.differences })
    .from(reviewChange)
    .where(and(here, eq(reviewChange.nightId, job.id)));
  const changed = rows.filter(({ differences }) => differences.length > 0).length;
  const [night] = await tx
    .update(reviewNight)
    .set({ endedAt: now, packs: marksOf(packs), reviewed: rows.length, changed })
    .where(and(eq(reviewNight.workspaceId, workspaceId), eq(reviewNight.id, job.id)))
    .returning({ night: reviewNight.night });
  if (changed > 0 && night)
    await tx.insert(reviewNight).values({
      id: newId(NightId),
      workspaceId,
      kind: "tell",
      night: night.night,
      dueAt: tellAt,
      createdAt: sql`clock_timestamp()` as never,
      state: "held",
    });
  await finish(tx, job);
  return changed;
}

/** Everything that came out otherwise and that nobody has heard of yet, marked as told by this row. */
export async function takeUntold(
  tx: Tx,
  { workspaceId }: Pick<Here, "workspaceId">,
  tellId: string,
): Promise<Change[]> {
  const here = eq(reviewChange.workspaceId, workspaceId);
  const rows = await tx
    .select()
    .from(reviewChange)
    .where(and(here, isNull(reviewChange.toldBy), sql`${reviewChange.differences} <> '[]'::jsonb`));
  const subjects = [...new Set(rows.map(({ subject }) => subject))];
  if (subjects.length > 0)
    await tx
      .update(reviewChange)
      .set({ toldBy: tellId })
      .where(and(here, isNull(reviewChange.toldBy), inArray(reviewChange.subject, subjects)));
  return rows;
}

/** What one message tells, of all of its nights; oldest first. */
export async function toldBy({ db, workspaceId }: Here, tellId: string): Promise<Change[]> {
  return withTx({ db, workspaceId }, (tx) =>
    tx
      .select()
      .from(reviewChange)
      .where(
        and(
          eq(reviewChange.workspaceId, workspaceId),
          eq(reviewChange.toldBy, tellId),
          sql`${reviewChange.differences} <> '[]'::jsonb`,
        ),
      )
      .orderBy(reviewChange.createdAt, reviewChange.subject),
  );
}
