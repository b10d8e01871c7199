// Offers that are not what they look like: deadlines that come back every day, hidden conditions, small print, borrowed authority.

import { isNegated } from "../clauses.ts";
import { rawSpan, viewOf } from "../text.ts";
import type { Hit, Seen } from "./hit.ts";
import { hiddenTerms, lowestPrice } from "./stated-facts.ts";

export function misleadingOffer(seen: Seen): Hit[] {
  const { facts } = seen;
  const end = seen.text.trimEnd().length;
  const found: Hit[] = [];
  if (facts["offer_repeats"] === "daily") found.push(...words(seen, "hurry"));
  if (facts["countdown"] === "resets") found.push(...orWhole(words(seen, "hurry"), seen));
  if (facts["fine_print"] === "tiny")
    found.push({
      start: end,
      end,
      missing: [{ name: { ko: "같은 크기의 조건 표시", en: "conditions in readable size" } }],
    });
  if (facts["advertiser"] === "private_company") found.push(...words(seen, "public-bodies"));
  return [...found, ...hiddenTerms(seen)];
}

/** The free beginning or the first price hides what follows: a renewal, a fee added at the till, a hard way out. */
export function hiddenRenewal(seen: Seen): Hit[] {
  const terms = seen.facts["terms"];
  return typeof terms === "string" && seen.listed("renewal-terms", viewOf(terms)).length > 0
    ? hiddenTerms(seen)
    : [];
}

/** Deadlines that start again every day. */
export function falseUrgency(seen: Seen): Hit[] {
  return seen.facts["offer_repeats"] === "daily" ? words(seen, "hurry") : [];
}

/** A prior price above the lowest of thirty days, or conditions left out. */
export function priorPriceOrTerms(seen: Seen): Hit[] {
  return [...lowestPrice(seen), ...hiddenTerms(seen)];
}

/** Words of a list that the clause does not deny; `놓치지 마세요` is urgency all the same. */
function words(seen: Seen, list: string): Hit[] {
  const { text } = seen.view;
  return seen
    .listed(list, seen.view)
    .filter((match) => !isNegated(text, match) || text.slice(match.start, match.end).includes("놓치지"))
    .map(({ start, end }) => rawSpan(seen.view, start, end));
}

function orWhole(found: Hit[], seen: Seen): Hit[] {
  return found.length > 0 ? found : [{ start: 0, end: seen.text.length }];
}
