// Ad texts and images: what the agent may draft. Nothing is carried out yet.

import { z } from "zod";
import { Lang, words } from "../../core/locale.ts";
import { Filter } from "../../core/query.ts";
import { Targeting } from "../../core/slots.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import type { Tool } from "../tool.ts";

const figures = words(
  "지금은 캠페인별 성과와 추이를 바로 보여 드릴 수 있어요.",
  "Today I can show results and trends by campaign.",
);
const copy: Wish<GenerateCopy> = {
  lacking: ({ product, text, filters }) => (product || text || namesOne(filters) ? [] : ["product"]),
  what: words("광고 문구 쓰기", "Writing ad copy"),
  needs: words(
    "브랜드 가이드와 심의 기준이 함께 준비되어야 해요.",
    "It needs your brand guide and the review rules beside it.",
  ),
  today: figures,
};
const image: Wish<GenerateImage> = {
  lacking: ({ product, filters }) => (product || namesOne(filters) ? [] : ["product"]),
  what: words("광고 이미지 만들기", "Making ad images"),
  needs: words(
    "이미지 생성 모델과 브랜드 가이드가 필요해요.",
    "It needs an image model and your brand guide.",
  ),
  today: figures,
};

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

/** A campaign, ad group or ad that the text is for says what it is about. */
function namesOne(filters: readonly Filter[]): boolean {
  return filters.some(({ field }) => field === "campaign" || field === "adGroup" || field === "ad");
}

export const creativeTools: readonly Tool[] = [
  wishTool(
    {
      name: "generate_copy",
      about: "Draft headlines, taglines or body text for a product, or rewrite a text.",
      effect: "write",
      action: "creative.write",
      input: GenerateCopy,
    },
    copy,
  ),
  wishTool(
    {
      name: "generate_image",
      about: "Draft an image for a product in a given format.",
      effect: "write",
      action: "creative.draw",
      input: GenerateImage,
    },
    image,
  ),
];
