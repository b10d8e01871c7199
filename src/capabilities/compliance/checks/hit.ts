// What a check sees of a copy and what it gives back.

import type { Words } from "../../../core/locale.ts";
import type { Facts } from "../facts.ts";
import type { View } from "../text.ts";
import type { Match } from "../vocabulary.ts";

/** The copy under review: words as received, where they run, what is known beside them. */
export type Seen = {
  text: string;
  view: View;
  facts: Facts;
  channel: string;
  field: string;
  lang: string;
  /** Whether the copy has a word of that list. */
  inCopy: (lexicon: string) => boolean;
  /** Where a text has words of that list. */
  listed: (lexicon: string, view: View) => readonly Match[];
};

/** `start`, `end` in the text as received; equal where something is missing. */
export type Hit = {
  start: number;
  end: number;
  group?: string | undefined;
  /** Names of what is missing, for `{missing}` and for the insertion. */
  missing?: readonly { name: Words; insert?: string | undefined }[];
};
