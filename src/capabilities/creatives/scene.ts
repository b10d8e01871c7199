// The photograph a creative's pictures are laid out with: the product's own, one that a model made, or none.

import { Failure, failureText } from "../../core/failure.ts";
import type { DocumentId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { type Photo, photoOf } from "../../drawing/creative/photo.ts";
import type { Ctx } from "../context.ts";
import { keepMade, readDocument } from "../documents/documents.ts";
import type { BrandGuide } from "./brand.ts";
import type { Checked } from "./brief.ts";
import { wanted } from "./pictures.ts";
import type { Prepared } from "./texts.ts";

const MOST_PHOTO_BYTES = 8 * 1024 * 1024;

export type Scene = {
  photo?: Photo;
  /** The stored photograph, where a model made it. */
  made?: DocumentId;
  /** Why the pictures go without one that was asked for. */
  remark?: string;
};

type Order = { brief: Checked; guide: BrandGuide; made: Prepared; currency: string };

/**
 * Asks for a photograph only where pictures are to be drawn, no photo was given and a model is at hand. Never throws for what a
 * model made: the pictures are drawn without it.
 * @param kept the photograph that a model made for an earlier version
 * @throws Failure for a given photo that cannot be used
 */
export async function sceneOf(ctx: Ctx, order: Order, kept?: DocumentId): Promise<Scene> {
  const { brief } = order;
  if (brief.photo) return { photo: photoOf(await readDocument(ctx, brief.photo, MOST_PHOTO_BYTES)) };
  if (kept) return { photo: photoOf(await readDocument(ctx, kept, MOST_PHOTO_BYTES)), made: kept };
  if (!ctx.askPicture || wanted(brief).length === 0) return {};
  const answer = await ctx.askPicture(requestOf(order));
  if ("trouble" in answer) return { remark: answer.trouble };
  try {
    const photo = photoOf(answer.bytes);
    const name = `scene.${photo.mediaType === "image/png" ? "png" : "jpg"}`;
    const { id } = await keepMade(ctx, { name, content: answer.bytes });
    return { photo, made: id };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { remark: `${failureText(error, brief.lang).say} ${unused[brief.lang]}` };
  }
}

const unused = words(
  "이미지 모델이 보낸 사진이라 빼고, 기본 디자인으로 그렸어요.",
  "The image model sent it, so the pictures were drawn in the built-in design.",
);

/** On the card of what was drawn with a model's photograph. */
export const sceneNote: Readonly<Record<Lang, string>> = words(
  "이미지의 사진은 이미지 모델이 만든 가상의 장면이에요. 실제 제품과 다르게 보이지 않는지 확인해 주세요.",
  "The photograph on the pictures is a scene made by an image model. Check that it does not show the product as what it is not.",
);

function requestOf({ brief, guide, made }: Order): Parameters<NonNullable<Ctx["askPicture"]>>[0] {
  const { copy, industry, subject } = made;
  const { primary, accent } = guide.colors ?? industry.palette;
  return {
    lang: brief.lang,
    product: subject.product || brief.product,
    trade: industry.id,
    occasion: copy.occasion,
    tone: copy.tone,
    colors: [primary, accent],
  };
}
