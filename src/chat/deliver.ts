// Answers on their way out to platforms that take posts: every waiting delivery is handed to its platform's messenger, one after
// another in a conversation. What a surface fetches by itself is held for it and never comes here.

import { and, eq, ne, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { z } from "zod";
import { Card } from "../core/card/card.ts";
import { Failure } from "../core/failure.ts";
import { DeliveryId, type DocumentId, InboundId, type WorkspaceId } from "../core/ids.ts";
import { type Claim, finish, type Job, notYet, pauseOf, type Work } from "../db/claim.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import { codeOf, mayPass } from "../db/faults.ts";
import { readFor } from "./documents.ts";
import type { Shown as Seen } from "./live.ts";
import { isPosted, OUTBOX } from "./outbox.ts";
import { asItStands, Settled } from "./requests.ts";
import { Target } from "./target.ts";
import { conversation, delivery, inbound, turn } from "./tables.ts";
import { tellUnheard } from "./unheard.ts";

export { isPosted, OUTBOX };

/** A platform that is out of order is tried for so long; what it did not take by then is shown as undelivered. */
const LIFE_MS = 24 * 3_600_000;
/** Between two tries while a platform is out of order: longer after each, so that a card that only waited in its line waits no more. */
const PAUSE_MS = { least: 1_000, most: 60_000, growth: 1.3 } as const;

type Edit = {
  message: string;
  settled?: { token: string; line: string } | undefined;
  alone?: Card | undefined;
};

/** `words` parts of the card are the answer's words; `id` is that of the message that is answered. */
type Grown = Seen & { id: InboundId; words: number };

/** One card and where it belongs. */
export type Parcel = {
  /** The post's own key, to be put into it: where the outcome of an earlier try is unknown, it tells whether the post is there. */
  id: DeliveryId;
  roomRef: string;
  threadRef: string;
  card: Card;
  /** The person who alone is to see it, by the platform's own name; everybody in the room where it is left out. */
  only?: string | undefined;
  /**
   * It is posted already as `message`: in the place of the buttons that hold `token` stands `line` from now on; without these, the whole
   * message says what `card` says. `alone` is what is new in it, to be posted behind a message that cannot hold the card.
   */
  edit?: Edit | undefined;
  /** The message it ends the answer to, as the platform calls it; set on the last card of an answer to words or a file. */
  asked?: string | undefined;
  /** Further messages that it ends the answer to. */
  also?: readonly string[] | undefined;
  /** People may have seen some of it while it was made: that message is finished, none posted beside it. */
  live?: Grown | undefined;
  /** When the card was stored: nothing of it was posted before. */
  at: Temporal.Instant;
  /** An earlier try may have posted it. */
  tried: boolean;
  /** Every try so far met a pause that the platform named: none of them posted anything. */
  paused?: boolean;
  /** It is posted no more: what shows that somebody is at it is to go. */
  dropped?: boolean;
  /** Bytes of a stored file that the card names; `undefined` when it is gone or too large to go along. */
  fileOf?: (id: DocumentId) => Promise<Uint8Array | undefined>;
  signal: AbortSignal;
};

/**
 * Posts one card.
 * @returns what the platform calls the post
 * @throws `notYet` when the platform names a pause, Failure "unavailable" while it is out of order, Failure "forbidden" (its
 *   cause the platform's word) where the room takes nothing of ours; anything else counts as a try, and after five the card is undelivered
 */
export type Messenger = (parcel: Parcel) => Promise<{ ref: string }>;

export type Messengers = Readonly<Record<string, Messenger>>;

type PostOffice = { db: Db; log: Logger; messengers: Messengers };

/** The part of the claim loop that posts; only what this process has a messenger for. */
export function deliveryWork(office: PostOffice): Work {
  const platforms = Object.keys(office.messengers);
  return {
    table: OUTBOX,
    serialBy: "conversation_id",
    where: sql`q.platform in ${platforms}`,
    run: (job) => deliver(office, job),
    onDead: (job) => giveUp(office, job),
  };
}

async function deliver(office: PostOffice, job: Job): Promise<void> {
  const { parcel, messenger, ageMs } = await readParcel(office, job);
  if (!parcel) return end(office, job, null);
  let ref: string;
  try {
    ({ ref } = await messenger(parcel));
  } catch (error) {
    job.signal.throwIfAborted();
    if (error instanceof Failure && error.code === "forbidden")
      return giveUp(office, job, error.cause ?? error);
    // A pause makes no earlier try's outcome known.
    const maybePosted = parcel.tried && !parcel.paused;
    if (pauseOf(error) === undefined || !maybePosted) await noteTrouble(office, job, error);
    if (!isOutage(error)) throw error;
    if (ageMs >= LIFE_MS) return giveUp(office, job, error);
    throw pauseOf(error) === undefined ? notYet(pauseAfter(job.fence), error) : error;
  }
  await end(office, job, ref);
}

function isOutage(error: unknown): boolean {
  return pauseOf(error) !== undefined || (error instanceof Failure && error.code === "unavailable");
}

function pauseAfter(tries: number): number {
  return Math.min(PAUSE_MS.least * PAUSE_MS.growth ** (tries - 1), PAUSE_MS.most);
}

async function readParcel({ db, messengers }: PostOffice, { workspaceId, id, fence, signal }: Job) {
  const [row] = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({
        platform: delivery.platform,
        content: delivery.content,
        target: delivery.target,
        at: delivery.createdAt,
        trouble: delivery.trouble,
        crashes: delivery.crashes,
        inboundId: turn.inboundId,
        asked: sql<string | null>`case when ${isLast} then ${inbound.body}->'origin'->>'message' end`,
        ageMs: sql<number>`(extract(epoch from clock_timestamp() - ${delivery.createdAt}) * 1000)::float8`,
        roomRef: conversation.roomRef,
        threadRef: conversation.threadRef,
      })
      .from(delivery)
      .leftJoin(
        conversation,
        and(eq(conversation.workspaceId, delivery.workspaceId), eq(conversation.id, delivery.conversationId)),
      )
      .leftJoin(turn, and(eq(turn.workspaceId, delivery.workspaceId), eq(turn.id, delivery.turnId)))
      .leftJoin(inbound, and(eq(inbound.id, turn.inboundId), ne(inbound.kind, "click")))
      .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.id, id))),
  );
  const messenger = row && messengers[row.platform];
  if (!messenger) throw new Error("a claimed delivery is gone, or nobody's");
  const { ageMs, at, trouble } = row;
  const { edits, live, also } = Target.parse(row.target);
  const shown = edits ? await editOf({ db, workspaceId }, edits, row.content) : row.content;
  if (!shown) return { messenger, ageMs };
  const { card, edit } = Shown.parse(shown);
  const asked = row.asked ?? undefined;
  const marks = {
    id: DeliveryId.parse(id),
    at,
    tried: fence > 1,
    paused: trouble === PAUSED && row.crashes === 0,
    fileOf: (file: DocumentId) => readFor({ db, workspaceId }, file),
    signal,
  };
  const grown = live && row.inboundId ? { ...live, id: InboundId.parse(row.inboundId) } : undefined;
  const parcel: Parcel = { ...marks, ...placeOf(row), card, asked, also, edit, live: grown };
  return { parcel, messenger, ageMs };
}

