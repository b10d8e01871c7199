// The worker's side of `drawer.ts`: draws one chart after another until it is ended.

import { parentPort } from "node:worker_threads";
import { pictureOf, svgOf } from "./chart.ts";
import { pngOf } from "./png.ts";
import type { Drawn, Order } from "./worker-messages.ts";

const port = parentPort;
if (!port) throw new Error("this file runs in a worker only");

port.on("message", ({ part, manner }: Order) => port.postMessage(drawn(part, manner)));

function drawn(part: Order["part"], manner: Order["manner"]): Drawn {
  try {
    return { kind: "drawn", png: pngOf(svgOf(pictureOf(part, manner))) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.name : "unknown" };
  }
}
