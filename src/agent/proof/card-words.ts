// Figures that stand in the words of a card instead of as quantities: what the product itself may not do either.

import type { Card, Part } from "../../core/card/card.ts";
import type { TablePart } from "../../core/card/table.ts";
import type { Run } from "../../core/card/text.ts";
import { isSaid } from "./echoes.ts";
import { openEvidence } from "./evidence.ts";
import { type Name, nameOf } from "./names.ts";
import { unprovedIn } from "./prove.ts";
import { readSentence } from "./reading.ts";

/** `where` is the part and its field: `table.note`. */
export type UnprovedWords = { where: string; text: string; figure: string };

/**
 * Figures in the words of a card that are no dates, names, echoes of the person or figures of the card.
 * @param names of campaigns, files and the like that hold digits and stand on no card
 */
export function unprovedInCard(
  card: Card,
  said: string,
  today: Temporal.PlainDate,
  names: readonly string[] = [],
): UnprovedWords[] {
  const evidence = openEvidence(() => [card], true)();
  const own = names.map((name) => nameOf(undefined, name));
  const listed = evidence.names.filter(({ dim }) => dim !== undefined);
  const known = [...listed.map(asWritten), ...own].toSorted((a, b) => b.text.length - a.text.length);
  const echoes = readSentence(said, known, today).figures;
  return card.parts.flatMap(wordsOf).flatMap(({ where, text }) => {
    const reading = readSentence(text.replace(noFigure, " "), known, today, evidence.spans);
    const unproved = unprovedIn(reading, { evidence, said: [], before: [], topic: new Set() });
    return unproved
      .filter((figure) => !isSaid(figure, echoes))
      .map(({ from, to }) => ({ where, text, figure: reading.text.slice(from, to) }));
  });
}

/** Quoted words, identifiers such as `event_1`, and the zero that a blank is not. */
const noFigure =
  /‘[^’]*’|(?<![\p{L}\p{N}])[A-Za-z][A-Za-z_]*\d\w*(?![\p{L}\p{N}])|(?<![\d.,])0(?=이 아니라)|(?<=not (?:as )?)0(?![\d.,])/gu;

/** A card writes the names it knows: a campaign called 936 needs no word beside it. */
function asWritten(name: Name): Name {
  return /^\d+$/.test(name.text) ? { ...name, claims: false } : name;
}

/** Cells but those that quote a stored text, whose figures are none of ours: what a change record says. */
function ownCells({ columns }: TablePart, cells: TablePart["rows"][number]): string[] {
  return cells.filter(
    (cell, index): cell is string => typeof cell === "string" && columns[index]?.key !== "quoted",
  );
}

type Words = { where: string; text: string };

function wordsOf(part: Part): Words[] {
  const at = (field: string, ...texts: (string | undefined)[]): Words[] =>
    texts.flatMap((text) => (text === undefined ? [] : [{ where: `${part.kind}.${field}`, text }]));
  const runs = (all: readonly Run[]): Words[] => at("runs", ...all.filter((run) => typeof run === "string"));
  switch (part.kind) {
    case "text":
    case "progress":
      return runs(part.runs);
    case "form":
      // What stands in a field is its person's to change, and no figure of ours.
      return [
        ...runs(part.question),
        ...at("choices", ...part.choices.map(({ label }) => label)),
        ...at("fields", ...(part.fields ?? []).map(({ label }) => label)),
      ];
    case "proposal":
      return [
        ...at("title", part.title),
        ...part.lines.flatMap(runs),
        ...at("choices", ...part.choices.map(({ label }) => label)),
      ];
    case "kpis":
      return at("label", ...part.items.map(({ label }) => label));
    case "table":
      return [
        ...at("title", part.title, part.note),
        ...at("columns", ...part.columns.map(({ label }) => label)),
        ...at("cells", ...[...part.rows, part.total ?? []].flatMap((cells) => ownCells(part, cells))),
      ];
    case "chart":
      return [
        ...at("title", part.title),
        ...at("labels", ...part.labels, ...part.series.map(({ name }) => name)),
      ];
    // What a law says, and words that were handed over for review, are quotations: no figures of ours.
    case "findings":
      return at("subject", part.subject);
    case "file":
      return at("files", part.name, part.picture?.alt);
    case "sources":
      return at("notes", ...part.assumptions, ...part.notes);
    case "suggestions":
      return at("texts", ...part.texts);
    case "feedback":
      return [];
  }
}
