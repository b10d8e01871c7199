// What the media report: days of the demo shop as they always were, moved by what people changed, and days of campaigns made since.

import type { Objective } from "../../core/objective.ts";
import { mediumFeatures } from "../features.ts";
import { marketDay, marketReport, reportOf } from "../market/market.ts";
import { type MarketRow, vatOf } from "../market/row.ts";
import type { MediumName } from "../medium.ts";
import { ALWAYS, planOf } from "./first-state.ts";
import { deliver } from "./latent/deliver.ts";
import { editedDay } from "./latent/edited.ts";
import levels from "./latent/levels.json" with { type: "json" };
import {
  activityOf,
  daysSinceEdit,
  type Family,
  familyOf,
  type Timeline,
  timelineOf,
} from "./latent/timeline.ts";
import { truthOf, wonPerMainUnit } from "./latent/truth.ts";
import { numberOf } from "./object-ids.ts";
import type { SandboxObject, SandboxState } from "./state.ts";

export type MarketAccount = { medium: MediumName; state: SandboxState };

/** Ad rows of one campaign on one day. */
type CampaignRows = { campaignId: string; rows: MarketRow[] };

const VAT_FACTOR = 1.1;

/**
 * Everything four media report for these days, each view with the same sums. Days before any change are the demo shop's own,
 * figure by figure.
 * @param until the moment at which a day that is not over is cut
 */
export function reportDays(
  seed: number,
  days: readonly Temporal.PlainDate[],
  accounts: readonly MarketAccount[],
  until: Temporal.Instant,
): { day: string; rows: MarketRow[] }[] {
  const touched = accounts.filter(
    ({ state }) =>
      state.changes.some(({ at }) => at !== ALWAYS) || Object.values(state.objects).some(isRenamed),
  );
  const books = touched.map((account) => ({
    medium: account.medium,
    rowsOn: openBook(account, days, until),
  }));
  return days.map((day) => {
    const iso = day.toString();
    if (books.length === 0) return { day: iso, rows: marketReport(seed, day) };
    const shop = marketDay(seed, day);
    const ads = (Object.keys(vatOf) as MediumName[]).flatMap((medium) => {
      const book = books.find((one) => one.medium === medium);
      return book
        ? book.rowsOn(day).flatMap(({ rows }) => rows)
        : shop.filter((row) => row.medium === medium);
    });
    return { day: iso, rows: reportOf(ads, (row) => levels.media[row.medium].kind) };
  });
}

/** Whole won on the basis of the demo's rows; `spendWon` of Naver includes VAT. */
export type CampaignDay = {
  day: Temporal.PlainDate;
  campaignId: string;
  spendWon: number;
  revenueWon: number;
  impressions: number;
  clicks: number;
  conversions: number;
};

/** One row per campaign and day with anything to report, `days` in order. */
export function campaignDays(
  account: MarketAccount,
  days: readonly Temporal.PlainDate[],
  until: Temporal.Instant,
): CampaignDay[] {
  const rowsOn = openBook(account, days, until);
  return days.flatMap((day) =>
    rowsOn(day).map(({ campaignId, rows }) => ({ day, campaignId, ...summed(rows) })),
  );
}

type Book = (day: Temporal.PlainDate) => CampaignRows[];

/** Computes what was made in the market once, over all the days; the shop's days as they are asked. */
function openBook(
  account: MarketAccount,
  days: readonly Temporal.PlainDate[],
  until: Temporal.Instant,
): Book {
  const { state, medium } = account;
  const timeline = timelineOf(state.changes);
  const campaigns = Object.values(state.objects)
    .filter(({ level }) => level === "campaign")
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const made = new Map<string, CampaignRows[]>();
  const last = days.toSorted((a, b) => Temporal.PlainDate.compare(a, b)).at(-1);
  for (const campaign of campaigns) {
    if (!last || runsInShop(campaign)) continue;
    for (const [day, rows] of madeDays(account, campaign, timeline, last, until)) {
      made.set(day, [...(made.get(day) ?? []), { campaignId: campaign.id, rows }]);
    }
  }
  const shop = campaigns
    .filter(runsInShop)
    .map((campaign) => ({ campaign, editedFrom: firstEdit(state, campaign) }));
  return (day) => {
    const base = shop.length === 0 ? [] : marketDay(state.seed, day).filter((row) => row.medium === medium);
    const old = shop.flatMap(({ campaign, editedFrom }) => {
      const rows = base.filter((row) => row.campaign === campaign.origin);
      const after =
        rows.length > 0 && editedFrom !== undefined
          ? edited(account, campaign, { timeline, day, until, editedFrom }, rows)
          : rows;
      const { id, name } = campaign;
      return after.length > 0
        ? [{ campaignId: id, rows: after.map((row) => ({ ...row, campaign: name })) }]
        : [];
    });
    return [...old, ...(made.get(day.toString()) ?? [])];
  };
}

function isRenamed({ origin, name }: SandboxObject): boolean {
  return origin !== undefined && origin !== name;
}

/** A campaign the shop prepared and never started has no days of its own: it delivers like one made here. */
function runsInShop({ origin }: SandboxObject): boolean {
  return origin !== undefined && planOf(origin)?.paused === false;
}

