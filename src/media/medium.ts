// The contract of an ad medium: what every client can do, in house words. The domain asks `features`, never the name.
// Objects are found again by their tag `[co9-<8 hex>]`, which the caller puts at the end of every name it gives.

import type { Money } from "../core/money.ts";
import type { Objective } from "../core/objective.ts";
import type { Period } from "../core/time.ts";
import type { MediumFeatures } from "./features.ts";

export type MediumName = "meta" | "google_ads" | "naver" | "kakao";
export type Level = "campaign" | "adGroup" | "ad";

/** The medium's own account id and the account's currency. */
export type AccountRef = { ref: string; currency: string };

export type RemoteStatus = "active" | "paused" | "in_review" | "rejected" | "ended" | "deleted";

/** What an ad shows. `images` by the medium's own reference; left out where the medium does not give its pictures back. */
export type AdContent = {
  texts: Readonly<Record<string, string>>;
  landingUrl: string;
  images?: readonly { format: string; ref: string }[];
};

/**
 * An object as the medium tells it. `dailyBudget` and `end` only on campaigns, `audience` on ad groups where the medium lets it be
 * changed, `content` on ads; `end` is the last day, included.
 */
export type Remote = {
  id: string;
  name: string;
  status: RemoteStatus;
  dailyBudget?: Money;
  end?: Temporal.PlainDate;
  parentId?: string;
  /** The medium's own words for a rejection: text from outside. */
  reason?: string;
  audience?: Audience;
  content?: AdContent;
};

/** Ages, genders and regions of an ad group; absent = no restriction. */
export type Audience = Pick<Targeting, "ages" | "genders" | "regions">;

/** Who is meant. Absent = no restriction. Ages are whole years, both included. */
type Targeting = {
  ages?: { from: number; to: number };
  genders?: readonly ("female" | "male")[];
  /** Korean regions as people write them ("서울", "부산"). */
  regions?: readonly string[];
  interests?: readonly string[];
  /** Search media only; display media leave them out. */
  keywords?: readonly string[];
};

/** `dailyBudget` excludes VAT on every medium. */
export type NewCampaign = { name: string; objective: Objective; dailyBudget: Money; flight: Period };
type NewAdGroup = { name: string; campaignId: string; audience: Targeting; landingUrl: string };
type NewImage = { format: string; bytes?: Uint8Array; ref?: string };
/** `texts` by the house's field names: `headline`, `headline2`…, `body`, `description`…; a client takes those its medium has. */
export type NewAd = {
  name: string;
  adGroupId: string;
  texts: Readonly<Record<string, string>>;
  images: readonly NewImage[];
  landingUrl: string;
};

/** One campaign's day of the account's zone. Amounts are micros (millionths of the main unit) on the basis `vat`. */
export type MetricRow = {
  day: Temporal.PlainDate;
  campaignId: string;
  campaign: string;
  impressions: number;
  clicks: number;
  conversions: number;
  spendMicros: bigint;
  revenueMicros: bigint;
  vat: Money["vat"];
};

/** `asOf`: when it was asked; `reach` and other unique counts are not here, they do not add up. */
export type Metrics = { level: "campaign"; currency: string; asOf: Temporal.Instant; rows: MetricRow[] };

/**
 * Every call may throw a `MediumError` and nothing else. Never call it inside a database transaction.
 * Creates have one effect: the object, paused or switched off in the same call and read back, on every level: a campaign delivers once it,
 * an ad group and an ad below it are all active. Setters take absolute values and are safe to repeat.
 */
export type Medium = {
  name: MediumName;
  features: MediumFeatures;
  createCampaign: (at: AccountRef, campaign: NewCampaign) => Promise<{ id: string }>;
  createAdGroup: (at: AccountRef, adGroup: NewAdGroup) => Promise<{ id: string }>;
  createAd: (at: AccountRef, ad: NewAd) => Promise<{ id: string }>;
  /**
   * Makes sure that a new ad group has all these keywords, for a create whose reply was lost on the way: what lacks is added, what is there
   * stays. Safe to repeat; nothing to do where they are made in one with the ad group.
   */
  ensureKeywords: (at: AccountRef, adGroupId: string, keywords: readonly string[]) => Promise<void>;
  /**
   * By the tag at the end of the name, with or without its brackets; `undefined` is a sure "not there". `below`, the id of what it hangs
   * under, keeps the number of calls small where a medium lists by parent: an account of hundreds is never looked through to its end.
   */
  find: (at: AccountRef, level: Level, tag: string, below?: string) => Promise<Remote | undefined>;
  read: (at: AccountRef, level: Level, id: string) => Promise<Remote | undefined>;
  /** All that is not deleted, in no order, over all pages; `below` the id of the campaign or ad group they hang under. */
  list: (at: AccountRef, level: Level, below?: string) => Promise<Remote[]>;
  setStatus: (at: AccountRef, level: Level, id: string, status: "active" | "paused") => Promise<void>;
  setDailyBudget: (at: AccountRef, campaignId: string, budget: Money) => Promise<void>;
  /** The last day of delivery, included. */
  setEnd: (at: AccountRef, campaignId: string, day: Temporal.PlainDate) => Promise<void>;
  /** The whole audience, of what `features.audience` names; a part it does not name is refused. Interests and keywords stay. */
  setAudience: (at: AccountRef, adGroupId: string, audience: Audience) => Promise<void>;
  /** Campaigns and ad groups; ads of search media have no name of their own: refused. */
  rename: (at: AccountRef, level: Level, id: string, name: string) => Promise<void>;
  pullMetrics: (at: AccountRef, period: Period) => Promise<Metrics>;
};

/**
 * `refused` and `throttled`: surely no effect. `unavailable`: surely not sent (nothing to reach, no connection yet).
 * `unknown`: it may have taken effect; look for the tag before anything else.
 */
export type MediumErrorKind = "refused" | "throttled" | "unavailable" | "unknown";

export type MediumErrorFacts = { medium: MediumName; code: string; retryAfterMs?: number; cause?: unknown };

export class MediumError extends Error {
  readonly kind: MediumErrorKind;
  readonly medium: MediumName;
  /** The medium's own code, or ours: `timeout`, `connection`, `money`, `still_on`. */
  readonly code: string;
  readonly retryAfterMs?: number;

  /** @param message of the medium, shortened: text from outside, never shown as ours */
  constructor(kind: MediumErrorKind, message: string, facts: MediumErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "MediumError";
    this.kind = kind;
    this.medium = facts.medium;
    this.code = facts.code;
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
  }
}
