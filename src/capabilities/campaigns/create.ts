// From one sentence to a stored plan with its request for approval; and every change of it in words. Drafting spends nothing.

import { isDeepStrictEqual } from "node:util";
import { newId, PlanId } from "../../core/ids.ts";
import { Failure } from "../../core/failure.ts";
import { type Words, words } from "../../core/locale.ts";
import { mayDo } from "../../core/roles.ts";
import { dayIn } from "../../core/time.ts";
import { withTx } from "../../db/db.ts";
import { type Approval, changeLine, closeOutdated, findApproval, propose } from "../approvals/approvals.ts";
import type { Ctx } from "../context.ts";
import type { ToolResult } from "../tool.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { write } from "../write.ts";
import type { CreateCampaign } from "./create-tool.ts";
import { approvedPlan } from "./plan/approved.ts";
import { asking, lackingOf, refusing } from "./plan/asking.ts";
import type { Brief } from "./plan/brief.ts";
import { readBudget } from "./plan/budget.ts";
import { capFindings } from "./plan/caps.ts";
import { planCard } from "./plan/card.ts";
import { planChanges } from "./plan/diff.ts";
import { factsOf } from "./plan/facts.ts";
import { withCreatives } from "./plan/creatives.ts";
import { newerPictures, picturesOffer } from "./plan/pictures.ts";
import { unheld } from "./plan/unheld.ts";
import { earlierVersion, planVersions } from "./plan/versions.ts";
import { draftPlan } from "./plan/draft.ts";
import { briefOf, changedFrom } from "./plan/said.ts";
import { readHistory } from "./plan/history.ts";
import { planLimits } from "./plan/limits.ts";
import { brandOf } from "./rule-tools.ts";
import { ruleOf } from "./plan/naming.ts";
import { preflight, type PlanFinding } from "./plan/preflight.ts";
import {
  newestPlanId,
  noteApproval,
  readAccounts,
  readPlan,
  saveVersion,
  type StoredPlan,
  takenNames,
} from "./plan/store.ts";
import type { CampaignPlan } from "./plan.ts";
import { reviewFindings, reviewPlan } from "./review.ts";
import { type Template, templateById, templateFor } from "./templates.ts";
import { undoLast } from "./undo.ts";

const LAUNCH = "campaign.launch";

/** Drafts a plan, or a new version of the one named. @throws Failure "not_found" for a plan there is none of */
export async function createCampaign(
  ctx: Ctx,
  input: CreateCampaign,
  notes: readonly Words[] = [],
): Promise<ToolResult> {
  const ofNewest = input.newPictures === true || input.toVersion !== undefined;
  const planId = input.planId ?? (ofNewest ? await newestPlanId(ctx) : undefined);
  const stored = planId === undefined ? undefined : await withTx(ctx, (tx) => readPlan(tx, ctx, planId));
  const brief = stored ? changedFrom(stored, input) : briefOf(input);
  if (input.cannot) return unheld(ctx, input.cannot, stored, input);
  if (stored) {
    const settled = await approvedPlan(ctx, stored, input);
    // What runs is taken back as a change of its own.
    if (settled && input.toVersion !== undefined && mayDo(ctx.role, "campaign.edit", "spend"))
      return undoLast(ctx);
    if (settled) return settled;
    if (input.toVersion !== undefined) return backTo(ctx, stored, input);
    const pictures = input.newPictures ? await newerPictures(ctx, stored.plan) : undefined;
    if (!pictures && isDeepStrictEqual(brief, stored.brief)) return showPlan(ctx, stored.plan.planId);
    if (pictures) return draftVersion(ctx, { brief, stored, input, notes, pictures });
  } else if (input.newPictures) throw noPlanYet();
  else if (input.toVersion !== undefined) return planVersions(ctx, {});
  return draftVersion(ctx, { brief, stored, input, notes });
}

type Drafting = {
  brief: Brief;
  stored: StoredPlan | undefined;
  input: Partial<CreateCampaign>;
  notes: readonly Words[];
  /** Taken in the place of those the stored plan shows. */
  pictures?: CampaignPlan["creatives"];
};