/** When anybody first changed anything of the campaign. */
function firstEdit(state: SandboxState, campaign: SandboxObject): number | undefined {
  const { ads } = familyOf(state, campaign.id);
  const ids = new Set([campaign.id, ...ads.flatMap(({ id, adGroup }) => [id, adGroup])]);
  const first = state.changes.find(({ at, id }) => at !== ALWAYS && ids.has(id));
  return first && Temporal.Instant.from(first.at).epochMilliseconds;
}

type EditedAt = { timeline: Timeline; day: Temporal.PlainDate; until: Temporal.Instant; editedFrom: number };

function edited(
  { medium, state }: MarketAccount,
  campaign: SandboxObject,
  { timeline, day, until, editedFrom }: EditedAt,
  rows: readonly MarketRow[],
): MarketRow[] {
  const from = day.toZonedDateTime(state.zone).epochMilliseconds;
  const to = day.add({ days: 1 }).toZonedDateTime(state.zone).epochMilliseconds;
  if (to <= editedFrom) return [...rows];
  const family = familyOf(state, campaign.id);
  const names = new Map(
    family.ads.map(({ id, adGroup }) => [`${state.objects[adGroup]?.name}/${state.objects[id]?.name}`, id]),
  );
  const edit = {
    activity: activityOf(timeline, family, day, { from, to, until: until.epochMilliseconds }),
    baseMicros: Number(timeline.get(`${campaign.id}/dailyMicros`)?.[0]?.value ?? 0),
    wonPerMicro: wonPerMainUnit(state.currency) / 1_000_000,
    daysSinceEdit: daysSinceEdit(timeline, family, to - 1),
    dayFactor: mediumFeatures[medium].overdelivery.dayFactor,
    vatFactor: vatFactorOf(medium),
    adIdOf: (row: MarketRow) => names.get(`${row.adGroup}/${row.ad}`),
  };
  return editedDay(rows, edit, addedRows(state, family, timeline, rows));
}

/** Ads made since do as the mean of the shop's own in this campaign does. */
function addedRows(
  { objects }: SandboxState,
  { ads }: Family,
  timeline: Timeline,
  rows: readonly MarketRow[],
): MarketRow[] {
  const [first] = rows;
  if (!first) return [];
  const sum = Object.entries(summed(rows));
  const mean = Object.fromEntries(sum.map(([figure, value]) => [figure, Math.round(value / rows.length)]));
  return ads
    .filter(({ id }) => timeline.has(`${id}/made`))
    .map(({ id, adGroup }) => ({
      ...first,
      ...mean,
      adGroup: objects[adGroup]?.name ?? "",
      ad: objects[id]?.name ?? "",
    }));
}

function madeDays(
  { medium, state }: MarketAccount,
  campaign: SandboxObject,
  timeline: Timeline,
  last: Temporal.PlainDate,
  until: Temporal.Instant,
): Map<string, MarketRow[]> {
  const number = numberOf(medium, campaign.id);
  const family = familyOf(state, campaign.id);
  const objective = (campaign.fields["objective"] ?? "sales") as Objective;
  const plan = campaign.origin === undefined ? undefined : planOf(campaign.origin);
  const days = deliver(
    {
      seed: state.seed,
      number,
      medium,
      truth: truthOf(state.seed, { number, medium, objective, reach: reachOf(state, family.ads), plan }),
      family,
      timeline,
      zone: state.zone,
      wonPerMicro: wonPerMainUnit(state.currency) / 1_000_000,
      overdelivery: mediumFeatures[medium].overdelivery,
    },
    last,
    until,
  );
  const byDay = new Map<string, MarketRow[]>();
  for (const { day, adId, spendWon, ...figures } of days) {
    const ad = state.objects[adId];
    const adGroup = state.objects[ad?.parentId ?? ""];
    const row: MarketRow = {
      view: "ad",
      medium,
      campaign: campaign.name,
      adGroup: adGroup?.name ?? "",
      ad: ad?.name ?? "",
      spendWon: Math.round(spendWon * vatFactorOf(medium)),
      ...figures,
    };
    byDay.set(day.toString(), [...(byDay.get(day.toString()) ?? []), row]);
  }
  return byDay;
}

/** Mean share of people that the ad groups are aimed at. */
function reachOf({ objects }: SandboxState, ads: readonly { adGroup: string }[]): number {
  const reaches = ads.map(({ adGroup }) => Number(objects[adGroup]?.fields["reach"] ?? 1));
  return reaches.length === 0 ? 1 : reaches.reduce((sum, reach) => sum + reach, 0) / reaches.length;
}

function vatFactorOf(medium: MediumName): number {
  return medium === "naver" ? VAT_FACTOR : 1;
}

function summed(rows: readonly MarketRow[]): Omit<CampaignDay, "day" | "campaignId"> {
  const sum = { spendWon: 0, revenueWon: 0, impressions: 0, clicks: 0, conversions: 0 };
  for (const row of rows) {
    sum.spendWon += row.spendWon;
    sum.revenueWon += row.revenueWon;
    sum.impressions += row.impressions;
    sum.clicks += row.clicks;
    sum.conversions += row.conversions;
  }
  return sum;
}
