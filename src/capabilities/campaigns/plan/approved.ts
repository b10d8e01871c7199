// A plan that was approved already: it is carried out as it was approved, so words about it are about its campaigns.

import { type Words, words } from "../../../core/locale.ts";
import type { Filter } from "../../../core/query.ts";
import { mayDo } from "../../../core/roles.ts";
import { findApproval } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import { editCampaigns } from "../changes/edit.ts";
import type { CreateCampaign } from "../create-tool.ts";
import { factsOf } from "./facts.ts";
import type { StoredPlan } from "./store.ts";

/** `undefined` while it is not approved. A new version of an approved plan would be launched beside the first. */
export async function approvedPlan(
  ctx: Ctx,
  { plan, brief, approvalId }: StoredPlan,
  input: Pick<CreateCampaign, "more" | "longerDays">,
): Promise<ToolResult | undefined> {
  const approval = approvalId === null ? undefined : await findApproval(ctx, approvalId);
  if (approval?.state !== "approved") return undefined;
  const edited = mayDo(ctx.role, "campaign.edit", "spend") ? await editOf(ctx, plan.name, input) : undefined;
  if (edited) return edited;
  const told: Words = words(
    `‘${plan.name}’ 계획은 이미 승인돼서 그대로 두었어요. 집행 중인 캠페인은 ‘${plan.name} 예산 올려’처럼 이름으로 바꿔 주세요. 따로 하나 더 하려면 ‘새 캠페인’이라고 말씀해 주세요.`,
    `The plan ‘${plan.name}’ was approved already, so it stays as it is. Change its running campaigns by name, or say “new campaign” for another one.`,
  );
  return {
    card: { lang: ctx.lang, parts: [{ kind: "text", tone: "lead", runs: [told[ctx.lang]] }] },
    facts: factsOf(plan, brief, { approval }),
    outside: false,
  };
}

/** 네이버 예산 20% 올려, 한 주 더: the same wish about the campaigns that carry the plan's name. */
async function editOf(
  ctx: Ctx,
  name: string,
  { more, longerDays }: Pick<CreateCampaign, "more" | "longerDays">,
): Promise<ToolResult | undefined> {
  const [change, ...others] = more;
  if (others.length > 0 || (change?.pct === undefined && longerDays === undefined)) return undefined;
  const filters: Filter[] = [{ field: "campaign", op: "contains", values: [name] }];
  if (change?.medium) filters.push({ field: "medium", op: "in", values: [change.medium] });
  return editCampaigns(ctx, {
    filters,
    level: "campaign",
    having: [],
    keywords: [],
    newNames: [],
    ...(change?.pct !== undefined && { changePct: change.pct }),
    ...(longerDays !== undefined && { endShiftDays: longerDays }),
  });
}
