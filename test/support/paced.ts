// A release that lets the process serve others between two sentences.

import type { Release } from "../../src/agent/proof/release.ts";

export type Paced = {
  /** The words that this piece of text releases. */
  add(text: string): Promise<string>;
  /** What the end of the text releases. */
  end(): Promise<string>;
};

/** Work of one stretch; a sentence more may come on top. */
const STRETCH_MS = 5;

/** @param others lets what else waits run */
export function openPaced(release: Release, others: () => Promise<unknown> = nextTick): Paced {
  let since = performance.now();
  const breathe = async (): Promise<void> => {
    if (performance.now() - since < STRETCH_MS) return;
    await others();
    since = performance.now();
  };
  const all = async (): Promise<string> => {
    let words = "";
    for (let more = release.step(); more !== undefined; more = release.step()) {
      words += more;
      await breathe();
    }
    await breathe();
    return words;
  };
  return {
    add(text) {
      release.take(text);
      return all();
    },
    end() {
      release.take();
      return all();
    },
  };
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
