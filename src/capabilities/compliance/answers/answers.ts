// How people answer findings: each person once for each place, in the place of what they answered before. Taking the rewrite answers by
// itself.

import { createHash } from "node:crypto";
import { and, asc, desc, eq, gte, inArray, isNotNull, ne } from "drizzle-orm";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { type Tx, withTx } from "../../../db/db.ts";
import { concealed, noContacts } from "../../../language/contacts.ts";
import type { Ctx } from "../../context.ts";
import { write } from "../../write.ts";
import { finding, findingAnswer, review } from "../tables.ts";

export const answerKinds = ["fixed", "right", "wrong"] as const;
export type AnswerKind = (typeof answerKinds)[number];

export type FindingRow = typeof finding.$inferSelect;
export type Answered = { reviewId: string; places: readonly number[]; answer: AnswerKind; reason?: string };

/** @returns the findings answered. @throws Failure "not_found" for findings that are not there, "forbidden" for who is no person */
export async function answerFindings(
  ctx: Ctx,
  { reviewId, places, answer, reason: said = "" }: Answered,
): Promise<FindingRow[]> {
  const reason = concealed(said, ctx.contacts ?? noContacts);
  const { actor, workspaceId, now } = ctx;
  if (actor.kind !== "person") throw new Failure("forbidden", "only a person answers a finding");
  return write(ctx, "finding.answer", "write", async (tx) => {
    const here = and(eq(finding.workspaceId, workspaceId), eq(finding.reviewId, reviewId));
    const found = await tx
      .select()
      .from(finding)
      .where(and(here, inArray(finding.place, [...places])))
      .orderBy(asc(finding.place));
    if (found.length === 0) throw noSuchFinding();
    const before = await ownAnswers(tx, ctx, reviewId, actor.personId);
    const set = { answer, source: "person" as const, reason, answeredAt: now };
    await tx
      .insert(findingAnswer)
      .values(found.map(({ place }) => ({ workspaceId, reviewId, place, personId: actor.personId, ...set })))
      .onConflictDoUpdate({
        target: [
          findingAnswer.workspaceId,
          findingAnswer.reviewId,
          findingAnswer.place,
          findingAnswer.personId,
        ],
        set,
      });
    const were = found.map(({ place }) => before.get(place) ?? null);
    const rules = [...new Set(found.map(({ rule }) => rule))];
    return {
      result: found,
      subject: reviewId,
      before: { answers: were },
      after: { places: found.map(({ place }) => place), rules, answer, ...(reason && { reason }) },
    };
  });
}

async function ownAnswers(
  tx: Tx,
  { workspaceId }: Ctx,
  reviewId: string,
  personId: string,
): Promise<Map<number, AnswerKind>> {
  const rows = await tx
    .select({ place: findingAnswer.place, answer: findingAnswer.answer })
    .from(findingAnswer)
    .where(
      and(
        eq(findingAnswer.workspaceId, workspaceId),
        eq(findingAnswer.reviewId, reviewId),
        eq(findingAnswer.personId, personId),
      ),
    );
  return new Map(rows.map(({ place, answer }) => [place, answer]));
}

/** The person's newest review that found something, with its findings in order; for answers that name none. */
export async function lastFindings(ctx: Ctx): Promise<FindingRow[]> {
  const { actor, workspaceId } = ctx;
  if (actor.kind !== "person") return [];
  return withTx(ctx, async (tx) => {
    const [last] = await tx
      .select({ id: review.id })
      .from(review)
      .innerJoin(finding, and(eq(finding.workspaceId, workspaceId), eq(finding.reviewId, review.id)))
      .where(and(eq(review.workspaceId, workspaceId), eq(review.personId, actor.personId)))
      .orderBy(desc(review.createdAt), desc(review.id))
      .limit(1);
    if (!last) return [];
    return tx
      .select()
      .from(finding)
      .where(and(eq(finding.workspaceId, workspaceId), eq(finding.reviewId, last.id)))
      .orderBy(asc(finding.place));
  });
}

/** Of a text as it is compared with what was offered: blanks around it say nothing. */
export function rewriteHash(text: string): string {
  return createHash("sha256").update(text.normalize("NFC").trim()).digest("hex");
}

const TAKEN_WITHIN = { hours: 24 * 90 } as const;
const MOST_TAKEN = 200;

/**
 * Texts that are word for word what a review offered instead: its findings count as changed, unless this person answered otherwise.
 * @returns how many findings that were
 */
export async function noteTaken(tx: Tx, ctx: Ctx, texts: readonly string[]): Promise<number> {
  const { actor, workspaceId, now } = ctx;
  if (actor.kind !== "person" || texts.length === 0) return 0;
  const hashes = [...new Set(texts.map(rewriteHash))];
  const taken = await tx
    .select({ reviewId: finding.reviewId, place: finding.place })
    .from(finding)
    .where(
      and(
        eq(finding.workspaceId, workspaceId),
        isNotNull(finding.rewriteHash),
        inArray(finding.rewriteHash, hashes),
        ne(finding.severity, "note"),
        gte(finding.createdAt, now.subtract(TAKEN_WITHIN)),
      ),
    )
    .orderBy(desc(finding.createdAt))
    .limit(MOST_TAKEN);
  if (taken.length === 0) return 0;
  const rest = { answer: "fixed" as const, source: "rewrite" as const, reason: "", answeredAt: now };
  const noted = await tx
    .insert(findingAnswer)
    .values(taken.map((one) => ({ workspaceId, personId: actor.personId, ...one, ...rest })))
    .onConflictDoNothing()
    .returning({ place: findingAnswer.place });
  return noted.length;
}

export function noSuchFinding(): Failure {
  return new Failure("not_found", "no such finding", {
    say: words("답할 지적을 찾지 못했어요.", "I could not find a finding to answer."),
    next: words(
      "‘이 문구 검수해줘: …’로 검토한 뒤 카드의 버튼을 누르거나 ‘첫 번째 지적은 잘못 짚었어: 이유’처럼 말해 주세요.",
      "Have a text reviewed, then press a button on its card or say “the first finding is wrong: why”.",
    ),
  });
}
