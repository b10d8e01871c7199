// The way back from a change that was carried out: the same steps the other way round, approved like any other change.

import { z } from "zod";
import type { Card } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { withTx } from "../../db/db.ts";
import {
  type Approval,
  approvalPart,
  type Change,
  findApproval,
  listApprovals,
  propose,
} from "../approvals/approvals.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { type Call, callsOf } from "./execution/calls.ts";
import { Exact } from "./execution/exact.ts";
import { inverseOf, type Step, type StepLine } from "./execution/steps.ts";

/** `undefined` when nothing of it can be taken back: a made campaign can be paused, not unmade. */
export function undoOf({ kind, exact }: Approval, calls: readonly Call[]): Exact | undefined {
  if (kind === "campaign.launch") return undefined;
  const before = Exact.parse(exact);
  const lines: StepLine[] = [];
  const holds: Exact["holds"] = [];
  for (const line of Map.groupBy(calls, (call) => call.line).values()) {
    const back = inverseLine(line);
    if (!back) continue;
    const held = before.undoHolds.filter((one) => one.line === placeOf(line));
    holds.push(...held.map((one) => ({ ...one, line: lines.length })));
    lines.push(back);
  }
  if (lines.length === 0) return undefined;
  return { lines, holds, undoHolds: [], releases: [], ...(before.planId && { planId: before.planId }) };
}

/** Which of the approved lines these calls are. */
function placeOf([first]: readonly Call[]): number {
  return Number(first?.line.split(":").at(-1));
}

function inverseLine(line: readonly Call[]): StepLine | undefined {
  const [first] = line;
  const steps = line.toReversed().flatMap(({ step, stage, result }): Step[] => {
    const back = stage === "confirmed" ? inverseOf(step, result.id) : undefined;
    return back ? [back] : [];
  });
  if (!first || steps.length === 0) return undefined;
  return { medium: first.medium, accountId: first.accountId, entity: first.entity, steps };
}

export const undoTools: readonly Tool[] = [
  defineTool({
    name: "undo_change",
    about: "Propose to take back a change that was carried out. Started by a button only.",
    effect: "write",
    startedBy: "press",
    action: "campaign.ask",
    input: z.object({ id: z.uuid() }),
    run: (ctx, { id }) => undoChange(ctx, id),
  }),
];

/** The last change that was carried out and can be taken back, for "되돌려". */
export async function undoLast(ctx: Ctx): Promise<ToolResult> {
  const approved = await listApprovals(ctx, { states: ["approved"], limit: 20 });
  const last = approved.find(
    ({ kind, outcome }) => kind !== "campaign.launch" && outcome !== null && outcome !== "running",
  );
  if (!last) throw nothingToUndo();
  return undoChange(ctx, last.id);
}

async function undoChange(ctx: Ctx, id: string): Promise<ToolResult> {
  const found = await findApproval(ctx, id);
  if (!found) throw new Failure("not_found", `no approval ${id}`);
  const calls = await withTx(ctx, (tx) => callsOf(tx, ctx, [id]));
  const exact = undoOf(found, calls);
  if (!exact) throw nothingToUndo();
  const { lang, zone, now } = ctx;
  const asked = await propose(ctx, {
    kind: "campaign.undo",
    subject: id,
    exact,
    title: words(`되돌리기: ${found.title.ko}`, `Undo: ${found.title.en}`),
    diff: found.diff.map(backwards),
  });
  const card: Card = { lang, parts: [approvalPart(asked, { lang, zone, now })] };
  return { card, facts: { approval: asked.id } };
}

/** The same change the other way round, its figures as well as its words. */
function backwards({ amounts, ...change }: Change): Change {
  return {
    ...change,
    before: change.after,
    after: change.before ?? "–",
    ...(amounts && { amounts: { before: amounts.after, after: amounts.before } }),
  };
}

function nothingToUndo(): Failure {
  return new Failure("invalid", "nothing of it can be taken back", {
    say: words("되돌릴 수 있는 변경이 없어요.", "There is nothing in it that can be taken back."),
    next: words("만든 캠페인은 일시정지할 수 있어요.", "A campaign that was made can be paused."),
  });
}
