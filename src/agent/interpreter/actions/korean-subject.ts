// The noun phrase a Korean wish is about: bare nouns right before what is made of them, or before 을 홍보할, 에 쓸, 용.

import type { Lexeme } from "../../../language/lexer.ts";
import { isCue, isKind, type Scan } from "../scan.ts";
import { type Span, TAKEN, trimmed } from "./own-text.ts";

type Words = Readonly<Record<"links" | "others" | "light" | "events" | "seasons", readonly string[]>>;

/** Lexemes that touch: a word with its particles. */
type Chunk = Span & {
  /** Where the word ends and its particles begin. */
  base: number;
  tail: string;
  text: string;
  names: boolean;
  taken: boolean;
  link: boolean;
};

const verbEnding =
  /(는데|은데|해서|어서|아서|라서|니까|면서|려고|거든|세요|어요|아요|해요|니다|했어|하게|았어|었어|는지|던데|지만|줄래|겠|하던|하는|되는|있는|없는|만한|을만한)$/;
/** The tails that are surely none of a name's own letters: 전기자전거 keeps its 거. */
const particle =
  /^(?:은|는|이|가|을|를|의|에|에서|에게|한테|께|께서|으로|로|랑|이랑|하고|와|과|도|만|까지|부터|용|에는|에도|에만|이요|요|님|님이|씨|이라는|라는|이란|란|입니다|인데|은요|는요|들)+$/;
const isParticle = (tail: string): boolean => tail.length <= 8 && particle.test(tail);
const markers = ["campaign", "ad", "adGroup"];
/** Known words that can stand in a product's name. */
const nouns = ["value", "dimension", "metric", "grain", "missing"] as const;

/** @param heads what is made, by place; @param taken words read as something else */
export function koreanSubject(
  scan: Scan,
  heads: readonly Span[],
  taken: readonly Span[],
  words: Words,
): string | undefined {
  const chunks = chunksOf(scan, [...taken, ...heads], words);
  const head = chunks.findIndex((chunk) => heads.some((one) => one.from < chunk.to && chunk.from < one.to));
  const before = head < 0 ? chunks : chunks.slice(0, head + 1);
  const isOther = ({ tail }: Chunk): boolean => words.others.includes(tail);
  const last =
    before.findLast((chunk) => chunk.names && !isOther(chunk)) ??
    chunks.find((chunk) => chunk.names && !isOther(chunk)) ??
    chunks.find((chunk) => chunk.names);
  return last && phraseAt(scan, chunks, chunks.indexOf(last), words);
}

/** From the chunk back over bare nouns; when it stands behind the head, forward too. */
function phraseAt(scan: Scan, chunks: readonly Chunk[], at: number, words: Words): string | undefined {
  let first = at;
  while (joins(scan, chunks[first - 1], chunks[first])) first--;
  let last = at;
  while (joins(scan, chunks[last], chunks[last + 1])) last++;
  if (belongs(chunks[first - 1], words.seasons)) first--;
  while (chunks[last]?.tail === "" && belongs(chunks[last + 1], words.events)) last++;
  while (isLatinBeside(scan, chunks[last], chunks[last + 1], words)) last++;
  return trimmed(scan.text.slice(chunks[first]?.from, chunks[last]?.base));
}

/** "dog treats 4:5 이미지": everyday English words behind an English name belong to it. */
function isLatinBeside(
  scan: Scan,
  before: Chunk | undefined,
  behind: Chunk | undefined,
  words: Words,
): boolean {
  if (!before || !behind || behind.taken || before.tail !== "" || isLight(behind.text, words)) return false;
  if (!/^[a-z'-]+$/i.test(behind.text) || !/[a-z]$/i.test(before.text)) return false;
  const inside = scan.lexemes.filter(({ from, to }) => from >= behind.from && to <= behind.to);
  return scan.text.slice(before.to, behind.from) === " " && inside.every((lexeme) => isKind(lexeme, "plain"));
}

/** 추석 in front of a thing, 할인 behind it: known words that are part of what is advertised. */
function belongs(chunk: Chunk | undefined, words: readonly string[]): boolean {
  return chunk !== undefined && !chunk.taken && words.includes(chunk.text);
}

function joins(scan: Scan, before: Chunk | undefined, behind: Chunk | undefined): boolean {
  if (!before || !behind || !behind.names || before.taken || before.link) return false;
  const nominal = before.names || isNoun(before, scan);
  const touches = /^ ?$/.test(scan.text.slice(before.to, behind.from));
  return nominal && touches && (before.tail === "" || before.tail === "의");
}

function isNoun(chunk: Chunk, scan: Scan): boolean {
  const inside = scan.lexemes.filter(({ from, to }) => from >= chunk.from && to <= chunk.to);
  return inside.some((lexeme) => nouns.some((kind) => isKind(lexeme, kind)) && !isMarker(lexeme));
}

function chunksOf(scan: Scan, taken: readonly Span[], words: Words): Chunk[] {
  const chunks: Chunk[] = [];
  let open: Lexeme[] = [];
  const close = (): void => {
    if (open.length > 0) chunks.push(chunkOf(scan, open, taken, words));
    open = [];
  };
  for (const lexeme of scan.lexemes) {
    const isTaken = taken.some((span) => span.from < lexeme.to && lexeme.from < span.to);
    const wasTaken = taken.some((span) => open.some(({ from, to }) => span.from < to && from < span.to));
    if (open.length > 0 && (open.at(-1)?.to !== lexeme.from || isTaken !== wasTaken)) close();
    if (lexeme.kind === "sign") close();
    else open.push(lexeme);
  }
  close();
  return chunks;
}

function chunkOf(scan: Scan, lexemes: readonly Lexeme[], taken: readonly Span[], words: Words): Chunk {
  let end = lexemes.length;
  while (end > 1 && lexemes[end - 1]?.kind === "particle") end--;
  const from = lexemes[0]?.from ?? 0;
  const to = lexemes.at(-1)?.to ?? from;
  const word = lexemes[end - 1]?.to ?? to;
  const base = isParticle(scan.text.slice(word, to)) ? word : to;
  const text = scan.text.slice(from, to);
  const own = lexemes.slice(0, end);
  const isTaken = taken.some((span) => span.from < to && from < span.to);
  const link = words.links.includes(text);
  const unexplained = own.some(
    (lexeme) => ["unknown", "title", "quote"].includes(lexeme.kind) || isCue(lexeme, "thing_word"),
  );
  const names =
    unexplained &&
    !isTaken &&
    !link &&
    !verbEnding.test(text) &&
    !text.includes(TAKEN) &&
    !isLight(text, words) &&
    !isParticle(text);
  return { from, to, base, tail: scan.text.slice(base, to), text, names, taken: isTaken, link };
}

function isLight(text: string, { light }: Words): boolean {
  return /^[a-z]/i.test(text) && light.includes(text.toLowerCase());
}

function isMarker(lexeme: Lexeme): boolean {
  return (
    lexeme.kind === "word" &&
    lexeme.meanings.some((meaning) => meaning.kind === "dimension" && markers.includes(meaning.dim))
  );
}
