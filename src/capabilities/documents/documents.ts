// Door of documents: what people drop in chat, kept byte for byte, and what was learned about its headers.

import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { DocumentId, newId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { putBlob, readBlob, removeBlob } from "../../db/blob.ts";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { detect } from "./read/detect.ts";
import { limits } from "./read/limits.ts";
import { storageFailure } from "./storage.ts";
import { document, headerMapping } from "./tables.ts";

export { neutralise } from "./neutralise.ts";
export { type Page, pageKind, readPage } from "./page/read-page.ts";
export { openSource } from "./read/open-source.ts";
export { readInWorker } from "./read/reader.ts";
export { storageFailure } from "./storage.ts";
export type { Doubt, Ended, ReadAnswers, ReadEvent, Recognised, ReportRow } from "./read/report.ts";

/** `hash` is the sha256 of the bytes, hex. `known` is set when the same file under the same name was kept before. */
export type StoredDocument = { id: DocumentId; name: string; bytes: number; hash: string };

/** Where a document lies. */
type Place = Pick<Ctx, "db" | "workspaceId">;

const LONGEST_NAME = 200;

/**
 * Keeps a dropped file: one row per distinct file and name, so dropping it again stores nothing.
 * @param input.path where its bytes lie on this machine; the file is only read
 */
export async function storeDocument(
  ctx: Ctx,
  input: { name: string; path: string },
): Promise<StoredDocument> {
  const name = fileName(input.name);
  const { hash, bytes } = await fingerprint(input.path);
  const known = await findSame(ctx, hash, name);
  if (known) return known;
  // What is too large to be read is not kept first: the refusal comes before its bytes are copied.
  if (bytes > limits.workbookBytes) await detect(input.path);
  const id = newId(DocumentId);
  try {
    const stored = await putBlob(ctx, id, createReadStream(input.path));
    if (stored !== bytes) throw changedMeanwhile(name);
    return await insertDocument(ctx, { id, name, bytes, hash });
  } catch (error) {
    throw storageFailure(error);
  }
}

/** Keeps what was made here: one row per distinct file and name. Its bytes are few enough to be whole in memory. */
export async function keepMade(
  ctx: Ctx,
  made: { name: string; content: Uint8Array },
): Promise<StoredDocument> {
  const name = fileName(made.name);
  const hash = createHash("sha256").update(made.content).digest("hex");
  const known = await findSame(ctx, hash, name);
  if (known) return known;
  const id = newId(DocumentId);
  try {
    const bytes = await putBlob(ctx, id, Readable.from([made.content]));
    return await insertDocument(ctx, { id, name, bytes, hash });
  } catch (error) {
    throw storageFailure(error);
  }
}

/** The bytes of a small file whole. @throws Failure "not_found", and "limit" when it is larger than `mostBytes` */
export async function readDocument(ctx: Place, id: DocumentId, mostBytes: number): Promise<Uint8Array> {
  const { bytes } = await getDocument(ctx, id);
  if (bytes > mostBytes) throw new Failure("limit", "the document is too large to be read whole");
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBlob(ctx, id)) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  if (whole.length !== bytes) throw unknownDocument();
  return whole;
}

/** @throws Failure "not_found" */
export async function getDocument(ctx: Place, id: DocumentId): Promise<StoredDocument> {
  const [row] = await withTx(ctx, (tx) =>
    tx
      .select()
      .from(document)
      .where(and(eq(document.workspaceId, ctx.workspaceId), eq(document.id, id))),
  );
  if (!row) throw unknownDocument();
  return { id, name: row.name, bytes: row.bytes, hash: row.hash };
}

/**
 * Lays the file into a folder of its own that only this process's user can read, and removes it when `body` is done.
 * @param spooling called now and then while the file is laid out, before `body`
 */
