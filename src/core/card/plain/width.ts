// Display width of text in a terminal: Hangul and other wide letters take two columns, marks take none.

/** Control characters, direction overrides and invisible fillers: text from outside may not steer the screen. */
const steering = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const lineEnds = /\s*[\t\n\r]+\s*/g;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const mark = /^[\p{Mn}\p{Me}\ufe0f]+$/u;
const picture = /\p{Extended_Pictographic}/u;
/** Letters that never join with one beside them: what nearly all cards are made of. */
const single = /^[\x20-\x7e·–−…₩\uac00-\ud7a3]*$/;
const firstHangul = 0xac00;
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One line of harmless text: line ends become spaces, steering characters go. */
export function clean(text: string): string {
  return text.replace(lineEnds, " ").replace(steering, "");
}

export function widthOf(text: string): number {
  let width = 0;
  if (single.test(text)) {
    for (let at = 0; at < text.length; at += 1) width += text.charCodeAt(at) < firstHangul ? 1 : 2;
    return width;
  }
  for (const { segment } of letters.segment(text)) width += widthOfLetter(segment);
  return width;
}

function widthOfLetter(letter: string): number {
  if (mark.test(letter)) return 0;
  return wide.test(letter) || (picture.test(letter) && letter.codePointAt(0)! > 0xff) ? 2 : 1;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** `text` in at most `width` columns, its end replaced by "…" when it is longer. For names only, never for figures. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const { segment } of letters.segment(text)) {
    used += widthOfLetter(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** `text` as lines of at most `width` columns: broken between words, a longer word wherever it must. Nothing is lost. */
export function fold(text: string, width: number): string[] {
  return wrap(text, width).flatMap((line) => (widthOf(line) <= width ? [line] : chop(line, width)));
}

function chop(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment } of letters.segment(text)) {
    if (line !== "" && widthOf(line) + widthOfLetter(segment) > width) {
      lines.push(line);
      line = "";
    }
    line += segment;
  }
  return line === "" ? lines : [...lines, line];
}

/**
 * Breaks `text` between its pieces into lines of at most `width` columns; a piece that is longer keeps a line of its own.
 * @param separator what stands between two pieces: a space for words, " · " for the entries of a footer
 */
export function wrap(text: string, width: number, indent = "", separator = " "): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const piece of text.split(separator)) {
    const longer = line === undefined ? piece : `${line}${separator}${piece}`;
    if (line !== undefined && widthOf(longer) > width) {
      lines.push(line);
      line = `${indent}${piece}`;
    } else {
      line = longer;
    }
  }
  return line === undefined ? lines : [...lines, line];
}
