// The brand guide of a workspace: how it looks and speaks, and the words it wants or does not want. One at a time; changes stand in the ledger.

import { eq } from "drizzle-orm";
import { z } from "zod";
import { isColor } from "../../drawing/creative/color.ts";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { brandGuide } from "./tables.ts";

const Color = z.string().refine(isColor, "a colour such as #1f4b43");
const Phrase = z.string().trim().min(1).max(60);

export const BrandGuide = z.object({
  name: z.string().trim().max(40).optional().describe("How the brand signs its pictures."),
  colors: z.object({ primary: Color, accent: Color, paper: Color.default("#ffffff") }).optional(),
  tone: z.string().max(60).optional().describe("A word: 따뜻한, premium …"),
  use: z.array(Phrase).max(20).default([]).describe("Phrases of the brand's own."),
  avoid: z.array(Phrase).max(100).default([]).describe("Words it does not want to read."),
  legal: z
    .array(z.string().trim().min(1).max(60))
    .max(3)
    .default([])
    .describe("Notices every creative carries."),
  examples: z
    .array(z.string().max(300))
    .max(30)
    .default([])
    .describe("Copy that ran before and sounds right."),
  rules: z
    .array(z.string().trim().min(1).max(300))
    .max(50)
    .default([])
    .describe("What people decided, in their words; read by reviewers, not applied by itself."),
});
export type BrandGuide = z.output<typeof BrandGuide>;

const none: BrandGuide = { use: [], avoid: [], legal: [], examples: [], rules: [] };

/** Everything left open where nobody has set one. */
export async function getBrandGuide(ctx: Ctx): Promise<BrandGuide> {
  const [row] = await withTx(ctx, (tx) =>
    tx
      .select({ guide: brandGuide.guide })
      .from(brandGuide)
      .where(eq(brandGuide.workspaceId, ctx.workspaceId)),
  );
  return row ? BrandGuide.parse(row.guide) : none;
}

/** Puts the given parts in the place of the old ones; what is not named stays. */
export async function setBrandGuide(ctx: Ctx, change: Partial<BrandGuide>): Promise<BrandGuide> {
  return write(ctx, "brand.set", "write", async (tx) => {
    const [row] = await tx
      .select({ guide: brandGuide.guide })
      .from(brandGuide)
      .where(eq(brandGuide.workspaceId, ctx.workspaceId))
      .for("update");
    const guide = BrandGuide.parse({ ...row?.guide, ...change });
    const personId = ctx.actor.kind === "person" ? ctx.actor.personId : null;
    const set = { guide, personId, updatedAt: ctx.now };
    await tx
      .insert(brandGuide)
      .values({ workspaceId: ctx.workspaceId, ...set })
      .onConflictDoUpdate({ target: brandGuide.workspaceId, set });
    return { result: guide, subject: ctx.workspaceId, ...(row && { before: row.guide }), after: guide };
  });
}

/** Whether past copy ends its sentences as in a talk between strangers (합니다); `undefined` when nothing tells. */
export function isFormalIn(examples: readonly string[]): boolean | undefined {
  const ends = examples.flatMap((text) => text.split(/[.!?\n]+/).map((sentence) => sentence.trim()));
  const formal = ends.filter((end) => /(?:니다|니까|십시오)$/.test(end)).length;
  const polite = ends.filter((end) => /[요죠]$/.test(end)).length;
  return formal === polite ? undefined : formal > polite;
}