export async function withDocumentFile<T>(
  ctx: Ctx,
  id: DocumentId,
  body: (path: string) => Promise<T>,
  spooling: () => void = () => {},
): Promise<T> {
  const { bytes } = await getDocument(ctx, id);
  const folder = await mkdtemp(join(tmpdir(), "co9ma-")).catch((error: unknown) => {
    throw storageFailure(error);
  });
  try {
    const path = join(folder, randomUUID());
    const written = await spool(ctx, id, path, spooling);
    if (written !== bytes) throw unknownDocument();
    return await body(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bytes of a small file (a picture, a pack) in one piece. @throws Failure "not_found" */
export async function documentBytes(
  place: Pick<Ctx, "db" | "workspaceId">,
  id: DocumentId,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBlob(place, id)) chunks.push(chunk);
  if (chunks.length === 0) throw unknownDocument();
  return Buffer.concat(chunks);
}

/** Removes a file that was refused, unless an import still speaks of it: the caller knows. */
export async function forgetDocument(ctx: Ctx, id: DocumentId): Promise<void> {
  await withTx(ctx, (tx) =>
    tx.delete(document).where(and(eq(document.workspaceId, ctx.workspaceId), eq(document.id, id))),
  );
  await removeBlob(ctx, id);
}

/** Answers given before for a file with the same header, or `undefined`. They come as stored: the caller checks them. */
export async function findAnswers(ctx: Ctx, signature: string): Promise<unknown> {
  const [row] = await withTx(ctx, (tx) =>
    tx
      .select({ answers: headerMapping.answers })
      .from(headerMapping)
      .where(and(eq(headerMapping.workspaceId, ctx.workspaceId), eq(headerMapping.signature, signature))),
  );
  return row?.answers;
}

/** Remembers answers for the next file with this header; the newest ones win. A step of the caller's change. */
export async function rememberAnswers(
  tx: Tx,
  ctx: Ctx,
  signature: string,
  answers: Record<string, unknown>,
): Promise<void> {
  await tx
    .insert(headerMapping)
    .values({ workspaceId: ctx.workspaceId, signature, answers, createdAt: ctx.now })
    .onConflictDoUpdate({
      target: [headerMapping.workspaceId, headerMapping.signature],
      set: { answers, createdAt: ctx.now },
    });
}

/** @throws Failure "not_found" when no file can be read there */
export async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw unreadable(basename(path));
}

/** Hash and length in one pass, without holding the file. */
async function fingerprint(path: string): Promise<{ hash: string; bytes: number }> {
  await checkFile(path);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { hash: hash.digest("hex"), bytes };
}

async function findSame(ctx: Ctx, hash: string, name: string): Promise<StoredDocument | undefined> {
  const [row] = await withTx(ctx, (tx) =>
    tx
      .select()
      .from(document)
      .where(and(eq(document.workspaceId, ctx.workspaceId), eq(document.hash, hash), eq(document.name, name)))
      .limit(1),
  );
  return row && { id: DocumentId.parse(row.id), name, bytes: row.bytes, hash };
}

async function insertDocument(ctx: Ctx, stored: StoredDocument): Promise<StoredDocument> {
  const personId = ctx.actor.kind === "person" ? ctx.actor.personId : null;
  await withTx(ctx, (tx) =>
    tx.insert(document).values({ ...stored, workspaceId: ctx.workspaceId, personId, createdAt: ctx.now }),
  );
  return stored;
}

async function spool(ctx: Ctx, id: DocumentId, path: string, spooling: () => void): Promise<number> {
  try {
    const file = await open(path, "wx", 0o600);
    try {
      let bytes = 0;
      for await (const chunk of readBlob(ctx, id)) {
        await file.write(chunk);
        bytes += chunk.length;
        spooling();
      }
      return bytes;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw storageFailure(error);
  }
}

/** The last part of what the person's machine called it, without control letters. */
export function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const clean = last
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cs}]/gu, "")
    .trim();
  return clean.slice(-LONGEST_NAME).toWellFormed() || "file";
}

function unknownDocument(): Failure {
  return new Failure("not_found", "the document is not there", {
    say: words("그 파일을 더 이상 가지고 있지 않아요.", "I no longer have that file."),
    next: words("파일을 다시 올려 주세요.", "Please drop the file again."),
  });
}

function unreadable(name: string): Failure {
  return new Failure("not_found", "the file to store cannot be read", {
    say: words(`‘${name}’ 파일을 열 수 없어요.`, `I cannot open the file “${name}”.`),
    next: words("경로와 읽기 권한을 확인해 주세요.", "Check its path and that it may be read."),
  });
}

function changedMeanwhile(name: string): Failure {
  return new Failure("conflict", "the file changed while it was stored", {
    say: words(
      `‘${name}’ 파일이 읽는 도중에 바뀌었어요.`,
      `The file “${name}” changed while I was reading it.`,
    ),
    next: words("저장이 끝난 뒤 다시 올려 주세요.", "Drop it again once it is saved."),
  });
}
