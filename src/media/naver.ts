// Naver SearchAd as a `Medium`: signed requests, userLock instead of a status, one PUT per kind of change.

import { z } from "zod";
import { afterEffect, ensureOff } from "./call.ts";
import { mediumFeatures } from "./features.ts";
import { checked, landing, textOf } from "./given.ts";
import { type AccountRef, type Level, type Medium, MediumError, type NewAd } from "./medium.ts";
import { budgetToWire } from "./money-on-wire.ts";
import { naverMetrics } from "./naver-metrics.ts";
import { type NaverObject, naverPlaces, NaverShape, remoteOf } from "./naver-objects.ts";
import { NAVER_NOT_FOUND, naver, type NaverParts } from "./naver-wire.ts";
import { byTag, tagDigits, withTagInUrl } from "./tag.ts";

/** Power links take text ads for every objective; SHOPPING needs a product feed and PLACE cannot be made by API. */
const CAMPAIGN_TYPE = "WEB_SITE";
const PAGE = 100;
const MAX_PAGES = 500;
const Listed = z.array(NaverShape);
const Keywords = z.array(z.object({ keyword: z.string() }));

export function openNaver(parts: NaverParts): Medium {
  const medium = "naver";
  const readRaw = async (at: AccountRef, level: Level, id: string): Promise<NaverObject | undefined> => {
    const { path, pattern } = naverPlaces[level];
    try {
      return await naver(
        parts,
        at,
        { method: "GET", path: `${path}/${checked(medium, id, pattern)}` },
        NaverShape,
      );
    } catch (error) {
      if (error instanceof MediumError && error.code === NAVER_NOT_FOUND) return undefined;
      throw error;
    }
  };
  const read: Medium["read"] = async (at, level, id) => {
    const raw = await readRaw(at, level, id);
    return raw && remoteOf(level, raw, parts.now());
  };
  const list: Medium["list"] = async (at, level, below) =>
    (await listed(parts, at, level, below)).map((raw) => remoteOf(level, raw, parts.now()));
  const set = async (
    at: AccountRef,
    level: Level,
    id: string,
    fields: string,
    values: object,
  ): Promise<void> => {
    const place = naverPlaces[level];
    const path = `${place.path}/${checked(medium, id, place.pattern)}`;
    await naver(
      parts,
      at,
      { method: "PUT", path, query: { fields }, json: { [place.id]: id, ...values } },
      NaverShape,
    );
  };
  const lock = async (at: AccountRef, level: Level, id: string, userLock: boolean): Promise<void> =>
    set(at, level, id, "userLock", { userLock });
  const create = async (at: AccountRef, level: Level, json: object): Promise<{ id: string }> => {
    const place = naverPlaces[level];
    const made = await naver(parts, at, { method: "POST", path: place.path, json }, NaverShape);
    const id = made[place.id] ?? "";
    await ensureOff(parts, medium, {
      isOn: async () => (await readRaw(at, level, id))?.userLock === false,
      switchOff: () => lock(at, level, id, true),
    });
    return { id };
  };
  return {
    name: medium,
    features: mediumFeatures.naver,
    read,
    list,
    find: async (at, level, tag, below) => {
      tagDigits(medium, tag);
      if (level !== "ad" || below !== undefined) return byTag(medium, await list(at, level, below), tag);
      const groups = (await listed(parts, at, "adGroup")).toReversed();
      for (const { nccAdgroupId = "" } of groups) {
        const raws = await adsOf(parts, at, nccAdgroupId);
        const found = byTag(
          medium,
          raws.map((raw) => remoteOf(level, raw, parts.now())),
          tag,
        );
        if (found) return found;
      }
      return undefined;
    },
    createCampaign: async (at, { name, dailyBudget, flight }) =>
      create(at, "campaign", {
        campaignTp: CAMPAIGN_TYPE,
        customerId: Number(at.ref),
        name,
        userLock: true,
        deliveryMethod: "ACCELERATED",
        useDailyBudget: true,
        dailyBudget: Number(budgetToWire(medium, "main", dailyBudget, at.currency)),
        usePeriod: true,
        periodStartDt: `${flight.from}T00:00:00+09:00`,
        periodEndDt: endOf(flight.to),
      }),
    createAdGroup: async (at, { name, campaignId, audience, landingUrl }) => {
      const nccCampaignId = checked(medium, campaignId, naverPlaces.campaign.pattern);
      const final = landing(medium, landingUrl);
      const made = await create(at, "adGroup", { nccCampaignId, name, userLock: true, pcChannelUrl: final });
      const keywords = keywordsOf(audience.keywords ?? []);
      if (keywords.length > 0) await afterEffect(() => addKeywords(parts, at, made.id, keywords));
      return made;
    },
    ensureKeywords: async (at, id, wanted) => {
      const nccAdgroupId = checked(medium, id, naverPlaces.adGroup.pattern);
      const asked = { method: "GET", path: "/ncc/keywords", query: { nccAdgroupId } } as const;
      const there = new Set((await naver(parts, at, asked, Keywords)).map(({ keyword }) => keyword));
      const lacking = keywordsOf(wanted).filter(({ keyword }) => !there.has(keyword));
      if (lacking.length > 0) await addKeywords(parts, at, nccAdgroupId, lacking);
    },
    createAd: async (at, ad) => create(at, "ad", adOf(ad)),
    setStatus: async (at, level, id, status) => lock(at, level, id, status === "paused"),
    setDailyBudget: async (at, id, money) =>
      set(at, "campaign", id, "budget", {
        useDailyBudget: true,
        dailyBudget: Number(budgetToWire(medium, "main", money, at.currency)),
      }),
    setEnd: async (at, id, day) =>
      set(at, "campaign", id, "period", { usePeriod: true, periodEndDt: endOf(day) }),
    setAudience: async () => {
      throw new MediumError("refused", "audiences are not changed here", { medium, code: "audience" });
    },
    rename: async (at, level, id, name) => {
      if (level === "ad")
        throw new MediumError("refused", "search ads have no name", { medium, code: "name" });
      await set(at, level, id, "name", { name });
    },
    pullMetrics: async (at, period) => naverMetrics(parts, at, period, await list(at, "campaign")),
  };
}

