// The end of a server: requests in hand are answered first, so that nobody who was heard is left without word of it.

import type { Server, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** A request that takes longer is cut, as a file that comes in slowly: it is sent again. */
const LIMIT_MS = 2_000;
const LOOK_MS = 20;

/** @returns closes the server; open streams, which never end by themselves, are cut */
export function closerOf(server: Server): () => Promise<void> {
  const inHand = new Set<ServerResponse>();
  server.on("request", (_request, response) => {
    inHand.add(response);
    response.once("close", () => inHand.delete(response));
  });
  return async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const until = performance.now() + LIMIT_MS;
    while (![...inHand].every(isStream) && performance.now() < until) await pause(LOOK_MS);
    server.closeAllConnections();
    await closed;
  };
}

function isStream(response: ServerResponse): boolean {
  return String(response.getHeader("content-type")).startsWith("text/event-stream");
}
