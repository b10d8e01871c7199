// Outgoing calls as rows: recorded in the transaction of a decision, read and closed by whoever carries them out.

import { createHash } from "node:crypto";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { canonicalJson, storableJson } from "../../../core/canonical.ts";
import { newId } from "../../../core/ids.ts";
import { notifyWork } from "../../../db/claim.ts";
import { rowsOf, type Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { lowersRisk, Step, type StepLine, targetOf } from "./steps.ts";
import { mediaCall } from "./tables.ts";

/** The claim loop's name of the table of outgoing calls. */
export const CALLS = "media_call";

const CallId = z.uuid().brand("CallId");

export type Stage = (typeof mediaCall.$inferSelect)["stage"];

/** What a confirmed call left: the medium's id of what it made or changed. */
const Result = z.object({ id: z.string().optional(), campaignId: z.string().optional() });

export type Call = {
  id: string;
  approvalId: string;
  line: string;
  seq: number;
  medium: StepLine["medium"];
  accountId: string;
  step: Step;
  entity: string;
  tag: string;
  stage: Stage;
  sends: number;
  result: z.output<typeof Result>;
  trouble: string | null;
};

const Input = z.object({ step: Step, entity: z.string() });

/** Records what will be sent, before anything is; the wake-up reaches the loop with the commit. */
export async function recordCalls(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  approvalId: string,
  lines: readonly StepLine[],
): Promise<void> {
  const rows = lines.flatMap(({ medium, accountId, entity, steps }, index) =>
    steps.map((step, seq) => {
      const id = newId(CallId);
      return {
        id,
        workspaceId,
        approvalId,
        line: `${approvalId}:${index}`,
        seq,
        medium,
        accountId,
        op: step.op,
        input: storableJson({ step, entity }),
        tag: tagFor(id),
        intentHash: createHash("sha256")
          .update(canonicalJson(storableJson(step)))
          .digest("hex"),
        stage: "queued" as const,
        // The loop takes a line in this order.
        createdAt: sql`clock_timestamp() + make_interval(secs => ${seq / 1_000})`,
      };
    }),
  );
  if (rows.length === 0) return;
  await tx.insert(mediaCall).values(rows);
  await notifyWork(tx, CALLS);
}

/** Random in its last digits, and the same whoever sends the call and however often. */
function tagFor(id: string): string {
  return `[co9-${id.replaceAll("-", "").slice(-8)}]`;
}

export async function readCall(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">, id: string): Promise<Call> {
  const [row] = await tx
    .select()
    .from(mediaCall)
    .where(and(eq(mediaCall.workspaceId, workspaceId), eq(mediaCall.id, id)));
  if (!row) throw new Error("a claimed call is gone");
  return callOf(row);
}

/** All calls of some approvals, by line and place. */
export async function callsOf(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  approvalIds: readonly string[],
): Promise<Call[]> {
  const rows = await tx
    .select()
    .from(mediaCall)
    .where(and(eq(mediaCall.workspaceId, workspaceId), inArray(mediaCall.approvalId, [...approvalIds])))
    .orderBy(asc(mediaCall.line), asc(mediaCall.seq));
  return rows.map(callOf);
}

export async function callAt(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { approvalId, line }: Pick<Call, "approvalId" | "line">,
  seq: number,
): Promise<Call | undefined> {
  const [row] = await tx
    .select()
    .from(mediaCall)
    .where(
      and(
        eq(mediaCall.workspaceId, workspaceId),
        eq(mediaCall.approvalId, approvalId),
        eq(mediaCall.line, line),
        eq(mediaCall.seq, seq),
      ),
    );
  return row && callOf(row);
}

/**
 * How a change stands to others of the same kind of the same object: the last one approved has the last word. `behind` waits for an earlier
 * one; what only lowers does not wait for one that was not sent yet, which a stop may hold for long. `overtaken` by a later one that was
 * carried out, it is not carried out any more.
 */
export async function placeAmong(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { id, accountId, step }: Pick<Call, "id" | "accountId" | "step">,
): Promise<"next" | "behind" | "overtaken"> {
  const target = targetOf(step);
  if (!target || !("id" in target)) return "next";
  const inTheWay = lowersRisk(step) ? sql`('sent', 'unknown')` : sql`('queued', 'sent', 'unknown')`;
  const rows = await rowsOf<{ earlier: boolean }>(
    tx,
    sql`select (e.created_at, e.id) < (own.created_at, own.id) as earlier from media_call e, media_call own
        where own.id = ${id} and e.workspace_id = ${workspaceId} and e.account_id = ${accountId} and e.op = own.op
          and e.line <> own.line and e.input->'step'->'target'->>'id' = ${target.id}
          and ((e.created_at, e.id) < (own.created_at, own.id) and e.stage in ${inTheWay}
            or (e.created_at, e.id) > (own.created_at, own.id) and e.stage = 'confirmed')`,
  );
  if (rows.some(({ earlier }) => !earlier)) return "overtaken";
  return rows.length > 0 ? "behind" : "next";
}

const OVERTAKEN = "overtaken by a later change";

/** How a call ends that a later change of the same thing took the place of. */
export const overtaken = { stage: "skipped", trouble: OVERTAKEN } as const;

export function isOvertaken({ stage, trouble }: { stage: string; trouble: string | null }): boolean {
  return stage === overtaken.stage && trouble === OVERTAKEN;
}

/**
 * Milliseconds until the account may be written to again; 0 when it may now. Writers of one account go one after another until the
 * transaction ends, in whichever process they are; other accounts are not waited for.
 */
export async function paceLeftMs(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  accountId: string,
  paceMs: number,
): Promise<number> {
  if (paceMs === 0) return 0;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`pace ${workspaceId} ${accountId}`}, 0))`,
  );
  const [row] = await rowsOf<{ ms: number | null }>(
    tx,
    sql`select (${paceMs} - extract(epoch from clock_timestamp() - max(sent_at)) * 1000)::float8 as ms from media_call
        where workspace_id = ${workspaceId} and account_id = ${accountId}
          and sent_at > clock_timestamp() - ${paceMs} * interval '1 ms'`,
  );
  return Math.max(0, Math.ceil(row?.ms ?? 0));
}

/** A call may write several times: its end counts, not its beginning. */
export async function noteWritten(tx: Tx, { id }: Pick<Call, "id">): Promise<void> {
  await tx
    .update(mediaCall)
    .set({ sentAt: sql`clock_timestamp()` })
    .where(eq(mediaCall.id, id));
}

/** Written and committed before the call: whoever takes over knows that it may have been made. */
export async function markSent(tx: Tx, { id }: Pick<Call, "id">): Promise<void> {
  await tx
    .update(mediaCall)
    .set({ stage: "sent", sends: sql`${mediaCall.sends} + 1`, sentAt: sql`clock_timestamp()` })
    .where(eq(mediaCall.id, id));
}

/** It was marked, and surely had no effect: it stands as it did when it was read. */
export async function takeBackSent(
  tx: Tx,
  { id, stage, sends }: Pick<Call, "id" | "stage" | "sends">,
  trouble?: string,
): Promise<void> {
  await tx
    .update(mediaCall)
    .set({ stage, sends, ...(trouble !== undefined && { trouble: trouble.slice(0, 300) }) })
    .where(eq(mediaCall.id, id));
}

export async function closeCall(
  tx: Tx,
  { id }: Pick<Call, "id">,
  change: { stage: Stage; result?: Call["result"]; trouble?: string | undefined },
): Promise<void> {
  const { stage, result, trouble } = change;
  await tx
    .update(mediaCall)
    .set({
      stage,
      ...(result && { result }),
      ...(trouble !== undefined && { trouble: trouble.slice(0, 300) }),
    })
    .where(eq(mediaCall.id, id));
}

/** Milliseconds since it was sent last, by the clock that dated it. */
export async function sentAgoMs(tx: Tx, { id }: Pick<Call, "id">): Promise<number> {
  const [row] = await rowsOf<{ ms: number }>(
    tx,
    sql`select (extract(epoch from clock_timestamp() - sent_at) * 1000)::float8 as ms from media_call where id = ${id}`,
  );
  return row?.ms ?? 0;
}

function callOf(row: typeof mediaCall.$inferSelect): Call {
  const { step, entity } = Input.parse(row.input);
  return {
    id: row.id,
    approvalId: row.approvalId,
    line: row.line,
    seq: row.seq,
    medium: row.medium as Call["medium"],
    accountId: row.accountId,
    step,
    entity,
    tag: row.tag,
    stage: row.stage,
    sends: row.sends,
    result: Result.parse(row.result ?? {}),
    trouble: row.trouble,
  };
}