const Shown = z.object({
  card: Card,
  edit: z.object({ message: z.string(), settled: Settled.optional(), alone: Card.optional() }).optional(),
});
const Instead = z.object({ card: z.looseObject({}) });
const Anew = z.object({ anew: z.literal(true), alone: Card });

/** @returns `undefined` where nothing was posted that could be edited */
async function editOf(
  handles: { db: Db; workspaceId: WorkspaceId },
  edits: { delivery: string; message?: string | undefined },
  content: unknown,
): Promise<{ card: unknown; edit: unknown } | undefined> {
  const [posted] = await withTx(handles, (tx) =>
    tx
      .select({ content: delivery.content, ref: delivery.platformRef })
      .from(delivery)
      .where(and(eq(delivery.workspaceId, handles.workspaceId), eq(delivery.id, edits.delivery))),
  );
  const message = edits.message ?? posted?.ref;
  if (!posted || !message) return undefined;
  const anew = Anew.safeParse(content).data;
  if (anew) {
    const { card } = z.object({ card: Card }).parse(posted.content);
    const shown = await withTx(handles, (tx) => asItStands(tx, handles, { id: edits.delivery, card }));
    return { card: shown.card, edit: { message, alone: anew.alone, settled: shown.settled } };
  }
  const instead = Instead.safeParse(content).data;
  if (instead) return { card: instead.card, edit: { message } };
  return {
    card: (posted.content as { card: unknown }).card,
    edit: { settled: Settled.parse(content), message },
  };
}

