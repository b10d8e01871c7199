// What a model that makes pictures is asked for a creative, and what comes back.

import type { Lang } from "../../core/locale.ts";

export type PictureRequest = {
  /** Of the note when none comes. */
  lang: Lang;
  product: string;
  trade: string;
  occasion?: string | undefined;
  tone?: string | undefined;
  /** Of the brand, as #rrggbb. */
  colors: readonly string[];
};

/** The bytes as they came, unchecked; or a sentence on why there are none. */
type PictureAnswer = { bytes: Uint8Array } | { trouble: string };

export type AskPicture = (request: PictureRequest) => Promise<PictureAnswer>;
