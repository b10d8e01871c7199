import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  findAnswers,
  forgetDocument,
  rememberAnswers,
  storageFailure,
  storeDocument,
  withDocumentFile,
} from "../../../src/capabilities/documents/documents.ts";
import { Failure } from "../../../src/core/failure.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { countRows } from "../imports/made-import.ts";

let db: Db;
let folder: string;
beforeAll(async () => {
  db = await openTestDb();
  folder = await mkdtemp(join(tmpdir(), "co9ma-test-"));
});
afterAll(async () => {
  await closeTestDb(db);
  await rm(folder, { recursive: true });
});

async function file(name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe("a dropped file", () => {
  it("that is too large to be read is refused before anything of it is kept", async () => {
    const ctx = await makeWorkspace(db);
    const path = await file("too-large.csv", "Day,Campaign,Cost\n");
    await truncate(path, 120 * 1_048_576);

    await expect(storeDocument(ctx, { name: "too-large.csv", path })).rejects.toMatchObject({
      code: "limit",
    });
    expect(await countRows(ctx, "document")).toBe(0);
    expect(await countRows(ctx, "blob")).toBe(0);
  });

  it("comes back byte for byte, in a place only we can read, which is gone afterwards", async () => {
    const ctx = await makeWorkspace(db);
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, index) => index % 251));
    const stored = await storeDocument(ctx, { name: "made.csv", path: await file("large", bytes) });

    const seen = await withDocumentFile(ctx, stored.id, async (path) => ({
      path,
      same: (await readFile(path)).equals(bytes),
      mode: (await stat(path)).mode & 0o777,
    }));

    expect(seen).toMatchObject({ same: true, mode: 0o600 });
    await expect(stat(seen.path)).rejects.toMatchObject({ code: "ENOENT" });
    expect(stored).toMatchObject({ name: "made.csv", bytes: 700_001 });
  });

  it("is kept once when the same file comes again, and again under another name", async () => {
    const ctx = await makeWorkspace(db);
    const path = await file("same", "a,b\n1,2\n");

    const first = await storeDocument(ctx, { name: "a.csv", path });
    const second = await storeDocument(ctx, { name: "a.csv", path });
    const third = await storeDocument(ctx, { name: "b.csv", path });

    expect(second).toEqual(first);
    expect(third.id).not.toBe(first.id);
    expect(third.hash).toBe(first.hash);
    expect(await countRows(ctx, "document")).toBe(2);
  });

  it("keeps the last part of its name only, without control letters", async () => {
    const ctx = await makeWorkspace(db);
    const path = await file("named", "x");

    expect((await storeDocument(ctx, { name: "C:\\Users\\me\\보고서\u0007.csv", path })).name).toBe(
      "보고서.csv",
    );
    expect((await storeDocument(ctx, { name: "../../etc/", path })).name).toBe("file");
  });

  it("may be empty", async () => {
    const ctx = await makeWorkspace(db);
    const stored = await storeDocument(ctx, { name: "empty.csv", path: await file("empty", "") });

    expect(await withDocumentFile(ctx, stored.id, async (path) => (await stat(path)).size)).toBe(0);
  });

  it("that is not there, or is a folder, is told so", async () => {
    const ctx = await makeWorkspace(db);

    await expect(storeDocument(ctx, { name: "no.csv", path: join(folder, "no.csv") })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(storeDocument(ctx, { name: "folder", path: folder })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("of another workspace is not there", async () => {
    const mine = await makeWorkspace(db);
    const other = await makeWorkspace(db);
    const stored = await storeDocument(mine, { name: "mine.csv", path: await file("mine", "secret") });

    await expect(withDocumentFile(other, stored.id, async () => 1)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("whose bytes are no longer whole is asked for again", async () => {
    const ctx = await makeWorkspace(db);
    const path = await file("cut", "x".repeat(300_000));
    const stored = await storeDocument(ctx, { name: "cut.csv", path });
    await truncate(path, 0);
    await forgetDocument(ctx, stored.id);

    await expect(withDocumentFile(ctx, stored.id, async () => 1)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await countRows(ctx, "blob")).toBe(0);
  });
});

describe("answers about a header", () => {
  it("are remembered by its fingerprint, the newest win", async () => {
    const ctx = await makeWorkspace(db);

    await withTx(ctx, (tx) => rememberAnswers(tx, ctx, "s", { currency: "KRW" }));
    await withTx(ctx, (tx) => rememberAnswers(tx, ctx, "s", { currency: "USD" }));

    expect(await findAnswers(ctx, "s")).toEqual({ currency: "USD" });
    expect(await findAnswers(ctx, "t")).toBeUndefined();
    expect(await findAnswers(await makeWorkspace(db), "s")).toBeUndefined();
  });
});

describe("a full disk", () => {
  it("is told with a next step; other errors stay what they are", () => {
    const full = storageFailure(Object.assign(new Error("no space"), { code: "ENOSPC" }));

    expect(full).toBeInstanceOf(Failure);
    expect(full).toMatchObject({ code: "unavailable" });
    const other = new Error("other");
    expect(storageFailure(other)).toBe(other);
  });
});
