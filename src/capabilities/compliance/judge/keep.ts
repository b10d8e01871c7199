// The opinion of a language model beside the review it belongs to: one that was given stands on the card at once, another is asked for
// behind it. Nothing waits for one. In the approval flow this is decided so: only `block` holds a request, a model never gives one, so a
// card that asks for approval is posted with what the rules found, may be decided at once, and takes up what the model adds by an edit
// while it stands. A `fix` that comes after the decision stays a remark on a decided card: it can neither keep a campaign from starting
// nor change the plan that was approved, whose hash it is no part of.

import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { homePacks, type Judged, type Judgement, type ReviewAsk } from "../judging.ts";
import type { Review } from "../review.ts";
import { findGiven } from "./calls.ts";
import { isForJudge } from "./candidates.ts";
import type { JudgeName, Opinion, OpinionAsked, OpinionText, Ruled } from "./opinion.ts";

/** Before anything is kept: it takes its time. @returns `undefined` where no model is at hand, or nothing is to be asked */
export async function opinionAsked(
  { judge }: Pick<Ctx, "judge">,
  { label: about, product = "", trade, lang, flight, notice }: ReviewAsk,
  { kept, circumstances: { facts, today: date } }: Judgement,
): Promise<OpinionAsked | undefined> {
  // What a medium said it rejects is settled by its own words.
  if (!judge || notice) return undefined;
  const texts = kept.judged.filter(({ only }) => only === undefined).map(textOf);
  const of = { reviewId: kept.id, about: { label: about, product } };
  const asked = { ...of, texts, trade, lang, facts, date, ...(flight && { flight }) };
  return (await isForJudge(homePacks(), asked)) ? asked : undefined;
}

function textOf({ label, text, runsOn, field, jurisdiction, isPage, review }: Judged): OpinionText {
  return { label, text, runsOn, field, jurisdiction, ...(isPage && { isPage }), ruled: ruledBy(review) };
}

export function ruledBy({ verdict, findings, rewrite }: Review): Ruled {
  return { verdict, found: findings.map(({ rule, severity }) => ({ rule, severity })), rewrite };
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
