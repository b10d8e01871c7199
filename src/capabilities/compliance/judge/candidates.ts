// Which rules a language model is asked about: those that put a question to one, and the trade's own where the rules found nothing in a
// regulated trade. A rule that has spoken already is never asked about again.

import { Copy, seenOf } from "../copy.ts";
import type { Seen } from "../checks/hit.ts";
import type { Packs } from "../packs.ts";
import { type Review, reviewText } from "../review.ts";
import type { Rule } from "../rule.ts";
import { factsHold, speaksOf } from "../scope.ts";
import { isRegulated, type Trade } from "../trades.ts";
import type { OpinionAsked, OpinionText } from "./opinion.ts";

/** One text with what the rules say of it and what a model is to look for in it. */
export type Piece = { text: OpinionText; copy: Copy; seen: Seen; review: Review; rules: readonly Rule[] };

/** Rules to one text; more would be read as carelessly by a model as by people. */
const MOST_RULES = 20;
/** Texts to one request: drafts of one product repeat each other. */
const MOST_TEXTS = 12;

/** @returns texts that there is something to ask about, the same words under the same law once */
export function piecesOf(packs: Packs, asked: OpinionAsked): Piece[] {
  const once = new Map(asked.texts.map((one) => [`${one.jurisdiction} ${one.runsOn} ${one.text}`, one]));
  return [...once.values()]
    .map((text) => pieceOf(packs, asked, text))
    .filter(({ rules }) => rules.length > 0)
    .slice(0, MOST_TEXTS);
}

/** Whether a model would be asked anything about such a review. */
export function isForJudge(packs: Packs, asked: OpinionAsked): boolean {
  return asked.texts.some((text) => pieceOf(packs, asked, text).rules.length > 0);
}

function pieceOf(packs: Packs, asked: OpinionAsked, text: OpinionText): Piece {
  const copy = copyOf(asked, text);
  const review = reviewText(packs, copy);
  const seen = seenOf(copy, packs.lists);
  const rules = candidates(packs, { copy, seen, trade: asked.trade }, review);
  return { text, copy, seen, review, rules };
}

function copyOf(asked: OpinionAsked, { text, runsOn, field, jurisdiction }: OpinionText): Copy {
  const { lang, trade: industry, facts, date, flight } = asked;
  return Copy.parse({ text, lang, jurisdiction, industry, runsOn, field, facts, date, flight });
}

function candidates(
  packs: Packs,
  { copy, seen, trade }: { copy: Copy; seen: Seen; trade: Trade },
  { findings }: Review,
): Rule[] {
  const fired = new Set(findings.map(({ rule }) => rule));
  const silent = isRegulated(trade) && findings.every(({ severity }) => severity === "note");
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
