// The bytes of a request, read under a bound before anything is made of them: the signature stands over these very bytes.

import type { Request } from "express";

/** @returns `undefined` as soon as there are more than `most` bytes; the rest is not read */
export async function rawBody(req: Request, most: number): Promise<Buffer | undefined> {
  if (Number(req.headers["content-length"] ?? 0) > most) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