function endOf(day: Temporal.PlainDate): string {
  return `${day}T23:59:59+09:00`;
}

/** A text ad: two lines and an address, which carries the tag because the ad has no name. */
function adOf(ad: NewAd): object {
  const final = withTagInUrl(landing("naver", ad.landingUrl), ad.name);
  const headline = textOf("naver", ad.texts, ["headline", "title"]);
  const description = textOf("naver", ad.texts, ["description", "body"]);
  return {
    nccAdgroupId: checked("naver", ad.adGroupId, naverPlaces.adGroup.pattern),
    type: "TEXT_45",
    userLock: true,
    ad: { headline, description, pc: { final }, mobile: { final } },
  };
}

/** Without blanks, each once. */
function keywordsOf(words: readonly string[]): { keyword: string }[] {
  return [...new Set(words.map((word) => word.replaceAll(/\s+/g, "")))].map((keyword) => ({ keyword }));
}

/**
 * A word that is there already is no trouble: what the medium left out of its answer is sent once more.
 * @throws MediumError "refused", code `partial`, when it leaves words out again
 */
async function addKeywords(
  parts: NaverParts,
  at: AccountRef,
  nccAdgroupId: string,
  keywords: readonly { keyword: string }[],
): Promise<void> {
  let left = keywords;
  for (let tries = 0; tries < 2 && left.length > 0; tries++) {
    const sent = { method: "POST", path: "/ncc/keywords", query: { nccAdgroupId }, json: left } as const;
    const taken = new Set((await naver(parts, at, sent, Keywords)).map(({ keyword }) => keyword));
    left = left.filter(({ keyword }) => !taken.has(keyword));
  }
  if (left.length === 0) return;
  const message = `${left.length} keywords were not taken`;
  throw new MediumError("refused", message, { medium: "naver", code: "partial" });
}

/** All of one level: by pages of campaigns and ad groups, ads by their ad group. */
async function listed(
  parts: NaverParts,
  at: AccountRef,
  level: Level,
  below?: string,
): Promise<NaverObject[]> {
  if (level === "ad" && below !== undefined)
    return adsOf(parts, at, checked("naver", below, naverPlaces.adGroup.pattern));
  if (level === "ad") {
    const ads: NaverObject[] = [];
    for (const { nccAdgroupId = "" } of await listed(parts, at, "adGroup")) {
      ads.push(...(await adsOf(parts, at, nccAdgroupId)));
    }
    return ads;
  }
  const { path, id } = naverPlaces[level];
  const all: NaverObject[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const after = all.at(-1)?.[id];
    const query = {
      recordSize: `${PAGE}`,
      selector: "MORE",
      ...(after !== undefined && { baseSearchId: after }),
      ...(below !== undefined && { nccCampaignId: checked("naver", below, naverPlaces.campaign.pattern) }),
    };
    const found = await naver(parts, at, { method: "GET", path, query }, Listed);
    all.push(...found);
    if (found.length < PAGE) return all.filter(isThere);
  }
  throw new MediumError("unavailable", "a list without end", { medium: "naver", code: "pages" });
}

async function adsOf(parts: NaverParts, at: AccountRef, nccAdgroupId: string): Promise<NaverObject[]> {
  const asked = { method: "GET", path: "/ncc/ads", query: { nccAdgroupId } } as const;
  return (await naver(parts, at, asked, Listed)).filter(isThere);
}

function isThere({ status }: NaverObject): boolean {
  return status !== "DELETED";
}
