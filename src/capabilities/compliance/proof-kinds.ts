// Kinds of proof and what people call them.

import { z } from "zod";
import { loadData } from "../../core/data-file.ts";
import { Words } from "../../core/locale.ts";
import { Trade } from "./trades.ts";

const Row = z.strictObject({
  name: Words,
  words: z.array(z.string()),
  fact: z.boolean().default(false),
  product: z.string().optional(),
  trades: z.array(Trade).default([]),
  months: z.number().int().positive().optional(),
});
type Row = z.output<typeof Row>;

const rows = loadData(new URL("proof-kinds.yaml", import.meta.url), z.record(z.string(), Row));

export const proofKinds: readonly string[] = Object.keys(rows);

export function proofKind(kind: string): Row | undefined {
  return rows[kind];
}

/** What it is called, in the singular; a kind that only a policy knows keeps its own word. */
export function proofName(kind: string): Words {
  return rows[kind]?.name ?? { ko: kind, en: kind.replaceAll("_", " ") };
}

/** The kind a person means: the one whose longest word stands in the text. */
export function proofKindIn(text: string): string | undefined {
  const written = text.toLowerCase();
  const found = proofKinds.flatMap((kind) =>
    (rows[kind]?.words ?? []).filter((word) => written.includes(word)).map((word) => ({ kind, word })),
  );
  return found.toSorted((a, b) => b.word.length - a.word.length)[0]?.kind;
}

/** Every word by which a text names proof: certificates, surveys, tests. */
export function proofWordsIn(text: string): string[] {
  const written = text.toLowerCase();
  return proofKinds.flatMap((kind) => (rows[kind]?.words ?? []).filter((word) => written.includes(word)));
}
