// A press becomes one inbound row. Twins of one press are one; a later press is a row of its own, so that it is told why nothing happens.

import { and, eq } from "drizzle-orm";
import { type Db, withTx } from "../db/db.ts";
import { ClickBody, type Origin } from "./body.ts";
import { findButtonPlace, readButton } from "./buttons.ts";
import { keep, type Kept, type Place } from "./inbox.ts";
import { inbound } from "./tables.ts";

/** `key` is the surface's own id of the press, `values` what stands in the form it sends. */
export type Press = { key: string; token: string; origin?: Origin; values?: Record<string, string> };

export async function keepPress(
  db: Db,
  from: Place,
  { key, token, origin, values }: Press,
): Promise<Kept & { said: string }> {
  const { personId } = from;
  const place = { ...from, ...(await findButtonPlace(db, token, personId)) };
  const { label, lang, used } = await readButton({ db, ...place }, token);
  const body = { kind: "click" as const, key, token, label, lang, origin, values };
  const first = await keep(db, place, { dedupeKey: `${token}:${personId}`, body });
  const another = !first.fresh && (await isAnother(db, first, { key, used }));
  const kept = another ? await keep(db, place, { dedupeKey: `${token}:${personId}:${key}`, body }) : first;
  return { ...kept, said: label };
}

/** A press of its own: the one before is used up, or was answered and left the button free. */
async function isAnother(
  db: Db,
  first: Kept,
  { key, used }: { key: string; used: boolean },
): Promise<boolean> {
  const before = await pressBefore(db, first);
  return before.key !== key && (used || before.answered);
}

async function pressBefore(
  db: Db,
  { workspaceId, inboundId }: Kept,
): Promise<{ key: string; answered: boolean }> {
  const [row] = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({ body: inbound.body, state: inbound.state })
      .from(inbound)
      .where(and(eq(inbound.workspaceId, workspaceId), eq(inbound.id, inboundId))),
  );
  if (!row) throw new Error("a press that was kept before is gone");
  return { key: ClickBody.parse(row.body).key, answered: row.state === "done" || row.state === "dead" };
}
