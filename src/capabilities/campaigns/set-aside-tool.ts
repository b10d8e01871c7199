// Asking for a held plan to be allowed all the same: an admin's written reason, and somebody else's press.

import { z } from "zod";
import type { Card } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { say, words } from "../../core/locale.ts";
import { withTx } from "../../db/db.ts";
import { approvalPart } from "../approvals/approvals.ts";
import { askSetAside, newestHeld, SET_ASIDE } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { readPlan } from "./plan/store.ts";

const SetAside = z.object({
  reason: z.string().trim().max(1_000).describe("Why it may run, as the admin wrote it."),
  planId: z.uuid().optional().describe("The plan that is held; left out, what the review held last."),
});

async function setAside(ctx: Ctx, { reason, planId }: z.output<typeof SetAside>): Promise<ToolResult> {
  const held = planId === undefined ? await newestHeld(ctx) : await planCalled(ctx, planId);
  if (!held) throw nothingHeld();
  const approval = await askSetAside(ctx, held, reason);
  const { lang } = ctx;
  const card: Card = {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(lang, asked)] },
      approvalPart(approval, ctx),
      { kind: "text", tone: "note", runs: [say(lang, then)] },
    ],
  };
  const facts = { held: held.name, approval: { id: approval.id, state: approval.state } };
  return { card, facts, outside: true };
}

async function planCalled(ctx: Ctx, id: string) {
  const { plan } = await withTx(ctx, (tx) => readPlan(tx, ctx, id));
  return { subject: plan.planId, version: plan.version, name: plan.name };
}

function nothingHeld(): Failure {
  return new Failure("conflict", "nothing is held", {
    say: words("보류된 문구가 없어요.", "Nothing is held."),
    next: words("계획이나 소재를 다시 보여 달라고 해 주세요.", "Ask to see the plan or the draft again."),
  });
}

const asked = words(
  "보류 해제를 요청했어요. 요청한 분이 아닌 매니저나 관리자가 사유를 보고 결정해요.",
  "I asked to set the hold aside. A manager or admin other than you reads the reason and decides.",
);
const then = words(
  "승인되면 계획이나 소재 교체를 다시 요청해 주세요. 그때 집행 승인을 요청할 수 있어요. 문구나 기준이 바뀌면 해제는 효력이 없어요.",
  "Once approved, ask for the plan or the swap again, and its approval can be asked for. It counts for these words and rules only.",
);

export const setAsideTools: readonly Tool[] = [
  defineTool({
    name: "set_aside_review",
    about:
      "An admin asks that a plan, draft or swap held by the review may run all the same, with their written reason; somebody else decides.",
    effect: "write",
    action: SET_ASIDE,
    startedBy: "words",
    input: SetAside,
    run: setAside,
    propose: setAside,
  }),
];
