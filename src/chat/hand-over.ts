// Files shared in the demo: a report among them opens the person's own workspace, and the thread goes on there with everything that
// was written in it meanwhile. The demo's figures and theirs never share an answer.

import { isConsentList } from "../capabilities/audience/consent-file.ts";
import { isRuleList } from "../capabilities/compliance/brand/dropped.ts";
import { isPage } from "../capabilities/compliance/pages/tool.ts";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import { revealed } from "../language/contacts.ts";
import type { Ctx } from "../capabilities/context.ts";
import { storeDocument } from "../capabilities/documents/documents.ts";
import { findRefusal } from "../capabilities/imports/imports.ts";
import { bindRoom, findWorkspace, scopeFor, type Workspace } from "../capabilities/workspace/workspace.ts";
import { Failure } from "../core/failure.ts";
import { PersonId } from "../core/ids.ts";
import { withTx } from "../db/db.ts";
import { refusedFile, type SharedFile, type SharedFiles } from "./body.ts";
import { openOwn, readingIn } from "./drop.ts";
import { keep, type Place } from "./inbox.ts";
import type { Item } from "./item.ts";
import { partedBody } from "./masked-body.ts";
import { withFetched } from "./remote-file.ts";
import { teamOf, threadRoom } from "./rooms.ts";
import { fetcherFor } from "./shared-files.ts";
import { inbound } from "./tables.ts";
import type { Workshop } from "./workshop.ts";

/**
 * @returns the files as they are to be answered here; `undefined` when they are answered in the person's own workspace
 */
export async function handOver(
  shop: Workshop,
  ctx: Ctx,
  item: Item,
  body: SharedFiles,
): Promise<SharedFiles | undefined> {
  const here = await findWorkspace(shop.db, ctx.workspaceId);
  if (here?.kind !== "demo") return body;
  const files: SharedFile[] = [];
  let own: Workspace | undefined;
  for (const file of body.files) {
    const looked = await lookInto(shop, ctx, item, here, file);
    own = looked.own ?? own;
    files.push(looked.file);
  }
  if (!own) return { ...body, files };
  const whole = revealed({ ...body, files }, item.contacts);
  await goOn(shop, item, own, { ...whole, opened: own.name, movedFrom: item.id });
  return undefined;
}

type Looked = { file: SharedFile; own?: Workspace };

/** A file that is no report is refused where it was shared; a report is kept in the person's own workspace. */
async function lookInto(
  shop: Workshop,
  ctx: Ctx,
  item: Item,
  demo: Workspace,
  file: SharedFile,
): Promise<Looked> {
  if (!("remote" in file)) return { file };
  const { name, remote } = file;
  try {
    return await withFetched(ctx, fetcherFor(shop, item), remote, async (path) => {
      const refused =
        (await isConsentList(path)) || (await isRuleList(name, path))
          ? undefined
          : await findRefusal({ name, path, ...readingIn(demo, ctx.now) });
      // A page is no report and is answered where it was shared.
      if (isPage(name, refused)) return { file };
      if (refused) return { file: { name, refused } };
      const own = await openOwn(shop, item, demo, ctx.lang);
      const theirs = await ownCtx(shop, item, own);
      return { file: { name, documentId: (await storeDocument(theirs, { name, path })).id }, own };
    });
  } catch (error) {
    ctx.signal?.throwIfAborted();
    if (!(error instanceof Failure)) throw error;
    return { file: refusedFile(name, error) };
  }
}

async function ownCtx({ db, log, now }: Workshop, { personId }: Item, { id }: Workspace): Promise<Ctx> {
  return { ...(await scopeFor(db, { personId, workspaceId: id, now: now() })), db, log };
}

/** Kept there before the thread leads there: what is written from then on comes after it. */
async function goOn(shop: Workshop, item: Item, own: Workspace, body: SharedFiles): Promise<void> {
  const { personId, platform, roomRef, threadRef } = item;
  const place = { workspaceId: own.id, personId, platform, roomRef, threadRef };
  await keep(shop.db, place, { dedupeKey: `moved:${item.id}`, body: { kind: "file", ...body } });
  if (teamOf(item.roomRef) !== undefined) await bindThread(shop, item, place);
  await moveWaiting(shop, item, place);
}

async function bindThread(shop: Workshop, item: Item, { workspaceId }: Place): Promise<void> {
  const { db, log, now } = shop;
  const scope = await scopeFor(db, { personId: item.personId, workspaceId, now: now() });
  const room = { platform: item.platform, roomRef: threadRoom(item.roomRef, item.threadRef) };
  try {
    await bindRoom({ ...scope, db, log }, room);
  } catch (error) {
    // Bound by the try before this one.
    if (!(error instanceof Failure) || error.code !== "conflict") throw error;
  }
}

/** What was written behind the files is about them: it waits for them in the other workspace. */
async function moveWaiting({ db }: Workshop, item: Item, there: Place): Promise<void> {
  const { workspaceId } = item;
  const waiting = and(
    eq(inbound.workspaceId, workspaceId),
    eq(inbound.conversationId, item.conversationId),
    eq(inbound.state, "waiting"),
    ne(inbound.id, item.id),
    ne(inbound.kind, "click"),
  );
  const rows = await withTx({ db, workspaceId }, (tx) =>
    tx.select().from(inbound).where(waiting).orderBy(asc(inbound.createdAt), asc(inbound.id)),
  );
  for (const { id, personId, kind, body } of rows) {
    const place = { ...there, personId: PersonId.parse(personId) };
    const { whole, rest } = partedBody({ db, workspaceId }, kind, body);
    await keep(db, place, { dedupeKey: `moved:${id}`, body: whole });
    await withTx({ db, workspaceId }, (tx) =>
      tx
        .update(inbound)
        .set({ state: "done", leaseUntil: sql`null`, body: rest })
        .where(and(waiting, eq(inbound.id, id))),
    );
  }
}
