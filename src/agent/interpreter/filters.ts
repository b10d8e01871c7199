// What a request is limited to: media, values, names and ids, each in or not in.

import type { Dim, Filter } from "../../core/query.ts";
import type { Lexeme } from "../../language/lexer.ts";
import { isExcluded } from "./exclusion.ts";
import { fieldOf, partOfNames } from "./name-field.ts";
import type { Name } from "./names.ts";
import { isKind, type Scan, spot } from "./scan.ts";

type Field = Filter["field"];
type Limit = { field: Field; value: string; op: Filter["op"]; index: number };
export type Limits = {
  filters: Filter[];
  notes: { slot: string; word: string; read: string }[];
  unread: string[];
};

/** What a query takes of one field. */
const MOST_VALUES = 50;
const idLevels: readonly Dim[] = ["campaign", "adGroup", "ad", "keyword"];

/** @param names those that stand for campaigns */
export function findLimits(scan: Scan, names: readonly Name[]): Limits {
  const limits: Limit[] = [];
  const notes: Limits["notes"] = [];
  const unread: string[] = [];
  const places = placesNamed(scan);
  for (const [index, lexeme] of scan.lexemes.entries()) {
    const medium = mediumOf(lexeme);
    const place = places.get(index);
    if (place && medium) limits.push({ field: "medium", value: medium.value, op: "in", index });
    const values: [Field, string][] = place ? [["placement", place]] : valuesOf(scan, index, lexeme);
    for (const [field, value] of values)
      limits.push({
        field,
        value,
        op: isExcluded(scan, { first: index, last: index }, listedWith(scan, index)) ? "not_in" : "in",
        index,
      });
    if (medium?.read && !place) notes.push({ slot: "medium", word: lexeme.text, read: medium.value });
    if (medium?.name) unread.push(medium.name);
  }
  const part = partOfNames(scan);
  if (part) limits.push({ field: "campaign", value: part.words, op: "contains", index: 0 });
  for (const name of names) {
    if (part && name.from < part.to && part.from < name.to) continue;
    const op = isExcluded(scan, name, isListed) ? "not_in" : "in";
    limits.push({ field: fieldOf(scan, name), value: name.words, op, index: name.first });
  }
  return { filters: grouped(limits), notes, unread };
}

/** Facebook and Instagram side by side, with no third medium: two placements of one medium, by lexeme. */
function placesNamed(scan: Scan): Map<number, string> {
  const media = spot(scan, "medium").map(({ index, meaning }) => ({ index, ...meaning.word }));
  const places = new Map(media.flatMap(({ index, placement }) => (placement ? [[index, placement]] : [])));
  const oneMedium = new Set(media.map(({ value }) => value)).size === 1;
  const named = new Set(places.values()).size > 1 || isAboutPlaces(scan);
  return oneMedium && named ? places : new Map();
}

/** The placement is named as such: placement Instagram, Facebook and the Instagram placement. */
function isAboutPlaces(scan: Scan): boolean {
  return (
    spot(scan, "value").some(({ meaning }) => meaning.word.field === "placement") ||
    spot(scan, "dimension").some(
      ({ meaning, index }) => meaning.dim === "placement" && isKind(scan.lexemes[index + 1], "medium"),
    )
  );
}

function mediumOf(lexeme: Lexeme) {
  if (lexeme.kind !== "word") return undefined;
  return lexeme.meanings.find((meaning) => meaning.kind === "medium")?.word;
}

function valuesOf(scan: Scan, index: number, lexeme: Lexeme): [Field, string][] {
  if (lexeme.kind !== "word") return [];
  const medium = mediumOf(lexeme);
  if (medium) return mediumValues(medium);
  const value = lexeme.meanings.find((meaning) => meaning.kind === "value")?.word;
  if (value) return [[value.field, value.value]];
  const level = lexeme.meanings.find((meaning) => meaning.kind === "dimension")?.dim;
  const id = level && idLevels.includes(level) ? idBehind(scan, index) : undefined;
  return level && id ? [[level, id]] : [];
}

function mediumValues(medium: NonNullable<ReturnType<typeof mediumOf>>): [Field, string][] {
  if (medium.name) return [];
  const also = Object.entries(medium.also ?? {}) as [Dim, string[]][];
  return [
    ["medium", medium.value],
    ...also.flatMap(([field, values]) => values.map((value): [Field, string] => [field, value])),
  ];
}

/** 광고그룹 12345, creative 12: an id, unless the number counts something. */
function idBehind(scan: Scan, index: number): string | undefined {
  const next = scan.lexemes[index + 1];
  if (next?.kind !== "amount" || !["plain", "count"].includes(next.amount.kind)) return undefined;
  return /^(\d+)(?:번|호)?$/.exec(next.text)?.[1];
}

/** "20대, 남성 빼고": behind a comma only what is of its kind is left out with it; 30대 남성 are left out together. */
function listedWith(scan: Scan, index: number): (lexeme: Lexeme) => boolean {
  const own = kindsOf(scan.lexemes[index]);
  return (lexeme) => {
    if (!isListed(lexeme)) return false;
    const [from, to] = [scan.lexemes[index], lexeme].toSorted((a, b) => (a?.from ?? 0) - (b?.from ?? 0));
    const apart = scan.text.slice(from?.to, to?.from).includes(",");
    return !apart || kindsOf(lexeme).some((kind) => own.includes(kind));
  };
}

function kindsOf(lexeme: Lexeme | undefined): string[] {
  if (lexeme?.kind !== "word") return [];
  return lexeme.meanings.flatMap((meaning) => {
    if (meaning.kind === "medium") return ["medium"];
    if (meaning.kind !== "value") return [];
    return [people.includes(meaning.word.field) ? meaning.word.field : "medium"];
  });
}

const people: readonly string[] = ["age", "gender", "region", "country"];

function isListed(lexeme: Lexeme): boolean {
  return (
    lexeme.kind === "word" &&
    lexeme.meanings.some((meaning) => meaning.kind === "medium" || meaning.kind === "value")
  );
}

/** One filter per field; what is wanted wins over what is not (네이버 말고 메타). */
function grouped(limits: readonly Limit[]): Filter[] {
  const filters = new Map<string, Filter>();
  for (const { field, value, op } of limits) {
    const key = `${field}|${op}`;
    const known = filters.get(key) ?? { field, op, values: [] };
    if (!known.values.includes(value) && known.values.length < MOST_VALUES) known.values.push(value);
    filters.set(key, known);
  }
  const all = [...filters.values()];
  return all.filter(
    ({ field, op }) => op === "in" || !all.some((other) => other.field === field && other.op === "in"),
  );
}
