// Invented figures for the fixture's campaigns, so that names, periods and splits meet stored rows. Their size means nothing.

import type { MarketMedium, MarketRow } from "../../media/market/row.ts";
import { breakDown } from "../../media/market/split.ts";
import type { Fixture, FixtureCampaign } from "./fixture.ts";

type Splits = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** Splits are kept for the last weeks only: they are many rows. */
const SPLIT_DAYS = 35;
/** How long ago a campaign that does not run any more had its last figures. */
const QUIET_DAYS = 14;

/** Five-year groups, which add up to every range people name. */
const ages = [15, 20, 25, 30, 35, 40, 45, 50, 55, 60].map((from) => `${from}-${from + 4}`).concat("65+");
const genders = ["female", "male"];

export type FixtureDay = { day: string; rows: MarketRow[] };

/** One entry per day from the first campaign's start to yesterday. */
export function fixtureDays(fixture: Fixture, today: Temporal.PlainDate): FixtureDay[] {
  const days = new Map<string, MarketRow[]>();
  for (const campaign of fixture.campaigns) {
    const splits = splitsOf(fixture, campaign.channel);
    for (const day of runningDays(campaign, today)) {
      const whole = wholeRow(campaign);
      const near = Temporal.PlainDate.compare(day, today.subtract({ days: SPLIT_DAYS })) >= 0;
      const rows = [whole, adRow(whole), ...(near ? splitRows(whole, splits) : [])];
      days.set(day.toString(), [...(days.get(day.toString()) ?? []), ...rows]);
    }
  }
  return [...days].map(([day, rows]) => ({ day, rows }));
}

export function adGroupName({ name }: Pick<FixtureCampaign, "name">): string {
  return `${name} #1`;
}

function* runningDays(
  { start, end, status }: FixtureCampaign,
  today: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  const yesterday = today.subtract({ days: 1 });
  const last = end
    ? Temporal.PlainDate.from(end)
    : yesterday.subtract({ days: status === "active" ? 0 : QUIET_DAYS });
  let day = Temporal.PlainDate.from(start);
  while (Temporal.PlainDate.compare(day, last) <= 0 && Temporal.PlainDate.compare(day, yesterday) <= 0) {
    yield day;
    day = day.add({ days: 1 });
  }
}

function wholeRow({ name, channel }: FixtureCampaign): MarketRow {
  const figures = {
    spendWon: 100_000,
    revenueWon: 320_000,
    impressions: 24_000,
    clicks: 480,
    conversions: 24,
  };
  return { view: "campaign", medium: channel, campaign: name, ...figures };
}

function adRow(whole: MarketRow): MarketRow {
  const adGroup = adGroupName({ name: whole.campaign });
  return { ...whole, view: "ad", adGroup, ad: `${adGroup}-1` };
}

function splitsOf({ media }: Fixture, channel: MarketMedium): Splits {
  const medium = media.find((one) => one.channel === channel);
  const dimensions = medium?.dimensions ?? [];
  const people = ages.flatMap((age) => genders.map((gender) => ({ age, gender })));
  return {
    "campaign+device": dimensions.includes("device") ? [{ device: "mobile" }, { device: "desktop" }] : [],
    "campaign+age,gender": dimensions.includes("age") ? people : [],
    "campaign+placement": (medium?.placements ?? []).map((placement) => ({ placement })),
    "campaign+product_type": (medium?.product_types ?? []).map((product_type) => ({ product_type })),
    "campaign+campaign_type": dimensions.includes("campaign_type")
      ? ["search", "display", "performance_max"].map((campaign_type) => ({ campaign_type }))
      : [],
  };
}

function splitRows(whole: MarketRow, splits: Splits): MarketRow[] {
  return Object.entries(splits).flatMap(([view, values]) => {
    const parts = values.map((one) => ({ values: one, share: 1, click: 1, buy: 1, cost: 1 }));
    return breakDown(whole, view as MarketRow["view"], parts);
  });
}
