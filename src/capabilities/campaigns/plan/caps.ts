// Caps that a plan would pass at its media's worst case, told on its card: whoever approves finds out before the press, not by it.

import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { capAhead, readGuardrails } from "../../limits/limits.ts";
import { launchOf } from "../launch.ts";
import type { CampaignPlan } from "../plan.ts";
import type { PlanFinding } from "./finding.ts";

/** As things stand now; the press looks again, under the lock. */
export async function capFindings(ctx: Ctx, plan: CampaignPlan): Promise<PlanFinding[]> {
  const launch = launchOf(plan);
  if (!launch) return [];
  const holds = launch.holds.map(({ line, currency, days }) => ({
    holder: `plan:${plan.planId}:${line}`,
    approvalId: plan.planId,
    currency,
    days: days.map(({ day, minor }) => ({
      day,
      medium: launch.lines[line]?.medium ?? "meta",
      minor: BigInt(minor),
    })),
  }));
  const told = await withTx(ctx, async (tx) =>
    capAhead(tx, ctx, holds, await readGuardrails(tx, ctx.workspaceId)),
  ).catch(otherCurrency);
  if (!told) return [];
  return [
    {
      level: "fix",
      code: "over_cap",
      say: words(
        `${told.ko} 이대로는 승인해도 실행되지 않아요. 예산이나 기간을 줄이거나, 관리자가 한도를 바꿔 주세요.`,
        `${told.en} As it is it will not run even when approved: lower the budget or shorten the flight, or have an admin change the cap.`,
      ),
    },
  ];
}

/** A cap in another currency is told when it is met; it is not the plan's fault. */
function otherCurrency(error: unknown): undefined {
  if (error instanceof Failure && error.code === "invalid") return undefined;
  throw error;
}
