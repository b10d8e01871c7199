// Cards that still lack a language model's opinion, as rows of the claim loop, and the opinions that were given.

import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "../../../core/ids.ts";
import { notifyWork } from "../../../db/claim.ts";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { opinionCall, reviewOpinion } from "../tables.ts";
import type { JudgeName, OpinionAsked, OpinionGiven } from "./opinion.ts";

/** The claim loop's name of the table. */
export const OPINIONS = "opinion_call";

const OpinionCallId = z.uuid().brand("OpinionCallId");

type Here = Pick<Ctx, "workspaceId">;

/** Within the transaction that stores the card: asked once it is committed. */
export async function storeOpinionCall(
  tx: Tx,
  { workspaceId }: Here,
  { asked, deliveryId }: { asked: OpinionAsked; deliveryId: string },
): Promise<void> {
  await tx.insert(opinionCall).values({
    id: newId(OpinionCallId),
    workspaceId,
    reviewId: asked.reviewId,
    deliveryId,
    asked,
    createdAt: sql`clock_timestamp()`,
  });
  await notifyWork(tx, OPINIONS);
}

export type OpinionCall = {
  asked: OpinionAsked;
  deliveryId: string;
  /** Given already, for another card of the same review. */
  given: OpinionGiven | undefined;
  /** How long the card has been waiting. */
  ageMs: number;
};

/** @param by whose earlier opinion may be taken again */
export async function readOpinionCall(
  tx: Tx,
  here: Here,
  id: string,
  by: JudgeName | undefined,
): Promise<OpinionCall> {
  const [row] = await tx
    .select({
      asked: opinionCall.asked,
      deliveryId: opinionCall.deliveryId,
      ageMs: sql<number>`(extract(epoch from clock_timestamp() - ${opinionCall.createdAt}) * 1000)::float8`,
    })
    .from(opinionCall)
    .where(and(eq(opinionCall.workspaceId, here.workspaceId), eq(opinionCall.id, id)));
  if (!row?.asked) throw new Error("a claimed card without an opinion is gone");
  const given = by && (await findGiven(tx, here, row.asked.reviewId, by));
  return { ...row, asked: row.asked, given };
}

export async function findGiven(
  tx: Tx,
  { workspaceId }: Here,
  reviewId: string,
  { model, prompt }: JudgeName,
): Promise<OpinionGiven | undefined> {
  const [row] = await tx
    .select()
    .from(reviewOpinion)
    .where(and(eq(reviewOpinion.workspaceId, workspaceId), eq(reviewOpinion.reviewId, reviewId)));
  return row?.model === model && row.prompt === prompt ? row.given : undefined;
}

/** Kept once for each review, whoever was first. */
export async function keepGiven(
  tx: Tx,
  { workspaceId, now: createdAt }: Pick<Ctx, "workspaceId" | "now">,
  { reviewId, by, given }: { reviewId: string; by: JudgeName; given: OpinionGiven },
): Promise<void> {
  const { model, prompt } = by;
  await tx
    .insert(reviewOpinion)
    .values({ workspaceId, reviewId, model, prompt, given, createdAt })
    .onConflictDoNothing();
}

/** The words that were asked about stand where they are kept anyway: here nobody needs them any more. */
export async function emptyOpinionCall(tx: Tx, { workspaceId }: Here, id: string): Promise<void> {
  await tx
    .update(opinionCall)
    .set({ asked: null })
    .where(and(eq(opinionCall.workspaceId, workspaceId), eq(opinionCall.id, id)));
}
