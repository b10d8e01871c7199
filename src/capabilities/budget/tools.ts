// Where money should go: what the agent may propose. Nothing is carried out yet.

import { z } from "zod";
import { words } from "../../core/locale.ts";
import { Medium } from "../../core/medium.ts";
import { Metric } from "../../core/metric.ts";
import { Dim, Filter, QueryTime } from "../../core/query.ts";
import { Goal, isUnsettled, SpokenBudget } from "../../core/slots.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import type { Tool } from "../tool.ts";

const plan: Wish<BudgetPlan> = {
  lacking: ({ budget }, currency) => (isUnsettled(budget, currency) ? ["currency"] : []),
  what: words("예산 배분 제안", "Budget planning"),
  needs: words(
    "캠페인별 반응 곡선을 추정할 만큼의 일별 성과가 필요하고, 계산은 준비 중이에요.",
    "It needs enough daily results to estimate response curves; that calculation is on its way.",
  ),
  today: words(
    "지금은 매체별·캠페인별 ROAS와 CPA를 비교해 드릴 수 있어요.",
    "Today I can compare ROAS and CPA by medium and campaign.",
  ),
};

export const BudgetPlan = z.object({
  budget: SpokenBudget.optional(),
  direction: z.enum(["up", "down"]).optional(),
  changePct: z.number().optional().describe("Signed; replaces direction."),
  filters: z.array(Filter).max(10).default([]),
  dimensions: z.array(Dim).max(2).default([]).describe("What the money is split over."),
  metrics: z.array(Metric).max(4).default([]).describe("What to steer by."),
  time: QueryTime.optional(),
  fromMedium: Medium.optional(),
  toMedium: Medium.optional(),
  goal: Goal.optional(),
});
export type BudgetPlan = z.output<typeof BudgetPlan>;

export const budgetTools: readonly Tool[] = [
  wishTool(
    {
      name: "budget_plan",
      about: "Plan or reallocate a budget over media or campaigns: a proposal, nothing is moved.",
      effect: "read",
      input: BudgetPlan,
    },
    plan,
  ),
];
