// What all templates share: the room inside the safe zone, sizes of letters by the size of the picture, the parts that stand everywhere.

import { areaOn, inkOn, softInk, tintedInk } from "./color.ts";
import { type Box, type Design, type Mark, type TextMark, type TooLong } from "./design.ts";
import type { Format } from "./formats.ts";
import { widthOfLine } from "./lines.ts";
import { type Item, stacked } from "./stack.ts";

type Shape = "strip" | "landscape" | "square" | "tall";

export type Frame = {
  width: number;
  height: number;
  shape: Shape;
  /** A hundredth of the picture's middle side: all sizes are so many of it. */
  unit: number;
  pad: number;
  /** What the medium leaves free of its own signs, less the margin. */
  safe: Box;
  leastLegalPx: number;
};

/** Pixels below which nobody reads a letter on a telephone. */
const SMALLEST_PX = 11;
const LEAST_HEADLINE_PX = 15;

export function frameOf({ width, height, safe, leastLegalPx }: Format): Frame {
  const ratio = width / height;
  const shape = ratio >= 2.8 ? "strip" : ratio > 1.2 ? "landscape" : ratio > 0.9 ? "square" : "tall";
  const unit = Math.min(Math.sqrt(width * height), width) / 100;
  const pad = Math.round(shape === "strip" ? height * 0.12 : unit * 6);
  const side = Math.round(shape === "strip" ? height * 0.16 : pad);
  const box = {
    x: safe.left + side,
    y: safe.top + pad,
    width: width - safe.left - safe.right - 2 * side,
    height: height - safe.top - safe.bottom - 2 * pad,
  };
  return { width, height, shape, unit, pad, safe: box, leastLegalPx };
}

export function whole({ width, height }: Frame): Box {
  return { x: 0, y: 0, width, height };
}

/** Headline, price, line below and button, as they follow one another in a column. */
export function bodyItems(
  design: Design,
  { unit, shape, leastLegalPx }: Frame,
  look: { ground: string; accent: string; button: string },
): Item[] {
  const { ground, accent, button } = look;
  // A line that sells is not smaller than the small print, where there is room.
  const notice = design.legal ? leastLegalPx * 1.1 : 0;
  const items: Item[] = [
    {
      ...text(
        "headline",
        design.headline,
        unit * (shape === "strip" ? 12.5 : 10),
        Math.max(unit * 4.2, LEAST_HEADLINE_PX),
      ),
      tight: true,
      leading: 1.18,
      gap: unit * 1.4,
    },
  ];
  if (design.template !== "offer" && design.offer)
    items.push({
      ...text("price", offerLine(design.offer), unit * 5.4, unit * 3.4),
      most: 2,
      gap: unit * 2.4,
      color: tintedInk(ground, accent),
    });
  if (design.sub)
    items.push({
      ...text("sub", design.sub, Math.max(unit * 4.1, notice), unit * 2.9),
      weight: "Regular",
      gap: unit * 2.6,
      color: softInk(ground),
    });
  if (design.cta)
    items.push({
      ...text("cta", design.cta, unit * 3.8, unit * 3),
      most: 1,
      gap: unit * 4.6,
      pill: areaOn(ground, button),
    });
  return items;

  function text(role: Item["role"], words: string, px: number, leastPx: number): Item {
    return {
      role,
      text: words,
      weight: "Bold",
      px: sized(px),
      leastPx: sized(leastPx),
      most: shape === "strip" ? 2 : 3,
      color: inkOn(ground),
      ground,
      gap: 0,
    };
  }
}

export function sized(px: number): number {
  return Math.max(SMALLEST_PX, Math.round(px));
}

function offerLine({ big, note, price }: Design["offer"] & object): string {
  return [[big, note].filter(Boolean).join(" "), price].filter(Boolean).join(" · ");
}

/** The notice at the foot of `box`, never below the medium's least size, and the room that is left above it. */
export function withLegal(
  box: Box,
  legal: string | undefined,
  ground: string,
  frame: Frame,
): { marks: Mark[]; rest: Box } | TooLong {
  if (!legal) return { marks: [], rest: box };
  const px = Math.max(frame.leastLegalPx, Math.round(frame.unit * 1.9));
  const item: Item = {
    role: "legal",
    text: legal,
    weight: "Regular",
    px,
    leastPx: frame.leastLegalPx,
    most: 4,
    color: softInk(ground),
    ground,
    gap: 0,
    leading: 1.3,
  };
  const room = { ...box, y: box.y + box.height * 0.6, height: box.height * 0.4 };
  const foot = stacked([item], { box: room, align: "left", valign: "bottom" });
  if ("role" in foot) return foot;
  const gap = Math.max(frame.unit * 3, px * 0.7);
  return { marks: foot.marks, rest: { ...box, height: box.height - foot.height - gap } };
}

/** Brand on the left and AI mark on the right in one line on top of `box`, and the room below. */
export function withHeader(
  box: Box,
  design: Design,
  ground: string,
  frame: Frame,
): { marks: Mark[]; rest: Box } {
  const mark = markOf(design, ground, frame);
  mark.box = { ...mark.box, x: box.x + box.width - mark.box.width, y: box.y };
  const brand =
    design.brand && brandOf(design.brand, ground, frame, box.width - mark.box.width - frame.unit * 2);
  const marks: Mark[] = [mark];
  let high = mark.lineHeight;
  if (brand) {
    high = Math.max(high, brand.lineHeight);
    marks.push({ ...brand, box: { ...brand.box, x: box.x, y: box.y } });
    mark.box.y = box.y + (high - mark.lineHeight) / 2;
  }
  const gap = frame.unit * (frame.shape === "strip" ? 0.8 : 2);
  return { marks, rest: { ...box, y: box.y + high + gap, height: box.height - high - gap } };
}

/** The AI mark as a small plate in the lower right corner of a photo. */
export function markPlate(photo: Box, design: Design, frame: Frame): Mark[] {
  const ground = "#16181d";
  const text = markOf(design, ground, frame, "#ffffff");
  const [padX, padY] = [text.px * 0.7, text.px * 0.3];
  const { safe, pad } = frame;
  const right = Math.min(photo.x + photo.width - pad * 0.4, safe.x + safe.width);
  const low = Math.min(photo.y + photo.height - pad * 0.4, safe.y + safe.height);
  const width = text.box.width + 2 * padX;
  const height = text.lineHeight + 2 * padY;
  const plate = { x: right - width, y: low - height, width, height };
  text.box = { ...text.box, x: plate.x + padX, y: plate.y + padY };
  return [{ kind: "fill", box: plate, color: ground, radius: height / 2 }, text];
}

function markOf({ mark }: Design, ground: string, { unit }: Frame, color = softInk(ground)): TextMark {
  const px = sized(unit * 1.9);
  return line("mark", mark, px, "Regular", { color, ground });
}

/** `undefined` where the name has no room beside the mark; it is then not set at all. */
function brandOf(name: string, ground: string, { unit }: Frame, room: number): TextMark | undefined {
  const brand = line("brand", name, sized(unit * 3.1), "Bold", { color: inkOn(ground), ground });
  return brand.box.width <= room ? brand : undefined;
}

function line(
  role: TextMark["role"],
  words: string,
  px: number,
  weight: TextMark["weight"],
  look: { color: string; ground: string },
): TextMark {
  const width = Math.ceil(widthOfLine(words, { px, weight }));
  const lineHeight = px * 1.3;
  return {
    kind: "text",
    role,
    box: { x: 0, y: 0, width, height: lineHeight },
    lines: [words],
    align: "left",
    px,
    lineHeight,
    weight,
    ...look,
  };
}
