// A text whose read stretches are blanked, so that the next reader does not read them again. Places stay the same.

export type Place = { from: number; to: number };

/** A letter no word, blank or sign of a sentence is made of. */
export const BLANK = "\u0001";

export type Masked = {
  /** What is left to read. */
  text(): string;
  blank(place: Place): void;
  /** Blanks every match and returns the places. */
  blankAll(pattern: RegExp): Place[];
};

export function openMasked(whole: string): Masked {
  let text = whole;
  return {
    text: () => text,
    blank({ from, to }) {
      text = text.slice(0, from) + BLANK.repeat(to - from) + text.slice(to);
    },
    blankAll(pattern) {
      const places = [...text.matchAll(pattern)].map((match) => ({
        from: match.index,
        to: match.index + match[0].length,
      }));
      text = blanked(text, places);
      return places;
    },
  };
}

/** @param places in order, none in another */
function blanked(text: string, places: readonly Place[]): string {
  if (places.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of places) {
    pieces.push(text.slice(at, from), BLANK.repeat(to - from));
    at = to;
  }
  return pieces.join("") + text.slice(at);
}
