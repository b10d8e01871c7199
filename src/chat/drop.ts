// A file dropped in chat: kept byte for byte before anyone is answered. Dropped in the demo, it opens the person's own workspace first.

import { storeDocument } from "../capabilities/documents/documents.ts";
import {
  findWorkspace,
  openOwnWorkspace,
  scopeFor,
  type Workspace,
} from "../capabilities/workspace/workspace.ts";
import type { WorkspaceId } from "../core/ids.ts";
import { type Lang, words } from "../core/locale.ts";
import type { Db } from "../db/db.ts";
import type { Logger } from "pino";
import { findKept, keep, type Kept, type Place } from "./inbox.ts";

export type DroppedFile = {
  /** The surface's own id of this drop: sent again, it is kept once. */
  key: string;
  name: string;
  /** Where the bytes lie on this machine; read, never kept. */
  path: string;
  lang?: Lang;
  /** The caller cannot press buttons: doubts are said, not asked. */
  oneShot?: boolean;
};

/** `place` is where the conversation goes on. */
export type Dropped = Kept & { place: Place };

type Handles = { db: Db; log: Logger; now: () => Temporal.Instant };

const ownName = words("내 워크스페이스", "My workspace");

export async function keepFile(handles: Handles, from: Place, file: DroppedFile): Promise<Dropped> {
  const { db, log } = handles;
  const dedupeKey = `${from.personId}:${file.key}`;
  const twin = await findKept(db, from.platform, dedupeKey);
  if (twin)
    return {
      ...twin,
      place: twin.workspaceId === from.workspaceId ? from : movedPlace(from, twin.workspaceId, file),
    };
  const { place, opened } = await ownPlace(handles, from, file);
  const scope = await scopeFor(db, {
    personId: place.personId,
    workspaceId: place.workspaceId,
    now: handles.now(),
  });
  const { id, name } = await storeDocument({ ...scope, db, log }, { name: file.name, path: file.path });
  const kept = await keep(db, place, {
    dedupeKey,
    body: {
      kind: "file",
      documentId: id,
      name,
      oneShot: file.oneShot ?? false,
      lang: file.lang,
      opened: opened?.name,
    },
  });
  return { ...kept, place };
}

/** Where the file belongs: the place it was dropped in, or a new thread of the person's own workspace. */
async function ownPlace(
  handles: Handles,
  from: Place,
  file: DroppedFile,
): Promise<{ place: Place; opened?: Workspace }> {
  const here = await workspaceOf(handles.db, from.workspaceId);
  if (here.kind === "own") return { place: from };
  const lang = file.lang ?? here.lang;
  const opened = await openOwnWorkspace(handles, {
    personId: from.personId,
    name: ownName[lang],
    lang,
    currency: here.currency,
    zone: here.zone,
    now: handles.now(),
  });
  return { place: movedPlace(from, opened.id, file), opened };
}

/** The thread in the new workspace is named by the drop, so that the drop sent again finds it. */
function movedPlace(from: Place, workspaceId: WorkspaceId, { key }: DroppedFile): Place {
  return { ...from, workspaceId, threadRef: key };
}

async function workspaceOf(db: Db, id: WorkspaceId): Promise<Workspace> {
  const found = await findWorkspace(db, id);
  if (!found) throw new Error(`no workspace ${id}`);
  return found;
}
