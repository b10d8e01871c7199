// Meta's Marketing API as a `Medium`: Graph v26.0, changes are POST to the node, budgets in the currency's offset unit.

import type { Objective } from "../core/objective.ts";
import { z } from "zod";
import { type ClientParts, ensureOff } from "./call.ts";
import { checked } from "./given.ts";
import { type AccountRef, type Level, type Medium, MediumError } from "./medium.ts";
import { mediumFeatures } from "./features.ts";
import { metaAd } from "./meta-ad.ts";
import { MetaPlace, metaTargeting } from "./meta-audience.ts";
import { metaInsights } from "./meta-insights.ts";
import { account, get, metaNode, type Node, NUMBER, post, remoteOf } from "./meta-wire.ts";
import { budgetToWire } from "./money-on-wire.ts";
import { byTag } from "./tag.ts";

/** Our mapping, to be tried on a live account. */
const objectives: Readonly<Record<Objective, string>> = {
  awareness: "OUTCOME_AWARENESS",
  traffic: "OUTCOME_TRAFFIC",
  leads: "OUTCOME_LEADS",
  sales: "OUTCOME_SALES",
};

const edges: Readonly<Record<Level, string>> = { campaign: "campaigns", adGroup: "adsets", ad: "ads" };
const Made = z.object({ id: z.string() });
const Done = z.object({ success: z.literal(true) });
const MAX_PAGES = 500;

export function openMeta(parts: ClientParts): Medium {
  const medium = "meta";
  const read: Medium["read"] = async (at, level, id) => {
    const node = await findNode(parts, level, id);
    return node && remoteOf(node, level, at.currency, parts.now());
  };
  const list: Medium["list"] = async (at, level, below) =>
    (await nodes(parts, at, level, below)).map((node) => remoteOf(node, level, at.currency, parts.now()));
  const set = async (id: string, fields: Record<string, string>): Promise<void> => {
    await post(parts, `/${checked(medium, id, NUMBER)}`, fields, Done);
  };
  const born = async (level: Level, { id }: { id: string }): Promise<{ id: string }> => {
    await ensureOff(parts, medium, {
      isOn: async () => (await findNode(parts, level, id))?.status === "ACTIVE",
      switchOff: () => set(id, { status: "PAUSED" }),
    });
    return { id };
  };
  return {
    name: medium,
    features: mediumFeatures.meta,
    read,
    list,
    find: async (at, level, tag, below) => byTag(medium, await list(at, level, below), tag),
    createCampaign: async (at, { name, objective, dailyBudget, flight }) => {
      const made = await post(
        parts,
        `/${account(at)}/campaigns`,
        {
          name,
          objective: objectives[objective],
          status: "PAUSED",
          special_ad_categories: "[]",
          bid_strategy: "LOWEST_COST_WITHOUT_CAP",
          daily_budget: budgetToWire(medium, "offset", dailyBudget, at.currency).toString(),
          start_time: `${flight.from}T00:00:00+0900`,
          stop_time: endOf(flight.to),
        },
        Made,
      );
      return born("campaign", made);
    },
    createAdGroup: async (at, { name, campaignId, audience }) => {
      const made = await post(
        parts,
        `/${account(at)}/adsets`,
        {
          name,
          campaign_id: checked(medium, campaignId, NUMBER),
          optimization_goal: "LINK_CLICKS",
          billing_event: "IMPRESSIONS",
          status: "PAUSED",
          targeting: await metaTargeting(audience, (name) => placeOf(parts, name)),
        },
        Made,
      );
      return born("adGroup", made);
    },
    createAd: async (at, ad) => born("ad", await metaAd(parts, at, ad)),
    ensureKeywords: async () => {},
    setStatus: async (_, __, id, status) => set(id, { status: status === "active" ? "ACTIVE" : "PAUSED" }),
    setDailyBudget: async (at, id, budget) =>
      set(id, { daily_budget: budgetToWire(medium, "offset", budget, at.currency).toString() }),
    setEnd: async (_, id, day) => set(id, { stop_time: endOf(day) }),
    setAudience: async (_, id, audience) =>
      set(id, { targeting: await metaTargeting(audience, (name) => placeOf(parts, name)) }),
    rename: async (_, __, id, name) => set(id, { name }),
    pullMetrics: (at, period) => metaInsights(parts, at, period),
  };
}

/** Korean accounts keep Seoul's days. */
function endOf(day: Temporal.PlainDate): string {
  return `${day}T23:59:59+0900`;
}

const Places = z.object({ data: z.array(MetaPlace) });

/** @throws MediumError "refused", code `region`, for a place that Meta does not know by that name */
async function placeOf(parts: ClientParts, name: string): Promise<MetaPlace> {
  const location_types = JSON.stringify(MetaPlace.shape.type.options);
  const query = { type: "adgeolocation", location_types, q: name, country_code: "KR" };
  const [found] = (await get(parts, "/search", query, Places)).data;
  if (found) return found;
  throw new MediumError("refused", `no region ${name}`, { medium: "meta", code: "region" });
}

/** `undefined` when there is no such object: Meta says so as an error. */
async function findNode(parts: ClientParts, level: Level, id: string): Promise<Node | undefined> {
  const path = `/${checked("meta", id, NUMBER)}`;
  try {
    return await get(parts, path, { fields: metaNode.fields[level] }, metaNode.shape);
  } catch (error) {
    if (error instanceof MediumError && error.code === "100/33") return undefined;
    throw error;
  }
}

async function nodes(parts: ClientParts, at: AccountRef, level: Level, below?: string): Promise<Node[]> {
  const above = below === undefined ? account(at) : checked("meta", below, NUMBER);
  const Page = z.object({
    data: z.array(metaNode.shape),
    paging: z
      .object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() })
      .optional(),
  });
  const all: Node[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { fields: metaNode.fields[level], limit: "200", ...(after !== undefined && { after }) };
    const { data, paging } = await get(parts, `/${above}/${edges[level]}`, query, Page);
    all.push(...data);
    after = paging?.next === undefined ? undefined : paging.cursors?.after;
    if (after === undefined) return all;
  }
  throw new MediumError("unavailable", "a list without end", { medium: "meta", code: "pages" });
}
