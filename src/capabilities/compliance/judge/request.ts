// What a language model gets to read: texts, facts and rules as plain data of bounded length, nothing that identifies a person.

import type { Facts } from "../facts.ts";
import type { Policy } from "../policy.ts";
import type { Piece, Pieces } from "./candidates.ts";
import type { OpinionRequest, Partly } from "./opinion.ts";

/** Characters of one text and of all together; what is longer is read from its beginning. */
const MOST_CHARS = 4_000;
const MOST_CHARS_IN_ALL = 12_000;
const MOST_RULES_IN_ALL = 40;

/** Facts that say something of the case and nothing of a person: not who sends, nor the brand's own lists. */
const TOLD = new Set(
  (
    "product review_source review_verified sponsored ai_person ai_image image likeness advertiser purpose terms reference_price " +
    "lowest_30d offer_repeats countdown fine_print targeting age_target goods"
  ).split(" "),
);
const LONGEST_FACT = 200;

/** Texts are numbered from 1, in the order of `pieces`. */
export function requestOf(pieces: readonly Piece[], facts: Facts): OpinionRequest {
  const rules = new Map<string, OpinionRequest["rules"][number]>();
  let room = MOST_CHARS_IN_ALL;
  const texts = pieces.flatMap((piece, at) => {
    const words = piece.text.text.slice(0, Math.min(MOST_CHARS, room)).toWellFormed();
    if (words.trim() === "") return [];
    for (const { policy } of piece.rules)
      if (rules.size < MOST_RULES_IN_ALL) rules.set(policy.id, questionOf(policy));
    const asked = piece.rules.map(({ policy }) => policy.id).filter((id) => rules.has(id));
    if (asked.length === 0) return [];
    room -= words.length;
    const { rewrite } = piece.text.ruled;
    const fits = rewrite !== null && words === piece.text.text && rewrite.length <= room;
    if (fits) room -= rewrite.length;
    const { runsOn, jurisdiction } = piece.text;
    return [{ text: at + 1, words, rules: asked, runsOn, jurisdiction, ...(fits && { rewrite }) }];
  });
  return { facts: toldFacts(facts), rules: [...rules.values()], texts };
}

/** @returns `undefined` where all that there was to ask about was sent */
export function partlyOf({ pieces, left }: Pieces, { texts }: OpinionRequest): Partly | undefined {
  const cut = texts.filter(({ text, words }) => words !== pieces[text - 1]?.text.text).length;
  const of = pieces.length + left;
  return cut > 0 || texts.length < of ? { read: texts.length, of, cut } : undefined;
}

/** A rule that puts no question of its own is asked about by what it tells people. */
function questionOf({ id, check: { judge }, message }: Policy): OpinionRequest["rules"][number] {
  if (judge) return { rule: id, question: judge.question, rubric: judge.rubric };
  const told = message.en.replace(/['‘"]?\{(?:term|missing)\}['’"]?/g, "the wording");
  return { rule: id, question: `Does the copy do what this says: ${told}`, rubric: "" };
}

function toldFacts(facts: Facts): Record<string, unknown> {
  const plain = Object.entries(facts)
    .filter(([key, value]) => TOLD.has(key) && ["string", "boolean", "number"].includes(typeof value))
    .map(([key, value]) => [key, typeof value === "string" ? value.slice(0, LONGEST_FACT) : value]);
  const kinds = (facts.evidence ?? []).map((one) => (typeof one === "string" ? one.split(":")[0] : one.kind));
  return {
    ...(Object.fromEntries(plain) as Record<string, unknown>),
    ...(kinds.length > 0 && { evidence: [...new Set(kinds)] }),
  };
}
