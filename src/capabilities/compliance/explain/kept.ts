// The review that is asked about, as it was kept, and its findings told again from the same words where they are at hand: the words
// reviewed are nowhere kept, their hash is.

import { and, desc, eq } from "drizzle-orm";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import type { FindingRow } from "../answers/answers.ts";
import { judgedNow } from "../judged-now.ts";
import type { Judged, ReviewAsk } from "../judging.ts";
import type { ReviewRow } from "../record.ts";
import type { Finding } from "../review.ts";
import { readFindings } from "../reviews.ts";
import { review } from "../tables.ts";

export type Kept = { row: ReviewRow; findings: readonly FindingRow[] };

/** One finding as the card counts it; `now` is missing where its words, or its rule, are not at hand any more. */
export type Told = { row: FindingRow; now?: { one: Judged; found: Finding } };

/** By its id, else the person's newest; `undefined` where there is none. */
export async function keptReview(ctx: Ctx, id: string | undefined): Promise<Kept | undefined> {
  const { actor, workspaceId } = ctx;
  const mine = actor.kind === "person" ? eq(review.personId, actor.personId) : undefined;
  if (id === undefined && !mine) return undefined;
  return withTx(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(review)
      .where(and(eq(review.workspaceId, workspaceId), id === undefined ? mine : eq(review.id, id)))
      .orderBy(desc(review.createdAt), desc(review.id))
      .limit(1);
    return row && { row, findings: await readFindings(tx, ctx, row.id) };
  });
}

/** @param ask the copy that the question names; only the very words of the review count */
export async function toldAgain(
  ctx: Ctx,
  { row, findings }: Kept,
  ask: ReviewAsk | undefined,
): Promise<Told[]> {
  const judged = ask ? await sameWords(ctx, row, ask) : [];
  const known = new Map(
    judged.flatMap((one) => one.review.findings.map((found) => [keyOf(one.label, found), { one, found }])),
  );
  const told = findings.map((one) => {
    const now = known.get(keyOf(one.label, { ...one, version: one.ruleVersion }));
    return { row: one, ...(now && { now }) };
  });
  return once(told);
}

async function sameWords(ctx: Ctx, row: ReviewRow, ask: ReviewAsk): Promise<readonly Judged[]> {
  const { kept } = await judgedNow(ctx, ask);
  return kept.textHash === row.textHash ? kept.judged : [];
}

function keyOf(
  label: string,
  { rule, version, start, end }: Pick<Finding, "rule" | "version" | "start" | "end">,
): string {
  return JSON.stringify([label, rule, version, start, end]);
}

/** The same words under one rule are told once, as on the card of the review. */
function once(told: readonly Told[]): Told[] {
  const seen = new Map<string, Told>();
  for (const one of told) {
    const { rule, start, end } = one.row;
    const words = one.now?.one.text.slice(start, end).trim();
    const key = `${rule} ${words ?? `${start}-${end}`}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
