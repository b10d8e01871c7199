// A text that stands in the message itself: in quotes, behind a colon, on the next line.

import type { Scan } from "../scan.ts";
import { type Read, trimmed } from "./own-text.ts";

/** The first such text, with the capitals it was written in. */
export function givenTextOf(scan: Scan): Read<string> | undefined {
  const quote = scan.lexemes.find(({ kind }) => kind === "quote");
  const value = quote && trimmed(scan.text.slice(quote.from, quote.to));
  return quote && value ? { from: quote.from, to: quote.to, value } : undefined;
}
