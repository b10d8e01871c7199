// Cards beside each other: of one kind, with pictures of one shape.

import { z } from "zod";
import { carouselTypes } from "./cards.ts";
import { Thumbnail, Words } from "./controls.ts";
import { limits } from "./limits.ts";

export const Carousel = z
  .object({
    type: z.enum(carouselTypes),
    items: z.array(z.record(z.string(), z.unknown())).min(1),
    header: z
      .object({ title: Words.optional(), description: Words.optional(), thumbnail: Thumbnail.optional() })
      .optional(),
  })
  .superRefine(({ type, items, header }, context) => {
    const most = type === "listCard" ? limits.carousel.listCards : limits.carousel.cards;
    if (items.length > most)
      context.addIssue({ code: "custom", path: ["items"], message: `at most ${most} cards` });
    if (header && (type === "textCard" || type === "listCard"))
      context.addIssue({ code: "custom", path: ["header"], message: `not with ${type}` });
    for (const message of [shapeProblem(items), fieldsProblem(type, items)])
      if (message) context.addIssue({ code: "custom", path: ["items"], message });
  });

type Items = readonly Record<string, unknown>[];

function shapeProblem(items: Items): string | undefined {
  const shapes = new Set(
    items.flatMap(({ thumbnail }) => (isObject(thumbnail) ? [thumbnail["fixedRatio"] === true] : [])),
  );
  return shapes.size > 1 ? "pictures of one shape" : undefined;
}

const optional = ["title", "head", "profile", "imageTitle", "thumbnail", "itemListSummary", "buttons"];

function fieldsProblem(type: string, items: Items): string | undefined {
  if (type !== "itemCard") return undefined;
  const odd = optional.find((field) => new Set(items.map((item) => item[field] !== undefined)).size > 1);
  return odd === undefined ? undefined : `${odd} on all cards or on none`;
}

function isObject(held: unknown): held is Record<string, unknown> {
  return typeof held === "object" && held !== null;
}
