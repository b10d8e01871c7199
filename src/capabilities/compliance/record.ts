// Everything that was ever reviewed of one thing, for who has to show it later: reviews with their findings, proof, holds set aside.

import { and, asc, eq, inArray } from "drizzle-orm";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { reviewChange } from "./nights/tables.ts";
import type { Packs } from "./packs.ts";
import type { Policy } from "./policy.ts";
import { evidence, finding, findingAnswer, review, reviewOverride } from "./tables.ts";

export type ReviewRow = typeof review.$inferSelect;
export type FindingRow = typeof finding.$inferSelect;
export type ProofRow = typeof evidence.$inferSelect;

/** All oldest first. */
export type ReviewRecord = {
  reviews: { row: ReviewRow; findings: FindingRow[] }[];
  setAside: (typeof reviewOverride.$inferSelect)[];
  /** Proof that any of the reviews counted, what was taken back since included. */
  proof: ProofRow[];
  /** What people said of single findings. */
  answers: (typeof findingAnswer.$inferSelect)[];
  /** What nights found otherwise. */
  changes: (typeof reviewChange.$inferSelect)[];
};

/** A thing that was reviewed a thousand times is told by its last ones. */
const MOST_REVIEWS = 200;

export async function reviewRecord(ctx: Ctx, subject: string): Promise<ReviewRecord> {
  return withTx(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(review)
      .where(and(eq(review.workspaceId, ctx.workspaceId), eq(review.subject, subject)))
      .orderBy(asc(review.createdAt), asc(review.id));
    const reviews = await withFindings(tx, ctx, rows.slice(-MOST_REVIEWS));
    const ids = [...new Set(reviews.flatMap(({ row }) => row.evidenceIds))];
    return {
      reviews,
      setAside: await tx
        .select()
        .from(reviewOverride)
        .where(and(eq(reviewOverride.workspaceId, ctx.workspaceId), eq(reviewOverride.subject, subject)))
        .orderBy(asc(reviewOverride.createdAt)),
      proof:
        ids.length === 0
          ? []
          : await tx
              .select()
              .from(evidence)
              .where(and(eq(evidence.workspaceId, ctx.workspaceId), inArray(evidence.id, ids)))
              .orderBy(asc(evidence.createdAt), asc(evidence.id)),
      answers: await readAnswers(tx, ctx, reviews),
      changes: await tx
        .select()
        .from(reviewChange)
        .where(and(eq(reviewChange.workspaceId, ctx.workspaceId), eq(reviewChange.subject, subject)))
        .orderBy(asc(reviewChange.createdAt)),
    };
  });
}

async function withFindings(tx: Tx, ctx: Ctx, rows: ReviewRow[]): Promise<ReviewRecord["reviews"]> {
  if (rows.length === 0) return [];
  const found = await tx
    .select()
    .from(finding)
    .where(
      and(
        eq(finding.workspaceId, ctx.workspaceId),
        inArray(
          finding.reviewId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(finding.place));
  const byReview = Map.groupBy(found, ({ reviewId }) => reviewId);
  return rows.map((row) => ({ row, findings: byReview.get(row.id) ?? [] }));
}

async function readAnswers(
  tx: Tx,
  { workspaceId }: Ctx,
  reviews: ReviewRecord["reviews"],
): Promise<ReviewRecord["answers"]> {
  const ids = reviews.map(({ row }) => row.id);
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(findingAnswer)
    .where(and(eq(findingAnswer.workspaceId, workspaceId), inArray(findingAnswer.reviewId, ids)))
    .orderBy(asc(findingAnswer.answeredAt));
}

/** What a rule of this version says; `undefined` where it has been replaced since. */
export function ruleText(
  packs: Packs,
  { rule, ruleVersion }: Pick<FindingRow, "rule" | "ruleVersion">,
): Pick<Policy, "message" | "citation" | "evidence"> | undefined {
  const found = packs.rules.find(({ policy }) => policy.id === rule && policy.version === ruleVersion);
  return found?.policy;
}
