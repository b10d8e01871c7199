// The copy with its disguises taken out: signs and blanks inside words, digits that stand in for letters. Where nothing is disguised
// there is no skeleton, and rules read the copy once.

/** `at[i]`: place in the view of the unit `text[i]`. */
export type Skeleton = { text: string; at: number[] };

/** Signs and pictures that nobody writes between the syllables of a word by chance. */
const STRONG = /[.·•\-_*~^`'"!|+=:;#@$&]|\p{So}|\p{Extended_Pictographic}/u;
/** The most UTF-16 units of signs between two letters of one word: two pictures. */
const MOST = 4;
const WEAK = /[ ,/]/;
const LETTER = /[\p{L}\p{N}]/u;
const PART = /[\p{L}\p{N}%]/u;
const SYLLABIC = /[가-힣ぁ-んァ-ヶ一-龠]/;
const STAND_INS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** `undefined` when the copy has no sign, lone letter or stand-in that could hide a word. */
export function skeletonOf({ text }: { text: string }): Skeleton | undefined {
  const skeleton: Skeleton = { text: "", at: [] };
  for (let at = 0; at < text.length; at += 1) {
    const length = gapAt(text, at);
    if (length > 0) {
      at += length - 1;
      continue;
    }
    skeleton.text += standIn(text, at) ?? text[at] ?? "";
    skeleton.at.push(at);
  }
  return skeleton.text === text ? undefined : skeleton;
}

/** How many signs or blanks at this place stand inside a word. */
function gapAt(text: string, at: number): number {
  const before = text[at - 1] ?? "";
  if (!PART.test(before) || PART.test(text[at] ?? "")) return 0;
  let length = 1;
  while (length < MOST && !PART.test(text[at + length] ?? "")) length += 1;
  const after = text[at + length] ?? "";
  if (!LETTER.test(after) || (/\d/.test(before) && /\d/.test(after))) return 0; // figures stay apart: 3.5 is no word
  const gap = Array.from(text.slice(at, at + length));
  const isLoneBeside = isLone(text, at - 1) || isLone(text, at + length);
  if (gap.every((sign) => STRONG.test(sign))) return isLoneBeside || SYLLABIC.test(before) ? length : 0;
  if (length > 1 || !WEAK.test(gap[0] ?? "")) return 0; // two blanks part words whose letters are set apart
  const bothLone = isLone(text, at - 1) && isLone(text, at + length);
  return bothLone || (SYLLABIC.test(after) && isBlankLone(text, at - 1, at + length)) ? length : 0;
}

/** A lone syllable beside this gap that no sign binds to its other side: the 용 of `부.작.용 없는` is no part of the next word. */
function isBlankLone(text: string, left: number, right: number): boolean {
  const leftLone =
    isLone(text, left) && SYLLABIC.test(text[left] ?? "") && !STRONG.test(text[left - 1] ?? "");
  const rightLone = isLone(text, right) && !STRONG.test(text[right + 1] ?? "");
  return leftLone || rightLone || /\d/.test(text[left] ?? "");
}

/** A letter with no letter beside it, as in `c a s i n o`, `판매 1 위`. */
function isLone(text: string, at: number): boolean {
  return !LETTER.test(text[at - 1] ?? "") && !LETTER.test(text[at + 1] ?? "");
}

/** `b0t0x`, `v1agra`, `vi@gra`, `b00st`: digits or signs among Latin letters. */
function standIn(text: string, at: number): string | undefined {
  const letter = STAND_INS[text[at] ?? ""];
  if (letter === undefined || !/[a-z][013457@$!]{0,2}$/.test(text.slice(Math.max(0, at - 3), at)))
    return undefined;
  const isInside =
    /^[013457@$!]{0,2}[a-z]/.test(text.slice(at + 1, at + 4)) ||
    (text[at] === "0" && /[a-z]{2}$/.test(text.slice(0, at)));
  return isInside ? letter : undefined;
}