type Row = { target: unknown; roomRef: string | null; threadRef: string | null };

/** What is for one person stands where the target says; everything else in the thread of its conversation. */
function placeOf({ target, roomRef, threadRef }: Row): Pick<Parcel, "roomRef" | "threadRef" | "only"> {
  const { only } = Target.parse(target);
  if (only) return { roomRef: only.roomRef, threadRef: only.threadRef, only: only.person };
  if (roomRef === null || threadRef === null) throw new Error("a delivery without a place");
  return { roomRef, threadRef };
}

/** No later card of the same answer. */
const isLast = sql`not exists (select from delivery l where l.workspace_id = ${delivery.workspaceId}
  and l.conversation_id = ${delivery.conversationId} and l.turn_id = ${delivery.turnId}
  and (l.created_at, l.id) > (${delivery.createdAt}, ${delivery.id}))`;

const PAUSED = "paused";

/** What is known of a failure, for the list of undelivered cards: a code, never a text from outside. */
function troubleOf(error: unknown): string {
  if (pauseOf(error) !== undefined) return PAUSED;
  if (error instanceof Failure) return error.code;
  return codeOf(error) ?? "unknown";
}

/** @param error of the try that was the last; that of the one before stays noted where it is left out */
async function giveUp(office: PostOffice, job: Job, error?: unknown): Promise<void> {
  const { db, log } = office;
  log.error({ id: job.id, reason: troubleOf(error) }, "a card was not delivered");
  const marks = error === undefined ? {} : { trouble: troubleOf(error) };
  await withTx({ db, workspaceId: job.workspaceId }, async (tx) => {
    await finish(tx, job, { givenUp: true });
    await mark(tx, job, marks);
    await tellUnheard(tx, job);
  });
  await takeSignsOff(office, job).catch(() => log.warn({ id: job.id }, "a sign was not taken off"));
}

async function takeSignsOff(office: PostOffice, job: Job): Promise<void> {
  const { parcel, messenger } = await readParcel(office, job);
  if (!parcel || (parcel.asked === undefined && !parcel.live)) return;
  await messenger({ ...parcel, dropped: true, signal: new AbortController().signal });
}

/** @throws `notYet` while our own database has no time for it: the card is posted, so no try has failed */
async function end({ db }: PostOffice, job: Job, ref: string | null): Promise<void> {
  try {
    await withTx({ db, workspaceId: job.workspaceId }, async (tx) => {
      await finish(tx, job);
      await mark(tx, job, { platformRef: ref, trouble: null });
    });
  } catch (error) {
    throw mayPass(error) ? notYet(PAUSE_MS.least, error) : error;
  }
}

async function noteTrouble({ db, log }: PostOffice, job: Job, error: unknown): Promise<void> {
  await withTx({ db, workspaceId: job.workspaceId }, (tx) =>
    mark(tx, job, { trouble: troubleOf(error) }),
  ).catch(() => log.warn({ id: job.id }, "the reason of a failed delivery was not noted"));
}

type Marks = Partial<Pick<typeof delivery.$inferInsert, "platformRef" | "trouble">>;

async function mark(tx: Tx, { workspaceId, id }: Claim, marks: Marks): Promise<void> {
  if (Object.keys(marks).length === 0) return;
  await tx
    .update(delivery)
    .set(marks)
    .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.id, id)));
}
