// What the simulated market reports: one row per day, object and breakdown values. Plain integers, names instead of ids.

import type { Vat } from "../../core/money.ts";

export type MarketMedium = "meta" | "google_ads" | "naver" | "kakao";

/** Level and breakdown set, spelled as facts spell it. Every view adds up to the same totals per campaign and day. */
export type MarketView =
  | "ad"
  | "campaign"
  | "campaign+device"
  | "campaign+placement"
  | "campaign+age,gender"
  | "campaign+product_type"
  | "campaign+campaign_type";

export type MarketRow = {
  view: MarketView;
  medium: MarketMedium;
  campaign: string;
  adGroup?: string;
  ad?: string;
  breakdown?: Readonly<Record<string, string>>;
  /** Whole won on the VAT basis of `vatOf[medium]`. */
  spendWon: number;
  revenueWon: number;
  impressions: number;
  clicks: number;
  conversions: number;
};

/** Basis each medium reports its spend on: Naver's screens include VAT, the others do not. */
export const vatOf: Readonly<Record<MarketMedium, Vat>> = {
  meta: "excluded",
  google_ads: "excluded",
  naver: "included",
  kakao: "excluded",
};
