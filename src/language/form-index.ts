// Finds which forms of the vocabulary start at a place of a text.

import { type Meaning, vocabulary } from "./vocabulary.ts";

type Shape = {
  /** Lower case, without marks; a blank stands for any or no blank (Korean) or a blank or hyphen (English). */
  letters: string;
  /** A stem: more letters may follow in the same word. */
  open: boolean;
  /** Must stand glued behind another word. */
  suffix: boolean;
  /** Must start a word. */
  whole: boolean;
  korean: boolean;
  meanings: Meaning[];
};

export type FormHit = Omit<Shape, "letters"> & { to: number };

const byStart = indexed();

/** Forms that match at `at`, longest first; word borders behind English forms are checked. */
export function formsAt(text: string, at: number): FormHit[] {
  const hits: FormHit[] = [];
  const first = text[at] ?? "";
  for (const shape of byStart.get(first + (text[at + 1] ?? "")) ?? byStart.get(first) ?? []) {
    const to = matchEnd(text, at, shape);
    if (to !== undefined) hits.push({ ...shape, to });
  }
  return hits.map((hit) => (hit.open || hit.suffix ? hit : withStems(hit, hits)));
}

/** "drop" is a word of its own and the stem of "dropped": where only the word stands it keeps both meanings. */
function withStems(hit: FormHit, hits: readonly FormHit[]): FormHit {
  const stems = hits.filter(({ open, to }) => open && to === hit.to);
  if (stems.length === 0) return hit;
  return { ...hit, meanings: [...new Set([...hit.meanings, ...stems.flatMap(({ meanings }) => meanings)])] };
}

function indexed(): Map<string, Shape[]> {
  const shapes = new Map<string, Shape>();
  for (const { text, meaning } of vocabulary) {
    const shape = shapeOf(text);
    const key = `${shape.letters}|${shape.open}|${shape.suffix}|${shape.whole}`;
    const known = shapes.get(key) ?? { ...shape, meanings: [] };
    if (!known.meanings.includes(meaning)) known.meanings.push(meaning);
    shapes.set(key, known);
  }
  return byTwoLetters([...shapes.values()].toSorted((a, b) => b.letters.length - a.letters.length));
}

/** Under its first two letters each; under the first alone what has no second letter or a blank there. */
function byTwoLetters(shapes: readonly Shape[]): Map<string, Shape[]> {
  const index = new Map<string, Shape[]>();
  for (const [first, same] of Map.groupBy(shapes, ({ letters }) => letters[0] ?? "")) {
    const isLoose = ({ letters }: Shape): boolean => letters.length === 1 || letters[1] === " ";
    index.set(first, same.filter(isLoose));
    for (const second of new Set(same.map(({ letters }) => letters[1] ?? "")))
      index.set(
        first + second,
        same.filter((shape) => isLoose(shape) || shape.letters[1] === second),
      );
  }
  return index;
}

function shapeOf(form: string): Omit<Shape, "meanings"> {
  const marks = {
    open: form.endsWith("~") && form.length > 1,
    suffix: form.startsWith("+"),
    whole: form.startsWith("="),
  };
  const bare = form.slice(marks.suffix || marks.whole ? 1 : 0, marks.open ? -1 : undefined);
  const letters = bare.toLowerCase().replaceAll("-", " ").replace(/\s+/g, " ");
  const korean = /[가-힣ㄱ-ㅎ]$/.test(letters);
  const short = korean && letters.length === 1;
  return { letters, ...marks, whole: (marks.whole || short) && !marks.suffix, korean };
}

function matchEnd(text: string, at: number, shape: Shape): number | undefined {
  let place = at;
  for (let index = 0; index < shape.letters.length; index++) {
    if (shape.letters[index] === " ") {
      const gap = gapAt(text, place);
      if (gap === 0 && !/[가-힣]/.test(shape.letters[index - 1] ?? "")) return undefined;
      place += gap;
    } else if (text[place] === shape.letters[index]) place++;
    else return undefined;
  }
  return shape.korean ? place : latinEnd(text, place, shape.open);
}

function gapAt(text: string, place: number): number {
  let gap = 0;
  while (text[place + gap] === " " || text[place + gap] === "-") gap++;
  return gap;
}

/** An English form ends at the end of its word; a plural s and 's belong to it. */
function latinEnd(text: string, place: number, open: boolean): number | undefined {
  if (open) return place;
  const rest = /^(?:'?s)?(?![a-z0-9])/.exec(text.slice(place, place + 3));
  return rest ? place + rest[0].length : undefined;
}
