// What a confirmed call means for our own books: the campaign is known, its state is what was set, and the ledger says so.

import { and, desc, eq } from "drizzle-orm";
import type { Logger } from "pino";
import { AdAccountId, CampaignId, PersonId } from "../../../core/ids.ts";
import type { Actor } from "../../../core/scope.ts";
import type { Db, Tx } from "../../../db/db.ts";
import { approvalDecision } from "../../approvals/tables.ts";
import {
  lockCatalog,
  renameCampaign,
  resolveCampaigns,
  setStatuses,
  storedName,
} from "../../catalog/catalog.ts";
import type { Ctx } from "../../context.ts";
import { moveHold } from "../../limits/limits.ts";
import { addLedgerRow } from "../../ledger.ts";
import type { Call } from "./calls.ts";
import type { Step } from "./steps.ts";

type Books = { db: Db; log: Logger; now: () => Temporal.Instant };

/** The last statement is the ledger row: others wait for it until the commit. */
export async function noteEffect(
  tx: Tx,
  { db, log, now }: Books,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  call: Call,
): Promise<void> {
  const { step } = call;
  if (step.op === "verify" || step.op === "verify_ad") return;
  const by = await approverOf(tx, workspaceId, call.approvalId);
  const ctx: Ctx = { db, log, workspaceId, ...by, lang: "ko", zone: "UTC", now: now() };
  await keepBooks(tx, ctx, call);
  await addLedgerRow(tx, ctx, {
    action: `media.${step.op}`,
    effect: "spend",
    subject: call.approvalId,
    ...beforeAndAfter(call),
  });
}

/** Whoever approved last stands for what was done; without a person it was the autopilot. */
async function approverOf(
  tx: Tx,
  workspaceId: Ctx["workspaceId"],
  approvalId: string,
): Promise<{ actor: Actor; role: Ctx["role"] }> {
  const [row] = await tx
    .select({ personId: approvalDecision.personId })
    .from(approvalDecision)
    .where(and(eq(approvalDecision.workspaceId, workspaceId), eq(approvalDecision.approvalId, approvalId)))
    .orderBy(desc(approvalDecision.at))
    .limit(1);
  if (!row) return { actor: { kind: "autopilot" }, role: "project_manager" };
  return { actor: { kind: "person", personId: PersonId.parse(row.personId) }, role: "project_manager" };
}

async function keepBooks(tx: Tx, ctx: Ctx, { step, accountId, result, line }: Call): Promise<void> {
  if (step.op === "create_campaign") {
    await lockCatalog(tx, ctx);
    const name = storedName(step.name);
    const [id] = await resolveCampaigns(tx, ctx, [
      { accountId: AdAccountId.parse(accountId), name, ref: result.id },
    ]);
    if (!id) return;
    await setStatuses(tx, ctx, [{ id, status: "paused" }]);
    await moveHold(tx, ctx.workspaceId, line, `campaign:${id}`);
  }
  if (step.op === "rename" && step.campaignId !== undefined)
    await renameCampaign(tx, ctx, { id: CampaignId.parse(step.campaignId), name: storedName(step.to) });
  if (step.op === "set_status" && step.level === "campaign" && step.campaignId !== undefined)
    await setStatuses(tx, ctx, [{ id: CampaignId.parse(step.campaignId), status: step.status }]);
}

function beforeAndAfter({ step, entity, medium, tag, result }: Call): { before?: unknown; after: unknown } {
  const where = { medium, entity, tag, ...result };
  return { ...beforeOf(step), after: { ...where, ...afterOf(step) } };
}

function beforeOf(step: Step): { before?: unknown } {
  return "before" in step ? { before: step.before } : {};
}

function afterOf(step: Step): object {
  switch (step.op) {
    case "create_campaign":
      return { name: step.name, dailyBudget: step.dailyBudget, flight: step.flight, status: "paused" };
    case "create_ad_group":
    case "create_ad":
      return { name: step.name };
    case "set_status":
      return { status: step.status };
    case "set_daily_budget":
      return { dailyBudget: step.budget };
    case "set_end":
      return { end: step.day };
    case "rename":
      return { name: step.to };
    case "set_audience":
      return { audience: step.audience };
    case "verify":
    case "verify_ad":
      return {};
  }
}
