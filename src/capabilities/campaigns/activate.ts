// Starting what a launch has made: a change of its own, approved on its own.

import { words } from "../../core/locale.ts";
import { type Approval, propose } from "../approvals/approvals.ts";
import { findCampaignIds } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import type { Call } from "./execution/calls.ts";
import type { Exact } from "./execution/exact.ts";
import type { Step, StepLine } from "./execution/steps.ts";
import { CampaignPlan } from "./plan.ts";

/** The steps that start every campaign a launch has made and read back; `undefined` when none stands as it was approved. */
export async function activationOf(
  ctx: Ctx,
  { exact }: Approval,
  calls: readonly Call[],
): Promise<Exact | undefined> {
  const { planId } = CampaignPlan.parse(exact);
  const whole = [...Map.groupBy(calls, ({ line }) => line).values()].filter(isVerified);
  if (whole.length === 0) return undefined;
  const refs = whole
    .map((line) => line.find(({ step }) => step.op === "create_campaign"))
    .filter((one) => one !== undefined);
  const ids = await findCampaignIds(
    ctx,
    refs.map(({ accountId, result }) => ({ accountId, ref: result.id ?? "" })),
  );
  const lines = whole.map((line, index) => lineOf(line, ids[index]));
  return { lines, holds: [], undoHolds: [], releases: [], planId };
}

function isVerified(line: readonly Call[]): boolean {
  return line.some(({ step, stage }) => step.op === "verify" && stage === "confirmed");
}

/** The campaign alone: what belongs to it was switched on below it as it was made, so that starting it and pausing it are one step each. */
function lineOf(line: readonly Call[], campaignId: string | undefined): StepLine {
  const made = line.find(({ step }) => step.op === "create_campaign");
  if (made?.result.id === undefined) throw new Error("a line without its campaign");
  const start: Step = {
    op: "set_status",
    level: "campaign",
    target: { id: made.result.id },
    ...(campaignId !== undefined && { campaignId }),
    status: "active",
    before: "paused",
  };
  return { medium: made.medium, accountId: made.accountId, entity: made.entity, steps: [start] };
}

/** Asked for in the name of whoever asked for the launch; asked twice, the later one stands. */
export async function proposeActivation(ctx: Ctx, launch: Approval, exact: Exact): Promise<Approval> {
  const plan = CampaignPlan.parse(launch.exact);
  const { currency, vat } = plan.budget;
  const media = plan.media.filter(({ medium }) => exact.lines.some((line) => line.medium === medium));
  const byMedium = media.map(({ medium, totalMinor }) => ({
    medium,
    money: { minor: BigInt(totalMinor), currency, vat },
  }));
  const total = byMedium.reduce((sum, { money }) => sum + money.minor, 0n);
  return propose(ctx, {
    kind: "campaign.activate",
    subject: plan.planId,
    requestedBy: launch.requestedBy,
    exact,
    title: words(`${plan.name} 시작`, `Start ${plan.name}`),
    diff: exact.lines.map(({ medium, entity }) => ({
      entity,
      medium,
      field: ctx.lang === "ko" ? "상태" : "status",
      before: ctx.lang === "ko" ? "일시정지" : "paused",
      after: ctx.lang === "ko" ? "집행" : "active",
    })),
    total: { minor: total, currency, vat },
    byMedium,
    startsOn: plan.flight.to,
  });
}
