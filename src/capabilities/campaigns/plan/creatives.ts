// The texts and pictures of a plan: drafted once, kept while what they say stays the same.

import { isDeepStrictEqual } from "node:util";
import type { Ctx } from "../../context.ts";
import { draftCreatives } from "../../creatives/creatives.ts";
import { type CampaignPlan, PlanMedium } from "../plan.ts";

type Creatives = NonNullable<CampaignPlan["creatives"]>;

/** Without them where they cannot be made: a plan is worth reading all the same. */
export async function withCreatives(
  ctx: Ctx,
  plan: CampaignPlan,
  before: CampaignPlan | undefined,
): Promise<CampaignPlan> {
  const kept = before && keptCreatives(plan, before);
  if (kept) return { ...plan, creatives: kept };
  if (ctx.withoutCreatives) return plan;
  try {
    return { ...plan, creatives: await drafted(ctx, plan) };
  } catch (error) {
    ctx.signal?.throwIfAborted();
    ctx.log.warn({ err: error, plan: plan.planId }, "a plan goes without creatives");
    return { ...plan, creatives: null };
  }
}

/** Money, days and links are in no text or picture. */
function keptCreatives(plan: CampaignPlan, before: CampaignPlan): Creatives | undefined {
  const { creatives } = before;
  const said = ({ product, objective, audience, industry }: CampaignPlan) => ({
    product,
    objective,
    audience,
    industry,
  });
  if (!creatives || !isDeepStrictEqual(said(plan), said(before))) return undefined;
  const media = plan.media.map(({ medium }) => medium);
  const known = new Set(creatives.texts.map(({ medium }) => medium));
  if (!media.every((medium) => known.has(medium))) return undefined;
  return {
    ...creatives,
    texts: creatives.texts.filter(({ medium }) => media.includes(medium)),
    images: creatives.images.filter(({ medium }) => media.includes(medium)),
  };
}

async function drafted(ctx: Ctx, plan: CampaignPlan): Promise<Creatives> {
  const { product, industry, objective, audience, media, legalLines } = plan;
  const set = await draftCreatives(ctx, {
    product,
    industry,
    objective,
    audience,
    media: media.map(({ medium }) => medium),
    lang: ctx.lang,
    legalLines,
  });
  const ours = <T extends { medium: string }>(all: readonly T[]) =>
    all.flatMap((one) => {
      const medium = PlanMedium.safeParse(one.medium).data;
      return medium ? [{ ...one, medium }] : [];
    });
  return {
    creativeId: set.creativeId,
    versionId: set.versionId,
    texts: ours(set.texts).map(({ medium, segment, variant, fields }) => ({
      medium,
      ...(segment !== undefined && { segment }),
      variant,
      fields: fields.map(({ field, text, width, limit }) => ({ field, text, width, limit })),
    })),
    images: ours(set.images),
    writer: set.marks.writer,
    ...(set.remarks && { remarks: set.remarks }),
    ...(set.scene && { photo: set.scene }),
  };
}
