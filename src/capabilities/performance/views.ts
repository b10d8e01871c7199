// A view is the level and the breakdown set of facts: `campaign`, `ad+age,gender`, `adGroup~window`, `medium~week`.

import type { Dim } from "../../core/query.ts";

export type Shape = "day" | "window" | "week";
export type View = { text: string; level: Level; breakdowns: readonly string[]; shape: Shape };

const levels = ["medium", "account", "campaign", "adGroup", "ad", "keyword"] as const;
type Level = (typeof levels)[number];

/** Levels that hold each object; anything else is a breakdown. Channels of a media mix are stored as campaigns. */
const holders: Partial<Record<Dim, readonly Level[]>> = {
  medium: levels,
  account: levels,
  campaign: ["campaign", "adGroup", "ad", "keyword"],
  adGroup: ["adGroup", "ad", "keyword"],
  ad: ["ad"],
};

/** Dimensions every row of daily facts has by its day. */
const timeDims: readonly Dim[] = ["day", "week", "month", "year", "weekday", "day_type"];

/** `undefined` for a view of another kind (a site's own figures): never part of an answer about ads. */
export function parseView(text: string): View | undefined {
  const match = /^([a-zA-Z]+)(?:\+([\w,]+))?(?:~(window|week))?$/.exec(text);
  const level = levels.find((known) => known === match?.[1]);
  if (!match || !level) return undefined;
  return {
    text,
    level,
    breakdowns: match[2]?.split(",") ?? [],
    shape: (match[3] as Shape | undefined) ?? "day",
  };
}

/** True when the rows of the view can be told apart by the dimension. */
export function hasDimension(view: View, dim: Dim): boolean {
  if (timeDims.includes(dim)) return hasTime(view, dim);
  if (dim === "conversion_action") return true;
  if (dim === "campaign" && view.shape === "week") return true;
  if (dim === "keyword" && view.level === "keyword") return true;
  return holders[dim]?.includes(view.level) ?? view.breakdowns.includes(dim);
}

/** Windows have no days inside; weeks count by their first day, so weekdays mean nothing there. */
function hasTime(view: View, dim: Dim): boolean {
  if (view.shape === "window") return false;
  return view.shape === "day" || ["week", "month", "year"].includes(dim);
}

/** Fewer breakdowns first, then the higher level: the smallest set of rows that answers. */
export function coarserFirst(a: View, b: View): number {
  return a.breakdowns.length - b.breakdowns.length || levels.indexOf(a.level) - levels.indexOf(b.level);
}
