// fetch whose answers have an end: a server that sends without end is cut off, also inside one line.

import { TOO_MANY_BYTES } from "../trouble.ts";

/** Words, thoughts and arguments of one call are some ten kilobytes; the wire says each several times over. */
const MOST_BYTES = 2_000_000;

/**
 * Follows no redirect: the key belongs to one address. A refusal is its status and headers alone: what else it says is
 * shown to nobody, and may be endless.
 */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: "error" });
  if (!response.body) return response;
  const { status, statusText, headers } = response;
  if (!response.ok) {
    void response.body.cancel();
    return new Response(null, { status, statusText, headers });
  }
  return new Response(response.body.pipeThrough(byteCounter()), { status, statusText, headers });
};

function byteCounter(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) throw Object.assign(new Error("too many bytes"), { code: TOO_MANY_BYTES });
      controller.enqueue(chunk);
    },
  });
}
