// The brand guide of a workspace: how it looks and speaks, and the words it wants or does not want. One at a time; changes stand in the ledger.

import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { isColor } from "../../drawing/creative/color.ts";
import { type Tx, withTx } from "../../db/db.ts";
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
  return withTx(ctx, (tx) => readBrandGuide(tx, ctx));
}

export async function readBrandGuide(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<BrandGuide> {
  const [row] = await tx
    .select({ guide: brandGuide.guide })
    .from(brandGuide)
    .where(eq(brandGuide.workspaceId, workspaceId));
  return row ? BrandGuide.parse(row.guide) : none;
}

/** Parts that hold one thing, and parts that hold a list. */
const singles = ["name", "tone", "colors"] as const;
const lists = ["use", "avoid", "legal", "examples", "rules"] as const;
export const BrandPart = z.enum([...singles, ...lists]);
export type BrandPart = z.output<typeof BrandPart>;

const shape = BrandGuide.shape;
const some = (text: string) => z.array(z.string().trim().min(1).max(300)).max(30).default([]).describe(text);

/** What people say of a guide: what joins it, what goes. */
export const BrandChange = z.object({
  name: shape.name,
  tone: shape.tone,
  colors: z
    .object({ primary: Color, accent: Color, paper: Color })
    .partial()
    .optional()
    .describe("#rrggbb; a colour left out stays as it is."),
  use: some("Phrases to write with, added to those there are."),
  avoid: some("Words not to write, added to those there are."),
  legal: some("Notices, added to those there are."),
  examples: some("Past copy to learn from, added to what there is."),
  rules: some("Decisions in words, added to those there are."),
  remove: z
    .array(z.object({ part: BrandPart, value: z.string().max(300).optional() }))
    .max(30)
    .default([])
    .describe("What goes: one entry of a list by its words, or the whole part without a value."),
});
export type BrandChange = z.output<typeof BrandChange>;

/** @throws Failure "limit" where a list would grow too long, "invalid" where an entry does not fit its list */
function changedGuide(guide: BrandGuide, change: BrandChange): BrandGuide {
  const next: BrandGuide = { ...guide };
  for (const { part, value } of change.remove) takeOut(next, part, value);
  if (change.name !== undefined) next.name = change.name;
  if (change.tone !== undefined) next.tone = change.tone;
  if (change.colors) next.colors = withColors(next.colors, change.colors);
  for (const part of lists) next[part] = [...new Set([...next[part], ...change[part]])];
  const fits = BrandGuide.safeParse(next);
  if (fits.success) return fits.data;
  throw new Failure("limit", fits.error.message, {
    say: words(
      "그대로는 브랜드 가이드에 담을 수 없어요. 너무 길거나 많은 항목이 있어요. 바뀐 것은 없어요.",
      "The brand guide cannot hold that: something in it is too long or too many. Nothing was changed.",
    ),
    next: words(
      "짧게 나눠 적거나, ‘금지어에서 최저가 빼줘’처럼 먼저 덜어 주세요.",
      "Say it shorter, or take something out first, such as “remove cheap from the banned words”.",
    ),
  });
}

function takeOut(guide: BrandGuide, part: BrandPart, value: string | undefined): void {
  if (part === "name" || part === "tone" || part === "colors") delete guide[part];
  else guide[part] = value === undefined ? [] : guide[part].filter((one) => !isSame(one, value));
}

function isSame(a: string, b: string): boolean {
  return a.normalize("NFC").trim().toLowerCase() === b.normalize("NFC").trim().toLowerCase();
}

/** One colour said leads; the button has it too until it has one of its own. */
function withColors(
  colors: BrandGuide["colors"],
  { primary, accent, paper }: NonNullable<BrandChange["colors"]>,
): BrandGuide["colors"] {
  const first = primary ?? colors?.primary ?? accent;
  if (first === undefined) return colors;
  return {
    primary: first,
    accent: accent ?? colors?.accent ?? first,
    paper: paper ?? colors?.paper ?? "#ffffff",
  };
}

export type BrandChanged = { before: BrandGuide; after: BrandGuide };

/** Adds and takes out what is said; what is not named stays. */
export async function changeBrandGuide(ctx: Ctx, change: BrandChange): Promise<BrandChanged> {
  return writeGuide(ctx, (guide) => changedGuide(guide, change));
}

/** Puts the given parts in the place of the old ones; what is not named stays. */
export async function setBrandGuide(ctx: Ctx, change: Partial<BrandGuide>): Promise<BrandGuide> {
  return (await writeGuide(ctx, (guide) => BrandGuide.parse({ ...guide, ...change }))).after;
}

/** Back to how it stood before a change. @throws Failure "conflict" when it was changed since */
export async function restoreBrandGuide(ctx: Ctx, { before, after }: BrandChanged): Promise<BrandChanged> {
  return writeGuide(ctx, (guide) => {
    if (isDeepStrictEqual(guide, after)) return before;
    throw new Failure("conflict", "the guide was changed since", {
      say: words(
        "그 뒤로 브랜드 가이드가 또 바뀌어서 되돌리지 않았어요.",
        "The brand guide was changed again since, so it stays as it is.",
      ),
      next: words(
        "‘브랜드 가이드 보여줘’로 지금 내용을 보고 바꿀 것을 말해 주세요.",
        "Ask “show the brand guide” and say what to change.",
      ),
    });
  });
}

async function writeGuide(ctx: Ctx, next: (guide: BrandGuide) => BrandGuide): Promise<BrandChanged> {
  return write(ctx, "brand.set", "write", async (tx) => {
    const [row] = await tx
      .select({ guide: brandGuide.guide })
      .from(brandGuide)
      .where(eq(brandGuide.workspaceId, ctx.workspaceId))
      .for("update");
    const before = row ? BrandGuide.parse(row.guide) : none;
    const guide = next(before);
    const personId = ctx.actor.kind === "person" ? ctx.actor.personId : null;
    const set = { guide, personId, updatedAt: ctx.now };
    await tx
      .insert(brandGuide)
      .values({ workspaceId: ctx.workspaceId, ...set })
      .onConflictDoUpdate({ target: brandGuide.workspaceId, set });
    return {
      result: { before, after: guide },
      subject: ctx.workspaceId,
      ...(row && { before: row.guide }),
      after: guide,
    };
  });
}

/** 존댓말 and 합니다체 end sentences formally, 해요체 politely; other words say nothing about it. */
export function endingsOf(tone: string | undefined): "formal" | "polite" | undefined {
  const text = tone?.toLowerCase() ?? "";
  if (/해요|친근|편한|편안|구어|polite|casual|friendly/.test(text)) return "polite";
  return /존댓|존대|높임|경어|격식|합니다|하십시오|formal/.test(text) ? "formal" : undefined;
}
