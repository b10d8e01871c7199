// Words in our font: the letters it has, and how wide they come out, near enough to keep words apart. Nothing here can ask the font itself.

import { clean } from "../core/card/plain/width.ts";

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Advance widths in ems, measured in Pretendard 1.3.9 Bold, the wider of the two. */
const widths: readonly [RegExp, number][] = [
  [/[\uac00-\ud7a3ᄀ-ᇿ㄰-㆏]/u, 0.865],
  [/[0-9]/, 0.65],
  [/[il.,:;'|!·Ij ]/, 0.28],
  [/[ftr()[\]{}/\\"*-]/, 0.4],
  [/[mwMW%₩@]/, 0.95],
  [/[A-Z+~=<>&#$…]/, 0.7],
  [/[\x20-\x7e–—−€£]/, 0.6],
];

const OTHER = 1;

/** Small pictures with what joins, colours and numbers them, but for the signs that the font has (©, ™, arrows, ★). */
const pictures =
  /[[\u20e3\p{Extended_Pictographic}\u{200d}\p{Emoji_Presentation}\u{fe0e}-\u{fe0f}\p{Emoji_Modifier}\u{e0020}-\u{e007f}]--[ -ԯ\u2100-\u2199■-◯★☆\u3000-〟]]+/gv;
/** Chinese and other letters that the font does not have: one sign for a run of them. */
const missing = /[^ -ԯḀ-\u20bf\u2100-\u2199≈≠-≫①-⑳■-◯★☆\u3000-〟ぁ-ヾㄱ-ㆎ㈜㎀-㏝가-힣！-～￠-￦]+/gu;

/** The one word that echarts must not see: it keeps what it measured in a plain object, by the text itself. */
const prototype = /__proto__/g;

/** One line of harmless text as the font can write it; small pictures go. */
export function readable(text: string): string {
  const written = clean(text.normalize("NFC").replace(pictures, ""));
  return written.replace(prototype, "_proto_").replace(missing, "□").replaceAll(/ {2,}/g, " ").trim();
}

/** The name of a line or a bar: one without a word left has a sign all the same. */
export function nameOf(text: string): string {
  return readable(text) || "–";
}

/** Pixels of one line of `text`; rather too many than too few. */
export function textWidth(text: string, fontPx: number): number {
  let ems = 0;
  for (const letter of text) ems += widths.find(([kind]) => kind.test(letter))?.[1] ?? OTHER;
  return ems * fontPx;
}

/** `text` in at most `px` pixels, its end replaced by "…" when it is longer. For names only, never for figures. */
export function cutToPixels(text: string, px: number, fontPx: number): string {
  if (textWidth(text, fontPx) <= px) return text;
  let kept = "";
  for (const { segment } of letters.segment(text)) {
    if (textWidth(`${kept}${segment}…`, fontPx) > px) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** `text` as at most `most` lines of `px` pixels, broken between words where it can be; the last one is cut. */
export function linesOf(text: string, px: number, fontPx: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(" ");
  for (const [at, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || textWidth(longer, fontPx) <= px) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1)
      return [...lines, cutToPixels([line, ...words.slice(at)].join(" "), px, fontPx)];
    lines.push(line);
    line = word;
  }
  return [...lines, line].map((one) => cutToPixels(one, px, fontPx));
}
