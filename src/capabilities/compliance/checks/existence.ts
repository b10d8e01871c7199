// Words that must not be there: found in all their disguises, then held against what excuses them.

import { isNegated, isQuotedTalk, isWarnedOf, sentenceAt } from "../clauses.ts";
import type { ExistenceRule, Rule } from "../rule.ts";
import { rawSpan } from "../text.ts";
import type { Match, Matcher } from "../vocabulary.ts";
import type { Hit, Seen } from "./hit.ts";

export function existenceHits(rule: Rule, seen: Seen): Hit[] {
  return rule.existence.flatMap((one) => {
    const found = one.matcher
      .find(seen.view)
      .filter((match) => isMeant(one, match, seen) && !isExcused(rule, match, seen));
    return found.length >= one.min ? found.map((match) => hitOf(match, seen)) : [];
  });
}

/** Matches of the words a fact finding points at. */
export function hitOf(match: Match, seen: Seen): Hit {
  return { ...rawSpan(seen.view, match.start, match.end), group: match.group };
}

function isMeant(one: ExistenceRule, match: Match, seen: Seen): boolean {
  if (one.near && one.nearMatcher && !isNear(one.nearMatcher, one.near, match, seen)) return false;
  return !(one.not_near && one.notNearMatcher && isNear(one.notNearMatcher, one.not_near, match, seen));
}

function isNear(
  matcher: Matcher,
  { within, side }: { within: number; side: "any" | "before" | "after" },
  match: Match,
  seen: Seen,
): boolean {
  return matcher.find(seen.view).some((other) => {
    if (other.start < match.end && match.start < other.end)
      return other.start < match.start || other.end > match.end;
    const isBefore = other.end <= match.start;
    if (side !== "any" && isBefore !== (side === "before")) return false;
    return (isBefore ? match.start - other.end : other.start - match.end) <= within;
  });
}

function isExcused(rule: Rule, match: Match, seen: Seen): boolean {
  const { allow } = rule.policy;
  const { text } = seen.view;
  if (allow.negation && isNegated(text, match)) return true;
  if (isWarnedOf(text, match) || (allow.quoted && isQuotedTalk(text, match))) return true;
  return isPartOf(rule.phrases, match, seen) || hasSense(rule.senses, match, seen);
}

/** An ordinary phrase covers the beginning or the end of the match; one in the middle of it excuses nothing. */
function isPartOf(phrases: Matcher, match: Match, seen: Seen): boolean {
  return phrases
    .find(seen.view)
    .some(
      ({ start, end }) =>
        start < match.end && match.start < end && (start <= match.start || end >= match.end),
    );
}

function hasSense(senses: Matcher, match: Match, seen: Seen): boolean {
  const found = senses.find(seen.view);
  if (found.length === 0) return false;
  const sentence = sentenceAt(seen.view.text, match);
  return found.some(({ start, end }) => start >= sentence.start && end <= sentence.end);
}
