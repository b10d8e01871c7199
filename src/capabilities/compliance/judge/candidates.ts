// Which rules a language model is asked about: those that put a question to one, and the trade's own where the rules found nothing in a
// regulated trade. A rule that has spoken already is never asked about again. What the rules said comes with the texts: nothing is judged
// a second time here.

import { setImmediate } from "node:timers/promises";
import { Copy, seenOf } from "../copy.ts";
import type { Seen } from "../checks/hit.ts";
import type { Packs } from "../packs.ts";
import type { Rule } from "../rule.ts";
import { saidFacts } from "../said-facts.ts";
import { factsHold, speaksOf } from "../scope.ts";
import { isRegulated, type Trade } from "../trades.ts";
import type { OpinionAsked, OpinionText, Ruled } from "./opinion.ts";

/** One text with what a model is to look for in it. */
export type Piece = { text: OpinionText; copy: Copy; seen: Seen; rules: readonly Rule[] };

/** `left`: texts behind the last piece, which nobody has looked at. */
export type Pieces = { pieces: Piece[]; left: number };

/** Rules to one text; more would be read as carelessly by a model as by people. */
const MOST_RULES = 20;
/** Texts to one request: drafts of one product repeat each other. */
const MOST_TEXTS = 12;

/** @returns texts that there is something to ask about, the same words under the same law once; others work between two texts */
export async function piecesOf(packs: Packs, asked: OpinionAsked, most = MOST_TEXTS): Promise<Pieces> {
  const once = new Map(asked.texts.map((one) => [`${one.jurisdiction} ${one.runsOn} ${one.text}`, one]));
  const pieces: Piece[] = [];
  let left = once.size;
  for (const text of once.values()) {
    if (pieces.length === most) break;
    left -= 1;
    const piece = pieceOf(packs, asked, text);
    if (piece.rules.length > 0) pieces.push(piece);
    await setImmediate();
  }
  return { pieces, left };
}

/** Whether a model would be asked anything about such a review. */
export async function isForJudge(packs: Packs, asked: OpinionAsked): Promise<boolean> {
  const { pieces } = await piecesOf(packs, asked, 1);
  return pieces.length > 0;
}

function pieceOf(packs: Packs, asked: OpinionAsked, text: OpinionText): Piece {
  const copy = copyOf(packs, asked, text);
  const seen = seenOf(copy, packs.lists);
  const rules = candidates(packs, { copy, seen, trade: asked.trade }, text.ruled);
  return { text, copy, seen, rules };
}

/** As the rules read it. */
function copyOf(packs: Packs, asked: OpinionAsked, { text, runsOn, field, jurisdiction }: OpinionText): Copy {
  const { lang, trade: industry, date, flight } = asked;
  const facts = { ...saidFacts(text, packs), ...asked.facts };
  return Copy.parse({ text, lang, jurisdiction, industry, runsOn, field, facts, date, flight });
}

function candidates(
  packs: Packs,
  { copy, seen, trade }: { copy: Copy; seen: Seen; trade: Trade },
  { found }: Ruled,
): Rule[] {
  const fired = new Set(found.map(({ rule }) => rule));
  const objecting = new Set(found.flatMap(({ rule, severity }) => (severity === "note" ? [] : [rule])));
  // A workspace's own rule says nothing of what the trade's law says.
  const silent = isRegulated(trade) && packs.rules.every(({ policy }) => !objecting.has(policy.id));
  const speaking = packs.rules.filter(
    (rule) => !fired.has(rule.policy.id) && speaksOf(rule, copy) && factsHold(rule, seen),
  );
  const asking = speaking.filter(({ policy }) => policy.check.judge);
  const ofTrade = silent ? speaking.filter((rule) => !asking.includes(rule) && isOfTrade(rule, copy)) : [];
  return [...asking.filter((rule) => isOfTrade(rule, copy)), ...asking, ...ofTrade]
    .filter((rule, at, all) => all.indexOf(rule) === at)
    .slice(0, MOST_RULES);
}

/** A rule about what may be said in this trade; what must stand there or is a fact, the rules settle alone. */
function isOfTrade({ policy }: Rule, { industry }: Copy): boolean {
  return (
    policy.industries !== "all" && policy.industries.includes(industry) && policy.check.existence.length > 0
  );
}
