// Naver's campaigns, ad groups and ads as `Remote`s.

import { z } from "zod";
import type { AdContent, Level, Remote, RemoteStatus } from "./medium.ts";
import { budgetFromWire } from "./money-on-wire.ts";
import { nameByUrl, withoutTag } from "./tag.ts";

const NaverObject = z.object({
  nccCampaignId: z.string().optional(),
  nccAdgroupId: z.string().optional(),
  nccAdId: z.string().optional(),
  name: z.string().optional(),
  userLock: z.boolean(),
  /** ELIGIBLE, PAUSED, DELETED. */
  status: z.string().optional(),
  useDailyBudget: z.boolean().optional(),
  dailyBudget: z.number().optional(),
  usePeriod: z.boolean().optional(),
  periodEndDt: z.string().nullish(),
  /** UNDER_REVIEW, APPROVED, PENDING. */
  inspectStatus: z.union([z.number(), z.string()]).optional(),
  ad: z
    .object({
      headline: z.string(),
      description: z.string().default(""),
      pc: z.object({ final: z.string() }),
    })
    .optional(),
});
export type NaverObject = z.output<typeof NaverObject>;

type Place = {
  path: string;
  id: "nccCampaignId" | "nccAdgroupId" | "nccAdId";
  parent?: "nccCampaignId" | "nccAdgroupId";
  pattern: RegExp;
};
export const naverPlaces: Readonly<Record<Level, Place>> = {
  campaign: { path: "/ncc/campaigns", id: "nccCampaignId", pattern: /^cmp-[a-z0-9-]{1,60}$/ },
  adGroup: {
    path: "/ncc/adgroups",
    id: "nccAdgroupId",
    parent: "nccCampaignId",
    pattern: /^grp-[a-z0-9-]{1,60}$/,
  },
  ad: { path: "/ncc/ads", id: "nccAdId", parent: "nccAdgroupId", pattern: /^nad-[a-z0-9-]{1,60}$/ },
};
export { NaverObject as NaverShape };

const UNDER_REVIEW = 10;
const REJECTED = 30;

export function remoteOf(level: Level, raw: NaverObject, now: Temporal.Instant): Remote {
  const { id, parent } = naverPlaces[level];
  const end = raw.usePeriod && raw.periodEndDt ? dayOf(raw.periodEndDt) : undefined;
  const parentId = parent && raw[parent];
  return {
    id: raw[id] ?? "",
    name: raw.ad ? nameByUrl(raw.ad.headline, raw.ad.pc.final) : (raw.name ?? ""),
    status: statusOf(raw, end, now),
    ...(level === "campaign" &&
      raw.useDailyBudget === true &&
      raw.dailyBudget !== undefined && {
        dailyBudget: budgetFromWire("naver", "main", raw.dailyBudget, "KRW"),
      }),
    ...(end && { end }),
    ...(parentId !== undefined && { parentId }),
    ...(raw.ad && { content: contentOf(raw.ad) }),
  };
}

/** The address without our tag: a copy of the ad gets one of its own. */
function contentOf({ headline, description, pc }: NonNullable<NaverObject["ad"]>): AdContent {
  return { texts: { headline, description }, landingUrl: withoutTag(pc.final), images: [] };
}

function statusOf(
  raw: NaverObject,
  end: Temporal.PlainDate | undefined,
  now: Temporal.Instant,
): RemoteStatus {
  if (raw.status === "DELETED") return "deleted";
  if (Number(raw.inspectStatus) === REJECTED) return "rejected";
  if (end && Temporal.PlainDate.compare(end, now.toZonedDateTimeISO("Asia/Seoul").toPlainDate()) < 0)
    return "ended";
  if (raw.userLock) return "paused";
  return Number(raw.inspectStatus) === UNDER_REVIEW ? "in_review" : "active";
}

/** The last day, in Seoul, of a period that is written as an instant. */
function dayOf(text: string): Temporal.PlainDate {
  return Temporal.Instant.from(text).toZonedDateTimeISO("Asia/Seoul").toPlainDate();
}
