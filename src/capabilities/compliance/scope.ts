// Whether a rule has a say about a copy at all: place, trade, medium, field, days, facts.

import type { Seen } from "./checks/hit.ts";
import type { Copy } from "./copy.ts";
import { holds, holdsAny } from "./facts.ts";
import type { Raise, Rule } from "./rule.ts";

export function speaksOf(rule: Rule, copy: Copy): boolean {
  const { policy } = rule;
  if (policy.status === "retired" || !inPlace(policy.jurisdiction, copy.jurisdiction)) return false;
  if (policy.not_industries.includes(copy.industry)) return false;
  if (policy.fields !== "all" && !policy.fields.includes(copy.field)) return false;
  if (rule.tried && !rule.raises?.some((one) => isWithin(one, copy))) return false;
  return isWithin(policy, copy);
}

/** Trade, medium and days of a rule, or of what a workspace makes of it. */
export function isWithin(scope: Omit<Raise, "severity">, copy: Copy): boolean {
  const { industries, runs_on: runsOn } = scope;
  if (industries !== "all" && !industries.includes(copy.industry)) return false;
  if (runsOn !== "all" && !runsOn.some((one) => isChannel(one, copy.runsOn))) return false;
  return inForce(scope, copy);
}

export function factsHold({ policy, whenText, clearing }: Rule, seen: Seen): boolean {
  if (!holds(policy.applies_if, seen.facts, seen.inCopy)) return false;
  if (holdsAny(policy.unless_if, seen.facts, seen.inCopy)) return false;
  if (whenText && !whenText.has(seen.view)) return false;
  return !clearing.has(seen.view);
}

/** `US` speaks of `US-FL`, `US-FL` of nothing else. */
function inPlace(places: "all" | string[], jurisdiction: string): boolean {
  return (
    places === "all" || places.some((place) => jurisdiction === place || jurisdiction.startsWith(`${place}-`))
  );
}

function isChannel(pattern: string, channel: string): boolean {
  return pattern.endsWith("*") ? channel.startsWith(pattern.slice(0, -1)) : pattern === channel;
}

/** In force on the day of the review or on any day of the flight. */
function inForce({ effective_from: from, effective_to: to }: Omit<Raise, "severity">, copy: Copy): boolean {
  const covers = (first: string, last: string): boolean => from <= last && (to === null || to >= first);
  return (
    covers(copy.date, copy.date) || (copy.flight !== undefined && covers(copy.flight.from, copy.flight.to))
  );
}
