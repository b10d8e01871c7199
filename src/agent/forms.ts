// Forms that a surface opens in place: what a press asks first, and what of a filled-in form cannot be taken. Nothing is done here; whoever
// may not press a button is shown nothing of its form.

import type { Ctx } from "../capabilities/context.ts";
import type { Tool, WrongFields } from "../capabilities/tool.ts";
import type { Card } from "../core/card/card.ts";
import { type Act, act, admitted } from "./act.ts";
import { maskedCard, maskedFailure, maskedOutlets } from "./masked.ts";

/** @returns what the press asks first, or what it shows; `undefined` for one that would change something at once */
export async function formOf(asker: Ctx, tools: readonly Tool[], asked: Act): Promise<Card | undefined> {
  const { tool, ctx, given } = admitted(asker, tools, asked);
  try {
    const form = await tool.form?.(maskedOutlets(ctx), given);
    if (form) return maskedCard(ctx, { lang: ctx.lang, parts: [form] });
  } catch (error) {
    throw maskedFailure(ctx, error);
  }
  return tool.effect === "read" ? (await act(asker, tools, asked, () => {})).card : undefined;
}

/** @throws Failure "conflict" where the form is of no use any more; whatever refuses the press */
export async function checkOf(asker: Ctx, tools: readonly Tool[], asked: Act): Promise<WrongFields> {
  const { tool, ctx, given } = admitted(asker, tools, asked);
  try {
    return (await tool.check?.(maskedOutlets(ctx), given)) ?? {};
  } catch (error) {
    throw maskedFailure(ctx, error);
  }
}
