// Cards the demo answered with, frozen: week and month overviews, splits, a root cause, days, devices, ranks, in both languages.
// Made by asking the demo of the tests' clock; suggestions left out, one query id put back for all.

import { readFileSync } from "node:fs";
import { z } from "zod";
import { Card } from "../../../src/core/card/card.ts";
import { newId, QueryId } from "../../../src/core/ids.ts";

const Cards = z.record(z.string(), z.array(Card));

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const queryId = newId(QueryId);

/** Each figure was measured by a query. */
function ofQuery(_: string, value: unknown): unknown {
  const isFigure = typeof value === "object" && value !== null && "metric" in value && "scope" in value;
  return isFigure ? { ...value, queryId } : value;
}

const demoCards = Object.assign(
  {},
  ...["demo-cards.json", "more-cards.json"].map((name) => Cards.parse(JSON.parse(read(name), ofQuery))),
) as z.output<typeof Cards>;

export const today = Temporal.PlainDate.from("2026-11-21");

export function cardsOf(key: string): Card[] {
  const cards = demoCards[key];
  if (!cards) throw new Error(`no cards called ${key}`);
  return cards;
}

/** Rows of `cards key, words`; in the words `\n` is the end of a line. Lines with # tell of the file. */
export function sentencesOf(name: string): [cards: string, sentence: string][] {
  return read(`${name}.tsv`)
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => line.replaceAll("\\n", "\n").split("\t") as [string, string]);
}
