// The bubbles of a reply one by one: what they must hold, how many of it, and what excludes what. Lengths of texts stand in `lengths.ts`.

import { z } from "zod";
import { Address, buttonCount, Link, pressable, Thumbnail, Words } from "./controls.ts";
import { limits, type Profile } from "./limits.ts";

/** A card stands alone or among others beside it, where less fits. */
type Place = { profile: Profile; inCarousel: boolean };

const SimpleText = z.object({
  text: Words.max(limits.simpleText.text),
  extra: z.object({ markdown: z.boolean().optional() }).optional(),
});

const SimpleImage = z.object({ imageUrl: Address, altText: Words });

function textCard({ profile }: Place) {
  return z
    .object({ title: Words.optional(), description: Words.optional(), ...pressable(profile) })
    .superRefine((card, context) => {
      fewButtons(card, profile, context);
      if (card.title === undefined && card.description === undefined)
        context.addIssue({ code: "custom", message: "a title or a description" });
    });
}

function basicCard({ profile }: Place) {
  return z
    .object({
      title: Words.optional(),
      description: Words.optional(),
      thumbnail: Thumbnail,
      ...pressable(profile),
    })
    .superRefine((card, context) => fewButtons(card, profile, context));
}

function listCard({ profile, inCarousel }: Place) {
  const most = inCarousel ? limits.listCard.inCarousel : limits.listCard.items;
  const item = z.object({
    title: Words,
    description: Words.optional(),
    imageUrl: Address.optional(),
    link: Link.optional(),
    action: z.enum(["block", "message"]).optional(),
    blockId: z.string().optional(),
    messageText: Words.optional(),
    extra: z.record(z.string(), z.unknown()).optional(),
  });
  return z
    .object({
      header: z.object({ title: Words, link: Link.optional() }),
      items: z.array(item).min(1).max(most),
      listLayout: z.literal("ranking").optional(),
      ...pressable(profile),
    })
    .superRefine((card, context) => {
      fewButtons(card, profile, context);
      if (card.listLayout !== undefined && profile === "person")
        context.addIssue({ code: "custom", path: ["listLayout"], message: "in team chats only" });
    });
}

function itemCard({ profile, inCarousel }: Place) {
  const most = inCarousel ? limits.itemCard.inCarousel : limits.itemCard.rows;
  return z
    .object({
      title: Words.optional(),
      description: Words.optional(),
      head: z.object({ title: Words }).optional(),
      profile: z.object({ title: Words, imageUrl: Address.optional() }).optional(),
      imageTitle: z
        .object({ title: Words, description: Words.optional(), imageUrl: Address.optional() })
        .optional(),
      thumbnail: Thumbnail.optional(),
      itemList: z
        .array(z.object({ title: Words, description: Words }))
        .min(1)
        .max(most),
      itemListAlignment: z.enum(["left", "right"]).optional(),
      itemListSummary: z.object({ title: Words, description: Words }).optional(),
      ...pressable(profile),
    })
    .superRefine((card, context) => {
      fewButtons(card, profile, context);
      if (card.head && card.profile)
        context.addIssue({ code: "custom", message: "a head or a profile, not both" });
      if (card.description !== undefined && card.title === undefined)
        context.addIssue({ code: "custom", path: ["title"], message: "needed beside a description" });
      const size = card.thumbnail?.width && `${card.thumbnail.width}x${card.thumbnail.height}`;
      const sizes = inCarousel ? ["800x400"] : ["800x400", "800x800"];
      if (size && !sizes.includes(size))
        context.addIssue({ code: "custom", path: ["thumbnail"], message: `of ${sizes.join(" or ")}` });
    });
}

const price = z.number().int().nonnegative();

function commerceCard({ profile }: Place) {
  return z
    .object({
      title: Words.optional(),
      description: Words.optional(),
      price,
      currency: z.literal("won"),
      discount: price.optional(),
      discountRate: price.optional(),
      // The guide writes it both ways.
      discountedPrice: price.optional(),
      dicountedPrice: price.optional(),
      thumbnails: z.array(Thumbnail).length(1),
      profile: z
        .object({ title: Words.optional(), nickname: Words.optional(), imageUrl: Address.optional() })
        .optional(),
      ...pressable(profile),
    })
    .superRefine((card, context) => fewButtons(card, profile, context));
}

function fewButtons(
  card: { buttons?: unknown[] | undefined; buttonLayout?: string | undefined },
  profile: Profile,
  context: z.RefinementCtx,
): void {
  const message = buttonCount(card, profile);
  if (message !== undefined) context.addIssue({ code: "custom", path: ["buttons"], message });
}

/** The kinds of bubbles by their names; a carousel holds the cards among them. */
export const bubbles = {
  simpleText: () => SimpleText,
  simpleImage: () => SimpleImage,
  textCard,
  basicCard,
  listCard,
  itemCard,
  commerceCard,
} as const;

/** The guide's list of types leaves textCard out, its list of items has it. */
export const carouselTypes = ["textCard", "basicCard", "listCard", "itemCard", "commerceCard"] as const;
export type CarouselType = (typeof carouselTypes)[number];

export type Bubbles = { [Name in keyof typeof bubbles]: z.output<ReturnType<(typeof bubbles)[Name]>> };
