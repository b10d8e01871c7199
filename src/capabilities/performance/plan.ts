// What a query is compiled from: everything resolved, nothing left to guess.

import type { SQL } from "drizzle-orm";
import type { Dim } from "../../core/query.ts";
import type { Chosen } from "./choose-view.ts";
import type { Periods } from "./coverage.ts";
import type { Needed } from "./sums.ts";

/** What the statement is made of, everything resolved. */
export type Plan = {
  workspaceId: string;
  periods: Periods;
  chosen: readonly Chosen[];
  needed: Needed;
  /** Split by these; medium and account come from the account of each row and are no keys. */
  keys: readonly Dim[];
  /** Which keys each grouping has, as indexes of `keys`; the empty one is the total. */
  groupings: readonly (readonly number[])[];
  conditions: readonly SQL[];
  /** Official holidays in the periods, ISO days; only looked at for `day_type`. */
  holidays: readonly string[];
  /** Conversions of these kinds instead of the primary one. */
  actions?: readonly string[] | undefined;
};
