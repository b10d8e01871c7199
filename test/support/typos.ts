// Slips of the hand, repeatable by their seed: one letter for its neighbour on the keyboard, one blank moved or left out.

/** A number in [0, 1) at each call, the same row of them for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".split("");
const vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ".split("");
const finals = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ".split("")];
/** Keys of one hand, in rows: neighbours are beside or in the row above or below. */
const boards = [
  ["ㅂㅈㄷㄱㅅ", "ㅁㄴㅇㄹㅎ", "ㅋㅌㅊㅍ"],
  ["ㅛㅕㅑㅐㅔ", "ㅗㅓㅏㅣ", "ㅠㅜㅡ"],
  ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
];

/** One letter of the text for a neighbour of its key; one jamo of a syllable, where the text is Korean. */
export function slipLetter(text: string, random: () => number): string {
  const letters = Array.from(text);
  const places = letters.flatMap((letter, at) => (/[가-힣a-zA-Z]/.test(letter) ? [at] : []));
  const at = pick(places, random);
  if (at === undefined) return text;
  const letter = letters[at] ?? "";
  letters[at] = /[가-힣]/.test(letter)
    ? slipJamo(letter, random)
    : (neighbour(letter.toLowerCase(), random) ?? letter);
  return letters.join("");
}

/** One blank left out, or moved by a letter to either side. */
export function slipBlank(text: string, random: () => number): string {
  const at = pick(
    Array.from(text).flatMap((letter, index) => (letter === " " ? [index] : [])),
    random,
  );
  if (at === undefined) return text;
  const letters = Array.from(text);
  letters.splice(at, 1);
  const step = random();
  if (step < 0.5) return letters.join("");
  letters.splice(step < 0.75 ? Math.max(1, at - 1) : Math.min(letters.length - 1, at + 1), 0, " ");
  return letters.join("");
}

/** Keys of two letters (ㅘ, ㄳ) and doubled ones have no neighbour of their own: another part of the syllable slips. */
function slipJamo(syllable: string, random: () => number): string {
  const code = syllable.charCodeAt(0) - 0xac00;
  const parts = [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28];
  const tables = [initials, vowels, finals];
  const changed = parts.flatMap((part, place) => {
    const other = neighbour(tables[place]?.[part] ?? "", random);
    const index = other === undefined ? -1 : (tables[place]?.indexOf(other) ?? -1);
    return index < 0 ? [] : [{ place, index }];
  });
  const one = pick(changed, random);
  if (!one) return syllable;
  parts[one.place] = one.index;
  const [initial = 0, vowel = 0, final = 0] = parts;
  return String.fromCharCode(0xac00 + initial * 588 + vowel * 28 + final);
}

function neighbour(key: string, random: () => number): string | undefined {
  if (key === "") return undefined;
  for (const rows of boards) {
    const row = rows.findIndex((keys) => keys.includes(key));
    if (row < 0) continue;
    const at = rows[row]?.indexOf(key) ?? 0;
    const beside = [rows[row]?.[at - 1], rows[row]?.[at + 1], rows[row - 1]?.[at], rows[row + 1]?.[at]];
    return pick(
      beside.filter((one) => one !== undefined),
      random,
    );
  }
  return undefined;
}

function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)];
}
