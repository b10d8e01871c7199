// Plans beside the campaigns there are: what waits for approval, what was approved, what stands as a draft.

import { and, desc, eq, like } from "drizzle-orm";
import type { Part } from "../../../core/card/card.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { withTx } from "../../../db/db.ts";
import { stateAt } from "../../approvals/approvals.ts";
import { approval as approvalTable } from "../../approvals/tables.ts";
import { campaign } from "../../catalog/tables.ts";
import type { Ctx } from "../../context.ts";
import type { Tool } from "../../tool.ts";
import { packTag } from "../pack/sheets.ts";
import { CampaignPlan } from "../plan.ts";
import { isNewest } from "./store.ts";
import { plan as planTable, planVersion } from "./tables.ts";
import { planned } from "./words.ts";

type State = "waiting" | "approved" | "rejected" | "expired" | "superseded" | "draft" | "reported";
type ListedPlan = { plan: CampaignPlan; state: State };

/** More than this is for the plan's own card. */
const SHOWN = 10;

const stateWords: Readonly<Record<State, Words>> = {
  waiting: words("승인 대기", "waiting for approval"),
  approved: words("승인됨", "approved"),
  rejected: words("반려됨", "rejected"),
  expired: words("승인 기한 지남", "expired"),
  superseded: words("초안", "draft"),
  draft: words("초안", "draft"),
  reported: words("승인됨, 보고서로 확인", "approved, seen in a report"),
};

/** The list of campaigns with the plans under it, where nothing narrows the list down. */
export function withPlans(tool: Tool): Tool {
  if (tool.name !== "list_campaigns") return tool;
  return {
    ...tool,
    run: async (ctx, input: unknown, progress) => {
      const result = await tool.run(ctx, input, progress);
      if (isNarrowed(input)) return result;
      const plans = await listPlans(ctx);
      if (plans.length === 0) return result;
      const [lead, ...rest] = result.card.parts;
      const parts = [...(lead ? [lead] : []), planTableOf(plans, ctx.lang), ...rest];
      return { ...result, card: { ...result.card, parts } };
    },
  };
}

function isNarrowed(input: unknown): boolean {
  const { level, filters, status, startsIn, endsIn } = (input ?? {}) as Record<string, unknown>;
  const filtered = Array.isArray(filters) && filters.length > 0;
  return (
    filtered ||
    (level ?? "campaign") !== "campaign" ||
    [status, startsIn, endsIn].some((one) => one !== undefined)
  );
}

/** The newest first; those whose flight is over are left out. */
async function listPlans(ctx: Ctx): Promise<ListedPlan[]> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ plan: planVersion.plan, state: approvalTable.state, expiresAt: approvalTable.expiresAt })
      .from(planTable)
      .innerJoin(planVersion, isNewest)
      .leftJoin(
        approvalTable,
        and(eq(approvalTable.workspaceId, planTable.workspaceId), eq(approvalTable.id, planTable.approvalId)),
      )
      .where(eq(planTable.workspaceId, ctx.workspaceId))
      .orderBy(desc(planTable.changedAt), desc(planTable.id))
      .limit(SHOWN),
  );
  const reported = await taggedNames(ctx);
  const today = ctx.now.toZonedDateTimeISO(ctx.zone).toPlainDate().toString();
  return rows.flatMap(({ plan, state, expiresAt }) => {
    const read = CampaignPlan.parse(plan);
    if (read.flight.to < today) return [];
    const now = state && expiresAt ? stateAt({ state, expiresAt }, ctx.now) : "draft";
    return [{ plan: read, state: now === "approved" && isReported(read, reported) ? "reported" : now }];
  });
}

/** Set up by hand from its launch pack, and come back in a report: its tag stands in a campaign's name. */
function isReported({ planId, media }: CampaignPlan, names: readonly string[]): boolean {
  const tags = media.map(({ medium }) => packTag(planId, medium));
  return names.some((name) => tags.some((tag) => name.includes(tag)));
}

async function taggedNames({ workspaceId, ...ctx }: Ctx): Promise<string[]> {
  const rows = await withTx({ ...ctx, workspaceId }, (tx) =>
    tx
      .select({ name: campaign.name })
      .from(campaign)
      .where(and(eq(campaign.workspaceId, workspaceId), like(campaign.name, "%[co9-%")))
      .limit(1_000),
  );
  return rows.map(({ name }) => name);
}

function planTableOf(plans: readonly ListedPlan[], lang: Lang): Part {
  const column = (key: string, ko: string, en: string, align: "left" | "right" = "left") => ({
    key,
    label: say(lang, words(ko, en)),
    align,
  });
  return {
    kind: "table",
    title: say(lang, words("계획", "Plans")),
    columns: [
      column("plan", "이름", "Name"),
      column("state", "상태", "State"),
      column("media", "매체", "Media"),
      column("flight", "기간", "Flight"),
      column("total", "총예산", "Total budget", "right"),
    ],
    rows: plans.map(({ plan: { name, media, flight, budget }, state }) => [
      name,
      say(lang, stateWords[state]),
      media.map(({ medium }) => mediumLabels[medium][lang]).join(", "),
      `${flight.from}–${flight.to}`,
      planned(budget.totalMinor, budget.currency),
    ]),
  };
}
