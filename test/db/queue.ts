// The inbox as a queue of the claim loop, for tests: rows sent, their time come, their state.

import { randomUUID } from "node:crypto";
import type { Ctx } from "../../src/capabilities/context.ts";
import { inbound } from "../../src/chat/tables.ts";
import { ConversationId, InboundId, newId } from "../../src/core/ids.ts";
import { withTx } from "../../src/db/db.ts";

export const queue = { table: "inbound", serialBy: "conversation_id" };

/** Adds messages in this order, each in a conversation of its own unless one is named, without telling anybody. */
export async function sendRows(ctx: Ctx, count: number, conversationId?: ConversationId): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newId(InboundId),
    workspaceId: ctx.workspaceId,
    conversationId: conversationId ?? newId(ConversationId),
    personId: randomUUID(),
    platform: "test",
    dedupeKey: randomUUID(),
    kind: "message" as const,
    body: { text: "안녕" },
    createdAt: ctx.now.add({ milliseconds: index }),
  }));
  await withTx(ctx, (tx) => tx.insert(inbound).values(rows));
  return rows.map(({ id }) => id);
}
