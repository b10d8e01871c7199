// 왜 걸렸어?, what would make it fine?: the findings of a review that was made, explained.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { packsFor } from "../brand/packs.ts";
import type { ReviewAsk } from "../judging.ts";
import { askFor, ReviewCompliance, type ReviewGround } from "../tools.ts";
import { Trade } from "../trades.ts";
import { explainedCard } from "./card.ts";
import { type Kept, keptReview, toldAgain } from "./kept.ts";

const ExplainFindings = ReviewCompliance.omit({ action: true }).extend({
  reviewId: z.uuid().optional().describe("Of that review's result; left out, the person's newest review."),
  nth: z.number().int().min(1).max(50).optional().describe("Which finding, from 1; left out, all."),
  open: z.literal(true).optional().describe("They ask what would make it pass."),
});
type ExplainFindings = z.output<typeof ExplainFindings>;

export function explainTool(ground: ReviewGround): Tool {
  return defineTool({
    name: "explain_findings",
    about:
      "Explain the findings of a review already made: act and article, the words concerned, what proof or change would open each. Give text or filters as the review had them.",
    effect: "read",
    input: ExplainFindings,
    run: (ctx, input) => explained(ctx, input, ground),
  });
}

async function explained(ctx: Ctx, input: ExplainFindings, ground: ReviewGround): Promise<ToolResult> {
  const kept = await keptReview(ctx, input.reviewId);
  if (!kept) throw nothingReviewed();
  const told = await toldAgain(ctx, kept, await askAgain(ctx, kept, input, ground));
  const packs = await packsFor(ctx, { label: kept.row.label });
  const { nth, open = false } = input;
  const asked = nth === undefined ? told : told.slice(nth - 1, nth);
  return {
    card: explainedCard({ kept, told, nth, open }, packs, ctx.lang),
    facts: {
      reviewId: kept.row.id,
      verdict: kept.row.verdict,
      explained: asked.slice(0, 20).map(({ row: { rule, severity } }) => ({ rule, severity })),
    },
    outside: true,
  };
}

/** The copy of the question under the law and as the trade it was reviewed in. */
async function askAgain(
  ctx: Ctx,
  { row }: Kept,
  { text, filters, scope }: ExplainFindings,
  ground: ReviewGround,
): Promise<ReviewAsk | undefined> {
  const trade = Trade.safeParse(row.facts["trade"]).data;
  const [only, ...others] = row.jurisdictions;
  const jurisdiction =
    others.length === 0 ? ReviewCompliance.shape.jurisdiction.safeParse(only).data : undefined;
  const asked = await askFor(ctx, { text, filters, scope, trade, jurisdiction }, ground);
  return asked?.ask;
}

function nothingReviewed(): Failure {
  return new Failure("not_found", "no such review", {
    say: words("설명할 검토를 찾지 못했어요.", "I could not find a review to explain."),
    next: words(
      "‘이 문구 검수해줘: …’로 먼저 검토해 주세요.",
      "Have a text reviewed first: “review this copy: …”.",
    ),
  });
}
