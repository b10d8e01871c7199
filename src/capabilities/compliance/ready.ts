// Reviews made ready with the process: the files are checked before anybody is served, their patterns are compiled once it is quiet.

import { homePacks } from "./judging.ts";
import { warmBetween } from "./warm.ts";

/** A process that has only just started has other things to do. */
const QUIET_AFTER_MS = 15_000;

let warmed = false;

/** @throws Error naming file and place of a policy that does not load: a process is not to start with it */
export function openReviews(): { close: () => void } {
  const packs = homePacks();
  let isOver = false;
  const later = setTimeout(() => {
    if (warmed) return;
    warmed = true;
    void warmBetween(packs, () => isOver);
  }, QUIET_AFTER_MS);
  later.unref();
  return {
    close: () => {
      isOver = true;
      clearTimeout(later);
    },
  };
}
