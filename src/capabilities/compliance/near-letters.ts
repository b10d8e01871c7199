// Syllables that pass for one another: those one jamo off.

const FIRST = 0xac00;

/** A class of the syllables that differ from `syllable` in exactly one of initial, vowel and final. */
export function oneJamoOff(syllable: string): string {
  const index = syllable.charCodeAt(0) - FIRST;
  const [initial, vowel, final] = [Math.floor(index / 588), Math.floor((index % 588) / 28), index % 28];
  const made = (i: number, v: number, f: number): string => String.fromCharCode(FIRST + i * 588 + v * 28 + f);
  let others = "";
  for (let i = 0; i < 19; i += 1) if (i !== initial) others += made(i, vowel, final);
  for (let v = 0; v < 21; v += 1) if (v !== vowel) others += made(initial, v, final);
  for (let f = 0; f < 28; f += 1) if (f !== final) others += made(initial, vowel, f);
  return `[${others}]`;
}
