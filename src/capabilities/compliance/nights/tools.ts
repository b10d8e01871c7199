// What of nights the program starts by itself: telling an owner what came out otherwise, and the review behind its button.

import { z } from "zod";
import { PersonId } from "../../../core/ids.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { listMembers } from "../../workspace/workspace.ts";
import { packsFor } from "../brand/packs.ts";
import { eachOnce } from "./merge.ts";
import { type Change, toldBy } from "./nights.ts";
import { changesCard, nothingTold } from "./told.ts";

type Member = { personId: string; role: string };

/** Who hears of a change: its owner, and the admins where its owner is unknown or not here any more. */
export function hearersOf<T extends Member>({ ownerId }: Change, members: readonly T[]): T[] {
  const owner = members.find(({ personId }) => personId === ownerId);
  return owner ? [owner] : members.filter(({ role }) => role === "company_admin");
}

export const nightTools: readonly Tool[] = [
  defineTool({
    name: "tell_review_changes",
    about: "Tell an owner what a review by night found otherwise. Started by the program only.",
    effect: "read",
    startedBy: "press",
    input: z.object({ id: z.uuid() }),
    run: tellChanges,
  }),
];

async function tellChanges(ctx: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const [changes, members] = [eachOnce(await toldBy(ctx, id)), await listMembers(ctx)];
  const me = ctx.actor.kind === "person" ? PersonId.parse(ctx.actor.personId) : undefined;
  const mine = changes.filter((one) => hearersOf(one, members).some(({ personId }) => personId === me));
  const card =
    mine.length > 0 ? changesCard(ctx.lang, mine, await packsFor(ctx, { label: "" })) : nothingTold(ctx.lang);
  return { card, facts: { changed: mine.length }, outside: true };
}
