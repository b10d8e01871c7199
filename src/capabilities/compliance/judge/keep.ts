// The opinion of a language model beside the review it belongs to: one that was given stands on the card at once, another is asked for
// behind it. Nothing waits for one. In the approval flow this is decided so: only `block` holds a request, a model never gives one, so a
// card that asks for approval is posted with what the rules found, may be decided at once, and takes up what the model adds by an edit
// while it stands. A `fix` that comes after the decision stays a remark on a decided card: it can neither keep a campaign from starting
// nor change the plan that was approved, whose hash it is no part of.

import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { homePacks, type Judgement, type ReviewAsk } from "../judging.ts";
import { findGiven } from "./calls.ts";
import { isForJudge } from "./candidates.ts";
import type { JudgeName, Opinion, OpinionAsked } from "./opinion.ts";

/** @returns `undefined` where no model is at hand, or nothing is to be asked */
export function opinionAsked(
  { judge }: Pick<Ctx, "judge">,
  { label: about, product = "", trade, lang, flight, notice }: ReviewAsk,
  { kept, circumstances: { facts, today: date } }: Judgement,
): OpinionAsked | undefined {
  // What a medium said it rejects is settled by its own words.
  if (!judge || notice) return undefined;
  const texts = kept.judged
    .filter(({ only }) => only === undefined)
    .map(({ label, text, runsOn, field, jurisdiction }) => ({ label, text, runsOn, field, jurisdiction }));
  const of = { reviewId: kept.id, about: { label: about, product } };
  const asked = { ...of, texts, trade, lang, facts, date, ...(flight && { flight }) };
  return isForJudge(homePacks(), asked) ? asked : undefined;
}

/** As the row of a review names the model that is asked beside the rules. */
export function judgeOf(
  ctx: Pick<Ctx, "judge">,
  ask: ReviewAsk,
  judgement: Judgement,
): { model: string | null; prompt: string | null } {
  const isAsked = opinionAsked(ctx, ask, judgement) !== undefined;
  return { model: (isAsked && ctx.judge?.model) || null, prompt: (isAsked && ctx.judge?.prompt) || null };
}

/** What was given before about this very review by the same model and prompt; else it is asked for later. */
export async function opinionOn(ctx: Ctx, asked: OpinionAsked | undefined): Promise<Opinion | undefined> {
  if (!asked || !ctx.judge) return undefined;
  const by: JudgeName = { model: ctx.judge.model, prompt: ctx.judge.prompt };
  const given = await withTx(ctx, (tx) => findGiven(tx, ctx, asked.reviewId, by));
  if (given) return { state: "given", by, given };
  ctx.judge.later(asked);
  return { state: "waiting" };
}
