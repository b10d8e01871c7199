// Names of accounts, campaigns, ad groups and ads as they are kept: the file's own spelling, made safe to store and to index.

import { createHash } from "node:crypto";

/** Letters kept of a name: index rows hold it twice and must stay under 2,700 bytes at three bytes a letter. */
const LONGEST_NAME = 300;
const KEPT_OF_LONGER = 280;

/** What we put behind the names of objects we make, to find them again: people and reports know them without it. */
const TAG = / ?\[co9-[0-9a-f]{8}\]$/;

/** NFC, control letters and broken halves of letters to blanks, trimmed; a longer name ends in a mark of its whole text, so two stay two. */
export function storedName(text: string): string {
  const clean = text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cs}]+/gu, " ")
    .trim()
    .replace(TAG, "");
  if (clean.length <= LONGEST_NAME) return clean;
  const mark = createHash("sha256").update(clean).digest("hex").slice(0, 12);
  return `${clean.slice(0, KEPT_OF_LONGER).toWellFormed()}… ${mark}`;
}
