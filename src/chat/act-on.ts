// A tool called by a press or a file rather than by a model: its card and its call become part of the answer.

import { withoutSealed } from "../capabilities/audience/vault.ts";
import type { Ctx } from "../capabilities/context.ts";
import type { ToolResult } from "../capabilities/tool.ts";
import type { Draft } from "./draft.ts";
import type { Workshop } from "./workshop.ts";

/** @returns what the tool says of it, for whoever goes on from there */
export async function actOn(
  shop: Workshop,
  ctx: Ctx,
  tool: string,
  input: unknown,
  draft: Draft,
): Promise<unknown> {
  const result = await shop.answerer.act(ctx, tool, input, draft.progress, draft.modelCalls);
  show(draft, tool, input, result);
  return result.facts;
}

export function show(draft: Draft, tool: string, input: unknown, result: ToolResult): void {
  const { card, facts, outside = true, tells = [], alone = false } = result;
  draft.aside ||= alone;
  draft.calls.push({
    id: `direct-${draft.calls.length + 1}`,
    tool,
    input: withoutSealed(input),
    facts,
    outside,
  });
  draft.tainted ||= outside;
  draft.tells.push(...tells);
  draft.card(card);
}
