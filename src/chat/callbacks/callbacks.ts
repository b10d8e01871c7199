// Callbacks: where an answer comes later than its platform waits, it leaves by the one way back that the platform opened. A row says that
// the way is open; the end of the answer wakes it, and so does its last moment. It is noted as used before it is used, so that no process
// uses it again; what could not be shown by it lies held for the next slot.

import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { ConversationId, type InboundId, newId, PersonId, type WorkspaceId } from "../../core/ids.ts";
import { finish, type Job, mustHold, notifyWork, type Work } from "../../db/claim.ts";
import { say, words } from "../../core/locale.ts";
import { type Db, type Tx, withTx } from "../../db/db.ts";
import { codeOf } from "../../db/faults.ts";
import { conversation, inbound } from "../tables.ts";
import { type Ear, endHeld, leaveOpen, putBack, type ShownCard, type Taken, takeHeld } from "./held.ts";
import { callback } from "./tables.ts";

const CALLBACKS = "callback";

/** A platform may refuse what comes while its own request is hardly answered. */
const LEAST_MS = 1_000;

/** What came of a callback is of use while somebody may ask why an answer was late. */
const KEPT_DAYS = 7;

/** `dueMs` from now it is used whatever there is to say; after `shutMs` it leads nowhere. */
export type Offer = {
  workspaceId: WorkspaceId;
  inboundId: InboundId;
  platform: string;
  address: unknown;
  dueMs: number;
  shutMs: number;
};

/**
 * Keeps a way back for the answer to one message.
 * @returns false where that answer is stored by now: nothing is kept then
 */
export async function keepCallback(db: Db, offer: Offer): Promise<boolean> {
  const { workspaceId, inboundId, platform, address, dueMs, shutMs } = offer;
  return withTx({ db, workspaceId }, async (tx) => {
    // The end of the answer waits for this row, and wakes what it finds then.
    const [message] = await tx
      .select({ state: inbound.state, conversationId: inbound.conversationId })
      .from(inbound)
      .where(and(eq(inbound.workspaceId, workspaceId), eq(inbound.id, inboundId)))
      .for("update");
    if (!message || message.state === "done" || message.state === "dead") return false;
    await tx
      .delete(callback)
      .where(
        and(
          eq(callback.workspaceId, workspaceId),
          inArray(callback.state, ["done", "dead"]),
          lt(callback.shutAt, sql`now() - ${KEPT_DAYS} * interval '1 day'`),
        ),
      );
    await tx.insert(callback).values({
      id: newId(ConversationId),
      workspaceId,
      conversationId: message.conversationId,
      inboundId,
      platform,
      address,
      shutAt: after(shutMs),
      createdAt: after(0),
      nextAt: after(dueMs),
    });
    return true;
  });
}

function after(ms: number) {
  return sql`clock_timestamp() + ${ms} * interval '1 ms'`;
}

/** In the transaction that ends the answer, behind that end. */
export async function wakeCallback(
  tx: Tx,
  { workspaceId, id }: { workspaceId: WorkspaceId; id: string },
): Promise<void> {
  const woken = await tx
    .update(callback)
    .set({
      nextAt: sql`greatest(clock_timestamp(), ${callback.createdAt} + ${LEAST_MS} * interval '1 ms')`,
    })
    .where(
      and(eq(callback.workspaceId, workspaceId), eq(callback.inboundId, id), eq(callback.state, "waiting")),
    )
    .returning({ id: callback.id });
  if (woken.length > 0) await notifyWork(tx, CALLBACKS);
}

/** `shown`: the platform took it. `refused`: nobody will see it. `open`: nobody knows. */
export type Spent = "shown" | "refused" | "open";

/**
 * Uses a way back, once.
 * @param use.cards what there is to say; `undefined` while the answer is not there, at its last moment
 */
export type Spend = (use: {
  ear: Ear;
  /** Whose answer it is. */
  personId: PersonId;
  address: unknown;
  cards: ShownCard[] | undefined;
  signal: AbortSignal;
}) => Promise<Spent>;

type Office = { db: Db; log: Logger; platform: string; spend: Spend };

