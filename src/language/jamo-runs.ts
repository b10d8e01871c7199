// Syllables written apart (ㅂㅣㅇㅕㅁ, ㅂ.ㅣ.ㅇ.ㅕ.ㅁ, 여드르ㅁ, ㅅl발) put together again, one at a time with how many letters it took.

import { assemble } from "es-hangul";

type Read = { letter: string; size: number };

const isConsonant = (letter: string | undefined): boolean => letter !== undefined && /^[ㄱ-ㅎ]$/.test(letter);
const isVowel = (letter: string | undefined): boolean => letter !== undefined && /^[ㅏ-ㅣ]$/.test(letter);
const isSyllable = (letter: string | undefined): boolean => letter !== undefined && /^[가-힣]$/.test(letter);
const isOpen = (letter: string | undefined): boolean =>
  isSyllable(letter) && ((letter ?? "").charCodeAt(0) - 0xac00) % 28 === 0;

const FINALS = /^[ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ]$/;
const HALF_WIDTH_GAP = 0xffa1 - 0x1100;

/** A reader of syllables at any place of `letters`; what belongs together with nothing is given back as it is. */
export function readerOf(letters: readonly string[]): (at: number) => Read {
  const full = letters.map(wide);
  return (at) => syllableAt(full, at) ?? { letter: full[at] ?? "", size: 1 };
}

/** Half-width jamo as the usual ones: NFKC would make them conjoining. */
function wide(letter: string): string {
  const code = letter.charCodeAt(0);
  if (letter.length !== 1 || code < 0xffa1 || code > 0xffdc) return letter;
  const jamo = String.fromCharCode(code).normalize("NFKC");
  if (code <= 0xffbe)
    return (
      "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[code - HALF_WIDTH_GAP - 0x1100] ?? jamo
    );
  const vowel = jamo.charCodeAt(0) - 0x1161;
  return "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"[vowel] ?? jamo;
}

function syllableAt(letters: readonly string[], at: number): Read | undefined {
  if (isOpen(letters[at])) return closed(letters, at);
  if (!isConsonant(letters[at])) return undefined;
  const step = isSign(letters[at + 1]) && vowelAt(letters, at + 2) ? 2 : 1;
  const vowel = vowelAt(letters, at + step);
  if (!vowel) return undefined;
  let taken = step + 1;
  let text = (letters[at] ?? "") + vowel;
  const second = letters[at + taken];
  if (isVowel(second) && assemble([text, second ?? ""]).length === 1) {
    text += second;
    taken += 1;
  }
  const final = letters[at + taken + step - 1];
  const after = at + taken + step;
  if (isFinal(letters, final, after, step)) {
    text += final;
    taken += step;
  }
  return { letter: assemble(Array.from(text)), size: taken };
}

/** A consonant closes the syllable unless a vowel follows it, which then takes it. */
function isFinal(
  letters: readonly string[],
  final: string | undefined,
  after: number,
  step: number,
): boolean {
  return (
    final !== undefined &&
    FINALS.test(final) &&
    !vowelAt(letters, after) &&
    !vowelAt(letters, after + step - 1)
  );
}

/** `르ㅁ` -> `름`; laughter after a word (`네ㅋㅋ`) stays. */
function closed(letters: readonly string[], at: number): Read | undefined {
  const final = letters[at + 1];
  const next = letters[at + 2];
  if (final === undefined || !FINALS.test(final) || /[ㅋㅎ]/.test(final)) return undefined;
  if (isConsonant(next) || vowelAt(letters, at + 2)) return undefined;
  return { letter: assemble([letters[at] ?? "", final]), size: 2 };
}

/** Also the bars that stand in for ㅣ after a consonant. */
function vowelAt(letters: readonly string[], at: number): string | undefined {
  const letter = letters[at];
  if (isVowel(letter)) return letter;
  return letter !== undefined && /^[lI|]$/.test(letter) && !/^[A-Za-z]$/.test(letters[at + 1] ?? "")
    ? "ㅣ"
    : undefined;
}

function isSign(letter: string | undefined): boolean {
  return letter !== undefined && /^[ .·•\-_*~^]$/.test(letter);
}
