// Words typed with the wrong keyboard layout on: Hangul on QWERTY (fhdktm = 로아스) and the reverse (ㅡㄷㅅㅁ = meta).

import { convertHangulToQwerty, convertQwertyToHangul } from "es-hangul";

/** What else the same keys would have written; only readings that are whole words of the other script, the input never. */
export function otherLayouts(text: string): string[] {
  const readings: string[] = [];
  if (/[a-z]/i.test(text)) readings.push(...hangulReadings(text));
  if (/[ㄱ-ㅣ가-힣]/.test(text)) readings.push(convertHangulToQwerty(text));
  return [...new Set(readings)].filter((reading) => reading !== text);
}

/** Capitals give double consonants; a leading capital is more often the phone's habit, so both are tried. */
function hangulReadings(text: string): string[] {
  const tried = [text, text.toLowerCase()].map((keys) => convertQwertyToHangul(keys));
  return tried.filter((reading) => /[가-힣]/.test(reading) && !/[ㄱ-ㅣ]/.test(reading));
}