async function draftVersion(ctx: Ctx, drafting: Drafting): Promise<ToolResult> {
  const { brief, stored, input, notes, pictures } = drafting;
  const currency = (await findWorkspace(ctx.db, ctx.workspaceId))?.currency ?? "KRW";
  const { template, found } = templateOf(brief, stored);
  if (input.byTemplate && brief.budget === undefined)
    brief.budget = { amount: template.budget.krw, period: "total", currency: "KRW" };
  if (!stored) leaveOut(brief, input.dropMedia ?? [], template);
  const lacking = lackingOf(brief, input, currency);
  if (lacking.length > 0) return asking(ctx, input, { brief, lacking, currency });
  const budget = readBudget(brief.budget, currency);
  if (budget.state === "refused") return refusing(ctx, input, brief, { ...budget, currency });
  const ground = await groundOf(ctx, budget.currency);
  const drafted = draftPlan(brief, {
    ...ground,
    planId: stored?.plan.planId ?? newId(PlanId),
    version: (stored?.plan.version ?? 0) + 1,
    template,
    industryFound: found,
    budget: { ...budget, assumed: budget.assumed && stored === undefined },
    today: dayIn(ctx.zone, ctx.now),
  });
  if (dayIn(ctx.zone, ctx.now).until(drafted.flight.from).days > planLimits.flight.mostDays) throw farStart();
  const shows = stored && pictures ? { ...stored.plan, creatives: pictures } : stored?.plan;
  const plan = await withCreatives(ctx, drafted, shows);
  return keep(ctx, { plan, brief, stored, template, notes });
}

/** An earlier version once more, as a new one: its brief and its creatives on the accounts and the day of now. */
async function backTo(ctx: Ctx, stored: StoredPlan, input: CreateCampaign): Promise<ToolResult> {
  const asked = input.toVersion ?? 0;
  const earlier = await earlierVersion(ctx, stored, asked > 0 ? asked : stored.plan.version - 1);
  if (!earlier) return planVersions(ctx, { planId: stored.plan.planId });
  const { brief, plan } = earlier;
  return draftVersion(ctx, { brief, stored, input: {}, notes: [], pictures: plan.creatives });
}

/** The plan as a new version, drafted from the same brief on the accounts, figures and day of now. */
export async function planAgain(ctx: Ctx, planId: string): Promise<ToolResult> {
  const stored = await withTx(ctx, (tx) => readPlan(tx, ctx, planId));
  const settled = await approvedPlan(ctx, stored, { more: [] });
  return settled ?? draftVersion(ctx, { brief: stored.brief, stored, input: {}, notes: [] });
}

/** A new plan without a medium: those the template would take, but that one. */
function leaveOut(brief: Brief, out: readonly string[], { mix }: Template): void {
  const media = brief.media.length > 0 ? brief.media : Object.keys(mix.percent);
  const kept = media.filter((medium) => !out.includes(medium));
  if (out.length > 0 && kept.length > 0) brief.media = kept;
}

/** A first version from a brief that is whole, as a form gives it. */
export async function draftFrom(ctx: Ctx, brief: Brief): Promise<ToolResult> {
  return draftVersion(ctx, { brief, stored: undefined, input: {}, notes: [] });
}

/** A new version from a brief that is whole; the plan as it is where nothing of it changed, or it was approved. */
export async function redraft(ctx: Ctx, stored: StoredPlan, brief: Brief): Promise<ToolResult> {
  const settled = await approvedPlan(ctx, stored, { more: [] });
  if (settled) return settled;
  if (isDeepStrictEqual(brief, stored.brief)) return showPlan(ctx, stored.plan.planId);
  return draftVersion(ctx, { brief, stored, input: {}, notes: [] });
}

function farStart(): Failure {
  return new Failure("invalid", "a start too far ahead", {
    say: words(
      "시작일이 너무 멀어요. 계획은 저장하지 않았어요.",
      "That start is too far ahead. No plan was stored.",
    ),
    next: words("1년 안의 날짜로 다시 알려 주세요.", "Tell me a day within a year."),
  });
}

function noPlanYet(): Failure {
  return new Failure("not_found", "pictures for a plan that is not there", {
    say: words("그림을 넣을 계획이 아직 없어요.", "There is no plan yet to put the pictures in."),
    next: words(
      "‘여름 샌들 캠페인 만들어줘, 2주, 300만원’처럼 먼저 계획을 만들어 주세요.",
      "Draft one first: “make a campaign for the summer sandals, 2 weeks, 3M won”.",
    ),
  });
}

type Kept = {
  plan: CampaignPlan;
  brief: Brief;
  stored: StoredPlan | undefined;
  template: Template;
  notes: readonly Words[];
};

