// A claimed inbound row, read whole: who said what where, what they may do there, and what was said before.

import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PastTurn } from "../agent/turn.ts";
import { type Contacts, noContacts } from "../language/contacts.ts";
import { type Member, memberIn } from "../capabilities/workspace/workspace.ts";
import { ConversationId, InboundId, PersonId } from "../core/ids.ts";
import { type Job, maxAttempts } from "../db/claim.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import type { InboundBody } from "./body.ts";
import type { Line } from "./burst.ts";
import { holdsSealed, readBody } from "./masked-body.ts";
import { lastTurns, lastTurnsOfTalk, pastTurns } from "./history.ts";
import type { Place } from "./inbox.ts";
import { isHeardByAll } from "./room-codes.ts";
import { conversation, inbound } from "./tables.ts";

export type Item = Place & {
  claim: Job;
  id: InboundId;
  conversationId: ConversationId;
  /** Contacts in it are masked. */
  body: InboundBody;
  /** What its writer said right behind it: its words are in the body, too, and its answer is theirs. */
  lines?: readonly Line[];
  /** What the masks stand for. */
  contacts: Contacts;
  /** They lie sealed beside the stored words, also where no key here opens them. */
  sealed: boolean;
  /** Its writer pressed stop before it was begun, or while another process had it. */
  stopAsked: boolean;
  /** The writer in this workspace; `undefined` for a stranger. */
  member: Member | undefined;
  /** What was said before in this conversation, as the agent is told; where each has a line of their own, in all of its lines. */
  past: PastTurn[];
};

/** All that stands before an answer, in one way to the database and back. */
export async function readItem(db: Db, claim: Job): Promise<Item> {
  const { workspaceId, id } = claim;
  const ofRow = (column: "person_id" | "conversation_id"): SQL =>
    sql`(select ${sql.identifier(column)} from inbound i where i.workspace_id = ${workspaceId} and i.id = ${id})`;
  const [row, member, turns] = await withTx(
    { db, workspaceId },
    async (tx) => {
      const [found, writer, own] = await Promise.all([
        readRow(tx, claim),
        memberIn(tx, workspaceId, ofRow("person_id")),
        lastTurns(tx, workspaceId, ofRow("conversation_id")),
      ]);
      const isShared = found && isHeardByAll(found.conversation);
      const place = found && { ...found.conversation, workspaceId };
      return [found, writer, isShared && place ? await lastTurnsOfTalk(tx, place) : own] as const;
    },
    { plans: "kept" },
  );
  if (!row) throw new Error("a claimed row is gone");
  const personId = PersonId.parse(row.inbound.personId);
  const { body, contacts } =
    claim.attempts > maxAttempts
      ? givenUpBody({ db, workspaceId }, row.inbound)
      : readBody({ db, workspaceId }, row.inbound.kind, row.inbound.body);
  return {
    claim,
    workspaceId,
    id: InboundId.parse(id),
    conversationId: ConversationId.parse(row.inbound.conversationId),
    personId,
    platform: row.conversation.platform,
    roomRef: row.conversation.roomRef,
    threadRef: row.conversation.threadRef,
    body,
    contacts,
    sealed: holdsSealed(row.inbound.body),
    stopAsked: row.inbound.stopAsked,
    member,
    past: pastTurns(turns, personId),
  };
}

async function readRow(tx: Tx, { workspaceId, id }: Job) {
  const [row] = await tx
    .select()
    .from(inbound)
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, inbound.workspaceId), eq(conversation.id, inbound.conversationId)),
    )
    .where(and(eq(inbound.workspaceId, workspaceId), eq(inbound.id, id)));
  return row;
}

/** What is given up may be what nobody here can read, as when a later version kept it: it is told in words all the same. */
function givenUpBody(
  shelf: Pick<Item, "workspaceId"> & { db: Db },
  { kind, body }: Pick<typeof inbound.$inferSelect, "kind" | "body">,
): ReturnType<typeof readBody> {
  try {
    return readBody(shelf, kind, body);
  } catch {
    return { body: { kind: "message", text: "" }, contacts: noContacts };
  }
}
