import { randomBytes, randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chunkBytes, putBlob, readBlob, removeBlob } from "../../src/db/blob.ts";
import { type Db, rowsOf, withTx } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) {
    await setImmediate();
    yield bytes.subarray(from, from + size);
  }
}

async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test.each([
  ["smaller than a chunk", 1_000, 300],
  ["of exactly one chunk", chunkBytes, 65_536],
  ["of many chunks in small pieces", 20 * chunkBytes + 17, 50_000],
  ["of many chunks in one piece", 3 * chunkBytes + 1, 4 * chunkBytes],
])("a file %s comes out as it went in", async (_, size, piece) => {
  const ctx = await makeWorkspace(db);
  const id = randomUUID();
  const bytes = randomBytes(size);

  const stored = await putBlob(ctx, id, inPieces(bytes, piece));

  expect(stored).toBe(size);
  expect((await readAll(readBlob(ctx, id))).equals(bytes)).toBe(true);
  const [longest] = await asOwner<{ bytes: number }>(
    db,
    `select max(length(body)) as bytes from blob where id = '${id}'`,
  );
  expect(longest?.bytes).toBeLessThanOrEqual(chunkBytes);
});

test("an empty file has no chunks", async () => {
  const ctx = await makeWorkspace(db);
  const id = randomUUID();

  expect(await putBlob(ctx, id, inPieces(new Uint8Array(), 1))).toBe(0);
  expect(await readAll(readBlob(ctx, id))).toHaveLength(0);
});

test("a source that breaks half-way leaves nothing behind", async () => {
  const ctx = await makeWorkspace(db);
  const id = randomUUID();
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield* inPieces(randomBytes(12 * chunkBytes), chunkBytes);
    throw new Error("the upload stopped");
  }

  await expect(putBlob(ctx, id, breaking())).rejects.toThrow("the upload stopped");

  expect(await asOwner(db, `select part from blob where id = '${id}'`)).toEqual([]);
});

test("others get their turn while a large file is stored", async () => {
  const ctx = await makeWorkspace(db);
  const id = randomUUID();
  let turns = 0;
  let storing = true;

  const stored = putBlob(ctx, id, inPieces(randomBytes(40 * chunkBytes), chunkBytes)).finally(() => {
    storing = false;
  });
  while (storing) {
    await withTx(ctx, (tx) => rowsOf(tx, sql`select 1`));
    turns += 1;
  }

  expect(await stored).toBe(40 * chunkBytes);
  expect(turns).toBeGreaterThan(3);
});

test("another workspace can neither read nor remove it", async () => {
  const ctx = await makeWorkspace(db);
  const stranger = await makeWorkspace(db);
  const id = randomUUID();
  await putBlob(ctx, id, inPieces(Buffer.from("ours"), 4));

  expect(await readAll(readBlob(stranger, id))).toHaveLength(0);
  await removeBlob(stranger, id);

  expect((await readAll(readBlob(ctx, id))).toString()).toBe("ours");
});
