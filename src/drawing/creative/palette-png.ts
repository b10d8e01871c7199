// A PNG of at most 256 colours: some three times smaller than a photo's, for media that take small files only.

import { crc32, deflateSync } from "node:zlib";

type Pixels = { width: number; height: number; rgba: Uint8Array };
/** Five bits of each channel: 32,768 kinds of colour, each with how often it comes and the sum of its reds, greens and blues. */
type Kind = { key: number; count: number; sums: number[] };

const MOST_COLORS = 256;

export function palettePng({ width, height, rgba }: Pixels): Uint8Array {
  const colors = colorsOf(rgba);
  const nearest = new Int16Array(32_768).fill(-1);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const key = keyAt(rgba, (y * width + x) * 4);
      if (nearest[key] === -1) nearest[key] = nearestOf(colors, key);
      rows[y * (width + 1) + 1 + x] = nearest[key] ?? 0;
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(colors.flat())),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Signature and header: what is said of a file stands before its pixels, where readers that stop there still find it. */
const HEAD_BYTES = 33;

/** `text` as a line that readers of the file's own data find. */
export function withNote(png: Uint8Array, key: string, text: string): Uint8Array {
  const body = Buffer.concat([Buffer.from(`${key}\0\0\0\0\0`, "latin1"), Buffer.from(text, "utf8")]);
  return Buffer.concat([png.subarray(0, HEAD_BYTES), chunk("iTXt", body), png.subarray(HEAD_BYTES)]);
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Median cut: the box with most pixels times spread is halved until there are enough. */
function colorsOf(rgba: Uint8Array): number[][] {
  const known = new Map<number, Kind>();
  for (let at = 0; at < rgba.length; at += 4) {
    const key = keyAt(rgba, at);
    let kind = known.get(key);
    if (!kind) known.set(key, (kind = { key, count: 0, sums: [0, 0, 0] }));
    kind.count += 1;
    for (let channel = 0; channel < 3; channel += 1) kind.sums[channel]! += rgba[at + channel] ?? 0;
  }
  const kinds = [...known.values()];
  const boxes = [boxOf(kinds)];
  while (boxes.length < MOST_COLORS) {
    const widest = boxes.reduce((best, box) => (box.weight > best.weight ? box : best));
    if (widest.weight === 0) break;
    boxes.splice(boxes.indexOf(widest), 1, ...halved(widest));
  }
  return boxes.map(({ kinds: held }) => mean(held));
}

type ColorBox = { kinds: Kind[]; channel: number; weight: number };

function boxOf(kinds: Kind[]): ColorBox {
  const spreads = [0, 1, 2].map((channel) => {
    const values = kinds.map(({ key }) => part(key, channel));
    return Math.max(...values) - Math.min(...values);
  });
  const spread = Math.max(...spreads);
  const count = kinds.reduce((sum, kind) => sum + kind.count, 0);
  return { kinds, channel: spreads.indexOf(spread), weight: spread * Math.sqrt(count) };
}

function halved({ kinds, channel }: ColorBox): ColorBox[] {
  const sorted = kinds.toSorted((a, b) => part(a.key, channel) - part(b.key, channel));
  const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2;
  let [seen, at] = [0, 0];
  while (at < sorted.length - 1 && seen < half) seen += sorted[at++]!.count;
  const cut = Math.max(1, at);
  return [boxOf(sorted.slice(0, cut)), boxOf(sorted.slice(cut))];
}

function mean(kinds: readonly Kind[]): number[] {
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  return [0, 1, 2].map((channel) =>
    Math.round(kinds.reduce((all, { sums }) => all + (sums[channel] ?? 0), 0) / total),
  );
}

function nearestOf(colors: readonly number[][], key: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [at, color] of colors.entries()) {
    const far = color.reduce((sum, one, channel) => sum + (one - (part(key, channel) * 255) / 31) ** 2, 0);
    if (far < least) [best, least] = [at, far];
  }
  return best;
}

function keyAt(rgba: Uint8Array, at: number): number {
  return (((rgba[at] ?? 0) >> 3) << 10) | (((rgba[at + 1] ?? 0) >> 3) << 5) | ((rgba[at + 2] ?? 0) >> 3);
}

/** One channel of a kind, 0 to 31. */
function part(key: number, channel: number): number {
  return (key >> (10 - 5 * channel)) & 31;
}
