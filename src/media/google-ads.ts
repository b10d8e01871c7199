// Google Ads as a `Medium`: a campaign and its own budget are made in one transaction, money travels as micros in strings.

import { z } from "zod";
import { type ClientParts, ensureOff } from "./call.ts";
import { mediumFeatures } from "./features.ts";
import { checked } from "./given.ts";
import { googleAd } from "./google-ad.ts";
import { googleMetrics } from "./google-metrics.ts";
import { googleRows, queryOf, remoteOf } from "./google-rows.ts";
import { AD, customer, mutate, NUMBER, search } from "./google-wire.ts";
import { type AccountRef, type Level, type Medium, MediumError, type Remote } from "./medium.ts";
import { budgetToWire } from "./money-on-wire.ts";
import { byTag } from "./tag.ts";

const kinds: Readonly<Record<Level, { operation: string; resource: string; id: RegExp }>> = {
  campaign: { operation: "campaignOperation", resource: "campaigns", id: NUMBER },
  adGroup: { operation: "adGroupOperation", resource: "adGroups", id: NUMBER },
  ad: { operation: "adGroupAdOperation", resource: "adGroupAds", id: AD },
};
const parents: Readonly<Record<Level, Level>> = { campaign: "campaign", adGroup: "campaign", ad: "adGroup" };
const BudgetOf = z.object({ campaign: z.object({ campaignBudget: z.string() }) });

export function openGoogleAds(parts: ClientParts): Medium {
  const medium = "google_ads";
  const look = async (at: AccountRef, level: Level, where: string): Promise<Remote[]> => {
    const rows = await search(parts, at, queryOf(level, where), googleRows[level].shape);
    return rows.map((row) => remoteOf(level, row, at.currency, parts.now()));
  };
  const read: Medium["read"] = async (at, level, id) => {
    const [found] = await look(at, level, `${googleRows[level].resourceField} = '${nameOf(at, level, id)}'`);
    return found;
  };
  const list: Medium["list"] = (at, level, below) => {
    const { statusField, parentField } = googleRows[level];
    const there = `${statusField} != 'REMOVED'`;
    if (below === undefined) return look(at, level, there);
    return look(at, level, `${there} AND ${parentField} = '${nameOf(at, parents[level], below)}'`);
  };
  const set = async (
    at: AccountRef,
    level: Level,
    id: string,
    fields: Record<string, string>,
  ): Promise<void> => {
    const update = { resourceName: nameOf(at, level, id), ...fields };
    await mutate(parts, at, [
      { [kinds[level].operation]: { update, updateMask: Object.keys(fields).join(",") } },
    ]);
  };
  const setStatus: Medium["setStatus"] = (at, level, id, status) =>
    set(at, level, id, { status: status === "active" ? "ENABLED" : "PAUSED" });
  const born = async (at: AccountRef, level: Level, resource: string): Promise<{ id: string }> => {
    const id = resource.slice(resource.lastIndexOf("/") + 1);
    await ensureOff(parts, medium, {
      isOn: async () => isOn(await read(at, level, id)),
      switchOff: () => setStatus(at, level, id, "paused"),
    });
    return { id };
  };
  return {
    name: medium,
    features: mediumFeatures.google_ads,
    read,
    list,
    find: async (at, level, tag, below) => byTag(medium, await list(at, level, below), tag),
    createCampaign: async (at, { name, objective, dailyBudget, flight }) => {
      const budget = `${customer(at)}/campaignBudgets/-1`;
      const [, resource = ""] = await mutate(parts, at, [
        {
          campaignBudgetOperation: {
            create: {
              resourceName: budget,
              name,
              amountMicros: budgetToWire(medium, "micros", dailyBudget, at.currency).toString(),
              deliveryMethod: "STANDARD",
              explicitlyShared: false,
            },
          },
        },
        {
          campaignOperation: {
            create: {
              resourceName: `${customer(at)}/campaigns/-2`,
              name,
              status: "PAUSED",
              advertisingChannelType: objective === "awareness" ? "DISPLAY" : "SEARCH",
              campaignBudget: budget,
              ...(objective === "leads" || objective === "sales"
                ? { maximizeConversions: {} }
                : { targetSpend: {} }),
              containsEuPoliticalAdvertising: "DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING",
              startDate: flight.from.toString(),
              endDate: flight.to.toString(),
            },
          },
        },
      ]);
      return born(at, "campaign", resource);
    },
    createAdGroup: async (at, { name, campaignId, audience }) => {
      const adGroup = `${customer(at)}/adGroups/-1`;
      const campaign = nameOf(at, "campaign", campaignId);
      const keywords = (audience.keywords ?? []).map((text) => ({
        adGroupCriterionOperation: {
          create: { adGroup, status: "ENABLED", keyword: { text, matchType: "PHRASE" } },
        },
      }));
      const [resource = ""] = await mutate(parts, at, [
        { adGroupOperation: { create: { resourceName: adGroup, name, campaign, status: "PAUSED" } } },
        ...keywords,
      ]);
      return born(at, "adGroup", resource);
    },
    createAd: async (at, ad) => {
      const [resource = ""] = await mutate(parts, at, [googleAd(nameOf(at, "adGroup", ad.adGroupId), ad)]);
      return born(at, "ad", resource);
    },
    // They are made in one transaction with their ad group.
    ensureKeywords: async () => {},
    setStatus,
    setDailyBudget: async (at, id, money) => {
      const amountMicros = budgetToWire(medium, "micros", money, at.currency).toString();
      const where = `campaign.resource_name = '${nameOf(at, "campaign", id)}'`;
      const [row] = await search(
        parts,
        at,
        `SELECT campaign.campaign_budget FROM campaign WHERE ${where}`,
        BudgetOf,
      );
      if (!row) throw new MediumError("refused", "no such campaign", { medium, code: "not_found" });
      const update = { resourceName: row.campaign.campaignBudget, amountMicros };
      await mutate(parts, at, [{ campaignBudgetOperation: { update, updateMask: "amountMicros" } }]);
    },
    setEnd: async (at, id, day) => set(at, "campaign", id, { endDate: day.toString() }),
    setAudience: async () => {
      throw new MediumError("refused", "audiences are not changed here", { medium, code: "audience" });
    },
    rename: async (at, level, id, name) => {
      if (level === "ad")
        throw new MediumError("refused", "search ads have no name", { medium, code: "name" });
      await set(at, level, id, { name });
    },
    pullMetrics: (at, period) => googleMetrics(parts, at, period),
  };
}

function nameOf(at: AccountRef, level: Level, id: string): string {
  const { resource, id: pattern } = kinds[level];
  return `${customer(at)}/${resource}/${checked("google_ads", id, pattern)}`;
}

function isOn(remote: Remote | undefined): boolean {
  return remote?.status === "active" || remote?.status === "in_review";
}
