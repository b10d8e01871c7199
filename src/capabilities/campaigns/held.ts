// What a hold of the review keeps from running on: starting a campaign, prolonging it or giving it more money is judged once more by what is
// true when it is decided, as its launch was.

import { and, eq, inArray, like, sql } from "drizzle-orm";
import type { Tx } from "../../db/db.ts";
import type { Approval } from "../approvals/approvals.ts";
import { approval } from "../approvals/tables.ts";
import { isRegulatedAd, mustPass, tradeIn } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { brandFactsIn } from "../creatives/creatives.ts";
import { Exact, type ReviewedWords } from "./execution/exact.ts";
import { lowersRisk, type Step, targetOf } from "./execution/steps.ts";
import { mediaCall } from "./execution/tables.ts";
import { CampaignPlan } from "./plan.ts";
import { planAsk, tradeOf } from "./review.ts";

/** @throws Failure "forbidden" where the review holds words that a change brings in, or a plan that it would let run on */
export async function changeMustPass(
  tx: Tx,
  ctx: Ctx,
  { kind, exact }: Pick<Approval, "kind" | "exact">,
): Promise<void> {
  const { lines, reviewed = [] } = Exact.parse(exact);
  for (const words of reviewed) await wordsMustPass(tx, ctx, words);
  // Other words are the way out of a hold.
  if (kind === "campaign.creative" && reviewed.length > 0) return;
  const objects = lines.flatMap(({ accountId, steps }) => objectsOf(accountId, steps.filter(runsOn)));
  const made = await madeBy(tx, ctx, objects);
  for (const plan of once(
    made.flatMap((one) => plansIn(one)),
    ({ planId }) => planId,
  ))
    await planMustPass(tx, ctx, plan);
  for (const words of once(made.flatMap(wordsIn), ({ subject }) => subject))
    await wordsMustPass(tx, ctx, words);
}

/** @throws Failure "forbidden" for a plan with words that are held */
export async function planMustPass(tx: Tx, ctx: Ctx, planned: CampaignPlan): Promise<void> {
  const ask = planAsk(ctx, planned);
  if (ask) await mustPass(tx, ctx, { ...ask, facts: { ...(await brandFactsIn(tx, ctx)), ...ask.facts } });
}

async function wordsMustPass(
  tx: Tx,
  ctx: Ctx,
  { flight, facts, texts, ...words }: ReviewedWords,
): Promise<void> {
  await mustPass(tx, ctx, {
    ...words,
    kind: "creative",
    version: 1,
    ...(flight && { flight }),
    facts: { ...(await brandFactsIn(tx, ctx)), ...facts },
    texts: texts.map(({ only, ...text }) => ({ ...text, ...(only && { only }) })),
  });
}

function once<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [key(one), one])).values()];
}

/** Whether it starts something, or lets it spend longer or more. */
function runsOn(step: Step): boolean {
  switch (step.op) {
    case "set_status":
    case "set_daily_budget":
    case "set_end":
    case "create_ad":
      return !lowersRisk(step);
    case "create_campaign":
    case "create_ad_group":
    case "verify":
    case "verify_ad":
    case "rename":
    case "set_audience":
      return false;
  }
}

/**
 * Whether it changes campaigns of a trade where a person ends every decision; pausing them is nobody's risk. Of campaigns that were not
 * planned here the name alone is known.
 */
export async function isRegulatedChange(tx: Tx, ctx: Ctx, exact: unknown): Promise<boolean> {
  const lines = Exact.parse(exact).lines.filter(({ steps }) => !steps.every(pauses));
  const objects = lines.flatMap(({ accountId, steps }) => objectsOf(accountId, steps));
  const plans = once(
    (await madeBy(tx, ctx, objects)).flatMap((one) => plansIn(one)),
    ({ planId }) => planId,
  );
  return (
    lines.some(({ entity }) => isRegulatedAd(tradeIn(entity), entity)) ||
    plans.some((planned) =>
      isRegulatedAd(planAsk(ctx, planned)?.trade ?? tradeOf(planned), `${planned.product}\n${planned.name}`),
    )
  );
}

function pauses(step: Step): boolean {
  return step.op === "set_status" && lowersRisk(step);
}

function objectsOf(accountId: string, steps: readonly Step[]): MediumObject[] {
  return steps.flatMap((step) => {
    const target = targetOf(step);
    return target && "id" in target ? [{ accountId, id: target.id }] : [];
  });
}

type MediumObject = { accountId: string; id: string };
type MadeBy = MediumObject & { kind: string; exact: unknown };

/** The plans whose launch made these objects of the media. */
export async function launchedPlans(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId">,
  objects: readonly MediumObject[],
): Promise<(MediumObject & { plan: CampaignPlan })[]> {
  const made = await madeBy(tx, ctx, objects);
  return made.flatMap((one) => plansIn(one).map((plan) => ({ ...one, plan })));
}

function plansIn({ kind, exact }: MadeBy): CampaignPlan[] {
  return kind === "campaign.launch" ? [CampaignPlan.parse(exact)] : [];
}

function wordsIn({ kind, exact }: MadeBy): ReviewedWords[] {
  return kind === "campaign.creative" ? (Exact.parse(exact).reviewed ?? []) : [];
}

/** The requests by which these objects were made. */
async function madeBy(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  objects: readonly MediumObject[],
): Promise<MadeBy[]> {
  if (objects.length === 0) return [];
  const made = sql<string>`${mediaCall.result}->>'id'`;
  const rows = await tx
    .select({ accountId: mediaCall.accountId, id: made, kind: approval.kind, exact: approval.exact })
    .from(mediaCall)
    .innerJoin(
      approval,
      and(eq(approval.workspaceId, mediaCall.workspaceId), eq(approval.id, mediaCall.approvalId)),
    )
    .where(
      and(
        eq(mediaCall.workspaceId, workspaceId),
        like(mediaCall.op, "create_%"),
        inArray(
          made,
          objects.map(({ id }) => id),
        ),
      ),
    );
  return rows.filter((row) =>
    objects.some(({ accountId, id }) => accountId === row.accountId && id === row.id),
  );
}
