// A press on the card of a draft: the card says what became of it, in the place of its buttons.

import type { Ctx } from "../capabilities/context.ts";
import { Failure } from "../core/failure.ts";
import type { Draft } from "./draft.ts";
import { decideDraft } from "./drafts.ts";
import type { Item } from "./item.ts";
import { settledLine } from "./settle.ts";

/** A draft for a room is sent, refused, or put in other words. */
export async function pressDraft(
  ctx: Ctx,
  { personId }: Item,
  { token, action, input, label }: { token: string; action: string; input: unknown; label: string },
  draft: Draft,
): Promise<void> {
  try {
    const { card, decided } = await decideDraft(ctx, action, input);
    if (decided) draft.settled = { token, line: await settledLine(ctx, { personId, label }) };
    else draft.freed = token;
    draft.card(card);
  } catch (error) {
    if (error instanceof Failure)
      draft.settled = { token, line: await settledLine(ctx, { personId, label }, error) };
    throw error;
  }
}
