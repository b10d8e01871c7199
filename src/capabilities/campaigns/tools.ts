// Making, changing, switching campaigns: what the agent may propose; each waits for its approval.

import { z } from "zod";
import { Metric } from "../../core/metric.ts";
import { words } from "../../core/locale.ts";
import { Filter, Having, QueryTime } from "../../core/query.ts";
import { DayText, isUnsettled, Level, SpokenBudget, SpokenMoney, Targeting } from "../../core/slots.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import type { Tool } from "../tool.ts";
import { editCampaigns } from "./changes/edit.ts";
import { switchCampaigns } from "./changes/pause.ts";
import { changeProposalTools } from "./change-proposal.ts";
import { createTool } from "./create-tool.ts";
import { packTool } from "./pack/pack.ts";
import { versionsTool } from "./plan/versions.ts";
import { doneByHandTools } from "./done-by-hand.ts";

const connected = words(
  "매체 계정 연결, 한도 설정, 담당자의 승인 버튼이 갖춰져야 해요.",
  "It needs a connected ad account, spending limits and an approval button pressed by the right person.",
);

const edit: Wish<EditCampaign> = {
  lacking: lackingOfChange,
  does: editCampaigns,
  what: words("캠페인 수정", "Changing a campaign"),
  needs: connected,
  today: words(
    "지금은 그 캠페인의 성과를 보여 드리고, 변경은 매체 관리자에서 하실 수 있어요.",
    "Today I can show that campaign's results; change it in the medium's own manager.",
  ),
};
const pause: Wish<PauseCampaign> = {
  lacking: lackingOfSwitch,
  does: switchCampaigns,
  what: words("켜고 끄기", "Pausing and resuming"),
  needs: words(
    "소재나 광고그룹을 성과로 골라 켜고 끄는 일은 아직 하지 못해요. 연결된 매체의 성과는 캠페인별로 받아요.",
    "Choosing ads or ad groups by their results is not done yet: connected media give results by campaign.",
  ),
  today: words(
    "캠페인 이름과 소재를 말해 주시면 승인을 요청할게요. 예: ‘여름 샌들 소재 B만 꺼줘’",
    "Name the campaign and the creative and I ask for approval: “pause creative B of Summer Sandals”.",
  ),
};

/** Which campaigns, ad groups or ads are meant; names as the person wrote them. */
const which = {
  filters: z.array(Filter).max(10).default([]),
  level: Level.default("campaign"),
};
/** Where figures choose which ones are meant. */
const choice = {
  having: z.array(Having).max(5).default([]).describe("Only those that meet these conditions."),
  time: QueryTime.optional().describe("The period the conditions or the order are judged over."),
  order: z.object({ by: Metric, dir: z.enum(["asc", "desc"]) }).optional(),
  limit: z.number().int().min(1).max(100).optional().describe("1 where one thing is to be acted on."),
  keep: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe("All but so many at the first end of the order: all but the top 3."),
};
const dates = {
  start: DayText.optional(),
  end: DayText.optional(),
  durationDays: z.number().int().min(1).max(1_000).optional(),
};

export const EditCampaign = z.object({
  ...which,
  ...choice,
  action: z.enum(["duplicate", "archive", "delete", "undo"]).optional(),
  field: z
    .enum(["landing_page", "budget", "bid", "name", "period", "targeting", "keywords", "creative"])
    .optional()
    .describe("What is to change when its new value was not given."),
  budget: SpokenBudget.optional(),
  bid: SpokenMoney.optional(),
  each: z
    .boolean()
    .optional()
    .describe("True only where all, every or each campaign was said: then a sum goes to each of them."),
  changePct: z.number().optional().describe("Signed: cut by a quarter = -25."),
  direction: z.enum(["up", "down"]).optional().describe("Only when no amount was said."),
  name: z.string().optional().describe("The new name."),
  ...dates,
  endShiftDays: z.number().int().min(-1_000).max(1_000).optional().describe("The end moves by so many days."),
  targeting: Targeting.optional(),
  url: z.string().optional(),
  creative: z
    .string()
    .max(200)
    .optional()
    .describe(
      'The creative that is to run from now on: its letter, number, words of its headline; "other" for one that does not run.',
    ),
  keywords: z.array(z.string()).default([]),
  newNames: z.array(z.string()).default([]),
});
export type EditCampaign = z.output<typeof EditCampaign>;

export const PauseCampaign = z.object({
  action: z.enum(["pause", "resume"]),
  ...which,
  creatives: z
    .array(z.string().min(1).max(200))
    .max(10)
    .default([])
    .describe(
      'Creatives that alone are meant: letter, number, words of the headline; "all". Needs level ad.',
    ),
  ...choice,
  resumeOn: DayText.optional().describe('First day it runs again: "today only" = tomorrow.'),
  from: DayText.optional().describe("First day of the pause when it is not now."),
  recurring: z.enum(["daily", "weekends", "continuous"]).optional(),
});
export type PauseCampaign = z.output<typeof PauseCampaign>;

const valueOf: Readonly<Record<NonNullable<EditCampaign["field"]>, string>> = {
  landing_page: "url",
  budget: "amount",
  bid: "amount",
  name: "name",
  period: "time",
  targeting: "target",
  keywords: "keyword",
  creative: "creative",
};

function lackingOfChange(input: EditCampaign, currency: string): string[] {
  const { field, budget, bid, action, changePct, each } = input;
  const lacking = isChosen(input) || each || action === "undo" ? [] : ["campaign"];
  if (isUnsettled(budget, currency) || isUnsettled(bid, currency)) lacking.push("currency");
  if (field && changePct === undefined) lacking.push(valueOf[field]);
  else if (!action && !saysWhatChanges(input)) lacking.push("target");
  return lacking;
}

/** The new value of anything. */
function saysWhatChanges(input: EditCampaign): boolean {
  const none = undefined;
  const chosen = {
    filters: none,
    level: none,
    each: none,
    having: none,
    order: none,
    limit: none,
    keep: none,
    time: none,
  };
  const values = { ...input, ...chosen };
  return Object.values(values).some(
    (value) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
}

function lackingOfSwitch(input: PauseCampaign): string[] {
  const { level, creatives, filters } = input;
  if (level === "ad" && creatives.length > 0) return filters.length > 0 ? [] : ["campaign"];
  return isChosen(input) ? [] : [level === "campaign" ? "campaign" : level];
}

/** Something says which ones are meant: a name, a limit, a condition, an end of a ranking. */
function isChosen({ filters, having, order }: Pick<EditCampaign, "filters" | "having" | "order">): boolean {
  return filters.length + having.length > 0 || order !== undefined;
}

export const campaignTools: readonly Tool[] = [
  createTool,
  packTool,
  versionsTool,
  wishTool(
    {
      name: "edit_campaign",
      about:
        "Propose a change of a campaign: budget, bid, name, dates, targeting, landing page; duplicate, archive, delete, undo.",
      effect: "spend",
      action: "campaign.edit",
      input: EditCampaign,
    },
    edit,
  ),
  wishTool(
    {
      name: "pause_campaign",
      about: "Propose to pause or resume campaigns, ad groups or ads.",
      effect: "write",
      action: "campaign.pause",
      input: PauseCampaign,
    },
    pause,
  ),
  ...doneByHandTools,
  ...changeProposalTools,
];
