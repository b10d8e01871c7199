// The brand guide in chat: shown to everybody, changed by words at once, taken back by a press or by words.

import { desc, eq, and } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { ledger } from "../tables.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import {
  BrandChange,
  type BrandChanged,
  BrandGuide,
  changeBrandGuide,
  getBrandGuide,
  restoreBrandGuide,
} from "./brand.ts";
import { changedParts, guideParts } from "./brand-card.ts";

export const SetBrandGuide = BrandChange.extend({
  undo: z.boolean().optional().describe("True alone: the last change of the guide is taken back."),
});
export type SetBrandGuide = z.output<typeof SetBrandGuide>;

export const brandTools: readonly Tool[] = [
  defineTool({
    name: "show_brand_guide",
    about: "Show the brand guide: tone, colours, words to use and to avoid, notices, what past copy taught.",
    effect: "read",
    input: z.object({}),
    run: async (ctx) => {
      const guide = await getBrandGuide(ctx);
      const card = { lang: ctx.lang, parts: guideParts(guide, ctx.lang) };
      return { card, facts: { guide }, outside: true };
    },
  }),
  defineTool({
    name: "set_brand_guide",
    about:
      "Keep how the brand looks and speaks: colours (#rrggbb), tone, phrases to use, words to avoid, notices, past copy to learn from. Lists grow; remove takes out.",
    effect: "write",
    action: "brand.set",
    startedBy: "words",
    input: SetBrandGuide,
    run: async (ctx, { undo, ...change }) =>
      changedCard(
        ctx,
        undo ? await restoreBrandGuide(ctx, await lastChange(ctx)) : await changeBrandGuide(ctx, change),
      ),
    propose: async ({ lang }) => ({
      card: { lang, parts: [{ kind: "text", tone: "lead", runs: [asked[lang]] }] },
      facts: { changed: false },
    }),
  }),
  defineTool({
    name: "restore_brand_guide",
    about: "Take back a change of the brand guide. Started by its button only.",
    effect: "write",
    action: "brand.set",
    startedBy: "press",
    input: z.object({ before: BrandGuide, after: BrandGuide }),
    run: async (ctx, back) => changedCard(ctx, await restoreBrandGuide(ctx, back)),
  }),
];

function changedCard({ lang }: Ctx, changed: BrandChanged): ToolResult {
  const set = Object.keys(changed.after);
  return { card: { lang, parts: changedParts(changed, lang) }, facts: { set }, outside: true };
}

/** What the ledger says of the newest change. */
async function lastChange(ctx: Ctx): Promise<BrandChanged> {
  const [row] = await withTx(ctx, (tx) =>
    tx
      .select({ before: ledger.before, after: ledger.after })
      .from(ledger)
      .where(and(eq(ledger.workspaceId, ctx.workspaceId), eq(ledger.action, "brand.set")))
      .orderBy(desc(ledger.seq))
      .limit(1),
  );
  if (row) return { before: BrandGuide.parse(row.before ?? {}), after: BrandGuide.parse(row.after) };
  throw new Failure("invalid", "no change of the guide", {
    say: words("되돌릴 브랜드 가이드 변경이 없어요.", "No change of the brand guide is there to take back."),
    next: words(
      "‘브랜드 톤은 존댓말, 금지어는 최저가’처럼 말해 주시면 정해 드려요.",
      "Say, for example, “the brand tone is formal, banned words are cheap”.",
    ),
  });
}

const asked = words(
  "브랜드 가이드는 바꾸지 않았어요. 바꿀 내용을 새 메시지로 직접 적어 주세요.",
  "The brand guide is as it was. Say what to change in a message of its own.",
);
