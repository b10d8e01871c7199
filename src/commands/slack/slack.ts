// The parent's side of a Slack in a process of its own.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { heard, leave } from "../child.ts";
import type { Seen } from "./web-api.ts";

/** `grown`: messages that grew, and those of them that nobody finished so far. */
export type Looked = { seen: Seen[]; refused: string[]; grown: { count: number; left: string[] } };

export type Slack = {
  url: string;
  /** What people saw so far, the first first, and what was refused for its form. */
  look: () => Promise<Looked>;
  close: () => Promise<void>;
};

const worker = fileURLToPath(new URL("worker.ts", import.meta.url));
const Ready = z.object({ url: z.url() });

/** @param seed of the troubles it makes; none without */
export async function startSlack(seed?: number): Promise<Slack> {
  const child = fork(worker, seed === undefined ? [] : [String(seed)], { execArgv: [], env: { PATH: "" } });
  const { url } = Ready.parse(await heard(child));
  const all: Seen[] = [];
  return {
    url,
    async look() {
      const answer = heard(child);
      child.send(all.length);
      const { seen, ...others } = (await answer) as Looked;
      all.push(...seen);
      return { seen: [...all], ...others };
    },
    close: () => leave(child),
  };
}
