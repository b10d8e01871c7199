// Kakao Moment as a `Medium`: a new campaign may start on, so it is switched off inside the same call and read back; one write per 5 s.

import type { Objective } from "../core/objective.ts";
import { z } from "zod";
import { type ClientParts, ensureOff } from "./call.ts";
import { mediumFeatures } from "./features.ts";
import { checked, landing, textOf } from "./given.ts";
import { kakaoMetrics } from "./kakao-metrics.ts";
import { findKakao, kakao, KakaoObject, kakaoPaths, NUMBER, remoteOf } from "./kakao-wire.ts";
import {
  type AccountRef,
  type Audience,
  type Level,
  type Medium,
  MediumError,
  type NewAd,
} from "./medium.ts";
import { budgetToWire } from "./money-on-wire.ts";
import { byTag, tagDigits } from "./tag.ts";

/** Pairs that can be created by API; which objective takes which is our mapping, to be tried on a live account. */
const typeGoals: Readonly<Record<Objective, { campaignType: string; goal: string }>> = {
  awareness: { campaignType: "TALK_CHANNEL", goal: "REACH" },
  traffic: { campaignType: "DISPLAY", goal: "VISITING" },
  leads: { campaignType: "DISPLAY", goal: "CONVERSION" },
  sales: { campaignType: "TALK_BIZ_BOARD", goal: "CONVERSION" },
};
const GENDERS = { female: "FEMALE", male: "MALE" } as const;
const PAGE = 100;
const MAX_PAGES = 500;
const Listed = z.object({ content: z.array(KakaoObject), last: z.boolean() });
const Done = z.looseObject({}).nullish();

export function openKakao(parts: ClientParts): Medium {
  const medium = "kakao";
  const put = async (at: AccountRef, path: string, json: object): Promise<void> => {
    await kakao(parts, at, { method: "PUT", path, json }, Done);
  };
  const idOf = (id: string): number => Number(checked(medium, id, NUMBER));
  const onOff = async (at: AccountRef, level: Level, id: string, config: "ON" | "OFF"): Promise<void> =>
    put(at, `${kakaoPaths[level]}/onOff`, { id: idOf(id), config });
  /** `config: OFF` is asked for, and not relied on. */
  const create = async (at: AccountRef, level: Level, json: object): Promise<{ id: string }> => {
    const sent = { method: "POST", path: kakaoPaths[level], json: { ...json, config: "OFF" } } as const;
    const { id } = await kakao(parts, at, sent, KakaoObject);
    await ensureOff(parts, medium, {
      isOn: async () => (await findKakao(parts, at, level, id))?.config === "ON",
      switchOff: () => onOff(at, level, id, "OFF"),
    });
    return { id };
  };
  const list: Medium["list"] = async (at, level, below) =>
    (await listed(parts, at, level, below)).map((raw) => remoteOf(raw, level, parts.now()));
  return {
    name: medium,
    features: mediumFeatures.kakao,
    list,
    read: async (at, level, id) => {
      const raw = await findKakao(parts, at, level, id);
      return raw && remoteOf(raw, level, parts.now());
    },
    find: async (at, level, tag, below) => {
      tagDigits(medium, tag);
      if (level === "campaign" || below !== undefined)
        return byTag(medium, await list(at, level, below), tag);
      const above = level === "ad" ? "adGroup" : "campaign";
      const parents = (await listed(parts, at, above)).toReversed();
      for (const { id } of parents) {
        const raws = await pagesOf(parts, at, level, { [`${above}Id`]: id, config: "ON,OFF" });
        const found = byTag(
          medium,
          raws.map((raw) => remoteOf(raw, level, parts.now())),
          tag,
        );
        if (found) return found;
      }
      return undefined;
    },
    createCampaign: async (at, { name, objective, dailyBudget, flight }) =>
      create(at, "campaign", {
        name,
        campaignTypeGoal: typeGoals[objective],
        dailyBudgetAmount: Number(budgetToWire(medium, "main", dailyBudget, at.currency)),
        schedule: { beginDate: flight.from.toString(), endDate: flight.to.toString() },
      }),
    createAdGroup: async (at, { name, campaignId, audience }) =>
      create(at, "adGroup", {
        name,
        campaign: { id: idOf(campaignId) },
        targeting: targetingOf(audience),
      }),
    createAd: async (at, ad) => create(at, "ad", creativeOf(ad, idOf(ad.adGroupId))),
    setStatus: async (at, level, id, status) => onOff(at, level, id, status === "active" ? "ON" : "OFF"),
    setDailyBudget: async (at, id, money) =>
      put(at, "/campaigns/dailyBudgetAmount", {
        id: idOf(id),
        dailyBudgetAmount: Number(budgetToWire(medium, "main", money, at.currency)),
      }),
    setEnd: async (at, id, day) =>
      put(at, "/campaigns/schedule", { id: idOf(id), schedule: { endDate: day.toString() } }),
    ensureKeywords: async () => {},
    setAudience: async (at, id, audience) => {
      if (audience.regions)
        throw new MediumError("refused", "regions are not set here", { medium, code: "audience" });
      await put(at, "/adGroups/targeting", { id: idOf(id), targeting: targetingOf(audience) });
    },
    rename: async (at, level, id, name) => put(at, kakaoPaths[level], { id: idOf(id), name }),
    pullMetrics: async (at, period) => kakaoMetrics(parts, at, period, await list(at, "campaign")),
  };
}

function targetingOf({ ages, genders }: Audience): object {
  return {
    ...(ages && { ages: [ages.from, ages.to] }),
    ...(genders && { genders: genders.map((one) => GENDERS[one]) }),
  };
}

function creativeOf(ad: NewAd, adGroupId: number): object {
  const [image] = ad.images;
  return {
    name: ad.name,
    adGroup: { id: adGroupId },
    landingUrl: landing("kakao", ad.landingUrl),
    title: textOf("kakao", ad.texts, ["headline", "title"]),
    description: textOf("kakao", ad.texts, ["description", "body"]),
    ...(image?.bytes && { image: Buffer.from(image.bytes).toString("base64") }),
  };
}

/** All of one level: campaigns by pages, ad groups and creatives by what is above them. */
async function listed(
  parts: ClientParts,
  at: AccountRef,
  level: Level,
  below?: string,
): Promise<KakaoObject[]> {
  if (level === "campaign") return pagesOf(parts, at, level, { config: "ON,OFF" });
  const above = level === "adGroup" ? "campaign" : "adGroup";
  if (below !== undefined)
    return pagesOf(parts, at, level, { [`${above}Id`]: checked("kakao", below, NUMBER), config: "ON,OFF" });
  const found: KakaoObject[] = [];
  for (const { id } of await listed(parts, at, above)) {
    found.push(...(await pagesOf(parts, at, level, { [`${above}Id`]: id, config: "ON,OFF" })));
  }
  return found;
}

async function pagesOf(
  parts: ClientParts,
  at: AccountRef,
  level: Level,
  filter: Record<string, string>,
): Promise<KakaoObject[]> {
  const all: KakaoObject[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { ...filter, page: `${page}`, size: `${PAGE}` };
    const { content, last } = await kakao(
      parts,
      at,
      { method: "GET", path: kakaoPaths[level], query },
      Listed,
    );
    all.push(...content);
    if (last) return all;
  }
  throw new MediumError("unavailable", "a list without end", { medium: "kakao", code: "pages" });
}
