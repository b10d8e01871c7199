// The tool that drafts a campaign and changes the draft in words.

import { z } from "zod";
import { words } from "../../core/locale.ts";
import { Objective } from "../../core/objective.ts";
import { DayText, Level, SpokenMoney, Targeting } from "../../core/slots.ts";
import { defineTool } from "../tool.ts";
import { createCampaign } from "./create.ts";
import { BriefChanges } from "./plan/brief.ts";
import { BudgetSaid } from "./plan/budget.ts";

export const CreateCampaign = z.object({
  planId: z
    .string()
    .optional()
    .describe("Of the plan to change, from an earlier result; left out for a new one."),
  media: z
    .array(z.string())
    .default([])
    .describe("Media it runs on: meta, google_ads, naver, kakao or the plain name."),
  placements: z
    .array(z.string())
    .default([])
    .describe("instagram, bizboard, powerlink … when one was named."),
  product: z.string().optional().describe("What it is about, as written."),
  name: z.string().optional().describe("Only when the person names the campaign."),
  objective: Objective.optional(),
  budget: BudgetSaid.optional(),
  bid: SpokenMoney.optional(),
  targeting: Targeting.optional(),
  start: DayText.optional(),
  end: DayText.optional(),
  durationDays: z.number().int().min(1).max(1_000).optional(),
  url: z.string().max(2_000).optional().describe("The landing page, as written."),
  keywords: z.array(z.string()).default([]),
  split: z.literal("even").optional().describe("The budget is shared evenly over the media."),
  format: z.enum(["image", "video", "carousel"]).optional(),
  type: z.string().optional().describe("ab_test, search, shopping, retargeting … as said."),
  copyOf: z.string().optional().describe("The campaign it copies."),
  level: Level.default("campaign"),
  initialStatus: z.enum(["paused", "active"]).optional(),
  byTemplate: z
    .boolean()
    .optional()
    .describe("True when the person wants it made at once from an industry's template."),
  newPictures: z
    .boolean()
    .optional()
    .describe("True to take the newest pictures of its creative into a plan that shows older ones."),
  ...BriefChanges.shape,
  toVersion: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("Back to that version of the plan, as a new one; 0 is the one before."),
  cannot: z
    .enum(["medium_dates", "unlike_days"])
    .optional()
    .describe(
      "What a plan does not hold: dates of their own for one medium; more money on some days than on others.",
    ),
});
export type CreateCampaign = z.output<typeof CreateCampaign>;

const fromOutside = words(
  "이 대화에는 파일이나 캠페인 이름처럼 밖에서 온 글이 섞여 있어요. 승인 전에 내용을 한 번 더 봐 주세요.",
  "Text from outside, such as files or campaign names, is part of this conversation. Look twice before you approve.",
);

/** A draft is a proposal by itself: nothing runs without the click on its card. */
export const createTool = defineTool({
  name: "create_campaign",
  about:
    "Draft a campaign plan: product, media, budget, dates, audience as the person said them. Nothing is spent; the plan waits for approval on its card. " +
    "To change a plan of this conversation give its planId and only what changes; use more, addMedia, dropMedia, addTargeting for differences, set for what one medium gets.",
  effect: "write",
  action: "campaign.draft",
  startedBy: "words",
  input: CreateCampaign,
  run: (ctx, input) => createCampaign(ctx, input),
  propose: (ctx, input) => createCampaign(ctx, input, [fromOutside]),
});