/** Stores the version, looks for what is in the way, and asks for approval when nothing is. */
async function keep(ctx: Ctx, { plan, brief, stored, template, notes }: Kept): Promise<ToolResult> {
  const changes = stored ? planChanges(stored.plan, plan, ctx.lang) : [];
  const names = await write(ctx, "campaign.draft", "write", async (tx) => {
    const taken = await takenNames(tx, ctx, plan.planId);
    await saveVersion(tx, ctx, plan, brief);
    // From here on nobody may approve the version before, whether or not this one can be asked for.
    await closeOutdated(tx, ctx.workspaceId, { kind: LAUNCH, subject: plan.planId });
    const { totalMinor, currency } = plan.budget;
    const after = { version: plan.version, totalMinor, currency, changes };
    return {
      result: taken,
      subject: plan.planId,
      ...(stored && { before: { version: stored.plan.version } }),
      after,
    };
  });
  const review = await reviewPlan(ctx, plan);
  const findings = [
    ...preflight(plan, { today: dayIn(ctx.zone, ctx.now), template, names }),
    ...(await capFindings(ctx, plan)),
    ...reviewFindings(review),
  ];
  const approval = await requestFor(ctx, plan, { stored, findings });
  const card = planCard(ctx, { plan, changes, findings, review, approval, notes });
  return {
    card,
    facts: factsOf(plan, brief, {
      approval,
      findings,
      changes: changes.map((one) => changeLine(one, ctx.lang)),
    }),
    outside: false,
  };
}

async function requestFor(
  ctx: Ctx,
  plan: CampaignPlan,
  { stored, findings }: { stored: StoredPlan | undefined; findings: readonly PlanFinding[] },
): Promise<Approval | undefined> {
  if (findings.some(({ level }) => level === "block")) {
    await noteApproval(ctx, plan.planId, null);
    return undefined;
  }
  const { budget, media } = plan;
  const money = (minor: number) => ({ minor: BigInt(minor), currency: budget.currency, vat: budget.vat });
  const changed = planChanges(stored?.plan, plan, ctx.lang);
  const approval = await propose(ctx, {
    kind: LAUNCH,
    subject: plan.planId,
    exact: plan,
    title: words(`${plan.name} 집행 승인`, `Launch of ${plan.name}`),
    // Asked for anew without a change, it is read like a first one.
    diff: changed.length > 0 ? changed : planChanges(undefined, plan, ctx.lang),
    total: money(budget.totalMinor),
    byMedium: media.map(({ medium, totalMinor }) => ({ medium, money: money(totalMinor) })),
    startsOn: plan.flight.from,
    ...(stored?.approvalId && { replaces: stored.approvalId }),
  });
  await noteApproval(ctx, plan.planId, approval.id);
  return approval;
}

/** The plan again as its card, with whatever became of its approval. */
async function showPlan(ctx: Ctx, planId: string): Promise<ToolResult> {
  const { stored, names } = await withTx(ctx, async (tx) => ({
    stored: await readPlan(tx, ctx, planId),
    names: await takenNames(tx, ctx, planId),
  }));
  const { plan, brief, approvalId } = stored;
  const template = templateById(plan.industry);
  const review = await reviewPlan(ctx, plan);
  const standing = approvalId === null ? undefined : await findApproval(ctx, approvalId);
  const findings = [
    ...preflight(plan, { today: dayIn(ctx.zone, ctx.now), template, names }),
    // What was approved holds its money already.
    ...(standing?.state === "approved" ? [] : await capFindings(ctx, plan)),
    ...reviewFindings(review),
  ];
  // What stood in the way may be gone by now: proof was added, a hold was set aside.
  const approval =
    approvalId === null ? await requestFor(ctx, plan, { stored: undefined, findings }) : standing;
  const newer = approval?.state === "approved" ? undefined : await newerPictures(ctx, plan);
  const card = planCard(ctx, { plan, changes: [], findings, review, approval });
  if (newer) card.parts.push(picturesOffer(plan, newer, ctx.lang));
  return { card, facts: factsOf(plan, brief, { approval, findings, changes: [] }), outside: false };
}

async function groundOf(ctx: Ctx, currency: string) {
  const { accounts, rule } = await withTx(ctx, async (tx) => ({
    accounts: await readAccounts(tx, ctx),
    rule: await ruleOf(tx, ctx),
  }));
  return { accounts, rule, brand: await brandOf(ctx), history: await readHistory(ctx, currency) };
}

function templateOf(brief: Brief, stored: StoredPlan | undefined): { template: Template; found: boolean } {
  const about = [brief.product, brief.name].filter((text) => text !== undefined).join(" ");
  if (stored && stored.plan.product === (brief.product ?? stored.plan.product))
    return { template: templateById(stored.plan.industry), found: true };
  return templateFor(about);
}
