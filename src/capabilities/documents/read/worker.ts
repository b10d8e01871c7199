// The worker's side of `reader.ts`: reads one report and hands its events over as long as the caller gives credit.

import { parentPort, workerData } from "node:worker_threads";
import { limits } from "./limits.ts";
import { readReport } from "./read.ts";
import { type FromWorker, messageOf, type ToWorker, type WorkerInput } from "./worker-messages.ts";

const port = parentPort;
if (!port) throw new Error("this file runs in a worker only");

let credit = limits.workerInFlight;
let wake: (() => void) | undefined;

port.on("message", ({ kind }: ToWorker) => {
  if (kind !== "credit") return;
  credit++;
  wake?.();
});

function send(message: FromWorker): void {
  port?.postMessage(message);
}

async function waitForCredit(): Promise<void> {
  while (credit <= 0) await new Promise<void>((resolve) => (wake = resolve));
  credit--;
}

// The input was made by `reader.ts` of the same program.
const { path, options } = workerData as WorkerInput;
try {
  for await (const event of readReport(path, options)) {
    await waitForCredit();
    send({ kind: "event", event });
  }
  send({ kind: "done" });
} catch (error) {
  send(messageOf(error));
} finally {
  port.close();
}
