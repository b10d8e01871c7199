// What a model outside writes into a call and people may read on a card: words that were said in the conversation, names
// that were found in it, and codes of ours. A text of its own is no fact about anybody's wish and is left out.

import { mediumLabels } from "../core/medium.ts";
import { TimeToken } from "../core/query.ts";
import type { PastTurn, ToolCallRecord } from "./history.ts";
import { masked } from "./providers/mask.ts";

export type IsSaid = (text: string) => boolean;

/** @param calls of the turn, as they come: what they found may be named, too */
export function openSaid(
  said: string,
  history: readonly PastTurn[],
  calls: readonly ToolCallRecord[],
): IsSaid {
  const spoken = [said, ...history.map((turn) => turn.said)];
  const before = [...spoken, ...spoken.map(masked), ...history.flatMap((turn) => turn.calls).map(foundBy)];
  let heard = -1;
  let whole = "";
  let figures: ReadonlySet<string> = new Set();
  return (text) => {
    if (calls.length !== heard) {
      heard = calls.length;
      whole = plain([...before, ...calls.map(foundBy)].join("\n"));
      figures = new Set(whole.match(/\p{N}+/gu));
    }
    const pieces = plain(text).match(/\p{L}+|\p{N}+/gu) ?? [];
    return pieces.every((piece) => (/\p{N}/u.test(piece) ? figures.has(piece) : whole.includes(piece)));
  };
}

function foundBy({ facts }: ToolCallRecord): string {
  return JSON.stringify(facts) ?? "";
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Values of ours, which say nothing by themselves. */
const shapes: readonly RegExp[] = [
  /^(?:medium:)?[a-z]{1,30}(?:[A-Z][a-z]{1,20}|_[a-z]{1,20}){0,3}$/, // a code
  /^[A-Z]{3}$/, // a currency
  /^20\d\d(?:-\d\d){0,2}$/, // a year, month or day
  /^\d{1,2}:\d{1,2}$/, // a time of day, an aspect
  /^\d{1,2}(?:[-–~]\d{1,2}|\+)?$/, // an hour, an age
  /^\d{2,4}x\d{2,4}$/, // a size
  /^[\d*,/-]{1,20}(?: [\d*,/-]{1,20}){4}$/, // a rhythm
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/, // an id
];
const media: ReadonlySet<string> = new Set(Object.values(mediumLabels).flatMap(({ ko, en }) => [ko, en]));

function isOurs(text: string): boolean {
  return shapes.some((shape) => shape.test(text)) || media.has(text) || TimeToken.safeParse(text).success;
}

/** Of these there are names to be said; values of the others (a region, an age, a device) are a plain word or two. */
const named = new Set("medium account campaign adGroup ad keyword search_term product_type brand".split(" "));
const PLAIN_WORDS = /^\p{L}[\p{L}_-]{0,19}(?: \p{L}[\p{L}_-]{0,19})?$/u;

export type OwnWords = {
  input: unknown;
  /** Places of the texts that were left out, such as `targeting.audience.0`. */
  leftOut: string[];
};

/** The arguments of a call without the texts that nobody said. */
export function inOwnWords(input: unknown, isSaid: IsSaid): OwnWords {
  const leftOut: string[] = [];
  const keep = (value: unknown, path: readonly string[], isValue: boolean): unknown => {
    if (typeof value === "string") {
      if (isOurs(value) || (isValue && PLAIN_WORDS.test(value)) || isSaid(value.replace(/^medium:/, "")))
        return value;
      leftOut.push(path.join("."));
      return undefined;
    }
    if (typeof value !== "object" || value === null) return value;
    const isPlain = isValue || ("field" in value && !named.has(String(value.field)));
    const kept = Object.entries(value)
      .map(([key, one]) => [key, keep(one, [...path, key], isPlain)] as const)
      .filter(([, one]) => one !== undefined);
    return Array.isArray(value) ? kept.map(([, one]) => one) : Object.fromEntries(kept);
  };
  return { input: keep(input, [], false), leftOut };
}
