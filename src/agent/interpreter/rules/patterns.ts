// Patterns of the data files as expressions: `~12` is a gap of at most twelve letters inside a sentence (forty without a number),
// a blank is any or no blank in Korean and a blank in English, where whole words are meant.

import { type Gated, gated } from "../../../language/gated.ts";

/** Not inside a Latin word: a gap begins and ends between words. */
const AT_WORD_EDGE = "(?<![a-z](?=[a-z]))";

/** @param words classes that a pattern names as `<class>` */
export function expression(line: string, words: Readonly<Record<string, string>> = {}): RegExp {
  const gaps = expanded(line.trim(), words).replace(
    /~(\d*)(?![^[\]]*\])/g,
    (_, most: string) => `${AT_WORD_EDGE}[^.?!\\n]{0,${most || 40}}?${AT_WORD_EDGE}`,
  );
  if (/[가-힣]/.test(gaps)) return new RegExp(gaps.replaceAll(" ", "\\s*"));
  const spaced = gaps.replaceAll(" ?", "\\s*").replaceAll(" ", "\\s+");
  return new RegExp(`(?<![a-z])(?:${spaced})(?![a-z])`);
}

/** One pattern a line, each tried where its words stand. */
export function expressions(
  lines: readonly string[],
  words: Readonly<Record<string, string>> = {},
): readonly Gated[] {
  return lines.map((line) => gated(expression(line, words)));
}

function expanded(line: string, words: Readonly<Record<string, string>>): string {
  return line.replace(/<([a-z_하]+)>/g, (whole, name: string) => {
    const word = words[name];
    return word === undefined ? whole : expanded(word, words);
  });
}
