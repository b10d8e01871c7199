// Words typed with the wrong keyboard layout on: Hangul on QWERTY (fhdktm = 로아스) and the reverse (ㅡㄷㅅㅁ = meta).
// Own tables of the two-set layout: the package's reader throws on key runs that make no syllable.

import { compose, decompose } from "./jamo.ts";

const rows = [
  ["qwertyuiop", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ"],
  ["asdfghjkl", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ"],
  ["zxcvbnm", "ㅋㅌㅊㅍㅠㅜㅡ"],
  ["QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ"],
] as const;
const jamoOfKey = new Map(
  rows.flatMap(([keys, jamo]) =>
    keys.split("").map((key, index): [string, string] => [key, jamo[index] ?? ""]),
  ),
);
const keyOfJamo = new Map([...jamoOfKey].map(([key, jamo]): [string, string] => [jamo, key]));
const pairs: Readonly<Record<string, string>> = {
  ㅗㅏ: "ㅘ",
  ㅗㅐ: "ㅙ",
  ㅗㅣ: "ㅚ",
  ㅜㅓ: "ㅝ",
  ㅜㅔ: "ㅞ",
  ㅜㅣ: "ㅟ",
  ㅡㅣ: "ㅢ",
  ㄱㅅ: "ㄳ",
  ㄴㅈ: "ㄵ",
  ㄴㅎ: "ㄶ",
  ㄹㄱ: "ㄺ",
  ㄹㅁ: "ㄻ",
  ㄹㅂ: "ㄼ",
  ㄹㅅ: "ㄽ",
  ㄹㅌ: "ㄾ",
  ㄹㅍ: "ㄿ",
  ㄹㅎ: "ㅀ",
  ㅂㅅ: "ㅄ",
};
const partsOf = new Map(Object.entries(pairs).map(([parts, whole]): [string, string] => [whole, parts]));
const vowelPairs = Object.keys(pairs)
  .filter((pair) => /[ㅏ-ㅣ]/.test(pair))
  .join("|");
const finalPairs = Object.keys(pairs)
  .filter((pair) => !/[ㅏ-ㅣ]/.test(pair))
  .join("|");
/** A consonant before a vowel begins the next syllable, so a final never stands before one. */
const syllable = new RegExp(
  `([ㄱ-ㅎ])(${vowelPairs}|[ㅏ-ㅣ])((?:${finalPairs})(?![ㅏ-ㅣ])|[ㄱ-ㅎ](?![ㅏ-ㅣ]))?`,
  "g",
);

/** What else the same keys would have written; only readings that are whole words of the other script, the input never. */
export function otherLayouts(text: string): string[] {
  const readings: string[] = [];
  if (/[a-z]/i.test(text)) readings.push(...hangulReadings(text));
  if (/[ㄱ-ㅣ가-힣]/.test(text)) readings.push(keysOf(text));
  return [...new Set(readings)].filter((reading) => reading !== text);
}

/** Capitals give double consonants; a leading capital is more often the phone's habit, so both are tried. */
function hangulReadings(text: string): string[] {
  return [text, text.toLowerCase()]
    .map(typedHangul)
    .filter((reading) => /[가-힣]/.test(reading) && !/[ㄱ-ㅣ]/.test(reading));
}

/** The Hangul that these keys write; letters that make no syllable stay single. */
export function typedHangul(keys: string): string {
  const jamo = keys.replace(
    /[a-z]/gi,
    (key) => jamoOfKey.get(key) ?? jamoOfKey.get(key.toLowerCase()) ?? key,
  );
  return jamo.replace(syllable, (_, initial: string, vowel: string, final: string | undefined) =>
    compose(initial, pairs[vowel] ?? vowel, final === undefined ? "" : (pairs[final] ?? final)),
  );
}

/** The keys that write this Hangul. */
export function keysOf(text: string): string {
  let keys = "";
  for (const letter of decompose(text)) {
    for (const part of partsOf.get(letter) ?? letter) keys += keyOfJamo.get(part) ?? part;
  }
  return keys;
}

const board = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const besideKey = new Map(
  board.flatMap((row, at) => row.split("").map((key, x) => [key, keysAround(at, x)])),
);

/** Rows are shifted to the right: a key touches two of the row above and two of the row below. */
function keysAround(row: number, x: number): string {
  const [above, own, below] = [board[row - 1], board[row], board[row + 1]];
  const keys = [own?.[x - 1], own?.[x + 1], above?.[x], above?.[x + 1], below?.[x - 1], below?.[x]];
  return keys.join("");
}

/** Keys a finger may have hit instead, in one string; a doubled Hangul letter is its own key with shift. */
export function neighboursOf(key: string): string {
  const plain = besideKey.get(key.toLowerCase()) ?? "";
  return key === key.toLowerCase() ? plain : plain + key.toLowerCase();
}
