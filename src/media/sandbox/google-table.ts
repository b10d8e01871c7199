// What Google's queries can select: objects as flat rows, or a campaign's days.

import type { Level } from "../medium.ts";
import { all, reviewOf, type Shelf, todayOf } from "./engine.ts";
import { figureDays } from "./figure-days.ts";
import { endOf, SHOP } from "./first-state.ts";
import type { SandboxObject } from "./state.ts";

const AD = "ad_group_ad";
export const googleFields: Readonly<Record<string, readonly string[]>> = {
  campaign: [
    ..."id name status end_date resource_name campaign_budget".split(" ").map((field) => `campaign.${field}`),
    "campaign_budget.amount_micros",
    "segments.date",
    ..."impressions clicks cost_micros conversions conversions_value"
      .split(" ")
      .map((field) => `metrics.${field}`),
  ],
  ad_group: "id name status campaign resource_name".split(" ").map((field) => `ad_group.${field}`),
  [AD]: [
    ..."resource_name status ad_group policy_summary.approval_status"
      .split(" ")
      .map((field) => `${AD}.${field}`),
    `${AD}.ad.final_urls`,
    `${AD}.ad.final_url_suffix`,
    `${AD}.ad.responsive_search_ad.headlines`,
    `${AD}.ad.responsive_search_ad.descriptions`,
  ],
};

type Row = Record<string, unknown>;

export function googleTable(
  shelf: Shelf,
  level: Level,
  between: { from: string; to: string } | undefined,
): Row[] {
  if (between) return days(shelf, between);
  return all(shelf, level).map((object) => rows[level](shelf, object));
}

const rows: Readonly<Record<Level, (shelf: Shelf, object: SandboxObject) => Row>> = {
  campaign: (shelf, object) => ({
    "campaign.id": object.id,
    "campaign.name": object.name,
    "campaign.status": statusOf(object),
    "campaign.end_date": endOf(object, todayOf(shelf)),
    "campaign.resource_name": `${root(shelf)}/campaigns/${object.id}`,
    "campaign.campaign_budget": `${root(shelf)}/campaignBudgets/${object.id}9`,
    "campaign_budget.amount_micros": object.dailyMicros,
  }),
  adGroup: (shelf, object) => ({
    "ad_group.id": object.id,
    "ad_group.name": object.name,
    "ad_group.status": statusOf(object),
    "ad_group.campaign": `${root(shelf)}/campaigns/${object.parentId}`,
    "ad_group.resource_name": `${root(shelf)}/adGroups/${object.id}`,
  }),
  ad: (shelf, object) => ({
    [`${AD}.resource_name`]: `${root(shelf)}/adGroupAds/${object.id}`,
    [`${AD}.status`]: statusOf(object),
    [`${AD}.ad_group`]: `${root(shelf)}/adGroups/${object.parentId}`,
    [`${AD}.policy_summary.approval_status`]: {
      approved: "APPROVED",
      in_review: "UNKNOWN",
      rejected: "DISAPPROVED",
    }[reviewOf(shelf, object)],
    [`${AD}.ad.final_urls`]: object.fields["finalUrls"] ?? [SHOP],
    [`${AD}.ad.final_url_suffix`]: object.fields["suffix"],
    [`${AD}.ad.responsive_search_ad.headlines`]: object.fields["headlines"] ?? assets(object, SHOP_LINES),
    [`${AD}.ad.responsive_search_ad.descriptions`]:
      object.fields["descriptions"] ?? assets(object, SHOP_LINES.slice(1)),
  }),
};

/** What the shop ran before has only a name: its lines follow from it. */
const SHOP_LINES = ["올망살림 공식몰", "오늘 주문 내일 도착"];

function assets({ name }: SandboxObject, lines: readonly string[]): { text: string }[] {
  return [name, ...lines].map((text) => ({ text }));
}

function days(shelf: Shelf, { from, to }: { from: string; to: string }): Row[] {
  return figureDays(shelf, { from, to, today: true, maxDays: 3_700 }).map((row) => ({
    "campaign.id": row.campaignId,
    "campaign.name": shelf.state.objects[row.campaignId]?.name,
    "segments.date": row.day.toString(),
    "metrics.impressions": `${row.impressions}`,
    "metrics.clicks": `${row.clicks}`,
    "metrics.cost_micros": `${Math.round(row.spend * 1_000_000)}`,
    "metrics.conversions": row.conversions,
    "metrics.conversions_value": row.revenue,
  }));
}

function root({ state }: Shelf): string {
  return `customers/${state.ref}`;
}

function statusOf({ on }: SandboxObject): string {
  return on ? "ENABLED" : "PAUSED";
}
