// One's clients at once, to oneself alone.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { composePortfolio } from "./portfolio.ts";

const ShowPortfolio = z.object({ form: z.enum(["daily", "weekly", "monthly"]).default("daily") });
type ShowPortfolio = z.output<typeof ShowPortfolio>;

export const portfolioTools: readonly Tool[] = [
  defineTool({
    name: "show_portfolio",
    about: "All of the asker's own workspaces (clients) side by side, to them alone.",
    effect: "read",
    input: ShowPortfolio,
    run: showPortfolio,
  }),
];

/** @throws Failure "forbidden" in a room, and for anything that is no person */
async function showPortfolio(ctx: Ctx, { form }: ShowPortfolio): Promise<ToolResult> {
  if (ctx.room !== undefined || ctx.actor.kind !== "person") throw forOneAlone();
  const card = await composePortfolio(ctx, { personId: ctx.actor.personId, form });
  return { card, facts: { portfolio: form }, outside: true, alone: true };
}

function forOneAlone(): Failure {
  return new Failure("forbidden", "a portfolio is for its person alone", {
    say: words(
      "여러 고객사가 함께 보이는 요약은 방에서 보여 드리지 않아요.",
      "A summary of several clients is not shown in a room.",
    ),
    next: words("저와의 1:1 대화에서 물어봐 주세요.", "Ask me in a direct message."),
  });
}
