// People who write one thing in several short lines: where a line looks as if more were to come, its answer waits a moment for the next ones
// and is the answer to all of them. Each line is a row of its own, acknowledged as it came; together they end with the answer, or none does.

import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { setTimeout as pause } from "node:timers/promises";
import { InboundId } from "../core/ids.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import { spokenCodeIn } from "../capabilities/workspace/workspace.ts";
import { bodyOf } from "./body.ts";
import type { Place } from "./inbox.ts";
import type { Item } from "./item.ts";
import { isPosted } from "./outbox.ts";
import { teamOf } from "./rooms.ts";
import { conversation, inbound } from "./tables.ts";

/** From one line to the next; all lines together get no more than `most`. */
const WINDOW_MS = { next: 900, most: 2_500 } as const;
const MOST_LINES = 6;
const SHORT = 60;

/** Something that was said to its end: a question, a sentence, a polite or plain ending of Korean. */
const whole = /[?!.…。？！]\s*$|(?:요|까|죠|줘|다|니|냐|래|자|해|야|지)\s*$/u;

/** `text` is said to its end only with what comes next, as far as its look tells. */
export function mayGoOn(text: string): boolean {
  const said = text.trim();
  if (said.length > SHORT || said.includes("\n") || spokenCodeIn(said) !== undefined) return false;
  return /\p{L}{2}/u.test(said) && !whole.test(said);
}

/** A line beside the one that is answered. */
export type Line = { id: InboundId; text: string; message: string | undefined };

/** @returns what its writer added to it by now; they are no other row's answer until this one's is stored */
export async function linesAfter(db: Db, item: Item, stop: AbortSignal): Promise<Line[]> {
  const { body, workspaceId, claim } = item;
  if (body.kind !== "message" || !mayGoOn(body.text) || !isGoingOn(item)) return [];
  const begunMs = performance.now();
  const signal = AbortSignal.any([claim.signal, stop]);
  let lines: Line[] = [];
  for (;;) {
    const ageMs = await withTx({ db, workspaceId }, (tx) => quietFor(tx, item, lines.at(-1)?.id ?? item.id));
    const leftMs = Math.min(WINDOW_MS.next - ageMs, WINDOW_MS.most - (performance.now() - begunMs));
    if (leftMs > 0) await pause(leftMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return [];
    const now = await withTx({ db, workspaceId }, (tx) => readLines(tx, item));
    if (now.length === lines.length || now.length >= MOST_LINES) return now;
    lines = now;
    if (!mayGoOn(lines.at(-1)?.text ?? "")) return lines;
  }
}

/** Alone with us, or in a thread that was there: what begins a thread of a room has no next line in it. */
function isGoingOn({ platform, roomRef, threadRef, body }: Item): boolean {
  const message = body.origin?.message;
  if (!isPosted(platform) || message === undefined) return false;
  return teamOf(roomRef) === undefined || !message.endsWith(`:${threadRef}`);
}

/** Milliseconds since a line came, by the database's clock. */
async function quietFor(tx: Tx, { workspaceId }: Item, id: InboundId): Promise<number> {
  const [row] = await tx
    .select({
      ms: sql<number>`(extract(epoch from clock_timestamp() - ${inbound.createdAt}) * 1000)::float8`,
    })
    .from(inbound)
    .where(and(eq(inbound.workspaceId, workspaceId), eq(inbound.id, id)));
  return row?.ms ?? WINDOW_MS.next;
}

/** What waits right behind it, of the same writer and of words alone; the first other row ends it. */
async function readLines(tx: Tx, item: Item): Promise<Line[]> {
  const rows = await tx
    .select({ id: inbound.id, personId: inbound.personId, kind: inbound.kind, body: inbound.body })
    .from(inbound)
    .where(
      and(
        eq(inbound.workspaceId, item.workspaceId),
        eq(inbound.conversationId, item.conversationId),
        inArray(inbound.state, ["waiting", "working"]),
        sql`(${inbound.createdAt}, ${inbound.id}) > (select created_at, id from inbound i where i.id = ${item.id})`,
      ),
    )
    .orderBy(asc(inbound.createdAt), asc(inbound.id))
    .limit(MOST_LINES);
  const lines: Line[] = [];
  for (const { id, personId, kind, body } of rows) {
    const read = kind === "message" && personId === item.personId ? bodyOf(kind, body) : undefined;
    if (read?.kind !== "message" || read.contacts || read.text.length > SHORT) break;
    // A code is a message of its own, and no part of a question.
    if (spokenCodeIn(read.text) !== undefined) break;
    lines.push({ id: InboundId.parse(id), text: read.text, message: read.origin?.message });
  }
  return lines;
}

/** The line and those after it, as one message. */
export function joined(item: Item, lines: readonly Line[]): Item {
  if (lines.length === 0 || item.body.kind !== "message") return item;
  const text = [item.body.text, ...lines.map((line) => line.text)].join("\n");
  return { ...item, lines, body: { ...item.body, text } };
}

/** They are answered with the line before them: within the transaction that stores the answer. */
export async function endLines(tx: Tx, { workspaceId, id, lines = [] }: Item): Promise<void> {
  if (lines.length === 0) return;
  const ids = lines.map((line) => line.id);
  await tx
    .update(inbound)
    .set({ state: "done", replacedBy: id })
    .where(and(eq(inbound.workspaceId, workspaceId), eq(inbound.state, "waiting"), inArray(inbound.id, ids)));
}

export function messagesOf(lines: readonly Line[]): string[] {
  return lines.flatMap(({ message }) => message ?? []);
}

/** Where every message begins a thread of its own: that of a line which waits for the next. */
export async function threadGoingOn(
  db: Db,
  { workspaceId, personId, platform, roomRef }: Place,
): Promise<string | undefined> {
  const [row] = await withTx(
    { db, workspaceId },
    (tx) =>
      tx
        .select({ thread: conversation.threadRef, kind: inbound.kind, body: inbound.body })
        .from(inbound)
        .innerJoin(
          conversation,
          and(eq(conversation.workspaceId, inbound.workspaceId), eq(conversation.id, inbound.conversationId)),
        )
        .where(
          and(
            eq(inbound.workspaceId, workspaceId),
            eq(inbound.personId, personId),
            eq(inbound.platform, platform),
            eq(conversation.roomRef, roomRef),
            inArray(inbound.state, ["waiting", "working"]),
            gt(inbound.createdAt, sql`clock_timestamp() - ${WINDOW_MS.next} * interval '1 ms'`),
          ),
        )
        .orderBy(desc(inbound.createdAt))
        .limit(1),
    { single: true, urgent: true },
  );
  const before = row?.kind === "message" ? bodyOf(row.kind, row.body) : undefined;
  return before?.kind === "message" && mayGoOn(before.text) && row?.thread ? row.thread : undefined;
}
