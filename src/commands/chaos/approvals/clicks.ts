// Presses on their way to replicas: each is sent again, under its key, until one has kept it.

import { EventEmitter, once } from "node:events";
import type { Replica } from "../replica.ts";
import type { Click, Told } from "./line.ts";

/** Somebody who presses again because nothing happened. */
const AGAIN_MS = 1_500;
const ODD_MS = 300;

export type Clicks = {
  heard: (told: Told) => void;
  /** Resolves as soon as it is kept. */
  press: (click: Click, replica: number) => Promise<void>;
  /** Presses that were kept. */
  kept: () => number;
  /** What was said to presses that were not taken, at last. */
  refusals: Map<string, string>;
};

export function openClicks(replicas: readonly Replica[], signal: AbortSignal): Clicks {
  const kept = new EventEmitter().setMaxListeners(0);
  const done = new Set<string>();
  const refusals = new Map<string, string>();
  return {
    refusals,
    kept: () => done.size,
    heard(told) {
      if (told.kind === "refused") refusals.set(told.key, told.said);
      if (told.kind !== "kept") return;
      done.add(told.key);
      refusals.delete(told.key);
      kept.emit(told.key);
    },
    async press(click, replica) {
      for (let tries = 0; !done.has(click.key) && !signal.aborted; tries += 1) {
        const taken = replicas[(replica + tries) % replicas.length]?.tell(click) ?? false;
        const wait = AbortSignal.any([signal, AbortSignal.timeout(taken ? AGAIN_MS : ODD_MS)]);
        await once(kept, click.key, { signal: wait }).catch(() => {});
      }
    },
  };
}
