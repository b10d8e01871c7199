// Draws charts and creatives in a worker thread, one after another: other people are answered meanwhile, and time, memory and the queue have an end.
// A picture that cannot be had is no failure of the answer, whose figures all stand in words.

import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { ChartPart } from "../core/card/chart.ts";
import type { Manner } from "./manner.ts";
import type { Creative, Drawn, Order } from "./worker-messages.ts";

export type Drawer = {
  /** @returns a PNG; `undefined` when there are too many before it, or it could not be drawn in time */
  draw: (part: ChartPart, manner: Manner) => Promise<Uint8Array | undefined>;
  /** The same for a laid out creative. */
  paint: (creative: Creative) => Promise<Uint8Array | undefined>;
  close: () => Promise<void>;
};

type DrawerLimits = {
  /** Pictures that are drawn or wait to be. */
  waiting: number;
  /** Of one drawing, the loading of what draws among it. */
  drawMs: number;
  /** From asking for a picture to going without it. */
  patienceMs: number;
  /** Without work the worker and its memory are given up. */
  idleMs: number;
};

const usual: DrawerLimits = { waiting: 32, drawMs: 20_000, patienceMs: 40_000, idleMs: 60_000 };
const MOST_MEGABYTES = 256;

export function openDrawer(log: Logger, over: Partial<DrawerLimits> = {}): Drawer {
  const limits = { ...usual, ...over };
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let closed = false;

  async function end(): Promise<void> {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  async function drawNow(order: Order, untilMs: number): Promise<Uint8Array | undefined> {
    const timeMs = Math.min(limits.drawMs, untilMs - performance.now());
    if (closed || timeMs <= 0) return undefined;
    clearTimeout(idle);
    worker ??= startWorker();
    const drawn = await answerOf(worker, order, timeMs);
    if (drawn.kind === "drawn") {
      idle = setTimeout(() => void end(), limits.idleMs).unref();
      return drawn.png;
    }
    log.warn({ reason: drawn.reason, what: order.kind }, "a picture was not drawn");
    await end();
    return undefined;
  }

  function queue(order: Order): Promise<Uint8Array | undefined> {
    if (closed || waiting >= limits.waiting) return Promise.resolve(undefined);
    waiting += 1;
    const untilMs = performance.now() + limits.patienceMs;
    const drawing = line.then(() => drawNow(order, untilMs)).finally(() => (waiting -= 1));
    line = drawing.catch(() => {});
    return drawing;
  }

  return {
    draw: (part, manner) => queue({ kind: "chart", part, manner }),
    paint: (creative) => queue({ kind: "creative", ...creative }),
    async close() {
      closed = true;
      clearTimeout(idle);
      await end();
    },
  };
}

function startWorker(): Worker {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES, maxYoungGenerationSizeMb: 32 },
  });
  worker.unref();
  return worker;
}

/** What the worker says, or why it says nothing; a worker that failed or is too slow is of no further use. */
function answerOf(worker: Worker, order: Order, timeMs: number): Promise<Drawn> {
  return new Promise((resolve) => {
    const fail = (reason: string) => () => done({ kind: "failed", reason });
    const gone = fail("the worker ended");
    const timer = setTimeout(fail("too slow"), timeMs);
    const done = (drawn: Drawn): void => {
      clearTimeout(timer);
      worker.off("message", done).off("exit", gone).off("error", gone);
      resolve(drawn);
    };
    worker.once("message", done).once("exit", gone).once("error", gone);
    worker.postMessage(order);
  });
}
