// The digest at once: what a schedule would send, to whoever asks.

import { z } from "zod";
import { Filter } from "../../../core/query.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { composeDigest } from "./compose.ts";

const ShowDigest = z.object({
  form: z.enum(["daily", "weekly", "monthly"]).default("daily"),
  filters: z.array(Filter).max(10).default([]),
});
type ShowDigest = z.output<typeof ShowDigest>;

export const digestTools: readonly Tool[] = [
  defineTool({
    name: "show_digest",
    about:
      "The digest of yesterday, last week or last month, at once: only when a digest, briefing or summary is asked for.",
    effect: "read",
    input: ShowDigest,
    run: showDigest,
  }),
];

async function showDigest(ctx: Ctx, { form, filters }: ShowDigest): Promise<ToolResult> {
  // In a room others read along: nobody's own requests are told there.
  const toRoom = ctx.room !== undefined;
  const readers = toRoom ? "viewer" : ctx.role;
  const { card, state, period } = await composeDigest(ctx, { form, filters, readers, toRoom });
  return { card, facts: { digest: form, period, state }, outside: true };
}
