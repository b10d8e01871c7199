// What a language model answered, held against the packs and the copy: what names no rule it was asked about, or quotes words that do not
// stand there, is dropped. It can add a note or a fix; it cannot block, and it cannot take anything away, as nothing here reads a removal.

import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import type { Packs } from "../packs.ts";
import { finding } from "../review.ts";
import { rawSpan, viewOf } from "../text.ts";
import type { Piece } from "./candidates.ts";
import type { OpinionFinding, OpinionGiven, OpinionRequest, OpinionRewrite } from "./opinion.ts";
import { polished } from "./polish.ts";

const Said = z.object({
  text: z.number().int(),
  rule: z.string().max(100),
  words: z.string().max(300),
  severity: z.string().max(20).default("fix"),
});
const Rewritten = z.object({ text: z.number().int(), words: z.string().max(5_000) });
/** Rows are read one by one: a broken one costs only itself. */
const Answer = z.object({
  findings: z.array(z.unknown()).max(200),
  rewrites: z.array(z.unknown()).max(50).default([]),
});

const MOST_FINDINGS = 5;
/** Letters that a quotation needs to be one. */
const FEWEST_LETTERS = 2;

/** @param all by which rewrites are reviewed; @returns `undefined` for an answer that is no answer */
export async function givenFrom(
  all: Packs,
  { pieces, sent }: { pieces: readonly Piece[]; sent: OpinionRequest["texts"] },
  value: unknown,
): Promise<OpinionGiven | undefined> {
  const answer = Answer.safeParse(value);
  if (!answer.success) return undefined;
  const said = rowsOf(Said, answer.data.findings);
  // What was read in part is not rewritten: the rest of it would be gone.
  const isWhole = (at: number): boolean =>
    sent.some(({ text, words }) => text === at && words === pieces[at - 1]?.text.text);
  const rewritten = rowsOf(Rewritten, answer.data.rewrites).filter(({ text }) => isWhole(text));
  const findings: OpinionFinding[] = [];
  const rewrites: OpinionRewrite[] = [];
  for (const [at, piece] of pieces.entries()) {
    const own = said.filter(({ text }) => text === at + 1);
    const found = own
      .flatMap((one) => findingOf(piece, one))
      .filter(once)
      .slice(0, MOST_FINDINGS);
    findings.push(...found);
    rewrites.push(...rewriteOf(all, piece, { findings: found, rewritten, number: at + 1 }));
    await setImmediate();
  }
  return { findings, rewrites };
}

function rowsOf<T>(schema: z.ZodType<T>, rows: readonly unknown[]): T[] {
  return rows.flatMap((row) => {
    const read = schema.safeParse(row);
    return read.success ? [read.data] : [];
  });
}

function findingOf(piece: Piece, said: z.output<typeof Said>): OpinionFinding[] {
  const rule = piece.rules.find(({ policy }) => policy.id === said.rule);
  const at = rule && placeOf(piece, said.words);
  if (!at) return [];
  const found = finding(rule.policy, at, piece.copy, piece.seen);
  const { version, provisional, act, article, start, end, message, fix } = found;
  // The rule's own severity is a ceiling as well: proof on file, or a draft, makes it a note.
  const severity = found.severity === "note" || said.severity === "note" ? "note" : "fix";
  const words = piece.text.text.slice(start, end);
  return [
    {
      label: piece.text.label,
      rule: rule.policy.id,
      version,
      severity,
      provisional,
      act,
      article,
      start,
      end,
      words,
      message,
      fix,
    },
  ];
}

/** Where the quoted words stand: as written, else as rules read them, without disguises and double blanks. */
function placeOf({ seen }: Piece, quoted: string): { start: number; end: number } | undefined {
  const words = quoted.trim();
  if ((words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < FEWEST_LETTERS) return undefined;
  const start = seen.text.indexOf(words);
  if (start >= 0) return { start, end: start + words.length };
  const plain = viewOf(words).text;
  const at = seen.view.text.indexOf(plain);
  return at < 0 ? undefined : rawSpan(seen.view, at, at + plain.length);
}

function once(one: OpinionFinding, at: number, all: readonly OpinionFinding[]): boolean {
  return all.findIndex(({ rule }) => rule === one.rule) === at;
}

function rewriteOf(
  packs: Packs,
  piece: Piece,
  {
    findings,
    rewritten,
    number,
  }: { findings: readonly OpinionFinding[]; rewritten: z.output<typeof Rewritten>[]; number: number },
): OpinionRewrite[] {
  const { ruled, isPage } = piece.text;
  const from = ruled.rewrite;
  const objects = findings.filter(({ severity }) => severity === "fix");
  // Where neither rules nor model object there is nothing to rewrite; where the rules found no honest rewrite, a model finds none.
  if (from === null && (isPage || objects.length === 0 || ruled.verdict !== "pass")) return [];
  const to = rewritten.find(({ text }) => text === number)?.words;
  const words = to === undefined ? undefined : polished(packs, piece, { to, objects });
  return words === undefined || words === from ? [] : [{ label: piece.text.label, from, to: words }];
}
