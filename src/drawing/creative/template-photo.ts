// The product's photo to one edge, words on quiet paper beside or below it: no letter ever lies on the photo.

import { inkOn } from "./color.ts";
import type { Box, Design, Mark, TooLong } from "./design.ts";
import { bodyItems, type Frame, markPlate, sized, whole, withLegal } from "./frame.ts";
import { type Item, stacked } from "./stack.ts";

export function photoMarks(design: Design, frame: Frame): Mark[] | TooLong {
  const { paper: ground, primary, accent } = design.palette;
  const { photo, words } = split(frame);
  const foot = withLegal(words, design.legal, ground, frame);
  if ("role" in foot) return foot;
  const items = [
    ...brandItem(design, frame, ground),
    ...bodyItems(design, frame, { ground, accent, button: primary }),
  ];
  const valign = frame.shape === "tall" ? "top" : "middle";
  const body = stacked(items, { box: foot.rest, align: "left", valign });
  if ("role" in body) return body;
  return [
    { kind: "fill", box: whole(frame), color: ground },
    { kind: "photo", box: photo },
    edge(photo, frame, primary),
    ...body.marks,
    ...foot.marks,
    ...markPlate(photo, design, frame),
  ];
}

/** Where the photo lies, and the room for words that is left. */
function split({ width, height, shape, safe, pad }: Frame): { photo: Box; words: Box } {
  if (shape === "strip" || shape === "landscape") {
    const share = shape === "strip" ? 0.34 : width < 600 ? 0.4 : 0.46;
    const x = Math.round(width * (1 - share));
    return {
      photo: { x, y: 0, width: width - x, height },
      words: { ...safe, width: x - safe.x - pad * 0.8 },
    };
  }
  const low = safe.y + safe.height;
  const y = Math.round(shape === "square" ? height * 0.52 : low * 0.58);
  return {
    photo: { x: 0, y: 0, width, height: y },
    words: { ...safe, y: y + pad * 0.75, height: low - y - pad * 0.75 },
  };
}

/** A thin line of the brand's colour between photo and words. */
function edge(photo: Box, { shape, unit, width }: Frame, color: string): Mark {
  const thick = Math.max(2, Math.round(unit * 0.6));
  const flat = shape === "square" || shape === "tall";
  return flat
    ? { kind: "fill", box: { x: 0, y: photo.height, width, height: thick }, color }
    : { kind: "fill", box: { x: photo.x - thick, y: 0, width: thick, height: photo.height }, color };
}

function brandItem({ brand, palette }: Design, { unit, shape }: Frame, ground: string): Item[] {
  if (!brand || shape === "strip") return [];
  const color = inkOn(ground, palette.primary);
  return [
    {
      role: "brand",
      text: brand,
      weight: "Bold",
      px: sized(unit * 3),
      leastPx: sized(unit * 2.2),
      most: 1,
      color,
      ground,
      gap: 0,
      leading: 1.6,
    },
  ];
}
