// One ad on Meta: its pictures and its creative first, which are no objects of a campaign, then the ad itself.

import { z } from "zod";
import { beforeEffect, type ClientParts } from "./call.ts";
import { checked, landing, textOf } from "./given.ts";
import { type AccountRef, MediumError, type NewAd } from "./medium.ts";
import { account, get, NUMBER, post } from "./meta-wire.ts";

const Pages = z.object({ data: z.array(z.object({ id: z.string() })) });
const Images = z.object({ images: z.record(z.string(), z.object({ hash: z.string() })) });
const Made = z.object({ id: z.string() });

export async function metaAd(parts: ClientParts, at: AccountRef, ad: NewAd): Promise<{ id: string }> {
  const adsetId = checked("meta", ad.adGroupId, NUMBER);
  const link = landing("meta", ad.landingUrl);
  const [page] = (await get(parts, `/${account(at)}/promote_pages`, { fields: "id" }, Pages)).data;
  if (!page) throw new MediumError("refused", "the account has no page", { medium: "meta", code: "page" });
  const creative = await beforeEffect(() => creativeOf(parts, at, ad, { page: page.id, link }));
  return post(
    parts,
    `/${account(at)}/ads`,
    {
      name: ad.name,
      adset_id: adsetId,
      creative: JSON.stringify({ creative_id: creative.id }),
      status: "PAUSED",
    },
    Made,
  );
}

async function creativeOf(
  parts: ClientParts,
  at: AccountRef,
  ad: NewAd,
  { page, link }: { page: string; link: string },
): Promise<{ id: string }> {
  const imageHash = await uploaded(parts, at, ad);
  const story = {
    page_id: page,
    link_data: {
      message: textOf("meta", ad.texts, ["body", "primary_text", "primaryText", "message", "text"]),
      link,
      name: textOf("meta", ad.texts, ["headline", "title"]),
      ...(ad.texts["description"] && { description: ad.texts["description"] }),
      ...(imageHash !== undefined && { image_hash: imageHash }),
      call_to_action: { type: "LEARN_MORE", value: { link } },
    },
  };
  const sent = { name: ad.name, object_story_spec: JSON.stringify(story) };
  return post(parts, `/${account(at)}/adcreatives`, sent, Made);
}

/** The first picture with bytes, or the hash of one that is there already. */
async function uploaded(parts: ClientParts, at: AccountRef, { images }: NewAd): Promise<string | undefined> {
  const [image] = images;
  if (!image) return undefined;
  if (!image.bytes) return image.ref;
  const bytes = Buffer.from(image.bytes).toString("base64");
  const answer = await post(parts, `/${account(at)}/adimages`, { bytes }, Images);
  return Object.values(answer.images)[0]?.hash;
}
