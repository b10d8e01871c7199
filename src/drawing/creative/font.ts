// What Pretendard itself says of its letters: which it has, and how wide each comes out. Read from the font files' own tables.

import { readFileSync } from "node:fs";
import { type Weight, fontPath } from "../fonts.ts";

type Face = { widthOf: (code: number) => number; has: (code: number) => boolean };

const faces = new Map<Weight, Face>();

/** Pixels of one line of `text`; letters that the font does not have count as wide as Hangul. */
export function lineWidth(text: string, px: number, weight: Weight): number {
  const { widthOf } = faceOf(weight);
  let ems = 0;
  for (const letter of text) ems += widthOf(letter.codePointAt(0) ?? 0);
  return ems * px;
}

/** Letters of `text` that would come out as empty boxes, each once. */
export function missingLetters(text: string): string[] {
  const { has } = faceOf("Bold");
  return [...new Set(text)].filter((letter) => !has(letter.codePointAt(0) ?? 0));
}

function faceOf(weight: Weight): Face {
  const known = faces.get(weight);
  if (known) return known;
  const face = readFace(readFileSync(fontPath(weight)));
  faces.set(weight, face);
  return face;
}

function readFace(font: Buffer): Face {
  const at = tablesOf(font);
  const unitsPerEm = font.readUInt16BE(at("head") + 18);
  const glyphOf = glyphsOf(font, at("cmap"));
  const metrics = font.readUInt16BE(at("hhea") + 34);
  const hmtx = at("hmtx");
  const advance = (glyph: number): number => font.readUInt16BE(hmtx + 4 * Math.min(glyph, metrics - 1));
  return {
    has: (code) => glyphOf(code) !== 0,
    widthOf: (code) => advance(glyphOf(code) || glyphOf(0xac00)) / unitsPerEm,
  };
}

function tablesOf(font: Buffer): (tag: string) => number {
  const tables = new Map<string, number>();
  for (let row = 12; row < 12 + 16 * font.readUInt16BE(4); row += 16)
    tables.set(font.toString("latin1", row, row + 4), font.readUInt32BE(row + 8));
  return (tag) => {
    const at = tables.get(tag);
    if (at === undefined) throw new Error(`the font has no table ${tag}`);
    return at;
  };
}

/** From the table of whole ranges (format 12), which every current font has. */
function glyphsOf(font: Buffer, cmap: number): (code: number) => number {
  const count = font.readUInt16BE(cmap + 2);
  const places = Array.from({ length: count }, (_, at) => cmap + font.readUInt32BE(cmap + 8 + 8 * at));
  const table = places.find((place) => font.readUInt16BE(place) === 12);
  if (table === undefined) throw new Error("the font has no table of whole ranges");
  const ranges = Array.from({ length: font.readUInt32BE(table + 12) }, (_, at) => {
    const row = table + 16 + 12 * at;
    return {
      from: font.readUInt32BE(row),
      to: font.readUInt32BE(row + 4),
      glyph: font.readUInt32BE(row + 8),
    };
  });
  return (code) => {
    let [low, high] = [0, ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = ranges[middle]!;
      if (code < range.from) high = middle - 1;
      else if (code > range.to) low = middle + 1;
      else return range.glyph + code - range.from;
    }
    return 0;
  };
}
