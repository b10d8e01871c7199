// A layout as a picture: satori makes the drawing, resvg the pixels. Every letter stands where the layout put it.

import { readFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";
import satori, { type Font } from "satori";
import { fontPath, weights } from "../fonts.ts";
import { FONT } from "../look.ts";
import { marked, type Origin } from "./ai-mark.ts";
import type { Box, Layout, Mark, TextMark } from "./design.ts";
import { TIGHT, widthOfLine } from "./lines.ts";
import { palettePng } from "./palette-png.ts";

type Style = Record<string, string | number>;
type Node = {
  type: string;
  props: { style?: Style; children?: Node[] | string; src?: string; width?: number; height?: number };
};

/** @param photo where the product's photo can be read, as a data address */
export async function svgOfLayout({ width, height, marks }: Layout, photo?: string): Promise<string> {
  const root = node(
    { width, height, display: "flex", position: "relative" },
    marks.flatMap((mark) => nodesOf(mark, photo)),
  );
  const svg = await satori(root as never, { width, height, fonts: fonts() });
  return svg.replaceAll(clippedTwice, "");
}

/** A photo is clipped to its box already; a mask of the same box would double the time that it takes. */
const clippedTwice = / mask="url\(#satori_om-id-\d+\)"/g;

/** A PNG that says in its own data that AI made it; of fewer colours where it would else be heavier than the medium takes. */
export function pngOfLayout(
  svg: string,
  { mostBytes, ...mark }: { mostBytes: number; note: string; origin: Origin },
): Uint8Array {
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  const full = marked(drawn.asPng(), mark);
  if (full.length <= mostBytes) return full;
  const { width, height, pixels } = drawn;
  return marked(palettePng({ width, height, rgba: pixels }), mark);
}

function nodesOf(mark: Mark, photo: string | undefined): Node[] {
  switch (mark.kind) {
    case "fill":
      return [node({ ...placed(mark.box), backgroundColor: mark.color, borderRadius: mark.radius ?? 0 })];
    case "photo": {
      const { width, height } = mark.box;
      const style = { ...placed(mark.box), objectFit: "cover" };
      return photo ? [{ type: "img", props: { src: photo, width, height, style } }] : [];
    }
    case "text":
      return mark.lines.map((line, at) => lineNode(mark, line, at));
  }
}

function lineNode(mark: TextMark, line: string, at: number): Node {
  const { box, px, lineHeight, weight, color, align, tight, struck } = mark;
  const wide = widthOfLine(line, { px, weight, tight: tight === true });
  const left = align === "center" ? box.x + (box.width - wide) / 2 : box.x;
  const style = {
    ...placed({ x: left, y: box.y + at * lineHeight, width: wide + px, height: lineHeight }),
    fontFamily: FONT,
    fontWeight: weight === "Bold" ? 700 : 400,
    fontSize: px,
    lineHeight: lineHeight / px,
    color,
    whiteSpace: "pre",
    ...(tight && { letterSpacing: px * TIGHT }),
    ...(struck && { textDecoration: "line-through" }),
  };
  return node(style, line);
}

function placed({ x, y, width, height }: Box): Style {
  return { display: "flex", position: "absolute", left: x, top: y, width, height };
}

function node(style: Style, children?: Node[] | string): Node {
  return { type: "div", props: { style, ...(children !== undefined && { children }) } };
}

let read: Font[] | undefined;

function fonts(): Font[] {
  read ??= weights.map((weight) => ({
    name: FONT,
    data: readFileSync(fontPath(weight)),
    weight: weight === "Bold" ? 700 : 400,
    style: "normal",
  }));
  return read;
}
