// Reviews that are kept: every text of a thing judged under every law it runs under, one row with its findings and a ledger row.

import { and, asc, desc, eq } from "drizzle-orm";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { judgedNow } from "./judged-now.ts";
import {
  type Circumstances,
  type Judged,
  type Judgement,
  type KeptReview,
  type ReviewAsk,
  storedFacts,
} from "./judging.ts";
import { noteTaken, rewriteHash } from "./answers/answers.ts";
import { opinionAsked, opinionOn } from "./judge/keep.ts";
import type { JudgeName } from "./judge/opinion.ts";
import { finding, review, reviewOverride } from "./tables.ts";

/** The same run with nobody asked behind the rules: for reviews whose card shows no opinion. */
export function byRulesAlone(ctx: Ctx): Ctx {
  const { judge: _, ...rest } = ctx;
  return rest;
}

/** Judges and keeps: the same words, packs and facts give the same findings. Nothing else is changed. */
export async function reviewAndKeep(ctx: Ctx, ask: ReviewAsk): Promise<KeptReview> {
  const judgement = await judgedNow(ctx, ask);
  const { kept, circumstances } = judgement;
  const standing = await withTx(ctx, async (tx) => {
    const known = await sameReview(tx, ctx, ask, kept, circumstances.evidenceIds);
    return known && { id: known.id, setAside: await isKeptAside(tx, ctx, ask, kept) };
  });
  const asked = await opinionAsked(ctx, ask, { ...judgement, kept: { ...kept, ...standing } });
  const by = asked && ctx.judge;
  const stands = standing ? { ...kept, ...standing } : await keep(ctx, ask, judgement, by);
  return { ...stands, opinion: await opinionOn(ctx, asked) };
}

async function keep(
  ctx: Ctx,
  ask: ReviewAsk,
  judgement: Judgement,
  by: JudgeName | undefined,
): Promise<KeptReview> {
  const { kept } = judgement;
  return write(ctx, "review.record", "read", async (tx) => {
    const after = await insertReview(tx, ctx, ask, judgement, by);
    await noteTaken(
      tx,
      ctx,
      ask.texts.map(({ text }) => text),
    );
    const setAside = await isKeptAside(tx, ctx, ask, kept);
    return { result: { ...kept, setAside }, subject: ask.subject ?? kept.id, after };
  });
}

async function isKeptAside(
  tx: Tx,
  ctx: Ctx,
  ask: ReviewAsk,
  kept: Omit<KeptReview, "setAside">,
): Promise<boolean> {
  return kept.verdict === "block" && (await isSetAside(tx, ctx, ask, kept));
}

/** @param by the model that is asked behind the rules; @returns what the ledger row of a review says of it */
export async function insertReview(
  tx: Tx,
  ctx: Ctx,
  ask: ReviewAsk,
  { kept, circumstances }: Judgement,
  by?: JudgeName,
): Promise<object> {
  await insert(tx, ctx, ask, kept, { ...circumstances, by });
  return {
    kind: ask.kind,
    ...(ask.version !== undefined && { version: ask.version }),
    verdict: kept.verdict,
    textHash: kept.textHash,
    packDigest: kept.packDigest,
    ...(ask.notice && { rejectedBy: ask.notice.medium }),
    findings: rulesOf(kept.judged),
    evidence: circumstances.evidenceIds,
  };
}

/** The very same words, packs and proof were judged before: shown again, a thing is not reviewed again. */
async function sameReview(
  tx: Tx,
  ctx: Ctx,
  { subject, version, shownOf }: ReviewAsk,
  { textHash, packDigest, verdict, judged }: Omit<KeptReview, "setAside">,
  evidenceIds: readonly string[],
): Promise<{ id: string } | undefined> {
  const isThing = subject !== undefined && version !== undefined;
  const thing = isThing ? await latestReview(tx, ctx, { subject, version }) : undefined;
  const last = shownOf === undefined ? thing : await findReview(tx, ctx, shownOf);
  const same =
    last?.textHash === textHash &&
    last.packDigest === packDigest &&
    last.verdict === verdict &&
    last.evidenceIds.join() === evidenceIds.join();
  if (!same) return undefined;
  // A day may have passed on which a rule began: the verdict can be the same by other findings.
  const found = await readFindings(tx, ctx, last.id);
  const known = found.map(({ rule, ruleVersion, severity }) => `${rule}@${ruleVersion} ${severity}`);
  return known.join() === severities(judged).join() ? last : undefined;
}

