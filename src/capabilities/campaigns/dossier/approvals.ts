// Requests and record rows that belong to one plan: its launch, changes of its campaigns, and what was written down about them.

import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { momentIn } from "../../../core/card/plain/sources.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import type { Tx } from "../../../db/db.ts";
import { type Approval, stateAt } from "../../approvals/approvals.ts";
import { approval, approvalDecision } from "../../approvals/tables.ts";
import { campaign } from "../../catalog/tables.ts";
import type { Ctx } from "../../context.ts";
import { ledger } from "../../tables.ts";
import type { CampaignPlan } from "../plan.ts";
import type { ApprovalLine, LedgerLine } from "./dossier.ts";
import type { Names } from "./people.ts";

type AskedRow = typeof approval.$inferSelect;
type DecisionRow = typeof approvalDecision.$inferSelect;
export type Asked = { row: AskedRow; decisions: DecisionRow[] };
export type LedgerRow = typeof ledger.$inferSelect;

const MOST_ASKED = 200;
export const MOST_ROWS = 500;

/** The oldest first: those about the plan itself, and those that change a campaign made from it. */
export async function readAsked(tx: Tx, { workspaceId }: Ctx, plan: CampaignPlan): Promise<Asked[]> {
  const names = plan.media.map(({ campaignName }) => campaignName);
  const campaigns = await tx
    .select({ id: campaign.id })
    .from(campaign)
    .where(and(eq(campaign.workspaceId, workspaceId), inArray(campaign.name, names)));
  const about = campaigns.map(({ id }) => sql`strpos(${approval.exact}::text, ${id}) > 0`);
  const rows = await tx
    .select()
    .from(approval)
    .where(
      and(
        eq(approval.workspaceId, workspaceId),
        or(eq(approval.subject, plan.planId), sql`${approval.exact}->>'planId' = ${plan.planId}`, ...about),
      ),
    )
    .orderBy(asc(approval.createdAt), asc(approval.id))
    .limit(MOST_ASKED);
  if (rows.length === 0) return [];
  const decisions = await tx
    .select()
    .from(approvalDecision)
    .where(
      and(
        eq(approvalDecision.workspaceId, workspaceId),
        inArray(
          approvalDecision.approvalId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(approvalDecision.at));
  const byApproval = Map.groupBy(decisions, ({ approvalId }) => approvalId);
  return rows.map((row) => ({ row, decisions: byApproval.get(row.id) ?? [] }));
}

/** Rows about any of these, in the order of the chain, and whether there were more. */
export async function readLedger(
  tx: Tx,
  { workspaceId }: Ctx,
  subjects: readonly string[],
): Promise<{ rows: LedgerRow[]; more: boolean }> {
  const rows = await tx
    .select()
    .from(ledger)
    .where(and(eq(ledger.workspaceId, workspaceId), inArray(ledger.subject, [...subjects])))
    .orderBy(asc(ledger.seq))
    .limit(MOST_ROWS + 1);
  return { rows: rows.slice(0, MOST_ROWS), more: rows.length > MOST_ROWS };
}

type Told = Pick<Ctx, "lang" | "zone" | "now"> & { names: Names };

export function approvalLine({ row, decisions }: Asked, { lang, zone, now, names }: Told): ApprovalLine {
  const at = (instant: Temporal.Instant): string => momentIn(zone, instant.toString());
  const state = stateAt(row, now);
  return {
    title: say(lang, row.title),
    state: say(lang, states[state]),
    asked: `${names.actor(row.requestedBy)} · ${at(row.createdAt)}`,
    decisions: decisions.map((one) => decisionText(one, { lang, names, at: at(one.at) })),
    outcome: row.outcome === null ? "" : say(lang, outcomes[row.outcome]),
    planHash: row.planHash,
  };
}

function decisionText(
  { personId, deputyFor, decision, reason }: DecisionRow,
  { lang, names, at }: { lang: Lang; names: Names; at: string },
): string {
  const who = names.of(personId);
  const stead = deputyFor === null ? "" : say(lang, insteadOf(names.of(deputyFor)));
  return [`${say(lang, decided[decision])}: ${who}${stead}`, at, reason].filter(Boolean).join(" · ");
}

function insteadOf(name: string): Words {
  return words(` (${name} 대신)`, ` (for ${name})`);
}

export function ledgerLine(
  row: LedgerRow,
  { zone, names, action }: { zone: string; names: Names; action: (action: string) => string },
): LedgerLine {
  return {
    seq: row.seq,
    at: momentIn(zone, row.at.toString()),
    who: names.actor(row.actor),
    what: action(row.action),
    hash: row.hash,
    prevHash: row.prevHash,
  };
}

const decided = { approve: words("승인", "approved"), reject: words("반려", "rejected") };
const states: Readonly<Record<Approval["state"], Words>> = {
  waiting: words("승인 대기", "waiting"),
  approved: words("승인됨", "approved"),
  rejected: words("반려됨", "rejected"),
  expired: words("기한 지남", "expired"),
  superseded: words("새 버전으로 바뀜", "superseded"),
};
const outcomes: Readonly<Record<NonNullable<Approval["outcome"]>, Words>> = {
  running: words("실행 중", "being carried out"),
  done: words("실행됨", "carried out"),
  partial: words("일부만 실행됨", "carried out in part"),
  failed: words("실행 실패", "failed"),
  parked: words("사람이 확인해야 함", "parked for a person"),
  overtaken: words("뒤의 변경으로 바뀜", "overtaken by a later change"),
};
