// Requests on stored cards: one that was decided since shows its outcome in the place of its buttons, whoever decided and wherever.

import { approvalStates, settledPart } from "../capabilities/approvals/approvals.ts";
import type { Card } from "../core/card/card.ts";
import type { Tx } from "../db/db.ts";
import type { Delivered } from "./events.ts";
import { approvalsOn } from "./tell.ts";

/** @param byTurn cards as they were stored */
export async function withOutcomes<Key>(
  tx: Tx,
  workspaceId: string | undefined,
  byTurn: Map<Key, Delivered[]>,
): Promise<Map<Key, Delivered[]>> {
  const ids = approvalsOn([...byTurn.values()].flat().map(({ card }) => card));
  if (workspaceId === undefined || ids.length === 0) return byTurn;
  const states = await approvalStates(tx, workspaceId, ids);
  const fresh = (card: Card): Card => ({
    ...card,
    parts: card.parts.map((part) => {
      const state = part.kind === "proposal" && part.approval && states.get(part.approval.id);
      return part.kind !== "proposal" || !state ? part : settledPart(part, state, card.lang);
    }),
  });
  const entries = [...byTurn].map(
    ([key, cards]) => [key, cards.map((one) => ({ ...one, card: fresh(one.card) }))] as const,
  );
  return new Map(entries);
}
