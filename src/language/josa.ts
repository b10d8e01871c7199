// Korean particles that fit the sound before them, also behind digits, Latin letters and signs.

import { josa as hangulJosa } from "es-hangul";

export type JosaPair = Parameters<typeof hangulJosa>[1];

const digits = ["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
/** Final zeros by their number: 십, 백, 천, 만, 십만, 백만, 천만, 억. */
const zeros = ["", "십", "백", "천", "만", "만", "만", "만", "억"];
/** Letters whose Korean name ends in a consonant; all others end open. */
const closedLetters: Readonly<Record<string, string>> = { l: "엘", m: "엠", n: "엔", r: "알" };
/** Endings of English words as they sound in Korean, tried in order. */
const closedEndings: readonly (readonly [RegExp, string])[] = [
  [/(l|le)$/, "글"],
  [/(m|me)$/, "엠"],
  [/(n|ne)$/, "엔"],
  [/ng$/, "잉"],
  [/(ck|k|oke)$/, "북"],
  [/p$/, "숍"],
];

/** `josa("ROAS", "은/는")` = `ROAS는`, `josa("7", "이/가")` = `7이`, `josa("10", "으로/로")` = `10으로`. */
export function josa(word: string, pair: JosaPair): string {
  const sound = soundOf(word);
  return word + hangulJosa(sound, pair).slice(sound.length);
}

/** A Hangul syllable that ends like the word does when read aloud. */
function soundOf(word: string): string {
  if (/%p?["'”’)\]」』]*$/.test(word)) return "트";
  const spoken = word.replace(/[^\p{L}\p{N}]+$/gu, "");
  if (/[가-힣]$/.test(spoken)) return spoken.slice(-1);
  if (/\d$/.test(spoken)) return digitSound(spoken);
  const letters = /[a-z]+$/i.exec(spoken)?.[0];
  return letters ? latinSound(letters) : "가";
}

function digitSound(text: string): string {
  const number = /[\d,.]*\d$/.exec(text)?.[0] ?? "0";
  const trailing = number.includes(".") ? 0 : (/0*$/.exec(number.replaceAll(",", ""))?.[0].length ?? 0);
  const last = Number(number.at(-1));
  if (trailing === 0 || /^[0,]+$/.test(number)) return digits[last] ?? "영";
  return (zeros[Math.min(trailing, 8)] ?? "억").slice(-1);
}

function latinSound(letters: string): string {
  const readByLetter = letters === letters.toUpperCase() && letters.length <= 5 && letters !== "ROAS";
  if (readByLetter) return closedLetters[letters.slice(-1).toLowerCase()] ?? "이";
  const ending = closedEndings.find(([pattern]) => pattern.test(letters.toLowerCase()));
  return ending?.[1] ?? "스";
}
