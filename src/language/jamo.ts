// Hangul syllables taken apart: for distances between spellings and for initial consonants.

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".split("");
const vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ".split("");
const finals = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ".split("")];

/** `초여름` -> `ㅊㅗㅇㅕㄹㅡㅁ`; everything that is no Hangul syllable stays. */
export function decompose(text: string): string {
  let out = "";
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    out += isSyllable(code) ? jamoOf(code - FIRST_SYLLABLE) : letter;
  }
  return out;
}

/** One syllable of its letters (`ㅅ`, `ㅐ`, `ㄹ` -> `샐`); the letters side by side when they make none (ㄸ closes nothing). */
export function compose(initial: string, vowel: string, final: string): string {
  const places = [initials.indexOf(initial), vowels.indexOf(vowel), finals.indexOf(final)] as const;
  if (places.includes(-1)) return initial + vowel + final;
  return String.fromCodePoint(FIRST_SYLLABLE + places[0] * 588 + places[1] * 28 + places[2]);
}

/** Initial consonants of the syllables, other letters and digits as they are: `초여름 샌들 2` -> `ㅊㅇㄹㅅㄷ2`. */
export function initialConsonants(text: string): string {
  let out = "";
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (isSyllable(code)) out += initials[Math.floor((code - FIRST_SYLLABLE) / 588)] ?? "";
    else if (/[\p{L}\p{N}]/u.test(letter)) out += letter;
  }
  return out;
}

/** True when the text is written in single consonants only: `ㅊㅇㄹ`. */
export function isInitials(text: string): boolean {
  return /^[ㄱ-ㅎ\s]+$/.test(text) && /[ㄱ-ㅎ]/.test(text);
}

function isSyllable(code: number): boolean {
  return code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
}

function jamoOf(index: number): string {
  const initial = initials[Math.floor(index / 588)] ?? "";
  const vowel = vowels[Math.floor((index % 588) / 28)] ?? "";
  return initial + vowel + (finals[index % 28] ?? "");
}
