// What CO9MA did since the days told began, and what came of it: changes by their outcome, the rest counted by kind.

import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Part } from "../../../core/card/card.ts";
import { counted } from "../../../core/card/counted.ts";
import type { Run } from "../../../core/card/text.ts";
import { type Lang, type Words, words } from "../../../core/locale.ts";
import { rowsOf, type Tx } from "../../../db/db.ts";
import { approval } from "../../approvals/tables.ts";
import type { Ctx } from "../../context.ts";
import { actionText } from "../../history-actions.ts";

const MOST_CHANGES = 3;
const MOST_KINDS = 4;

export type DoneAsk = { since: Temporal.Instant; simulated: boolean };

export async function doneParts(tx: Tx, ctx: Ctx, { since, simulated }: DoneAsk): Promise<Part[]> {
  const changes = await changeLines(tx, ctx, since, simulated);
  const work = await workLine(tx, ctx, since);
  return [...changes, ...work];
}

const outcomes: Readonly<Record<NonNullable<typeof approval.$inferSelect.outcome>, Words>> = {
  running: words("실행 중", "under way"),
  done: words("반영됨", "done"),
  partial: words("일부만 반영됨", "done in part"),
  failed: words("실패, 바뀐 것 없음", "failed, nothing changed"),
  parked: words("확인 필요", "to be checked on the medium"),
  overtaken: words("나중 변경이 대신함", "a later change took its place"),
};

/** Approved changes, newest first. Words that text from outside had a say in are left out. */
async function changeLines(
  tx: Tx,
  { workspaceId, lang }: Ctx,
  since: Temporal.Instant,
  simulated: boolean,
): Promise<Part[]> {
  const rows = await tx
    .select({ title: approval.title, outcome: approval.outcome })
    .from(approval)
    .where(
      and(
        eq(approval.workspaceId, workspaceId),
        eq(approval.state, "approved"),
        eq(approval.tainted, false),
        gte(approval.decidedAt, since),
      ),
    )
    .orderBy(desc(approval.decidedAt), desc(approval.id))
    .limit(MOST_CHANGES);
  const mark = simulated ? words("[시뮬레이션] ", "[simulated] ")[lang] : "";
  return rows.map(({ title, outcome }) => ({
    kind: "text",
    tone: outcome === "failed" || outcome === "parked" ? "warning" : "plain",
    runs: [`${mark}${title[lang]}: ${outcomes[outcome ?? "running"][lang]}`],
  }));
}

/** Asking and deciding are told above, by what came of them. */
const toldElsewhere = ["approval.ask", "approval.decide"];

async function workLine(tx: Tx, { workspaceId, lang }: Ctx, since: Temporal.Instant): Promise<Part[]> {
  const rows = await rowsOf<{ action: string; count: number }>(
    tx,
    sql`select action, count(*)::int as count from ledger
      where workspace_id = ${workspaceId} and at >= ${since.toString()}::timestamptz
        and actor ->> 'kind' <> 'setup' and action not in ${toldElsewhere}
      group by action order by count(*) desc, action`,
  );
  const named = rows.filter(({ action }) => actionText(action, lang) !== action).slice(0, MOST_KINDS);
  if (named.length === 0) return [];
  const runs = named.flatMap(({ action, count }, at): Run[] => [
    `${at > 0 ? ", " : ""}${actionText(action, lang)} `,
    counted(count),
    unit[lang],
  ]);
  return [{ kind: "text", tone: "plain", runs: [words("한 일: ", "Done here: ")[lang], ...runs] }];
}

const unit: Readonly<Record<Lang, string>> = { ko: "건", en: "" };
