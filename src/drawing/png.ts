// A drawing in SVG as a PNG with our own fonts, the same on every machine: nothing is read of what the machine has installed.

import { Resvg } from "@resvg/resvg-js";
import { fontPath, weights } from "./fonts.ts";
import { FONT } from "./look.ts";

/** Pixels for one of the drawing; one where the picture would be too large a file. */
const SHARP = 2;
const MOST_BYTES = 200_000;

const fontFiles = weights.map(fontPath);

/** @param widthPx of the picture, where it has to come out so */
export function pngOf(svg: string, widthPx?: number): Uint8Array {
  if (widthPx !== undefined) return pixels(svg, { mode: "width", value: widthPx });
  const sharp = pixels(svg, { mode: "zoom", value: SHARP });
  return sharp.length <= MOST_BYTES ? sharp : pixels(svg, { mode: "zoom", value: 1 });
}

function pixels(svg: string, fitTo: { mode: "zoom" | "width"; value: number }): Uint8Array {
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: FONT };
  return new Resvg(svg, { fitTo, font }).render().asPng();
}
