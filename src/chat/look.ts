// What a person sees of their workspace without asking: a tool that changes nothing is run in their name, and nothing of it is stored but the
// buttons on it.

import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { scopeFor } from "../capabilities/workspace/workspace.ts";
import type { Card, Part } from "../core/card/card.ts";
import type { Lang } from "../core/locale.ts";
import { type Tx, withTx } from "../db/db.ts";
import { seal, storeButtons } from "./buttons.ts";
import { openConversation, type Place } from "./inbox.ts";
import { button } from "./tables.ts";
import type { Workshop } from "./workshop.ts";

/** @throws Failure "forbidden" for somebody who does not belong to the workspace, or may not see it */
export async function look(
  { db, log, now, answerer }: Pick<Workshop, "db" | "log" | "now" | "answerer">,
  place: Place,
  { tool, input, lang }: { tool: string; input: Record<string, unknown>; lang: Lang },
): Promise<Card> {
  const { workspaceId, personId } = place;
  const scope = await scopeFor(db, { personId, workspaceId, now: now() });
  const ctx = { ...scope, lang, db, log };
  const { card } = await answerer.act(ctx, tool, input, () => {}, []);
  return withTx(ctx, (tx) => withButtons(tx, place, card));
}

/** A choice that waits for this person on another card already keeps its token: looking often makes no rows, and that card is settled, too. */
async function withButtons(tx: Tx, place: Place, card: Card): Promise<Card> {
  const parts: Part[] = [];
  for (const part of card.parts) parts.push(part.kind === "proposal" ? await known(tx, place, part) : part);
  const sealed = seal({ ...card, parts });
  if (sealed.buttons.length > 0) {
    const conversationId = await openConversation(tx, place);
    const { workspaceId, personId } = place;
    await storeButtons(tx, { workspaceId, conversationId, personId }, sealed.buttons, []);
  }
  return sealed.card;
}

type Proposal = Extract<Part, { kind: "proposal" }>;

async function known(tx: Tx, { workspaceId, personId }: Place, part: Proposal): Promise<Proposal> {
  const choices: Proposal["choices"] = [];
  for (const choice of part.choices) {
    if ("token" in choice.press) {
      choices.push(choice);
      continue;
    }
    const { action, input } = choice.press;
    const [found] = await tx
      .select({ token: button.token })
      .from(button)
      .where(
        and(
          eq(button.workspaceId, workspaceId),
          eq(button.action, action),
          sql`${button.input} = ${JSON.stringify(input)}::jsonb`,
          or(isNull(button.personId), eq(button.personId, personId)),
          isNull(button.usedAt),
          gt(button.expiresAt, sql`now()`),
        ),
      )
      .limit(1);
    choices.push(found ? { ...choice, press: { token: found.token } } : choice);
  }
  return { ...part, choices };
}
