// What the replicas tell each other: that an answer was stored, so that a page that is open elsewhere gets it at once, and that an answer
// is to be stopped. Hints, as all notices: they may be lost, and whoever depends on one looks for itself now and then.

import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db, Tx } from "../db/db.ts";
import { type Place, placeKey } from "./inbox.ts";

/** Payloads: `stored <message's id> <name of the place>`, `redrawn` the same way, `stop <message's id>`, `requests <workspace's id>`. */
const channel = "co9ma_chat";

export type Notices = {
  /** Calls `listener` with the message's id for each answer stored in this place, by whichever replica. */
  stored: (place: Place, listener: (id: string) => void) => () => void;
  /** The same for each answer whose cards show something else from now on. */
  redrawn: (place: Place, listener: (id: string) => void) => () => void;
  /** Calls `listener` with the id of each workspace in which a request began to wait, or does not any more. */
  requests: (listener: (workspaceId: string) => void) => () => void;
  close: () => Promise<void>;
};

/** Told once this transaction is committed. */
export async function notifyStored(tx: Tx, place: Place & { id: string }): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${`stored ${place.id} ${nameOf(place)}`})`);
}

/** Told once this transaction is committed. */
export async function notifyRedrawn(tx: Tx, place: Place & { id: string }): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${`redrawn ${place.id} ${nameOf(place)}`})`);
}

/** Told once this transaction is committed. */
export async function notifyStop(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${`stop ${id}`})`);
}

/** Told once this transaction is committed. */
export async function notifyRequests(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${`requests ${workspaceId}`})`);
}

/** @param onStop gets the id of each message whose answer is to be stopped, by whichever replica */
export async function openNotices(db: Db, onStop: (id: string) => void): Promise<Notices> {
  const listeners = new Map<string, Set<(id: string) => void>>();
  const waiting = new Set<(workspaceId: string) => void>();
  const close = await db.listen(channel, (payload) => {
    const [kind, id = "", name = ""] = payload.split(" ");
    if (kind === "stop") return onStop(id);
    if (kind === "requests") return waiting.forEach((listener) => listener(id));
    for (const listener of listeners.get(`${kind} ${name}`) ?? []) listener(id);
  });
  const listen = (kind: string) => (place: Place, listener: (id: string) => void) => {
    const name = `${kind} ${nameOf(place)}`;
    const here = listeners.get(name) ?? new Set();
    listeners.set(name, here.add(listener));
    return () => {
      here.delete(listener);
      if (here.size === 0 && listeners.get(name) === here) listeners.delete(name);
    };
  };
  const requests = (listener: (workspaceId: string) => void) => {
    waiting.add(listener);
    return () => void waiting.delete(listener);
  };
  return { stored: listen("stored"), redrawn: listen("redrawn"), requests, close };
}

/** Of bounded length, however long the names of a platform's rooms are: a notice holds 8,000 bytes. */
function nameOf(place: Place): string {
  return createHash("sha256").update(placeKey(place)).digest("base64url");
}
