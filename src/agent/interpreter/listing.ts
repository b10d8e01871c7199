// Which campaigns, ad groups or ads there are.

import type { Listing } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { has } from "./scan.ts";

export function listingOf({ scan, limits, shape, asked }: Found): Listing {
  const dims = [...shape.marked, ...shape.loose];
  const level = dims.includes("campaign")
    ? "campaign"
    : dims.includes("adGroup")
      ? "adGroup"
      : dims.includes("ad")
        ? "ad"
        : "campaign";
  const listing: Listing = { level, filters: limits.filters };
  const status = limits.filters.find(({ field, op }) => field === "status" && op === "in")?.values[0];
  if (status && ["active", "paused", "ended"].includes(status)) listing.status = status;
  if (asked.time && has(scan, "started")) listing.startsIn = asked.time;
  else if (asked.time && has(scan, "ended")) listing.endsIn = asked.time;
  return listing;
}
