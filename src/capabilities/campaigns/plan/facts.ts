// What a later message builds on: a plan's slots as they stand, its id, and no text of anybody else.

import type { Approval } from "../../approvals/approvals.ts";
import type { CampaignPlan } from "../plan.ts";
import type { Brief } from "./brief.ts";
import { minorPerUnit } from "./draft.ts";
import type { PlanFinding } from "./preflight.ts";

export type Standing = {
  approval?: Approval | undefined;
  findings?: readonly PlanFinding[];
  changes?: readonly string[];
};

export function factsOf(
  { planId, version, name, flight, budget, media }: CampaignPlan,
  brief: Brief,
  { approval, findings = [], changes = [] }: Standing,
): object {
  const { weights: _weights, ...took } = brief;
  const amount = (minor: number): number => minor / minorPerUnit(budget.currency);
  return {
    took: { ...took, planId },
    planId,
    version,
    name,
    flight,
    total: { amount: amount(budget.totalMinor), currency: budget.currency },
    media: media.map(({ medium, totalMinor }) => ({ medium, amount: amount(totalMinor) })),
    ...(changes.length > 0 && { changes }),
    findings: findings.filter(({ level }) => level !== "note").map(({ code }) => code),
    ...(approval && { approval: { id: approval.id, state: approval.state } }),
  };
}
