// What Google's queries answer about objects, as `Remote`s.

import { z } from "zod";
import type { AdContent, Level, Remote, RemoteStatus } from "./medium.ts";
import { budgetFromWire } from "./money-on-wire.ts";
import { nameByUrl } from "./tag.ts";

const Status = z.enum(["ENABLED", "PAUSED", "REMOVED"]);
const Asset = z.object({ text: z.string() });
const Row = z.object({
  campaign: z
    .object({ id: z.string(), name: z.string(), status: Status, endDate: z.iso.date().optional() })
    .optional(),
  campaignBudget: z.object({ amountMicros: z.string() }).optional(),
  adGroup: z.object({ id: z.string(), name: z.string(), status: Status, campaign: z.string() }).optional(),
  adGroupAd: z
    .object({
      resourceName: z.string(),
      status: Status,
      adGroup: z.string(),
      policySummary: z.object({ approvalStatus: z.string() }).optional(),
      ad: z.object({
        finalUrls: z.array(z.string()).optional(),
        finalUrlSuffix: z.string().optional(),
        responsiveSearchAd: z
          .object({ headlines: z.array(Asset), descriptions: z.array(Asset).default([]) })
          .optional(),
      }),
    })
    .optional(),
});
type Row = z.output<typeof Row>;

export const googleRows: Readonly<
  Record<
    Level,
    {
      shape: typeof Row;
      statusField: string;
      resourceField: string;
      parentField: string;
      select: string;
      from: string;
    }
  >
> = {
  campaign: {
    shape: Row,
    from: "campaign",
    statusField: "campaign.status",
    resourceField: "campaign.resource_name",
    parentField: "",
    select: "campaign.id, campaign.name, campaign.status, campaign.end_date, campaign_budget.amount_micros",
  },
  adGroup: {
    shape: Row,
    from: "ad_group",
    statusField: "ad_group.status",
    resourceField: "ad_group.resource_name",
    parentField: "ad_group.campaign",
    select: "ad_group.id, ad_group.name, ad_group.status, ad_group.campaign",
  },
  ad: {
    shape: Row,
    from: "ad_group_ad",
    statusField: "ad_group_ad.status",
    resourceField: "ad_group_ad.resource_name",
    parentField: "ad_group_ad.ad_group",
    select:
      "ad_group_ad.resource_name, ad_group_ad.status, ad_group_ad.ad_group, ad_group_ad.policy_summary.approval_status, ad_group_ad.ad.final_urls, ad_group_ad.ad.final_url_suffix, ad_group_ad.ad.responsive_search_ad.headlines, ad_group_ad.ad.responsive_search_ad.descriptions",
  },
};

/** @param where built from checked values only */
export function queryOf(level: Level, where: string): string {
  const { select, from } = googleRows[level];
  return `SELECT ${select} FROM ${from} WHERE ${where}`;
}

export function remoteOf(level: Level, row: Row, currency: string, now: Temporal.Instant): Remote {
  const found = { campaign: campaignOf, adGroup: adGroupOf, ad: adOf }[level](row, currency, now);
  if (!found) throw new Error("a query answered without its own resource");
  return found;
}

function campaignOf(
  { campaign, campaignBudget }: Row,
  currency: string,
  now: Temporal.Instant,
): Remote | undefined {
  if (!campaign) return undefined;
  const end = campaign.endDate === undefined ? undefined : Temporal.PlainDate.from(campaign.endDate);
  const today = now.toZonedDateTimeISO("Asia/Seoul").toPlainDate();
  const isOver = end !== undefined && Temporal.PlainDate.compare(end, today) < 0;
  return {
    id: campaign.id,
    name: campaign.name,
    status: campaign.status !== "REMOVED" && isOver ? "ended" : statusOf(campaign.status),
    ...(campaignBudget && {
      dailyBudget: budgetFromWire("google_ads", "micros", campaignBudget.amountMicros, currency),
    }),
    ...(end && { end }),
  };
}

function adGroupOf({ adGroup }: Row): Remote | undefined {
  return (
    adGroup && {
      id: adGroup.id,
      name: adGroup.name,
      status: statusOf(adGroup.status),
      parentId: last(adGroup.campaign),
    }
  );
}

function adOf({ adGroupAd }: Row): Remote | undefined {
  if (!adGroupAd) return undefined;
  const { ad, policySummary, status } = adGroupAd;
  const approval = policySummary?.approvalStatus;
  const headline = ad.responsiveSearchAd?.headlines[0]?.text ?? "";
  return {
    id: last(adGroupAd.resourceName),
    name: nameByUrl(headline, `https://ad.invalid/?${ad.finalUrlSuffix ?? ""}`),
    status:
      approval === "DISAPPROVED" && status !== "REMOVED" ? "rejected" : reviewed(statusOf(status), approval),
    parentId: last(adGroupAd.adGroup),
    ...(approval === "DISAPPROVED" && { reason: "DISAPPROVED" }),
    ...contentOf(ad),
  };
}

function contentOf({ finalUrls, responsiveSearchAd }: NonNullable<Row["adGroupAd"]>["ad"]): {
  content?: AdContent;
} {
  const [landingUrl] = finalUrls ?? [];
  if (landingUrl === undefined || !responsiveSearchAd) return {};
  const numbered = (name: string, assets: readonly { text: string }[]): [string, string][] =>
    assets.map(({ text }, index) => [`${name}${index + 1}`, text]);
  const { headlines, descriptions } = responsiveSearchAd;
  const texts = Object.fromEntries([
    ...numbered("headline", headlines),
    ...numbered("description", descriptions),
  ]);
  return { content: { texts, landingUrl, images: [] } };
}

function reviewed(status: RemoteStatus, approval: string | undefined): RemoteStatus {
  return status === "active" && approval === "UNKNOWN" ? "in_review" : status;
}

function statusOf(status: z.output<typeof Status>): RemoteStatus {
  return ({ ENABLED: "active", PAUSED: "paused", REMOVED: "deleted" } as const)[status];
}

function last(resource: string): string {
  return resource.slice(resource.lastIndexOf("/") + 1);
}
