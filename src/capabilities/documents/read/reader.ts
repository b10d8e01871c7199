// Reads a report in a worker thread: other people are answered meanwhile, memory and time are capped, and a slow taker slows the reader.

import { Worker } from "node:worker_threads";
import { limits } from "./limits.ts";
import type { ReadOptions } from "./read.ts";
import { refuse } from "./refusals.ts";
import type { ReadEvent } from "./report.ts";
import { errorOf, type FromWorker, type ToWorker, type WorkerInput } from "./worker-messages.ts";

type WorkerLimits = { megabytes: number; silenceMs: number };

const usual: WorkerLimits = { megabytes: limits.workerMegabytes, silenceMs: limits.workerSilenceMs };
const CREDIT: ToWorker = { kind: "credit" };

/**
 * The events of `readReport`, read elsewhere. Leaving the loop early ends the worker.
 * @throws Failure as `readReport` does, and when it is stopped by `signal`, takes too long or too much memory
 */
export async function* readInWorker(
  path: string,
  options: ReadOptions,
  signal?: AbortSignal,
  caps: WorkerLimits = usual,
): AsyncGenerator<ReadEvent> {
  if (signal?.aborted) throw refuse("stopped");
  const input: WorkerInput = { path, options };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: caps.megabytes, maxYoungGenerationSizeMb: 32 },
  });
  const inbox = openInbox(worker, signal);
  try {
    for (;;) {
      const message = await inbox.next(caps.silenceMs);
      if (message.kind === "done") return;
      if (message.kind !== "event") throw errorOf(message);
      yield message.event;
      worker.postMessage(CREDIT);
    }
  } finally {
    inbox.close();
    await worker.terminate();
  }
}

type Inbox = { next: (silenceMs: number) => Promise<FromWorker>; close: () => void };

/** Messages in order of arrival; whatever ends the worker comes after those it had sent. */
function openInbox(worker: Worker, signal: AbortSignal | undefined): Inbox {
  const waiting: FromWorker[] = [];
  let ended: Error | undefined;
  let wake: (() => void) | undefined;
  const end = (error: Error) => {
    ended ??= error;
    wake?.();
  };
  const stop = () => {
    waiting.length = 0;
    end(refuse("stopped"));
  };
  worker.on("message", (message: FromWorker) => {
    waiting.push(message);
    wake?.();
  });
  worker.on("error", (error) => end(deathOf(error)));
  worker.on("exit", () => end(new Error("the reader's worker ended without a result")));
  signal?.addEventListener("abort", stop, { once: true });

  async function next(silenceMs: number): Promise<FromWorker> {
    const timer = setTimeout(() => end(refuse("too_slow")), silenceMs);
    try {
      for (;;) {
        const message = waiting.shift();
        if (message) return message;
        if (ended) throw ended;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }
  return { next, close: () => signal?.removeEventListener("abort", stop) };
}

function deathOf(error: unknown): Error {
  if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") return refuse("out_of_memory");
  return error instanceof Error ? error : new Error(String(error));
}
