// A name as a person wrote it against the stored names: exact, alias, part of a name, initials, jamo distance, wrong keyboard.

import { otherLayouts } from "../../language/keyboard.ts";
import { initialsOf, nameKey, similarity } from "../../language/names.ts";
import { isSlip, isWholePart, wordsOf } from "./slips.ts";

export type Named = {
  id: string;
  name: string;
  /** Other names of the same thing: the medium's own id, aliases, merged spellings. */
  also?: readonly string[];
};

/** Things of one name (a campaign that runs on two media) are found together. */
export type Match<T extends Named> =
  | { kind: "found"; items: T[]; exact: boolean }
  /** Near, but not near enough to be taken without asking. */
  | { kind: "confirm"; names: string[] }
  | { kind: "several"; names: string[] }
  | { kind: "none"; names: string[] };

const SAME_KEY = 0.99;
const ACCEPT = 0.85;
const CONFIRM = 0.6;
/** As near as letters go, but of another word or number: asked about, never taken. */
const ANOTHER_WORD = 0.84;
const LEAD = 0.1;
const BUTTONS = 3;
/** Fewer letters than this are too few for initials or a part of a name. */
const LEAST_INITIALS = 3;
const LEAST_PART = 2;

const endings = /(캠페인|광고그룹|광고|소재|건|campaigns?|ad ?groups?|ad ?sets?|ads?)$/i;
const particles = /(에서|으로|이랑|하고|은|는|이|가|을|를|의|랑|로)$/;

/** The best match of `written`; at most three names where a person must choose. */
export function matchName<T extends Named>(written: string, items: readonly T[]): Match<T> {
  const readings = readingsOf(written);
  const established = new Set(items.flatMap(({ name }) => wordsOf(name)));
  const scored = [...Map.groupBy(items, ({ name }) => nameKey(name)).values()]
    .map((group) => ({
      group,
      score: Math.max(...group.map((item) => scoreOf(readings, item, established))),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score < CONFIRM) return { kind: "none", names: namesOf(scored) };
  const lead = best.score - (second?.score ?? 0);
  const exact = best.score >= SAME_KEY;
  if (best.score >= ACCEPT && (lead >= LEAD || (exact && lead > 0)))
    return { kind: "found", items: best.group, exact };
  const near = scored.filter(({ score }) => score >= CONFIRM && score > best.score - LEAD);
  return { kind: best.score >= ACCEPT ? "several" : "confirm", names: namesOf(near) };
}

function namesOf(scored: readonly { group: readonly Named[] }[]): string[] {
  return scored.slice(0, BUTTONS).flatMap(({ group }) => group[0]?.name ?? []);
}

/** The words as written, without particles and endings, and what the same keys give on the other layout. */
function readingsOf(written: string): string[] {
  const text = written
    .normalize("NFC")
    .trim()
    .replace(/^["'“‘「]|["'”’」]$/g, "");
  const bare = stripped(text);
  return [...new Set([text, bare, ...otherLayouts(text), ...otherLayouts(bare)])].filter(
    (reading) => nameKey(reading) !== "",
  );
}

function stripped(text: string): string {
  const short = text.replace(endings, "").trim();
  if (short !== text && short !== "") return stripped(short);
  const without = text.replace(particles, "");
  return without !== text && endings.test(without) ? stripped(without) : text;
}

function scoreOf(readings: readonly string[], item: Named, established: ReadonlySet<string>): number {
  let best = 0;
  for (const name of [item.name, ...(item.also ?? [])]) {
    for (const reading of readings) best = Math.max(best, score(reading, name, established));
    if (best === 1) break;
  }
  return best;
}

function score(reading: string, name: string, established: ReadonlySet<string>): number {
  if (reading === name) return 1;
  const [key, other] = [nameKey(reading), nameKey(name)];
  if (key === other) return SAME_KEY;
  if (key.length >= LEAST_INITIALS && /^[ㄱ-ㅎ]+$/.test(key)) return initialsScore(key, name);
  const [near, part] = [similarity(key, other), partScore(key, name)];
  return Math.max(
    near < ACCEPT || isSlip(reading, name, established) ? near : ANOTHER_WORD,
    isWholePart(reading, name) ? part : Math.min(part, ANOTHER_WORD),
  );
}

function initialsScore(key: string, name: string): number {
  const initials = initialsOf(name);
  if (initials === key) return 0.95;
  return initials.startsWith(key) ? 0.87 : 0;
}

/** "여름 세일" for "2026 여름 세일 전환": the more of the name is said, the surer. */
function partScore(key: string, name: string): number {
  const other = nameKey(name);
  if (key.length < LEAST_PART || !other.includes(key)) return 0;
  return straddles(key, name, other) ? 0.75 : 0.86 + (0.1 * key.length) / other.length;
}

/** "초여름" within "15초 여름밤": from the middle of one word into the next, which nobody means. */
function straddles(key: string, name: string, other: string): boolean {
  const starts = new Set<number>([0]);
  let at = 0;
  for (const word of name.split(/[^\p{L}\p{N}]+/u)) starts.add((at += nameKey(word).length));
  for (let from = other.indexOf(key); from >= 0; from = other.indexOf(key, from + 1)) {
    const crosses = [...starts].some((start) => start > from && start < from + key.length);
    if (starts.has(from) || !crosses) return false;
  }
  return true;
}

/** Names that hold the words, for a filter by a part of a name. */
export function namesWith<T extends Named>(words: string, items: readonly T[]): T[] {
  const key = nameKey(words);
  return items.filter((item) =>
    [item.name, ...(item.also ?? [])].some((name) => nameKey(name).includes(key)),
  );
}
