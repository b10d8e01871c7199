// Arrivals as they are stored: kept once by their door's own name, then read by whoever claims the row.

import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { Card } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { DocumentId, ImportId, type WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { notifyWork } from "../../db/claim.ts";
import { type Db, rowsOf, type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { fileName, storeDocument } from "../documents/documents.ts";
import { Refusal } from "../imports/imports.ts";
import { arrival } from "./tables.ts";

/** The claim loop's name of the table. */
export const ARRIVALS = "arrival";

export const Door = z.enum(["folder", "address"]);
export type Door = z.output<typeof Door>;

/** `same`: an import of these bytes is true already. `failed`: it could not be read although nothing is known to be wrong with it. */
export const Outcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["taken", "same"]), importId: ImportId, card: Card }),
  /** Whole and readable, and no ad report. */
  z.object({ kind: z.literal("declined"), card: Card }),
  z.object({ kind: z.literal("refused"), refusal: Refusal }),
  z.object({ kind: z.literal("failed") }),
]);
export type Outcome = z.output<typeof Outcome>;

export type Arrival = {
  id: string;
  door: Door;
  key: string;
  name: string;
  documentId: DocumentId | undefined;
  outcome: Outcome | undefined;
  at: Temporal.Instant;
};

/** Files of a workspace that wait to be read at most: a door that pours is told to wait. */
const MOST_WAITING = 200;

type Incoming = { door: Door; key: string; name: string };

/**
 * Keeps a file that came; it is read by the claim loop.
 * @param ctx of the door: nobody's, in the workspace it is for
 * @param file.path where its bytes lie on this machine; read, never kept
 * @returns its id, the same for the same key
 * @throws Failure "limit" when it is too large, or too much waits already
 */
export async function keepArrival(ctx: Ctx, { path, ...file }: Incoming & { path: string }): Promise<string> {
  const [known] = await withTx(ctx, (tx) => byKeys(tx, ctx, file.door, [file.key]));
  if (known) return known.id;
  await checkRoom(ctx);
  const { id } = await storeDocument(ctx, { name: file.name, path });
  return insertArrival(ctx, { ...file, documentId: id, outcome: null });
}

/** Notes a file that was turned away at the door, so that people are told of it. */
export function keepRefusal(ctx: Ctx, file: Incoming & { refusal: Refusal }): Promise<string> {
  const { refusal, ...incoming } = file;
  const outcome: Outcome = { kind: "refused", refusal };
  return insertArrival(ctx, { ...incoming, documentId: null, outcome });
}

async function insertArrival(
  ctx: Ctx,
  { door, key, name, ...rest }: Incoming & { documentId: DocumentId | null; outcome: Outcome | null },
): Promise<string> {
  return withTx(ctx, async (tx) => {
    await tx
      .insert(arrival)
      .values({
        id: sql`gen_random_uuid()`,
        workspaceId: ctx.workspaceId,
        door,
        key,
        name: fileName(name),
        ...rest,
        createdAt: sql`clock_timestamp()`,
      })
      .onConflictDoNothing({ target: [arrival.workspaceId, arrival.door, arrival.key] });
    await notifyWork(tx, ARRIVALS);
    const [row] = await byKeys(tx, ctx, door, [key]);
    if (!row) throw new Error("an arrival that was just kept is gone");
    return row.id;
  });
}

async function checkRoom(ctx: Ctx): Promise<void> {
  const [row] = await withTx(ctx, (tx) =>
    rowsOf<{ count: number }>(
      tx,
      sql`select count(*)::int as count from arrival
          where workspace_id = ${ctx.workspaceId} and state in ('waiting', 'working')`,
    ),
  );
  if ((row?.count ?? 0) >= MOST_WAITING) throw tooManyWaiting();
}

type Here = Pick<Ctx, "workspaceId">;

/** Arrivals of a door by its own names, in no order. */
export async function findArrivals(
  here: Here & { db: Db },
  door: Door,
  keys: readonly string[],
): Promise<Arrival[]> {
  if (keys.length === 0) return [];
  return withTx(here, (tx) => byKeys(tx, here, door, keys));
}

async function byKeys(
  tx: Tx,
  { workspaceId }: Here,
  door: Door,
  keys: readonly string[],
): Promise<Arrival[]> {
  const these = and(
    eq(arrival.workspaceId, workspaceId),
    eq(arrival.door, door),
    inArray(arrival.key, [...keys]),
  );
  return (await tx.select().from(arrival).where(these)).map(arrivalOf);
}

/** @throws Failure "not_found" */
export async function readArrival(tx: Tx, { workspaceId }: Here, id: string): Promise<Arrival> {
  const [row] = await tx
    .select()
    .from(arrival)
    .where(and(eq(arrival.workspaceId, workspaceId), eq(arrival.id, id)));
  if (!row) throw new Failure("not_found", "no such arrival");
  return arrivalOf(row);
}

/** The newest, for an admin who looks. */
export async function lastArrivals(tx: Tx, { workspaceId }: Here, count: number): Promise<Arrival[]> {
  const rows = await tx
    .select()
    .from(arrival)
    .where(eq(arrival.workspaceId, workspaceId))
    .orderBy(desc(arrival.createdAt))
    .limit(count);
  return rows.map(arrivalOf);
}

export async function saveOutcome(
  tx: Tx,
  { workspaceId }: Here,
  id: string,
  outcome: Outcome,
): Promise<void> {
  await tx
    .update(arrival)
    .set({ outcome })
    .where(and(eq(arrival.workspaceId, workspaceId), eq(arrival.id, id)));
}

/** What whoever sent a file by the address may know of it. */
export async function arrivalState(
  here: { db: Db; workspaceId: WorkspaceId },
  id: string,
): Promise<{ name: string; state: Outcome["kind"] | "waiting"; refusal: Refusal | undefined } | undefined> {
  const [row] = await withTx(here, (tx) =>
    tx
      .select()
      .from(arrival)
      .where(and(eq(arrival.workspaceId, here.workspaceId), eq(arrival.id, id), eq(arrival.door, "address"))),
  );
  if (!row) return undefined;
  const { name, outcome } = arrivalOf(row);
  return {
    name,
    state: outcome?.kind ?? "waiting",
    refusal: outcome?.kind === "refused" ? outcome.refusal : undefined,
  };
}

function arrivalOf(row: typeof arrival.$inferSelect): Arrival {
  const { id, door, key, name, documentId, outcome, createdAt } = row;
  return {
    id,
    door,
    key,
    name,
    documentId: documentId === null ? undefined : DocumentId.parse(documentId),
    outcome: outcome === null ? undefined : Outcome.parse(outcome),
    at: createdAt,
  };
}

function tooManyWaiting(): Failure {
  return new Failure("unavailable", "too many arrivals wait", {
    say: words(
      `읽기를 기다리는 파일이 이미 ${MOST_WAITING}개예요.`,
      `${MOST_WAITING} files wait to be read already.`,
    ),
    next: words("잠시 뒤 다시 보내 주세요.", "Please send it again in a while."),
  });
}
