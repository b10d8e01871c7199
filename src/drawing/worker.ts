// The worker's side of `drawer.ts`: draws one picture after another until it is ended.

import { parentPort } from "node:worker_threads";
import { BUBBLE_PIXELS } from "./look.ts";
import type { Drawn, Order } from "./worker-messages.ts";

const port = parentPort;
if (!port) throw new Error("this file runs in a worker only");

port.on("message", (order: Order) => void drawn(order).then((answer) => port.postMessage(answer)));

async function drawn(order: Order): Promise<Drawn> {
  try {
    return { kind: "drawn", png: await pngFor(order) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.name : "unknown" };
  }
}

/** What draws charts and what draws creatives are loaded when the first of them is wished for. */
async function pngFor(order: Order): Promise<Uint8Array> {
  if (order.kind === "chart") {
    const [{ pictureOf, svgOf }, { pngOf }] = await Promise.all([import("./chart.ts"), import("./png.ts")]);
    const svg = svgOf(pictureOf(order.part, order.manner));
    return order.manner.wide ? pngOf(svg, BUBBLE_PIXELS) : pngOf(svg);
  }
  const [{ pngOfLayout, svgOfLayout }, { dataAddress }] = await Promise.all([
    import("./creative/picture.ts"),
    import("./creative/photo.ts"),
  ]);
  const { layout, photo, mostBytes, note } = order;
  const svg = await svgOfLayout(layout, photo && dataAddress(photo));
  return pngOfLayout(svg, { mostBytes, note, origin: photo ? "composite" : "made" });
}
