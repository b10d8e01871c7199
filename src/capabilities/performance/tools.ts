// What the agent may call: figures, and the campaigns there are.

import { z } from "zod";
import { Filter, MarketingQuery, QueryTime } from "../../core/query.ts";
import { defineTool, type Tool } from "../tool.ts";
import { listCard } from "./cards/listing.ts";
import { listCampaigns, runQuery } from "./performance.ts";

const queryPerformance = defineTool({
  name: "query_performance",
  about:
    "Figures of the workspace's ads from its stored reports: totals, breakdowns, trends, comparisons, rankings, where a change sits. " +
    "Call it for every question about spend, clicks, conversions, revenue or ratios; never state a figure it did not return. " +
    "Give time as a token (last_week, last_7_days, explicit:A..B) and names as the person wrote them: days and names are resolved here. " +
    "Put into `assumptions` what you defaulted, as `slot: text`.",
  effect: "read",
  input: MarketingQuery,
  run: async (ctx, query) => {
    const { card, facts } = await runQuery(ctx, query);
    return { card, facts };
  },
});

const listAllCampaigns = defineTool({
  name: "list_campaigns",
  about:
    "The campaigns (or ad groups, ads) of the workspace with medium, state and the first and last day with figures. " +
    "Call it when somebody asks which campaigns there are, run, started or ended, or to find a campaign's exact name.",
  effect: "read",
  input: z.object({
    level: z.enum(["campaign", "adGroup", "ad"]).default("campaign"),
    filters: z
      .array(Filter)
      .max(10)
      .default([])
      .describe("Media, names, products; names as the person wrote them."),
    status: z.enum(["active", "paused", "ended"]).optional().describe("Only campaigns in this state."),
    startsIn: QueryTime.optional().describe("Only those whose first figures lie in this period."),
    endsIn: QueryTime.optional().describe("Only those whose last figures lie in this period."),
  }),
  run: async (ctx, { level, filters, status, startsIn, endsIn }) => {
    const listed = await listCampaigns(ctx, { level, filters, status, startsIn, endsIn });
    const names = listed.lines
      .slice(0, MOST_NAMES)
      .map(({ name, medium, status: state }) => ({ name, medium, status: state }));
    return { card: listCard(ctx, listed), facts: { campaigns: names, count: listed.lines.length } };
  },
});

/** A model needs names to speak of, not a catalogue. */
const MOST_NAMES = 50;

export const performanceTools: readonly Tool[] = [queryPerformance, listAllCampaigns];
