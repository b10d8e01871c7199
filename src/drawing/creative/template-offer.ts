// The offer as large as it comes on the brand's strong colour, the words beside or below it.

import { inkOn, mix } from "./color.ts";
import type { Box, Design, Mark, Offer, Role, TooLong } from "./design.ts";
import { bodyItems, type Frame, sized, whole, withHeader, withLegal } from "./frame.ts";
import { type Item, stacked } from "./stack.ts";

export function offerMarks(design: Design, frame: Frame): Mark[] | TooLong {
  const { paper: ground, primary, accent } = design.palette;
  const { block, inner, words } = split(frame);
  const big = stacked(offerItems(design.offer!, inner, accent, frame), {
    box: inner,
    align: "center",
    valign: "middle",
  });
  if ("role" in big) return big;
  const header = withHeader(words, design, ground, frame);
  const foot = withLegal(header.rest, design.legal, ground, frame);
  if ("role" in foot) return foot;
  const items = bodyItems(design, frame, { ground, accent: primary, button: primary });
  const body = stacked(items, { box: foot.rest, align: "left", valign: "middle" });
  if ("role" in body) return body;
  return [
    { kind: "fill", box: whole(frame), color: ground },
    { kind: "fill", box: block, color: accent },
    ...big.marks,
    ...header.marks,
    ...body.marks,
    ...foot.marks,
  ];
}

/** The coloured block, the room in it, and the room for words beside or below. */
function split({ width, height, shape, safe, pad }: Frame): { block: Box; inner: Box; words: Box } {
  if (shape === "strip" || shape === "landscape") {
    const edge = Math.round(width * (shape === "strip" ? 0.3 : 0.41));
    const x = edge + pad * (shape === "strip" ? 1.2 : 0.9);
    return {
      block: { x: 0, y: 0, width: edge, height },
      inner: { ...safe, x: safe.x * 0.6, width: edge - safe.x * 1.2 },
      words: { ...safe, x, width: safe.x + safe.width - x },
    };
  }
  const low = safe.y + safe.height;
  const edge = Math.round(shape === "square" ? height * 0.44 : safe.y + safe.height * 0.45);
  return {
    block: { x: 0, y: 0, width, height: edge },
    inner: { ...safe, height: edge - safe.y - pad * 0.6 },
    words: { ...safe, y: edge + pad * 0.8, height: low - edge - pad * 0.8 },
  };
}

function offerItems(
  { big, note, was, price, until }: Offer,
  inner: Box,
  ground: string,
  { unit, shape }: Frame,
): Item[] {
  const ink = inkOn(ground);
  const soft = inkOn(ground, mix(ink, ground, 0.15));
  const room = Math.min(inner.height * 0.62, unit * 30);
  // Where the block is wide, the figure and its word stand in one line.
  const joined = shape === "square" && note !== undefined;
  const items: Item[] = [one("big", joined ? `${big} ${note}` : big, room, unit * 6)];
  items[0] = { ...items[0]!, tight: true, leading: 1.02 };
  if (note && !joined) items.push({ ...one("note", note, unit * 5.4, unit * 3), gap: unit * 0.6 });
  if (was)
    items.push({
      ...one("was", was, unit * 3.2, unit * 2.6),
      weight: "Regular",
      struck: true,
      color: soft,
      gap: unit * 1.8,
    });
  if (price) items.push({ ...one("price", price, unit * 5.4, unit * 3.4), gap: unit * (was ? 0.4 : 1.8) });
  if (until && shape !== "strip")
    items.push({
      ...one("until", until, unit * 2.9, unit * 2.3),
      weight: "Regular",
      color: soft,
      gap: unit * 1.8,
    });
  return items;

  function one(role: Role, text: string, px: number, leastPx: number): Item {
    return {
      role,
      text,
      weight: "Bold",
      px: sized(px),
      leastPx: sized(leastPx),
      most: 1,
      color: ink,
      ground,
      gap: 0,
    };
  }
}
