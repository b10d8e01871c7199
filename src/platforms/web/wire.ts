// What goes over the wire, packed as the browser takes it: page files and long answers; never the live stream, which must not wait.

import type { Request, Response } from "express";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Packing = "br" | "gzip";

/** Less than this fits into one packet as it is. */
const LEAST_BYTES = 1_400;

/** How hard is tried: files are packed once, an answer while somebody waits. */
const levels = { once: { br: 9, gzip: 9 }, now: { br: 4, gzip: 5 } };

const packers: Readonly<Record<Packing, (bytes: Buffer, level: number) => Promise<Buffer>>> = {
  br: (bytes, level) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: level } }),
  gzip: (bytes, level) => promisify(gzip)(bytes, { level }),
};

/** The best packing this browser takes for so many bytes; `undefined` for none. */
export function packingFor(req: Request, bytes: Buffer): Packing | undefined {
  if (bytes.length < LEAST_BYTES) return undefined;
  // Asked one by one: among equals the browser's own order would come first, and that is gzip.
  return (["br", "gzip"] as const).find((packing) => req.acceptsEncodings(packing));
}

export function pack(bytes: Buffer, packing: Packing, effort: keyof typeof levels): Promise<Buffer> {
  return packers[packing](bytes, levels[effort][packing]);
}

/** An answer of the API that may be long. */
export async function sendJson(req: Request, res: Response, value: unknown): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(value));
  const packing = packingFor(req, bytes);
  res.type("json").vary("Accept-Encoding");
  if (packing) res.set("Content-Encoding", packing);
  res.send(packing ? await pack(bytes, packing, "now") : bytes);
}
