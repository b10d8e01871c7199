// A decision with its reason: asked in a form before it counts, where a surface can ask; of a request that still waits only.

import { z } from "zod";
import type { FormPart } from "../../core/card/form.ts";
import { Failure } from "../../core/failure.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import { type Approval, findApproval, stateAt } from "./approvals.ts";
import { stateWords } from "./part.ts";
import { MOST_REASON, reasonForm, reasonIn } from "./reason-form.ts";
import { changed } from "./refusals.ts";

export const DecideApproval = z.object({
  id: z.uuid(),
  planHash: z.string().optional(),
  decision: z.enum(["approve", "reject"]),
  reason: z.string().max(MOST_REASON).optional(),
  /** Of the form that its button opens. */
  values: z.record(z.string(), z.string()).optional(),
});
export type DecideApproval = z.output<typeof DecideApproval>;

export function withReason({ values, ...input }: DecideApproval, lang: Lang): DecideApproval {
  const reason = input.reason ?? reasonIn(values ?? {}, lang);
  return { ...input, ...(reason !== undefined && { reason }) };
}

export async function askReason(ctx: Ctx, input: DecideApproval): Promise<FormPart> {
  const { title } = await mustWait(ctx, input);
  return reasonForm(input.decision, say(ctx.lang, title), ctx.lang);
}

/** @throws Failure "conflict" for a request that was decided, is over or changed since */
async function mustWait(ctx: Ctx, { id, planHash }: DecideApproval): Promise<Approval> {
  const found = await findApproval(ctx, id);
  if (!found) throw new Failure("not_found", `no approval ${id}`);
  const state = stateAt(found, ctx.now);
  if (state !== "waiting")
    throw new Failure("conflict", `the request is ${state}`, { say: stateWords[state], next: noMore });
  if (planHash !== undefined && planHash !== found.planHash) throw changed();
  return found;
}

const noMore = words("이번에는 아무것도 바뀌지 않았어요.", "Nothing was changed this time.");
