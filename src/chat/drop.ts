// A file dropped in chat: kept byte for byte before anyone is answered. Dropped in the demo, a report opens the person's own workspace
// first; a file that is no report is answered where it was dropped, and nothing of it stays.

import { isConsentList } from "../capabilities/audience/consent-file.ts";
import { isRuleList } from "../capabilities/compliance/brand/dropped.ts";
import { isPage } from "../capabilities/compliance/pages/tool.ts";
import { checkFile, fileName, storeDocument } from "../capabilities/documents/documents.ts";
import { findRefusal } from "../capabilities/imports/imports.ts";
import {
  findWorkspace,
  openOwnWorkspace,
  scopeFor,
  type Workspace,
} from "../capabilities/workspace/workspace.ts";
import type { WorkspaceId } from "../core/ids.ts";
import { type Lang, words } from "../core/locale.ts";
import { dayIn } from "../core/time.ts";
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
  const { db } = handles;
  const dedupeKey = `${from.personId}:${file.key}`;
  const twin = await findKept(db, from.platform, dedupeKey);
  if (twin)
    return {
      ...twin,
      place: twin.workspaceId === from.workspaceId ? from : movedPlace(from, twin.workspaceId, file),
    };
  const here = await workspaceOf(db, from.workspaceId);
  if (here.kind === "own") return keepReport(handles, from, file, dedupeKey);
  await checkFile(file.path);
  const refused =
    (await isConsentList(file.path)) || (await isRuleList(file.name, file.path))
      ? undefined
      : await findRefusal({ ...file, ...readingIn(here, handles.now()) });
  // A page is no report and is answered where it was dropped.
  if (isPage(file.name, refused)) return keepReport(handles, from, file, dedupeKey);
  if (refused) {
    const body = { kind: "file" as const, name: fileName(file.name), lang: file.lang, refused };
    const kept = await keep(db, from, { dedupeKey, body });
    return { ...kept, place: from };
  }
  const own = await openOwn(handles, from, here, file.lang ?? here.lang);
  return keepReport(handles, movedPlace(from, own.id, file), file, dedupeKey, own.name);
}

/** How a report is read that comes to this workspace now. */
export function readingIn(
  { zone, currency }: Workspace,
  now: Temporal.Instant,
): { today: string; currency: string } {
  return { today: dayIn(zone, now).toString(), currency };
}

/** @param opened name of the workspace that this file opened */
async function keepReport(
  { db, log, now }: Handles,
  place: Place,
  file: DroppedFile,
  dedupeKey: string,
  opened?: string,
): Promise<Dropped> {
  const { personId, workspaceId } = place;
  const scope = await scopeFor(db, { personId, workspaceId, now: now() });
  const { id, name } = await storeDocument({ ...scope, db, log }, { name: file.name, path: file.path });
  const { lang, oneShot = false } = file;
  const body = { kind: "file" as const, documentId: id, name, oneShot, lang, opened };
  return { ...(await keep(db, place, { dedupeKey, body })), place };
}

/** The workspace of a person's own, opened by the first report they brought to the demo. */
export function openOwn(
  handles: Handles,
  { personId }: Place,
  demo: Workspace,
  lang: Lang,
): Promise<Workspace> {
  return openOwnWorkspace(handles, {
    personId,
    name: ownName[lang],
    lang,
    currency: demo.currency,
    zone: demo.zone,
    now: handles.now(),
  });
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
