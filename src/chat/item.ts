// A claimed inbound row, read whole: who said what where.

import { and, eq } from "drizzle-orm";
import { ConversationId, InboundId, PersonId } from "../core/ids.ts";
import { type Job, maxAttempts } from "../db/claim.ts";
import { type Db, withTx } from "../db/db.ts";
import { bodyOf, type InboundBody } from "./body.ts";
import type { Place } from "./inbox.ts";
import { conversation, inbound } from "./tables.ts";

export type Item = Place & {
  claim: Job;
  id: InboundId;
  conversationId: ConversationId;
  body: InboundBody;
  /** Its writer pressed stop before it was begun, or while another process had it. */
  stopAsked: boolean;
};

export async function readItem(db: Db, claim: Job): Promise<Item> {
  const { workspaceId, id } = claim;
  const [row] = await withTx(
    { db, workspaceId },
    async (tx) =>
      tx
        .select()
        .from(inbound)
        .innerJoin(
          conversation,
          and(eq(conversation.workspaceId, inbound.workspaceId), eq(conversation.id, inbound.conversationId)),
        )
        .where(and(eq(inbound.workspaceId, workspaceId), eq(inbound.id, id))),
    { single: true },
  );
  if (!row) throw new Error("a claimed row is gone");
  return {
    claim,
    workspaceId,
    id: InboundId.parse(id),
    conversationId: ConversationId.parse(row.inbound.conversationId),
    personId: PersonId.parse(row.inbound.personId),
    platform: row.conversation.platform,
    roomRef: row.conversation.roomRef,
    threadRef: row.conversation.threadRef,
    body:
      claim.attempts > maxAttempts ? givenUpBody(row.inbound) : bodyOf(row.inbound.kind, row.inbound.body),
    stopAsked: row.inbound.stopAsked,
  };
}

/** What is given up may be what nobody here can read, as when a later version kept it: it is told in words all the same. */
function givenUpBody({ kind, body }: Pick<typeof inbound.$inferSelect, "kind" | "body">): InboundBody {
  try {
    return bodyOf(kind, body);
  } catch {
    return { kind: "message", text: "" };
  }
}
