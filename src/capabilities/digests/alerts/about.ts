// What a sight is of: names for people, the scope of its figures.

import type { QuantityScope } from "../../../core/quantity.ts";
import { type Period, periodText } from "../../../core/time.ts";
import type { DaySum } from "../../performance/performance.ts";
import type { Seen, Watch } from "./rules.ts";

/** Named where all rows are of one; what a rule is limited to is named by the rule itself. */
export function aboutOf(rows: readonly DaySum[], watch?: Watch): Seen["about"] {
  const media = new Set(rows.map(({ account }) => account.medium));
  const accounts = new Set(rows.map(({ account }) => account.name));
  const campaigns = new Set(rows.map(({ campaign }) => campaign?.name));
  const [medium] = media;
  const [account] = accounts;
  const [campaign] = campaigns;
  const isOne =
    watch === undefined || watch.media?.length === 1 || watch.each !== undefined || watch.campaigns;
  return {
    ...(media.size === 1 && medium !== undefined && isOne && { medium }),
    ...(accounts.size === 1 && account !== undefined && watch === undefined && { account }),
    ...(campaigns.size === 1 &&
      campaign !== undefined &&
      (watch?.each === "campaign" || watch?.campaigns?.length === 1) && { campaign }),
  };
}

export function scopeOf(period: Period, rows: readonly DaySum[]): QuantityScope {
  const about = aboutOf(rows);
  const { from, to } = periodText(period);
  return { from, to, ...(about.medium && { medium: about.medium }) };
}

export function isDemo(rows: readonly DaySum[]): boolean {
  return rows.some(({ account }) => account.connection === "sandbox");
}
