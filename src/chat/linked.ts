// What links open, read from what is stored: cards, the place of a form, the answer to what was sent through one.

import { and, asc, eq, inArray } from "drizzle-orm";
import { Card, type Part } from "../core/card/card.ts";
import type { FormPart } from "../core/card/form.ts";
import { DeliveryId, type InboundId, type WorkspaceId, WorkspaceId as Workspace } from "../core/ids.ts";
import { type Db, withSystemTx, withTx } from "../db/db.ts";
import { readButton } from "./buttons.ts";
import type { Answered, Delivered } from "./events.ts";
import type { Place } from "./inbox.ts";
import type { FoundLink, LinkSubject } from "./links.ts";
import { withOutcomes } from "./requests.ts";
import { conversation, delivery, inbound, turn } from "./tables.ts";
import { readTurns, withCards } from "./turns.ts";

type OnCard = Extract<LinkSubject, { purpose: "form" }>["of"];

/** Cards by their deliveries, in the order they were said, each as it reads now. */
export async function linkedCards(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly DeliveryId[],
): Promise<Delivered[]> {
  return withTx({ db, workspaceId }, async (tx) => {
    const rows = await tx
      .select({ id: delivery.id, content: delivery.content })
      .from(delivery)
      .where(and(eq(delivery.workspaceId, workspaceId), inArray(delivery.id, [...ids])))
      .orderBy(asc(delivery.createdAt), asc(delivery.id));
    const cards = rows.map(({ id, content }) => ({
      id: DeliveryId.parse(id),
      card: Card.parse((content as { card: unknown }).card),
    }));
    return (await withOutcomes(tx, workspaceId, new Map([[null, cards]]))).get(null) ?? [];
  });
}

/** One part of a stored card, with the card it stands on. */
export async function linkedPart<Kind extends Part["kind"]>(
  db: Db,
  workspaceId: WorkspaceId,
  { delivery: id, part: at }: OnCard,
  kind: Kind,
): Promise<{ card: Card; part: Extract<Part, { kind: Kind }> } | undefined> {
  const [found] = await linkedCards(db, workspaceId, [id]);
  const part = found?.card.parts[at];
  if (!found || part?.kind !== kind) return undefined;
  return { card: found.card, part: part as Extract<Part, { kind: Kind }> };
}

/** Where the card of a link was said, as a place of the link's person. */
export async function placeOfCard(
  db: Db,
  { workspaceId, personId }: Pick<FoundLink, "workspaceId" | "personId">,
  id: DeliveryId,
): Promise<Place | undefined> {
  const [row] = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({
        platform: conversation.platform,
        roomRef: conversation.roomRef,
        threadRef: conversation.threadRef,
      })
      .from(delivery)
      .innerJoin(
        conversation,
        and(eq(conversation.workspaceId, delivery.workspaceId), eq(conversation.id, delivery.conversationId)),
      )
      .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.id, id))),
  );
  return row && { workspaceId, personId, ...row };
}

/**
 * The stored answer to what this person sent through a link; it may lie in a workspace that a dropped file opened.
 * @returns `undefined` while there is none, and for what somebody else sent
 */
export async function answerToSent(
  db: Db,
  { personId }: FoundLink,
  id: InboundId,
): Promise<Answered | undefined> {
  const [row] = await withSystemTx(db, "inbound.find", (tx) =>
    tx
      .select({ workspaceId: inbound.workspaceId, personId: inbound.personId })
      .from(inbound)
      .where(eq(inbound.id, id)),
  );
  if (!row || row.personId !== personId) return undefined;
  const workspaceId = Workspace.parse(row.workspaceId);
  const here = and(eq(turn.workspaceId, workspaceId), eq(turn.inboundId, id));
  const [found] = await withTx({ db, workspaceId }, async (tx) =>
    withCards(tx, await readTurns(tx, here, asc, 1)),
  );
  return found;
}

export type OpenForm = { card: Card; at: OnCard; token: string };

/**
 * The form that a link has to be filled in now: its own, or the one that came back because something in it could not be taken.
 * @returns `undefined` once it is sent, while its answer is being made, and for what is no form of fields
 */
export async function openForm(db: Db, link: FoundLink, own: OnCard): Promise<OpenForm | undefined> {
  const found = await linkedPart(db, link.workspaceId, own, "form");
  const forms = found
    ? formsOn({ id: own.delivery, card: found.card }).filter(({ at }) => at.part === own.part)
    : [];
  const answered = link.usedIn && (await answerToSent(db, link, link.usedIn));
  for (const form of [...(answered?.cards ?? []).flatMap(formsOn), ...forms]) {
    const { used } = await readButton({ db, workspaceId: link.workspaceId }, form.token);
    if (!used) return form;
  }
  return undefined;
}

function formsOn({ id: delivery, card }: Delivered): OpenForm[] {
  return card.parts.flatMap((one, part) => {
    const token = one.kind === "form" && formButton(one);
    return token ? [{ card, at: { delivery, part }, token }] : [];
  });
}

/** The button that sends a form's fields; `undefined` for a form without fields, and before its card is stored. */
function formButton({ fields, choices: [send] }: FormPart): string | undefined {
  return fields && send && "token" in send.press ? send.press.token : undefined;
}
