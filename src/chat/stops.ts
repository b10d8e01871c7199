// Stopping an answer: a mark on its message, so that it holds whichever process has the turn, or takes it over. A notice and a look
// each second bring the mark to the process in whose hands it is.

import { and, asc, eq, inArray, lte, ne, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { WorkspaceId } from "../core/ids.ts";
import { type Db, rowsOf, withSystemTx, withTx } from "../db/db.ts";
import { codeOf } from "../db/faults.ts";
import { conversationAt, type Place } from "./inbox.ts";
import type { Item } from "./item.ts";
import { notifyStop } from "./notices.ts";
import { inbound } from "./tables.ts";

/** How long a mark whose notice was lost goes unseen. */
const LOOK_MS = 1_000;

/** The platform's clock and the database's differ by so much at the most. */
const SAME_S = 5;

export type Stops = {
  /** Runs `body` with a signal that its asker can abort; a press has begun something that is never broken off. */
  during: <T>(item: Item, body: (stop: AbortSignal) => Promise<T>) => Promise<T>;
  /** Ends the answer to this message, if it runs here. */
  abort: (id: string) => void;
  close: () => void;
};

/**
 * Marks what is being answered to this person at this place, or is next.
 * @returns false when nothing is, or when it was begun by a press
 */
export async function askStop(db: Db, place: Place): Promise<boolean> {
  const { workspaceId, personId } = place;
  return withTx({ db, workspaceId }, async (tx) => {
    const conversationId = await conversationAt(tx, place);
    if (!conversationId) return false;
    const open = tx
      .select({ id: inbound.id })
      .from(inbound)
      .where(and(eq(inbound.conversationId, conversationId), inArray(inbound.state, ["waiting", "working"])))
      .orderBy(asc(inbound.createdAt), asc(inbound.id))
      .limit(1);
    const theirs = and(
      eq(inbound.workspaceId, workspaceId),
      eq(inbound.personId, personId),
      ne(inbound.kind, "click"),
      inArray(inbound.state, ["waiting", "working"]),
      inArray(inbound.id, open),
    );
    const [marked] = await tx
      .update(inbound)
      .set({ stopAsked: true })
      .where(theirs)
      .returning({ id: inbound.id });
    if (marked) await notifyStop(tx, marked.id);
    return marked !== undefined;
  });
}

/**
 * Marks all that is being answered in a thread, or is next, in whichever workspace it goes on: for a platform that has a Stop of its own and
 * shows it to whom it may concern.
 * @param atS when it was pressed, in seconds since 1970: a question that came after that is not meant, however late the platform tells us
 * @returns how many answers
 */
export async function askStopHere(
  db: Db,
  { platform, roomRef, threadRef }: Pick<Place, "platform" | "roomRef" | "threadRef">,
  atS?: number,
): Promise<number> {
  const open = await withSystemTx(db, "inbound.running", (tx) =>
    rowsOf<{ workspace_id: string }>(
      tx,
      sql`select distinct workspace_id from inbound where state in ('waiting', 'working') and platform = ${platform}`,
    ),
  );
  let count = 0;
  for (const { workspace_id } of open) {
    const workspaceId = WorkspaceId.parse(workspace_id);
    count += await withTx({ db, workspaceId }, async (tx) => {
      const conversationId = await conversationAt(tx, { workspaceId, platform, roomRef, threadRef });
      if (!conversationId) return 0;
      const marked = await tx
        .update(inbound)
        .set({ stopAsked: true })
        .where(
          and(
            eq(inbound.workspaceId, workspaceId),
            eq(inbound.conversationId, conversationId),
            ne(inbound.kind, "click"),
            inArray(inbound.state, ["waiting", "working"]),
            atS === undefined ? undefined : lte(inbound.createdAt, sql`to_timestamp(${atS + SAME_S})`),
          ),
        )
        .returning({ id: inbound.id });
      for (const { id } of marked) await notifyStop(tx, id);
      return marked.length;
    });
  }
  return count;
}

export function openStops(db: Db, log: Logger): Stops {
  const running = new Map<string, AbortController>();
  let failing = false;
  const abort = (id: string): void => running.get(id)?.abort();

  async function look(): Promise<void> {
    const ids = [...running].filter(([, { signal }]) => !signal.aborted).map(([id]) => id);
    if (ids.length === 0) return;
    try {
      for (const { id } of await markedAmong(db, ids)) abort(id);
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ code: codeOf(error) }, "nobody can look who pressed stop");
      failing = true;
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS);

  return {
    async during(item, body) {
      const stop = new AbortController();
      if (item.body.kind === "click") return body(stop.signal);
      running.set(item.id, stop);
      if (item.stopAsked) stop.abort();
      try {
        return await body(stop.signal);
      } finally {
        if (running.get(item.id) === stop) running.delete(item.id);
      }
    },
    abort,
    close: () => clearInterval(timer),
  };
}

async function markedAmong(db: Db, ids: readonly string[]): Promise<{ id: string }[]> {
  return withSystemTx(db, "inbound.stops", (tx) =>
    rowsOf(tx, sql`select id from inbound where stop_asked and id in ${[...ids]}`),
  );
}
