// The bytes of what people drop, streamed in and out in chunks, so that no file is ever whole in memory or in one transaction.

import { and, eq } from "drizzle-orm";
import type { WorkspaceId } from "../core/ids.ts";
import { type Db, withTx } from "./db.ts";
import { blob } from "./tables.ts";

/** Largest chunk, in bytes. */
export const chunkBytes = 256 * 1024;

/** Chunks in one transaction: enough to spread its cost, few enough that others never wait long (1 MB: some 40 ms on the embedded database). */
const chunksPerTx = 4;

type Place = { db: Db; workspaceId: WorkspaceId };

/**
 * Stores `source` under `id`, in many short transactions. When it fails half-way, what was stored is removed again.
 * @param id a new one; what refers to the blob (a document) is written after this, so nothing points to half a file
 * @returns bytes stored
 */
export async function putBlob(place: Place, id: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  let part = 0;
  let bytes = 0;
  try {
    for await (const chunks of grouped(rechunked(source), chunksPerTx)) {
      const rows = chunks.map((body, index) => ({
        workspaceId: place.workspaceId,
        id,
        part: part + index,
        body,
      }));
      await withTx(place, (tx) => tx.insert(blob).values(rows));
      part += chunks.length;
      bytes += chunks.reduce((sum, { length }) => sum + length, 0);
    }
    return bytes;
  } catch (error) {
    if (part > 0) await removeBlob(place, id);
    throw error;
  }
}

/** The chunks of a blob in order; nothing when there is none. */
export async function* readBlob(place: Place, id: string): AsyncGenerator<Uint8Array> {
  for (let part = 0; ; part += 1) {
    const [row] = await withTx(place, (tx) =>
      tx
        .select({ body: blob.body })
        .from(blob)
        .where(and(eq(blob.workspaceId, place.workspaceId), eq(blob.id, id), eq(blob.part, part))),
    );
    if (row === undefined) return;
    yield row.body;
  }
}

export async function removeBlob(place: Place, id: string): Promise<void> {
  await withTx(place, (tx) =>
    tx.delete(blob).where(and(eq(blob.workspaceId, place.workspaceId), eq(blob.id, id))),
  );
}

/** The same bytes in chunks of `chunkBytes`; only the last is shorter. */
async function* rechunked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of source) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < chunkBytes) continue;
    const joined = Buffer.concat(waiting);
    let from = 0;
    for (; joined.length - from >= chunkBytes; from += chunkBytes)
      yield joined.subarray(from, from + chunkBytes);
    waiting = [joined.subarray(from)];
    bytes = joined.length - from;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

async function* grouped<T>(source: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const item of source) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
