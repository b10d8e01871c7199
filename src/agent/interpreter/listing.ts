// Which campaigns, ad groups or ads there are.

import type { Decision } from "./intent.ts";
import type { Before, Listing } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { ahead } from "./period.ts";
import { has, ownText, type Scan } from "./scan.ts";
import { mergedFilters } from "./thread.ts";

/** Ends, is to start: not the past tense. */
function coming(scan: Scan): boolean {
  return /\b(?:ends?|ending|finish(?:es|ing)?|expir(?:e|es|ing)|starts?|starting|begins?|beginning|launch(?:es|ing)?|will|due)\b|끝나는|끝날|종료되는|종료될|종료 ?예정|만료되는|만료될|마감되는|시작하는|시작할|시작될|예정/i.test(
    ownText(scan),
  );
}

/** "only the ones on Kakao" behind a list: the list again, limited further. */
export function narrowedListing(found: Found, decision: Decision, before: Before): Listing | undefined {
  const { measures, asked, limits, shape } = found;
  if (before.last !== "listing" || !before.listing || limits.filters.length === 0) return undefined;
  if (
    measures.metrics.length > 0 ||
    asked.time ||
    shape.grain ||
    has(found.scan, "how", "why", "compare", "how_much")
  )
    return undefined;
  const small =
    !decision ||
    ["a name alone", "figures in general", "this against that"].includes(decision.because) ||
    decision.intent === "list_campaigns";
  if (!small) return undefined;
  const now = listingOf(found);
  return {
    ...before.listing,
    ...now,
    level: shape.marked.length + shape.loose.length > 0 ? now.level : before.listing.level,
    filters: mergedFilters(before.listing.filters, now.filters),
  };
}

export function listingOf({ scan, limits, shape, asked }: Found): Listing {
  const dims = [...shape.marked, ...shape.loose];
  const level = dims.includes("campaign")
    ? "campaign"
    : dims.includes("adGroup")
      ? "adGroup"
      : dims.includes("ad")
        ? "ad"
        : "campaign";
  const filters =
    has(scan, "ended", "started") && asked.time
      ? limits.filters.filter(({ field }) => field !== "status")
      : limits.filters;
  const listing: Listing = { level, filters };
  const status = filters.find(({ field, op }) => field === "status" && op === "in")?.values[0];
  if (status && ["active", "paused", "ended"].includes(status)) listing.status = status;
  if (asked.time && has(scan, "started"))
    listing.startsIn = coming(scan) ? ahead(asked.time, asked.today) : asked.time;
  else if (asked.time && has(scan, "ended"))
    listing.endsIn = coming(scan) ? ahead(asked.time, asked.today) : asked.time;
  return listing;
}
