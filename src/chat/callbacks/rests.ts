// A reply that does not fit into one slot: its name brings the cards of it back, again and again for a day; then it is deleted.

import { randomBytes } from "node:crypto";
import { and, eq, gt, lte, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Card } from "../../core/card/card.ts";
import { ConversationId, newId, type PersonId, type WorkspaceId } from "../../core/ids.ts";
import { type Db, type Tx, withTx } from "../../db/db.ts";
import { asItStands } from "../requests.ts";
import { button, delivery } from "../tables.ts";
import type { ShownCard } from "./held.ts";

const REST = "show_rest";

/** Ids of stored cards; what was only said around them stands whole. */
const Kept = z.object({ cards: z.array(z.union([z.uuid(), Card])) });

type Reader = { db: Db; workspaceId: WorkspaceId; personId: PersonId };

/** The name of a reply that may have to be kept. */
export function nameRest(): string {
  return randomBytes(16).toString("base64url");
}

export async function keepRest(
  { db, workspaceId, personId }: Reader,
  name: string,
  cards: readonly ShownCard[],
): Promise<void> {
  await withTx({ db, workspaceId }, async (tx) => {
    await tx.delete(button).where(and(isRest(workspaceId), lte(button.expiresAt, sql`now()`)));
    await tx.insert(button).values({
      token: name,
      workspaceId,
      conversationId: newId(ConversationId),
      label: "",
      lang: cards[0]?.card.lang ?? "ko",
      action: REST,
      input: { cards: cards.map(({ id, card }) => id ?? card) },
      personId,
      expiresAt: sql`now() + interval '1 day'`,
      createdAt: sql`now()`,
    });
  });
}

function isRest(workspaceId: WorkspaceId): SQL | undefined {
  return and(eq(button.workspaceId, workspaceId), eq(button.action, REST));
}

/** The cards as they stand by now. @returns nothing for a name that is none, or not this person's, or too old */
export async function findRest(
  { db, workspaceId, personId }: Reader,
  name: string,
): Promise<ShownCard[] | undefined> {
  return withTx({ db, workspaceId }, async (tx) => {
    const [found] = await tx
      .select({ input: button.input })
      .from(button)
      .where(
        and(
          isRest(workspaceId),
          eq(button.token, name),
          eq(button.personId, personId),
          gt(button.expiresAt, sql`now()`),
        ),
      );
    if (!found) return undefined;
    const shown: ShownCard[] = [];
    for (const each of Kept.parse(found.input).cards)
      shown.push(...(typeof each === "string" ? await read(tx, workspaceId, each) : [{ card: each }]));
    return shown;
  });
}

async function read(tx: Tx, workspaceId: WorkspaceId, id: string): Promise<ShownCard[]> {
  const [row] = await tx
    .select({ card: sql<unknown>`${delivery.content}->'card'` })
    .from(delivery)
    .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.id, id)));
  if (!row) return [];
  const { card } = await asItStands(tx, { workspaceId }, { id, card: Card.parse(row.card) });
  return [{ id, card }];
}
