// What the self-check says: one line each, and what to do about it.

import type { Words } from "../core/locale.ts";

export type Finding = {
  /** `stops`: nobody is answered until it is put right; `note`: something is missing, or could not be looked at. */
  weight: "fine" | "note" | "stops";
  say: Words;
  /** The next step; a thing that is fine has none. */
  next?: Words;
};
