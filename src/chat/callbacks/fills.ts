// A form that is filled in where nothing can be shown but words: what was said to each field so far is kept for a while, one form a person
// and room, so that any process asks the next question.

import { randomBytes } from "node:crypto";
import { and, eq, gt, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { ConversationId, newId, type PersonId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { type Db, type Tx, withTx } from "../../db/db.ts";
import { button } from "../tables.ts";
import type { Ear } from "./held.ts";

const FILL = "fill_form";
const IDLE_MINUTES = 15;

const Kept = z.object({
  room: z.string(),
  /** The token of the button that sends it. */
  form: z.string(),
  values: z.record(z.string(), z.string()),
  /** The field that is asked for; behind the last one, whether it is to be sent. */
  at: z.number().int(),
  /** The last words, and when they came in seconds since 1970: a twin of them answers nothing. */
  last: z.object({ text: z.string(), atS: z.number() }).nullable(),
});
export type Fill = Omit<z.output<typeof Kept>, "room">;

type Filler = { db: Db; ear: Pick<Ear, "workspaceId" | "roomRef">; personId: PersonId };

/** Begins or goes on: a form that is filled in elsewhere in this room is forgotten. */
export async function keepFill(filler: Filler, fill: Fill, lang: Lang): Promise<void> {
  const { db, ear, personId } = filler;
  const { workspaceId, roomRef } = ear;
  await withTx({ db, workspaceId }, async (tx) => {
    await forget(tx, filler);
    await tx.insert(button).values({
      token: randomBytes(16).toString("base64url"),
      workspaceId,
      conversationId: newId(ConversationId),
      label: "",
      lang,
      action: FILL,
      input: { ...fill, room: roomRef },
      personId,
      expiresAt: sql`now() + ${IDLE_MINUTES} * interval '1 minute'`,
      createdAt: sql`now()`,
    });
  });
}

/** @returns nothing where none is filled in, or nobody has gone on for a while */
export async function findFill(filler: Filler): Promise<Fill | undefined> {
  const [row] = await withTx({ db: filler.db, ...filler.ear }, (tx) =>
    tx
      .select({ input: button.input })
      .from(button)
      .where(and(isTheirs(filler), gt(button.expiresAt, sql`now()`))),
  );
  return row && Kept.parse(row.input);
}

export async function endFill(filler: Filler): Promise<void> {
  await withTx({ db: filler.db, ...filler.ear }, (tx) => forget(tx, filler));
}

/** With it go those of everybody that nobody went on with. */
async function forget(tx: Tx, filler: Filler): Promise<void> {
  const { workspaceId } = filler.ear;
  await tx.delete(button).where(isTheirs(filler));
  await tx
    .delete(button)
    .where(
      and(eq(button.workspaceId, workspaceId), eq(button.action, FILL), lte(button.expiresAt, sql`now()`)),
    );
}

function isTheirs({ ear: { workspaceId, roomRef }, personId }: Filler) {
  return and(
    eq(button.workspaceId, workspaceId),
    eq(button.action, FILL),
    eq(button.personId, personId),
    sql`${button.input}->>'room' = ${roomRef}`,
  );
}
