// Stored files on their way to people: as part of a post, or fetched by whoever belongs to their workspace.

import { getDocument, readDocument } from "../capabilities/documents/documents.ts";
import { listWorkspaces } from "../capabilities/workspace/workspace.ts";
import { Failure } from "../core/failure.ts";
import type { DocumentId, PersonId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "../db/db.ts";

/** Of one file that is sent whole. */
const MOST_BYTES = 25 * 1024 * 1024;

/** `hash` is the sha256 of its bytes, hex. */
export type Fetched = { name: string; hash: string; read: () => Promise<Uint8Array> };

type Place = { db: Db; workspaceId: WorkspaceId };

/** `undefined` for a file that is gone or too large: what names it says so in words anyway. */
export async function readFor(place: Place, id: DocumentId): Promise<Uint8Array | undefined> {
  try {
    return await readDocument(place, id, MOST_BYTES);
  } catch (error) {
    if (error instanceof Failure && (error.code === "not_found" || error.code === "limit")) return undefined;
    throw error;
  }
}

/**
 * The file, from whichever workspace of the person it lies in.
 * @throws Failure "not_found" when it is nobody's or others', "limit" when it is too large to be sent whole
 */
export async function fetchDocument(db: Db, personId: PersonId, id: DocumentId): Promise<Fetched> {
  for (const { workspace } of await listWorkspaces(db, personId)) {
    const place = { db, workspaceId: workspace.id };
    const found = await getDocument(place, id).catch(ignoreMissing);
    if (found) return { name: found.name, hash: found.hash, read: () => readDocument(place, id, MOST_BYTES) };
  }
  throw new Failure("not_found", "no such document for this person");
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Failure && error.code === "not_found") return undefined;
  throw error;
}