/** In the order of its texts and places. */
export async function readFindings(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  reviewId: string,
): Promise<(typeof finding.$inferSelect)[]> {
  return tx
    .select()
    .from(finding)
    .where(and(eq(finding.workspaceId, workspaceId), eq(finding.reviewId, reviewId)))
    .orderBy(asc(finding.place));
}

function severities(judged: readonly Judged[]): string[] {
  return judged.flatMap(({ review: { findings } }) =>
    findings.map(({ rule, version, severity }) => `${rule}@${version} ${severity}`),
  );
}

/** The newest review of one version of a thing; `undefined` when it was never reviewed. */
export async function latestReview(
  tx: Tx,
  { workspaceId }: Ctx,
  { subject, version }: { subject: string; version: number },
): Promise<typeof review.$inferSelect | undefined> {
  const [row] = await tx
    .select()
    .from(review)
    .where(and(eq(review.workspaceId, workspaceId), eq(review.subject, subject), eq(review.version, version)))
    .orderBy(desc(review.createdAt), desc(review.id))
    .limit(1);
  return row;
}

async function findReview(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  id: string,
): Promise<typeof review.$inferSelect | undefined> {
  const [row] = await tx
    .select()
    .from(review)
    .where(and(eq(review.workspaceId, workspaceId), eq(review.id, id)));
  return row;
}

/** Whether people with authority have set a `block` of exactly these words and packs aside. */
export async function isSetAside(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { subject }: { subject?: string | null },
  { textHash, packDigest }: { textHash: string; packDigest: string },
): Promise<boolean> {
  if (!subject) return false;
  const [row] = await tx
    .select({ digest: reviewOverride.packDigest })
    .from(reviewOverride)
    .where(
      and(
        eq(reviewOverride.workspaceId, workspaceId),
        eq(reviewOverride.subject, subject),
        eq(reviewOverride.textHash, textHash),
      ),
    );
  return row?.digest === packDigest;
}

async function insert(
  tx: Tx,
  ctx: Ctx,
  ask: ReviewAsk,
  kept: Omit<KeptReview, "setAside">,
  { facts, evidenceIds, today, until, by }: Circumstances & { by: JudgeName | undefined },
): Promise<void> {
  const { workspaceId, now: createdAt } = ctx;
  await tx.insert(review).values({
    workspaceId,
    id: kept.id,
    kind: ask.kind,
    subject: ask.subject ?? null,
    version: ask.version ?? null,
    label: ask.label,
    textHash: kept.textHash,
    packDigest: kept.packDigest,
    jurisdictions: [...ask.jurisdictions],
    facts: storedFacts(ask, facts),
    judgedFrom: Temporal.PlainDate.from(ask.flight?.from ?? today),
    judgedTo: Temporal.PlainDate.from(until),
    verdict: kept.verdict,
    model: by?.model ?? null,
    prompt: by?.prompt ?? null,
    notice: ask.notice ?? null,
    evidenceIds,
    personId: ctx.actor.kind === "person" ? ctx.actor.personId : null,
    createdAt,
  });
  const rows = kept.judged.flatMap((one) =>
    one.review.findings.map((found) => ({ found, label: one.label, rewrite: one.review.rewrite })),
  );
  if (rows.length === 0) return;
  await tx.insert(finding).values(
    rows.map(({ found, label, rewrite }, place) => ({
      workspaceId,
      reviewId: kept.id,
      place,
      rule: found.rule,
      ruleVersion: found.version,
      severity: found.severity,
      provisional: found.provisional,
      label,
      start: found.start,
      end: found.end,
      rewriteHash: rewrite === null ? null : rewriteHash(rewrite),
      createdAt,
    })),
  );
}

function rulesOf(judged: readonly Judged[]): string[] {
  const slugs = judged.flatMap(({ review: { findings } }) =>
    findings.map(({ rule, version }) => `${rule}@${version}`),
  );
  return [...new Set(slugs)].toSorted();
}
