// What is asked for in a run, by the product's own builders, and asked for as the product asks.

import type { CampaignPlan } from "../../../capabilities/campaigns/plan.ts";
import { type Built, buildBudget, buildStatus } from "../../../capabilities/campaigns/changes/build.ts";
import { launchOf } from "../../../capabilities/campaigns/launch.ts";
import { draftPlan } from "../../../capabilities/campaigns/plan/draft.ts";
import { defaultRule } from "../../../capabilities/campaigns/plan/naming.ts";
import { templateFor } from "../../../capabilities/campaigns/templates.ts";
import { type Approval, type Proposal, propose } from "../../../capabilities/approvals/approvals.ts";
import { setGuardrail } from "../../../capabilities/limits/limits.ts";
import { newId, PlanId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { dayIn } from "../../../core/time.ts";
import type { PlannedRequest } from "./plan.ts";
import type { World } from "./world.ts";

type Holds = readonly { days: readonly { day: string; minor: string }[] }[];

/** Asks for everything, under a cap a day that all of it together just reaches: money held twice does not fit. */
export async function askAll(world: World, requests: readonly PlannedRequest[]): Promise<Approval[]> {
  const wanted = requests.map((request) => wish(world, request));
  const { ctx } = world;
  const cap = fullestDay(wanted.flatMap(({ holds }) => holds));
  await setGuardrail(
    { ...ctx, role: "company_admin" },
    { kind: "cap_day", value: { minor: `${cap}`, currency: "KRW" } },
  );
  const asked: Approval[] = [];
  for (const { proposal } of wanted) asked.push(await propose(ctx, proposal));
  return asked;
}

function wish(world: World, request: PlannedRequest): { proposal: Proposal; holds: Holds } {
  return request.kind === "launch" ? launch(world, request) : change(world, request);
}

function launch(
  { ctx, accounts }: World,
  { number, media }: Extract<PlannedRequest, { kind: "launch" }>,
): { proposal: Proposal; holds: Holds } {
  const { template, found } = templateFor("샌들");
  const drafted = draftPlan(
    {
      product: `샌들 ${number}`,
      media: [...media],
      placements: [],
      keywords: ["여름 샌들"],
      url: "https://shop.example/",
    },
    {
      planId: newId(PlanId),
      version: 1,
      template,
      industryFound: found,
      budget: { state: "taken", amount: 3_000_000, currency: "KRW", period: "total", assumed: false },
      accounts,
      history: {},
      rule: defaultRule,
      brand: "chaos",
      today: dayIn(ctx.zone, ctx.now),
    },
  );
  const plan: CampaignPlan = { ...drafted, creatives: copyFor(media) };
  const exact = launchOf(plan);
  const proposal: Proposal = {
    kind: "campaign.launch",
    subject: plan.planId,
    exact: plan,
    title: words(`${plan.name} 시작`, `Launch ${plan.name}`),
    diff: [],
    total: { minor: BigInt(plan.budget.totalMinor), currency: "KRW", vat: "excluded" },
    startsOn: plan.flight.from,
  };
  return { proposal, holds: exact?.holds ?? [] };
}

function copyFor(media: readonly CampaignPlan["media"][number]["medium"][]): CampaignPlan["creatives"] {
  const texts = {
    headline: "가볍게 걷는 여름",
    headline2: "발이 편한 샌들",
    headline3: "오늘 주문",
    body: "하루 종일 편한 샌들을 만나 보세요",
    description: "사이즈 교환 무료",
    description2: "당일 발송",
  };
  const fields = Object.entries(texts).map(([field, text]) => ({ field, text, width: 10, limit: 40 }));
  return {
    creativeId: "chaos",
    versionId: "chaos",
    texts: media.map((medium) => ({ medium, variant: "A", fields })),
    images: [],
  };
}

function change(
  { ctx, standing }: World,
  request: Exclude<PlannedRequest, { kind: "launch" }>,
): { proposal: Proposal; holds: Holds } {
  const one = standing.get(request.number);
  if (!one) throw new Error(`no campaign for ${request.number}`);
  const today = dayIn(ctx.zone, ctx.now);
  const show = { money: String, text: ({ ko }: { ko: string }) => ko };
  const built: Built =
    request.kind === "budget"
      ? buildBudget([one], { ratio: request.raise ? 0.2 : -0.2 }, today, show)
      : buildStatus([one], request.kind === "pause" ? "paused" : "active", today, show);
  const proposal: Proposal = {
    kind: `campaign.${request.kind}`,
    subject: one.campaignId,
    exact: built.exact,
    title: words(one.name, one.name),
    diff: built.diff,
    ...(built.total && { total: built.total }),
  };
  return { proposal, holds: built.exact.holds };
}

function fullestDay(holds: Holds): bigint {
  const sums = new Map<string, bigint>();
  for (const { days } of holds)
    for (const { day, minor } of days) sums.set(day, (sums.get(day) ?? 0n) + BigInt(minor));
  return [...sums.values()].reduce((most, sum) => (sum > most ? sum : most), 1n);
}
