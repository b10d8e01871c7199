// What the agent may call: figures, and the campaigns there are.

import { z } from "zod";
import type { Card } from "../../core/card/card.ts";
import { words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import { MarketingQuery } from "../../core/query.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool } from "../tool.ts";
import { type CampaignLine, listCampaigns, runQuery } from "./performance.ts";

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
    "The campaigns of the workspace with medium, state and the first and last day with figures. " +
    "Call it when somebody asks which campaigns there are or run, or to find a campaign's exact name.",
  effect: "read",
  input: z.object({
    status: z.enum(["active", "paused", "ended"]).optional().describe("Only campaigns in this state."),
  }),
  run: async (ctx, { status }) => {
    const all = await listCampaigns(ctx);
    const lines = status ? all.filter((line) => line.status === status) : all;
    const facts = lines
      .slice(0, MOST_LINES)
      .map(({ name, medium, status: state }) => ({ name, medium, status: state }));
    return { card: campaignsCard(ctx, lines), facts: { campaigns: facts, count: lines.length } };
  },
});

/** A model needs names to speak of, not a catalogue. */
const MOST_LINES = 50;

const statusWords = {
  active: words("진행 중", "Active"),
  paused: words("중지", "Paused"),
  ended: words("종료", "Ended"),
  unknown: words("알 수 없음", "Unknown"),
} as const;

function campaignsCard({ lang, zone }: Ctx, lines: readonly CampaignLine[]): Card {
  if (lines.length === 0) {
    const none = words(
      "해당하는 캠페인이 없어요. 보고서 파일을 올리면 여기에 나타나요.",
      "No such campaign. Drop a report and its campaigns appear here.",
    );
    return { lang, parts: [{ kind: "text", runs: [none[lang]], tone: "lead" }] };
  }
  const column = (key: string, ko: string, en: string) => ({
    key,
    label: words(ko, en)[lang],
    align: "left" as const,
  });
  const count = { value: lines.length, unit: "count", metric: "campaigns", scope: {} } as const;
  return {
    lang,
    parts: [
      {
        kind: "text",
        runs: lang === "ko" ? ["캠페인은 모두 ", count, "개예요."] : ["There are ", count, " campaigns."],
        tone: "lead",
      },
      {
        kind: "table",
        columns: [
          column("campaign", "캠페인", "Campaign"),
          column("medium", "매체", "Medium"),
          column("status", "상태", "State"),
          column("first", "첫 실적", "First figures"),
          column("last", "마지막 실적", "Last figures"),
        ],
        rows: lines.map(({ name, medium, status, first, last }) => [
          name,
          mediumLabels[medium][lang],
          statusWords[status][lang],
          first?.toString() ?? "–",
          last?.toString() ?? "–",
        ]),
      },
      {
        kind: "sources",
        zone,
        media: [...new Set(lines.map(({ medium }) => medium))],
        assumptions: [],
        notes: [],
        demo: lines.some(({ demo }) => demo),
      },
    ],
  };
}

export const performanceTools: readonly Tool[] = [queryPerformance, listAllCampaigns];
