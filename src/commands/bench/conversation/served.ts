// The parent's side of a bench server: started as a process of its own, asked what it cost, ended at the end.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { benchNow } from "../dataset.ts";

const Cost = z.object({
  /** The longest the event loop was held up. */
  longestBlockMs: z.number(),
  /** The same in processor time of its thread. */
  longestTaskMs: z.number(),
  /** Processor time of the whole process, all threads. */
  processorMs: z.number(),
});
export type Cost = z.output<typeof Cost>;

export type Served = {
  url: string;
  /** What it cost since this was asked last. */
  cost: () => Promise<Cost>;
  close: () => Promise<void>;
};

const worker = fileURLToPath(new URL("worker.ts", import.meta.url));
const Ready = z.object({ url: z.url() });

/** @param kind the app, or express with one committed row and a constant answer */
export async function serve(kind: "app" | "bare", databaseUrl: string): Promise<Served> {
  const child = fork(worker, [kind], {
    execArgv: [],
    env: {
      PATH: "",
      DATABASE_URL: databaseUrl,
      PORT: "0",
      LOG_LEVEL: "warn",
      CO9MA_NOW: benchNow().toString(),
    },
  });
  const { url } = Ready.parse(await heard(child));
  return {
    url,
    async cost() {
      const answer = heard(child);
      child.send("cost");
      return Cost.parse(await answer);
    },
    async close() {
      if (child.exitCode !== null) return;
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}

/** @throws when the server ends instead */
async function heard(child: ChildProcess): Promise<unknown> {
  const done = new AbortController();
  const ended = once(child, "exit", { signal: done.signal }).then(() => {
    throw new Error("the bench's server ended");
  });
  try {
    const [message] = (await Promise.race([once(child, "message"), ended])) as unknown[];
    return message;
  } finally {
    ended.catch(() => {});
    done.abort();
  }
}
