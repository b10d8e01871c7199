// A text as it can be drawn: small pictures go, letters the font lacks become a sign, and every place in it can still be found.

import { missingLetters } from "../creative/font.ts";

export type DrawnText = {
  text: string;
  /** Where the place of a UTF-16 unit of the text that was given stands in this one. */
  placeOf: (at: number) => number;
  /** Small pictures and letters that are not drawn as they were. */
  pictures: number;
  letters: number;
};

const graphemes = new Intl.Segmenter("ko", { granularity: "grapheme" });
const picture = /\p{Emoji_Presentation}|\p{Emoji_Modifier}|\p{RI}|[\u{1f000}-\u{1faff}]|\u{fe0f}|\u{20e3}/u;
const steering = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;
/** Stands for a letter that the font does not have, as printers mark one they lack. */
const LACKING = missingLetters("〓").length === 0 ? "〓" : "?";

export function drawnText(given: string): DrawnText {
  const places: number[] = [];
  let text = "";
  let pictures = 0;
  let letters = 0;
  for (const { segment, index } of graphemes.segment(given)) {
    for (let at = index; at < index + segment.length; at += 1) places[at] = text.length;
    if (picture.test(segment) && !/^[\d#*©®™]$/u.test(segment)) pictures += 1;
    else {
      const { shown, lacking } = drawnGrapheme(segment);
      // What is left out between two blanks leaves one.
      if (shown !== " " || !/(?:^|\s)$/.test(text)) text += shown;
      letters += lacking;
    }
  }
  places[given.length] = text.length;
  return {
    text,
    pictures,
    letters,
    placeOf: (at) => places[Math.min(Math.max(at, 0), given.length)] ?? text.length,
  };
}

function drawnGrapheme(segment: string): { shown: string; lacking: number } {
  if (segment === "\n" || segment === "\r\n") return { shown: "\n", lacking: 0 };
  let lacking = 0;
  let shown = "";
  for (const letter of segment.normalize("NFC")) {
    if (/[\p{Cc}\u3000\u00a0]/u.test(letter)) shown += " ";
    else if (steering.test(letter)) continue;
    else if (missingLetters(letter).length > 0) {
      // Only marks that sit on a letter are lacking without a place of their own.
      if (!/\p{M}/u.test(letter)) shown += LACKING;
      lacking += 1;
    } else shown += letter;
  }
  return { shown, lacking };
}