/** The part of the claim loop that uses callbacks of one platform. */
export function callbackWork(office: Office): Work {
  return {
    table: CALLBACKS,
    serialBy: "conversation_id",
    where: sql`q.platform = ${office.platform}`,
    atOnce: 16,
    run: (job) => useCallback(office, job),
    onDead: async () => office.log.error("a callback was given up"),
  };
}

async function useCallback(office: Office, job: Job): Promise<void> {
  const { db, log, spend } = office;
  const opened = await withTx({ db, ...job }, (tx) => open(tx, job));
  if (!opened) return;
  const { taken, isLate, ...way } = opened;
  const earlier = taken.shown;
  const cards = !isLate ? earlier : earlier.length === 0 ? undefined : [...earlier, goesOn(earlier)];
  const spent = await spend({ ...way, cards, signal: job.signal }).catch((error: unknown): Spent => {
    log.error({ id: job.id, code: codeOf(error) }, "a callback failed");
    return "open";
  });
  if (spent !== "shown") log.warn({ id: job.id, reason: spent }, "a callback did not show its answer");
  await withTx({ db, ...job }, async (tx) => {
    await { shown: endHeld, refused: putBack, open: leaveOpen }[spent](tx, taken);
    await end(tx, job, spent);
  });
}

const stillAtIt = words(
  "먼저 물어보신 것의 답이에요. 마지막 요청은 아직 작업 중이니 잠시 뒤 ‘답변 확인’이라고 보내 주세요.",
  "This answers what you asked before. I am still at your last request: send “Show answer” in a moment.",
);

/** What was promised for the last message is not among these. */
function goesOn(shown: readonly ShownCard[]): ShownCard {
  const lang = shown[0]?.card.lang ?? "ko";
  return { card: { lang, parts: [{ kind: "text", tone: "note", runs: [say(lang, stillAtIt)] }] } };
}

type Opened = { ear: Ear; personId: PersonId; address: unknown; taken: Taken; isLate: boolean };

/**
 * Notes the use and takes what it will show, in one transaction.
 * @returns nothing where it must not be used, or has nothing to show: the row is ended then
 */
async function open(tx: Tx, job: Job): Promise<Opened | undefined> {
  await mustHold(tx, job);
  const row = await readRow(tx, job);
  const { answered } = row;
  if (row.used || row.shut) {
    await end(tx, job, row.used ? "open" : "shut");
    return undefined;
  }
  const taken = await takeHeld(tx, row.ear, { inboundId: row.inboundId });
  if (answered && taken.cards.length === 0) {
    await end(tx, job, "unneeded");
    return undefined;
  }
  await tx
    .update(callback)
    .set({ usedAt: sql`clock_timestamp()`, address: null })
    .where(and(eq(callback.workspaceId, job.workspaceId), eq(callback.id, job.id)));
  const personId = PersonId.parse(row.personId);
  return { ear: row.ear, personId, address: row.address, taken, isLate: !answered };
}

async function readRow(tx: Tx, { workspaceId, id }: Job) {
  const [row] = await tx
    .select({
      inboundId: callback.inboundId,
      personId: inbound.personId,
      address: callback.address,
      used: sql<boolean>`${callback.usedAt} is not null`,
      shut: sql<boolean>`${callback.shutAt} <= clock_timestamp()`,
      answered: sql<boolean>`${inbound.state} in ('done', 'dead')`,
      platform: conversation.platform,
      roomRef: conversation.roomRef,
      threadRef: conversation.threadRef,
    })
    .from(callback)
    .innerJoin(inbound, eq(inbound.id, callback.inboundId))
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, inbound.workspaceId), eq(conversation.id, inbound.conversationId)),
    )
    .where(and(eq(callback.workspaceId, workspaceId), eq(callback.id, id)));
  if (!row) throw new Error("a claimed callback is gone");
  const { platform, roomRef, threadRef } = row;
  return { ...row, ear: { workspaceId, platform, roomRef, line: lineOf(threadRef) } };
}

function lineOf(threadRef: string): string {
  const cut = threadRef.indexOf("/");
  return cut === -1 ? "" : threadRef.slice(cut + 1);
}

async function end(tx: Tx, job: Job, outcome: Spent | "shut" | "unneeded"): Promise<void> {
  await finish(tx, job);
  await tx
    .update(callback)
    .set({ outcome, address: null })
    .where(and(eq(callback.workspaceId, job.workspaceId), eq(callback.id, job.id)));
}
