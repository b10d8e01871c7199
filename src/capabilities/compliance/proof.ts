// Proof an advertiser hands in: a survey, a certificate, a review number. It answers findings until it runs out or is taken back.

import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { newId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { DayText } from "../../core/slots.ts";
import { dayIn } from "../../core/time.ts";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { proofKind } from "./proof-kinds.ts";
import { evidence } from "./tables.ts";

const EvidenceId = z.uuid().brand("EvidenceId");

export const GivenProof = z.object({
  kind: z.string().trim().min(1).max(60),
  reference: z.string().trim().max(300).default(""),
  product: z.string().trim().min(1).max(200).optional(),
  issuedOn: DayText.optional(),
  expiresOn: DayText.optional(),
});
export type GivenProof = z.input<typeof GivenProof>;
export type KeptProof = typeof evidence.$inferSelect;

/**
 * Puts proof on file. Without a last day it counts as long as its kind usually does, from the day it was issued.
 * @throws Failure "invalid" when it has run out already, or was issued in the future
 */
export async function giveProof(ctx: Ctx, given: GivenProof): Promise<KeptProof> {
  const { kind, reference, product, issuedOn, expiresOn } = GivenProof.parse(given);
  const today = dayIn(ctx.zone, ctx.now);
  const issued = issuedOn === undefined ? today : Temporal.PlainDate.from(issuedOn);
  const months = proofKind(kind)?.months;
  const usual = months === undefined ? null : issued.add({ months });
  const expires = expiresOn === undefined ? usual : Temporal.PlainDate.from(expiresOn);
  if (expires && Temporal.PlainDate.compare(expires, today) < 0) throw ranOut(expires);
  if (Temporal.PlainDate.compare(issued, today) > 0) throw notYet(issued);
  const row = {
    workspaceId: ctx.workspaceId,
    id: newId(EvidenceId),
    kind,
    reference,
    product: product ?? null,
    documentId: null,
    issuedOn: issuedOn === undefined ? null : issued,
    expiresOn: expires,
    personId: ctx.actor.kind === "person" ? ctx.actor.personId : null,
    createdAt: ctx.now,
    withdrawnAt: null,
  };
  return write(ctx, "evidence.give", "write", async (tx) => {
    await tx.insert(evidence).values(row);
    const after = { kind, reference, product, expiresOn: expires?.toString() };
    return { result: row, subject: row.id, after };
  });
}

/** It counts no more. @throws Failure "not_found" for proof that is not there, or was taken back before */
export async function takeBackProof(ctx: Ctx, { id }: { id: string }): Promise<KeptProof> {
  return write(ctx, "evidence.take_back", "write", async (tx) => {
    const [row] = await tx
      .update(evidence)
      .set({ withdrawnAt: ctx.now })
      .where(
        and(eq(evidence.workspaceId, ctx.workspaceId), eq(evidence.id, id), isNull(evidence.withdrawnAt)),
      )
      .returning();
    if (!row) throw new Failure("not_found", "no such proof on file");
    return { result: row, subject: id, before: { kind: row.kind, reference: row.reference } };
  });
}

/** What is on file and was not taken back, the newest first; what ran out is among it. */
export async function listProof(ctx: Ctx): Promise<KeptProof[]> {
  return withTx(ctx, (tx) => readProof(tx, ctx));
}

export function readProof(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<KeptProof[]> {
  return tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.workspaceId, workspaceId), isNull(evidence.withdrawnAt)))
    .orderBy(desc(evidence.createdAt), desc(evidence.id))
    .limit(500);
}

function ranOut(day: Temporal.PlainDate): Failure {
  return new Failure("invalid", "the proof has run out", {
    say: words(
      `${day.toString()}에 끝난 자료라 근거로 쓸 수 없어요.`,
      `It ran out on ${day.toString()} and proves nothing now.`,
    ),
    next: words("유효한 자료의 날짜를 알려 주세요.", "Give me one that still counts, with its date."),
  });
}

function notYet(day: Temporal.PlainDate): Failure {
  return new Failure("invalid", "the proof is dated in the future", {
    say: words(
      `발급일이 아직 오지 않았어요 (${day.toString()}).`,
      `It is dated ${day.toString()}, which has not come.`,
    ),
    next: words("발급일을 확인해 주세요.", "Please check the date."),
  });
}
