// A press becomes one inbound row. Twins of one press are one; a later press is a row of its own, so that it is told why nothing happens.

import { and, eq } from "drizzle-orm";
import { type Db, withTx } from "../db/db.ts";
import { ClickBody } from "./body.ts";
import { findButtonPlace, readButton } from "./buttons.ts";
import { keep, type Kept, type Place } from "./inbox.ts";
import { inbound } from "./tables.ts";

export async function keepPress(
  db: Db,
  from: Place,
  { key, token }: { key: string; token: string },
): Promise<Kept & { said: string }> {
  const { personId } = from;
  const place = { ...from, ...(await findButtonPlace(db, token, personId)) };
  const { label, lang, used } = await readButton({ db, ...place }, token);
  const body = { kind: "click" as const, key, token, label, lang };
  const first = await keep(db, place, { dedupeKey: `${token}:${personId}`, body });
  const another = !first.fresh && used && (await keyOf(db, first)) !== key;
  const kept = another ? await keep(db, place, { dedupeKey: `${token}:${personId}:${key}`, body }) : first;
  return { ...kept, said: label };
}

async function keyOf(db: Db, { workspaceId, inboundId }: Kept): Promise<string | undefined> {
  const [row] = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({ body: inbound.body })
      .from(inbound)
      .where(and(eq(inbound.workspaceId, workspaceId), eq(inbound.id, inboundId))),
  );
  return row && ClickBody.parse(row.body).key;
}
