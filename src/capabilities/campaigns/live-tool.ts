// The review of one thing as it stands, behind the button of what a night told: findings, and texts that pass.

import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { homePacks, reviewAndKeep, reviewCard } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { liveText } from "./live.ts";

const OfThing = z.object({ subject: z.uuid(), version: z.number().int().positive() });

export const liveTools: readonly Tool[] = [
  defineTool({
    name: "show_review",
    about: "Show the review of one plan or draft with its rewrites. Started by a person's button only.",
    effect: "read",
    startedBy: "press",
    input: OfThing,
    run: showReview,
  }),
];

async function showReview(ctx: Ctx, thing: z.output<typeof OfThing>): Promise<ToolResult> {
  const ask = await liveText(ctx, thing);
  if (!ask) throw noTexts();
  const kept = await reviewAndKeep(ctx, ask);
  const card = reviewCard(ctx.lang, kept, { trade: ask.trade, assumed: false, packs: homePacks() });
  return { card, facts: { reviewId: kept.id, verdict: kept.verdict }, outside: true };
}

function noTexts(): Failure {
  return new Failure("not_found", "nothing there to review", {
    say: words("이제 검토할 문구가 없어요.", "There are no texts left to review."),
    next: words(
      "계획이나 소재를 이름으로 다시 보여 달라고 해 주세요.",
      "Ask for the plan or draft by its name.",
    ),
  });
}
