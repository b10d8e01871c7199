// fetch whose answers have an end: a server that sends without end is cut off, also inside one line.

import { TOO_MANY_BYTES } from "../trouble.ts";

/** Words, thoughts and arguments of one call are some ten kilobytes; the wire says each several times over. */
const MOST_BYTES = 2_000_000;

/**
 * Follows no redirect: the key belongs to one address. A refusal is its status and headers alone: what else it says is
 * shown to nobody, and may be endless.
 */
export const boundedFetch: typeof fetch = fetchWithin(MOST_BYTES);

/** The same for answers of at most so many bytes. */
export function fetchWithin(mostBytes: number): typeof fetch {
  return async (input, init) => bounded(await fetch(input, { ...init, redirect: "error" }), mostBytes);
}

function bounded(response: Response, mostBytes: number): Response {
  if (!response.body) return response;
  const { status, statusText, headers } = response;
  if (!response.ok) {
    void response.body.cancel();
    return new Response(null, { status, statusText, headers });
  }
  return new Response(response.body.pipeThrough(byteCounter(mostBytes)), { status, statusText, headers });
}

function byteCounter(mostBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw Object.assign(new Error("too many bytes"), { code: TOO_MANY_BYTES });
      controller.enqueue(chunk);
    },
  });
}
