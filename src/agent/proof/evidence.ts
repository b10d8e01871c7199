// The evidence of a turn, gathered once a card: figures, names and counts.

import type { Card } from "../../core/card/card.ts";
import {
  coveredBy,
  type Fact,
  factsOf,
  type Period,
  periodsOf,
  type Span,
  type Things,
  thingsOf,
} from "./facts.ts";
import { type Name, namesIn } from "./names.ts";

export type Evidence = {
  facts: readonly Fact[];
  /** Longest first. */
  names: readonly Name[];
  things: readonly Things[];
  /** The periods that figures are of or are compared with, each once. */
  spans: readonly Span[];
  /** Those among them that others are compared with. */
  compared: readonly Span[];
  /** Those that the cards are over. */
  periods: readonly Period[];
  /** Dimensions that every fact has. */
  shared: ReadonlySet<string>;
  /** What has a figure of the whole, as `wholeKey` writes it. */
  wholes: ReadonlySet<string>;
};

/** Figures of one metric and of what changed. */
export function wholeKey({ quantity: { metric }, about }: Fact): string {
  return `${metric} ${about}`;
}

/**
 * Reads each card once, however often it is asked.
 * @param trusted the cards are under proof themselves: figures without a query count too
 */
export function openEvidence(cards: () => readonly Card[], trusted = false): () => Evidence {
  let read = 0;
  let known: Evidence = {
    facts: [],
    names: [],
    things: [],
    spans: [],
    compared: [],
    periods: [],
    shared: new Set(),
    wholes: new Set(),
  };
  return () => {
    const all = cards();
    if (all.length === read) return known;
    const fresh = all.slice(read);
    const facts = [...known.facts, ...fresh.flatMap((card, at) => factsOf(card, read + at, trusted))];
    const names = [...known.names, ...fresh.flatMap(namesIn)];
    const things = [...known.things, ...fresh.flatMap(thingsOf)];
    const shared = sharedBy(facts);
    read = all.length;
    known = {
      facts,
      names: sortedOnce(names),
      things: [...things, ...listed(facts)],
      spans: spansOf(facts, all),
      compared: comparedIn(facts, all),
      periods: all.flatMap(coveredBy),
      shared,
      wholes: new Set(facts.filter((fact) => isWhole(fact, shared)).map(wholeKey)),
    };
    return known;
  };
}

function sharedBy([first, ...rest]: readonly Fact[]): Set<string> {
  return new Set(Object.keys(first?.dims ?? {}).filter((dim) => rest.every((fact) => dim in fact.dims)));
}

function isWhole({ dims }: Fact, shared: ReadonlySet<string>): boolean {
  return Object.keys(dims).every((dim) => shared.has(dim));
}

function sortedOnce(names: readonly Name[]): Name[] {
  const once = new Map(names.map((name) => [`${name.dim} ${name.text} ${name.value}`, name]));
  return [...once.values()].toSorted((a, b) => b.text.length - a.text.length);
}

function spansOf(facts: readonly Fact[], cards: readonly Card[]): Span[] {
  const spans = facts.flatMap(({ span, against }) => [span, against].filter((one) => one !== undefined));
  return [
    ...new Map(
      [...spans, ...cards.flatMap(periodsOf)].map((span) => [`${span.from} ${span.to}`, span]),
    ).values(),
  ];
}

function comparedIn(facts: readonly Fact[], cards: readonly Card[]): Span[] {
  const parts = cards.flatMap((card) => card.parts);
  const said = parts.flatMap((part) => (part.kind === "sources" && part.compared ? [part.compared] : []));
  return [...facts.flatMap(({ against }) => (against ? [against] : [])), ...said];
}

/** Counts among the figures: campaigns, rows, days. */
function listed(facts: readonly Fact[]): Things[] {
  const nouns: Readonly<Record<string, string | undefined>> = {
    campaigns: "campaign",
    days: "day",
    rows: "other",
    files: "other",
  };
  return facts.flatMap(({ quantity: { metric }, value, wish }) =>
    !wish && ["rows", "days", "files", "campaigns", "items"].includes(metric)
      ? [{ noun: nouns[metric], count: value }]
      : [],
  );
}
