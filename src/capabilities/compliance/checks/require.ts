// Things that must be said, and where.

import { holds } from "../facts.ts";
import type { ElementRule, RequireRule, Rule } from "../rule.ts";
import { rawSpan } from "../text.ts";
import type { Hit, Seen } from "./hit.ts";

export function requireHits(rule: Rule, seen: Seen): Hit[] {
  return rule.require.flatMap((one) => {
    const missing = one.elements.filter((element) => !isSaid(element, one, seen));
    if (missing.length === 0) return [];
    const at = placeOf(one, seen.text);
    return [{ start: at, end: at, missing: missing.map(({ name, insert }) => ({ name, insert })) }];
  });
}

function isSaid(element: ElementRule, { position, within }: RequireRule, seen: Seen): boolean {
  if (element.fact && holds(element.fact, seen.facts, seen.inCopy)) return true;
  const text = seen.text;
  return element.matcher.find(seen.view).some((match) => {
    const { start, end } = rawSpan(seen.view, match.start, match.end);
    switch (position) {
      case "anywhere":
        return true;
      case "start":
        return text.slice(0, start).trim() === "";
      case "head":
        return text.slice(0, start).trimStart().length <= within;
      case "end":
        return text.slice(end).trim().length <= within;
    }
  });
}

/** The point where the missing thing belongs. */
function placeOf({ position }: RequireRule, text: string): number {
  return position === "start" || position === "head"
    ? text.length - text.trimStart().length
    : text.trimEnd().length;
}
