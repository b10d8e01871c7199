// A PNG read back into its pixels: written apart from what makes ours, with nothing but the format's own description.

import { crc32, inflateSync } from "node:zlib";

export type Pixels = {
  width: number;
  height: number;
  /** Red, green, blue, alpha of each, row by row. */ rgba: Uint8Array;
};

export function readPng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png);
  if (bytes.toString("latin1", 1, 4) !== "PNG") throw new Error("no PNG");
  const data: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString("latin1", at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      if (body[8] !== 8 || body[9] !== 6 || body[12] !== 0)
        throw new Error("not eight bits of red, green, blue, alpha");
    }
    if (kind === "IDAT") data.push(body);
    at += length + 12;
  }
  return { width, height, rgba: unfiltered(inflateSync(Buffer.concat(data)), width, height) };
}

function unfiltered(raw: Uint8Array, width: number, height: number): Uint8Array {
  const row = width * 4;
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const left = x < 4 ? 0 : (out[y * row + x - 4] ?? 0);
      const up = y === 0 ? 0 : (out[(y - 1) * row + x] ?? 0);
      const corner = y === 0 || x < 4 ? 0 : (out[(y - 1) * row + x - 4] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[y * row + x] = (raw[y * (row + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** How many pixels of a rectangle are darker than paper. */
export function inkIn(
  { width, rgba }: Pixels,
  box: { x: number; y: number; wide: number; high: number },
): number {
  let dark = 0;
  for (let y = box.y; y < box.y + box.high; y += 1)
    for (let x = box.x; x < box.x + box.wide; x += 1) if ((rgba[(y * width + x) * 4] ?? 255) < 128) dark += 1;
  return dark;
}

/** IPTC's digital source type as the bytes say it in XMP, read chunk by chunk up to the pixels. */
export function sourceIn(png: Uint8Array): string | undefined {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.length);
  for (let at = 8; at + 12 <= bytes.length;) {
    const [length, kind] = [bytes.readUInt32BE(at), bytes.toString("latin1", at + 4, at + 8)];
    if (kind === "IDAT") return undefined;
    const body = bytes.toString("utf8", at + 8, at + 8 + length);
    const sum = bytes.readUInt32BE(at + 8 + length);
    if (kind === "iTXt" && body.startsWith("XML:com.adobe.xmp\0"))
      return sum === crc32(bytes.subarray(at + 4, at + 8 + length))
        ? /Iptc4xmpExt:DigitalSourceType="([^"]+)"/.exec(body)?.[1]
        : undefined;
    at += 12 + length;
  }
  return undefined;
}
