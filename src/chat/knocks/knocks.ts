// Where nobody can be posted to, a person is knocked at: what they are told lies held for them, and the platform, paid for each knock, is
// asked to fetch it. Where that does not reach them, they are told by the next way of their order instead.

import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { orderOf, PushPath, pushesOn } from "../../capabilities/digests/digests.ts";
import { InboundId, KnockId, newId, PersonId, type WorkspaceId } from "../../core/ids.ts";
import { notifyWork } from "../../db/claim.ts";
import type { Tx } from "../../db/db.ts";
import { conversation, delivery, turn } from "../tables.ts";
import { knock } from "./tables.ts";

export const KNOCKS = "knock";

/** What became of a knock, which may have been paid for, is of use until the bill of its month is settled. */
const KEPT_DAYS = 90;

type Here = { workspaceId: WorkspaceId };

/** What is told: the message that stands for it, and the tool that answers it. */
export const Told = z.object({
  inboundId: InboundId,
  action: z.string(),
  input: z.record(z.string(), z.unknown()),
});
export type Told = z.output<typeof Told>;

type To = { conversationId: string; personId: PersonId; told: Told };

/** In the transaction that stores what they are told; nothing where no way of speaking first is on, or they want none. */
export async function knockFor(
  tx: Tx,
  { workspaceId }: Here,
  { conversationId, personId, told }: To,
): Promise<void> {
  const here = { workspaceId };
  const on = await pushesOn(tx, here);
  if (on.size === 0) return;
  const { paths, sealedPhone } = await orderOf(tx, here, personId);
  const path = paths
    .map((one) => PushPath.safeParse(one).data)
    .find((one) => one !== undefined && on.has(one) && (one === "kakao" || sealedPhone !== null));
  if (path !== undefined) await addKnock(tx, here, { conversationId, personId, told, path });
}

export async function addKnock(tx: Tx, { workspaceId }: Here, row: To & { path: PushPath }): Promise<void> {
  const id = newId(KnockId);
  await tx
    .delete(knock)
    .where(
      and(
        eq(knock.workspaceId, workspaceId),
        lt(knock.createdAt, sql`now() - ${KEPT_DAYS} * interval '1 day'`),
        inArray(knock.state, ["done", "dead"]),
      ),
    );
  await tx.insert(knock).values({ id, workspaceId, ...row, createdAt: sql`clock_timestamp()` });
  await notifyWork(tx, KNOCKS);
}

export type Knock = To & {
  path: PushPath;
  /** Where it lies held. */
  roomRef: string;
  /** Set once the platform accepted it. */
  receipt: string | undefined;
  /** Why it did not reach them, or may not have. */
  trouble: string | null;
  ageMs: number;
  /** False once they fetched it by themselves. */
  stillHeld: boolean;
  sealedPhone: string | null;
};

export async function readKnock(tx: Tx, here: Here, id: string): Promise<Knock> {
  const { workspaceId } = here;
  const [row] = await tx
    .select({
      path: knock.path,
      conversationId: knock.conversationId,
      personId: knock.personId,
      told: knock.told,
      receipt: knock.receipt,
      trouble: knock.trouble,
      ageMs: sql<number>`(extract(epoch from clock_timestamp() - ${knock.createdAt}) * 1000)::float8`,
      stillHeld: sql<boolean>`exists (select from ${delivery} d where d.workspace_id = ${knock.workspaceId}
        and d.conversation_id = ${knock.conversationId} and d.state = 'held')`,
      roomRef: conversation.roomRef,
    })
    .from(knock)
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, knock.workspaceId), eq(conversation.id, knock.conversationId)),
    )
    .where(and(eq(knock.workspaceId, workspaceId), eq(knock.id, id)));
  if (!row) throw new Error("a claimed knock is gone");
  const personId = PersonId.parse(row.personId);
  const { sealedPhone } = await orderOf(tx, here, personId);
  return { ...row, personId, sealedPhone, told: Told.parse(row.told), receipt: row.receipt ?? undefined };
}

export async function noteReceipt(tx: Tx, { workspaceId }: Here, id: string, receipt: string): Promise<void> {
  await tx
    .update(knock)
    .set({ receipt, trouble: null, acceptedAt: sql`clock_timestamp()` })
    .where(and(eq(knock.workspaceId, workspaceId), eq(knock.id, id), isNull(knock.receipt)));
}

export async function noteTrouble(
  tx: Tx,
  { workspaceId }: Here,
  id: string,
  trouble: string | null,
): Promise<void> {
  await tx
    .update(knock)
    .set({ trouble })
    .where(and(eq(knock.workspaceId, workspaceId), eq(knock.id, id)));
}

/** They hear of it elsewhere: what is still held of it is shown no more. */
export async function withdraw(tx: Tx, { workspaceId }: Here, { inboundId }: Told): Promise<void> {
  await tx
    .update(delivery)
    .set({ state: "done" })
    .where(
      and(
        eq(delivery.workspaceId, workspaceId),
        eq(delivery.state, "held"),
        sql`${delivery.turnId} in (select t.id from ${turn} t
          where t.workspace_id = ${workspaceId} and t.inbound_id = ${inboundId})`,
      ),
    );
}
