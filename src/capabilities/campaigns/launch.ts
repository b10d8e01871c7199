// An approved plan as steps: every medium's campaign, ad group and ad, made paused and read back. Starting them is an approval of its own.

import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { periodOf } from "../../core/time.ts";
import type { ApprovedAction } from "../approvals/approvals.ts";
import { mustNotBeHeld } from "../compliance/compliance.ts";
import { begin, type Exact, worstDays } from "./execution/exact.ts";
import type { Step, StepLine } from "./execution/steps.ts";
import { planMustPass } from "./held.ts";
import { CampaignPlan, isSetHere, type PlannedMedium } from "./plan.ts";
import { NO_ADDRESS } from "./plan/address.ts";

export const launchAction: ApprovedAction = {
  lowersRisk: () => false,
  isSmall: () => false,
  begin: async (tx, ctx, { id, exact }) => {
    const plan = CampaignPlan.parse(exact);
    await mustNotBeHeld(tx, ctx, { subject: plan.planId, version: plan.version });
    await planMustPass(tx, ctx, plan);
    const launch = launchOf(plan);
    return launch ? begin(tx, ctx, id, launch) : "done";
  },
};

/** `undefined` for a plan without a connected account: it is taken away as a launch pack. */
export function launchOf(plan: CampaignPlan): Exact | undefined {
  const media = plan.media.filter((one) => isSetHere(one));
  if (media.length === 0) return undefined;
  const flight = periodOf(plan.flight);
  return {
    planId: plan.planId,
    lines: media.map((one) => lineOf(plan, one)),
    holds: media.map(({ medium, dailyBudgetMinor }, line) => ({
      line,
      currency: plan.budget.currency,
      days: worstDays(medium, BigInt(dailyBudgetMinor), flight),
    })),
    undoHolds: [],
    releases: [],
  };
}

type Connected = PlannedMedium & { account: NonNullable<PlannedMedium["account"]> };

function lineOf(plan: CampaignPlan, one: Connected): StepLine {
  return {
    medium: one.medium,
    accountId: one.account.id,
    entity: one.campaignName,
    steps: stepsOf(plan, one),
  };
}

function stepsOf(plan: CampaignPlan, one: Connected): Step[] {
  const { currency, vat } = plan.budget;
  const dailyBudget = { minor: String(one.dailyBudgetMinor), currency, vat };
  const landingUrl = addressOf(one);
  const ads = adsOf(plan, one, landingUrl);
  return [
    {
      op: "create_campaign",
      name: one.campaignName,
      objective: plan.objective,
      dailyBudget,
      flight: plan.flight,
    },
    {
      op: "create_ad_group",
      name: one.adGroupName,
      campaign: { step: 0 },
      audience: audienceOf(plan),
      landingUrl,
    },
    ...ads,
    { op: "verify", campaign: { step: 0 }, dailyBudget },
    // Under the paused campaign, so that starting it is one step: it delivers once all three levels are on.
    switchedOn("adGroup", 1),
    ...ads.map((_, index) => switchedOn("ad", index + 2)),
  ];
}

/** @throws Failure "invalid" for a live account without one: pre-flight has said so, and nobody's money leads to a placeholder */
function addressOf({ landingUrl, account }: Connected): string {
  if (landingUrl !== null) return landingUrl;
  if (account.connection === "sandbox") return NO_ADDRESS;
  throw new Failure("invalid", "a live launch without a landing page", {
    say: words(
      "연결 주소가 없어서 실행하지 않았어요. 바뀐 것은 없어요.",
      "There is no landing page, so it was not launched. Nothing was changed.",
    ),
    next: words("‘url은 https://…’처럼 알려 주세요.", "Say “url is https://…”."),
  });
}

function switchedOn(level: "adGroup" | "ad", step: number): Step {
  return { op: "set_status", level, target: { step }, status: "active", before: "paused" };
}

function adsOf(plan: CampaignPlan, { medium, adGroupName }: Connected, landingUrl: string): Step[] {
  const texts = plan.creatives?.texts.filter((one) => one.medium === medium) ?? [];
  const images = plan.creatives?.images.filter(({ format }) => format.startsWith(`${medium}_`)) ?? [];
  return texts.map(({ segment, fields }, index) => ({
    op: "create_ad" as const,
    name: [adGroupName, segment, String.fromCodePoint(65 + index)].filter(Boolean).join(" "),
    adGroup: { step: 1 },
    texts: Object.fromEntries(fields.map(({ field, text }) => [field, text])),
    images: images.map(({ format, documentId }) => ({ format, documentId })),
    landingUrl,
  }));
}

function audienceOf({
  audience,
  keywords,
}: CampaignPlan): Extract<Step, { op: "create_ad_group" }>["audience"] {
  const ages = audience.age;
  const youngest = Math.min(...ages.map(({ min }) => min));
  const oldest = Math.max(...ages.map(({ max }) => max ?? 65));
  return {
    ...(ages.length > 0 && { ages: { from: youngest, to: oldest } }),
    ...(audience.gender.length > 0 && { genders: audience.gender }),
    ...(audience.region.length > 0 && { regions: audience.region }),
    ...(audience.audience.length > 0 && { interests: audience.audience }),
    ...(keywords.length > 0 && { keywords }),
  };
}
