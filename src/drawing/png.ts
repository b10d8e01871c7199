// A drawing in SVG as a PNG with our own fonts, the same on every machine: nothing is read of what the machine has installed.

import { Resvg } from "@resvg/resvg-js";
import { fontPath, weights } from "./fonts.ts";
import { FONT } from "./look.ts";

/** Pixels for one of the drawing; one where the picture would be too large a file. */
const SHARP = 2;
const MOST_BYTES = 200_000;

const fontFiles = weights.map(fontPath);

export function pngOf(svg: string): Uint8Array {
  const sharp = pixels(svg, SHARP);
  return sharp.length <= MOST_BYTES ? sharp : pixels(svg, 1);
}

function pixels(svg: string, zoom: number): Uint8Array {
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: FONT };
  return new Resvg(svg, { fitTo: { mode: "zoom", value: zoom }, font }).render().asPng();
}
