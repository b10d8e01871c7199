// What a person says becomes a row of the inbox: words, or words beside files that still lie with their platform.

import { fileName } from "../capabilities/documents/documents.ts";
import type { InboundId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import type { Db } from "../db/db.ts";
import type { Origin, SharedFile } from "./body.ts";
import { keep, type Kept, type Place } from "./inbox.ts";
import { storable } from "./said.ts";

/**
 * `key` is the surface's own id of the event: sent again, it is kept once. `replaces` is an earlier one, said anew. `files` are fetched
 * when their turn comes.
 */
export type Message = {
  key: string;
  text: string;
  lang?: Lang | undefined;
  replaces?: InboundId;
  origin?: Origin;
  files?: SharedFile[];
};

/**
 * One event may come with its files and without them: where it was kept without, its words are being answered, and the files alone are
 * kept beside it.
 */
export async function keepMessage(db: Db, from: Place, message: Message): Promise<Kept> {
  const { key, lang, replaces, origin, files = [] } = message;
  const text = storable(message.text);
  const dedupeKey = `${from.personId}:${key}`;
  if (files.length === 0)
    return keep(db, from, { dedupeKey, body: { kind: "message", text, lang, origin }, replaces });
  const named = files.map((file) => ({ ...file, name: fileName(file.name) }));
  const body = { kind: "file" as const, text, files: named, lang, origin };
  const kept = await keep(db, from, { dedupeKey, body });
  if (kept.kind === "file") return kept;
  return keep(db, from, { dedupeKey: `${dedupeKey}:files`, body: { ...body, text: "" } });
}
