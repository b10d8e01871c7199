// What a wish for ad texts or pictures may say.

import { z } from "zod";
import { CreativeId } from "../../core/ids.ts";
import { Lang } from "../../core/locale.ts";
import { Filter } from "../../core/query.ts";
import { Targeting } from "../../core/slots.ts";

const subject = {
  product: z.string().optional().describe("What it is about, as written."),
  filters: z.array(Filter).max(10).default([]).describe("The medium or campaign it is for."),
  count: z.number().int().min(1).max(50).optional(),
};

export const GenerateCopy = z.object({
  ...subject,
  tone: z.string().optional().describe("A word: playful, 고급스러운 …"),
  part: z.enum(["headline", "slogan", "tagline", "body"]).optional(),
  maxChars: z.number().int().min(1).max(5_000).optional(),
  lines: z.number().int().min(1).max(50).optional(),
  languages: z.array(Lang).default([]),
  action: z.literal("rewrite").optional(),
  text: z.string().optional().describe("The text to rewrite."),
  targeting: Targeting.optional(),
});
export type GenerateCopy = z.output<typeof GenerateCopy>;

export const GenerateImage = z.object({
  ...subject,
  aspect: z.string().optional().describe("1:1, 9:16, 4:5, 16:9 …"),
  size: z.string().optional().describe("1080x1350"),
  background: z.string().optional(),
  text: z.string().optional().describe("Words that stand on the picture."),
});
export type GenerateImage = z.output<typeof GenerateImage>;

export const ConvertCreative = z.object({
  creativeId: CreativeId.optional().describe("From an earlier result; left out for the newest one."),
  product: z.string().max(200).optional().describe("What it is about, where the person names it."),
});
