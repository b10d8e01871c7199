// Ad texts and images: what the agent may draft. A draft changes nothing on any medium.

import type { z } from "zod";
import type { Part } from "../../core/card/card.ts";
import { words } from "../../core/locale.ts";
import type { Filter } from "../../core/query.ts";
import type { Ctx } from "../context.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import { settleNames } from "../performance/performance.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import type { CreativeSet } from "./brief.ts";
import { setCard } from "./cards.ts";
import { convertCreative, draftCreatives, getCreative, newestCreative } from "./creatives.ts";
import { ConvertCreative, GenerateCopy, GenerateImage } from "./inputs.ts";
import { linesCard, wantsLines } from "./lines.ts";
import { draftReviewParts } from "./review.ts";
import { copyBriefs, imageBrief } from "./wishes.ts";

export { GenerateCopy, GenerateImage };

const figures = words(
  "상품이나 캠페인 이름을 알려 주시면 바로 초안을 만들어 드려요.",
  "Name the product or the campaign and I will draft it at once.",
);
const copy: Wish<GenerateCopy> = {
  lacking: ({ product, text, filters }) => (product || text || namesOne(filters) ? [] : ["product"]),
  what: words("광고 문구 쓰기", "Writing ad copy"),
  needs: words("무엇을 알릴지 알아야 해요.", "I need to know what it is for."),
  today: figures,
};
const image: Wish<GenerateImage> = {
  lacking: ({ product, filters }) => (product || namesOne(filters) ? [] : ["product"]),
  what: words("광고 이미지 만들기", "Making ad images"),
  needs: words("무엇을 보여 줄지 알아야 해요.", "I need to know what it is to show."),
  today: figures,
};

/** A campaign, ad group or ad that the text is for says what it is about. */
function namesOne(filters: readonly Filter[]): boolean {
  return filters.some(({ field }) => field === "campaign" || field === "adGroup" || field === "ad");
}

/**
 * Runs `draft` once everything is said; asks as every wish does until then.
 * Where a change may only be proposed, `shown` gives what needs no storing; else the wish is understood and nothing is done.
 */
function draftTool<Input extends z.ZodType<{ filters: Filter[] }>>(
  tool: Parameters<typeof wishTool<Input>>[0],
  wish: Wish<z.output<Input>>,
  draft: (ctx: Ctx, input: z.output<Input>) => Promise<ToolResult>,
  shown: (ctx: Ctx, input: z.output<Input>) => Promise<ToolResult | undefined> = async () => undefined,
): Tool {
  const asking = wishTool(tool, wish);
  const settled = async (ctx: Ctx, given: unknown): Promise<z.output<Input> | undefined> => {
    const input = tool.input.parse(given);
    const { filters, question } = await settleNames(ctx, input.filters);
    const known = { ...input, filters };
    return question || (wish.lacking?.(known, "") ?? []).length > 0 ? undefined : known;
  };
  return {
    ...asking,
    run: async (ctx, given, progress) => {
      const input = await settled(ctx, given);
      return input ? draft(ctx, input) : asking.run(ctx, given, progress);
    },
    propose: async (ctx, given) => {
      const input = await settled(ctx, given);
      return (input && (await shown(ctx, input))) ?? asking.run(ctx, given, () => {});
    },
  };
}

export const creativeTools: readonly Tool[] = [
  draftTool(
    {
      name: "generate_copy",
      about: "Draft headlines, taglines or body text for a product, or rewrite a text.",
      effect: "write",
      action: "creative.write",
      input: GenerateCopy,
    },
    copy,
    async (ctx, input) => {
      if (wantsLines(input)) return linesCard(ctx, input);
      const sets: CreativeSet[] = [];
      for (const brief of copyBriefs(input, ctx.lang)) sets.push(await draftCreatives(ctx, brief));
      return resultOf(ctx, sets, input, "texts");
    },
    // Lines of one kind are only shown, never stored.
    async (ctx, input) => (wantsLines(input) ? linesCard(ctx, input) : undefined),
  ),
  draftTool(
    {
      name: "generate_image",
      about: "Draft an image for a product in a given format.",
      effect: "write",
      action: "creative.draw",
      input: GenerateImage,
    },
    image,
    async (ctx, input) => {
      const result = await resultOf(
        ctx,
        [await draftCreatives(ctx, imageBrief(input, ctx.lang))],
        input,
        "pictures",
      );
      if (input.background)
        result.card.parts.push({ kind: "text", tone: "note", runs: [noBackground[ctx.lang]] });
      return result;
    },
  ),
  defineTool({
    name: "convert_creative",
    about:
      "Draw a creative in every format of its media, as its next version. The newest one where none is named.",
    effect: "write",
    action: "creative.convert",
    startedBy: "words",
    input: ConvertCreative,
    run: async (ctx, { creativeId, product }) => {
      const id = creativeId ?? (await newestCreative(ctx, product));
      return resultOf(ctx, [await convertCreative(ctx, { creativeId: id })], { product }, "pictures");
    },
    propose: proposeConversion,
  }),
];

const noBackground = words(
  "배경 사진은 만들 수 없어 브랜드 색으로 그렸어요. 상품 사진이 있으면 올려 주세요.",
  "I cannot make a photo background, so the brand's colours stand behind it. Drop a product photo if you have one.",
);
/** A conversion is a draft of one's own, but where text from outside had a say a person presses for it. */
async function proposeConversion(
  ctx: Ctx,
  { creativeId, product }: z.output<typeof ConvertCreative>,
): Promise<ToolResult> {
  const id = creativeId ?? (await newestCreative(ctx, product));
  const set = await getCreative(ctx, id);
  const parts = setCard({ ...set, images: [] }, ctx.lang, "pictures").parts.filter(
    ({ kind }) => kind === "form",
  );
  return { card: { lang: ctx.lang, parts }, facts: { waits: "convert_creative" }, outside: true };
}

async function resultOf(
  ctx: Ctx,
  sets: readonly CreativeSet[],
  took: object,
  shows: "texts" | "pictures",
): Promise<ToolResult> {
  const parts: Part[] = [];
  for (const set of sets) {
    const reviewed = shows === "texts" ? await draftReviewParts(ctx, set) : [];
    parts.push(...setCard(set, ctx.lang, shows).parts, ...reviewed);
  }
  const made = sets.map(({ creativeId, versionId, texts, images }) => ({
    creativeId,
    versionId,
    texts: texts.length,
    formats: images.map(({ format }) => format),
  }));
  return { card: { lang: ctx.lang, parts }, facts: { took, made }, outside: true };
}
