// A medium turned an ad down: its notice is read, the copy is reviewed by it and by our rules, and what is still unknown is asked once.

import { z } from "zod";
import { Filter } from "../../../core/query.ts";
import { concealed, noContacts } from "../../../language/contacts.ts";
import { nameKey } from "../../../language/names.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { copyAlone, homePacks, type ReviewAsk, type Reviewed } from "../judging.ts";
import { jurisdictionOf, langOf, placeOf } from "../places.ts";
import { reviewAndKeep } from "../reviews.ts";
import type { ReviewGround } from "../tools.ts";
import { Trade, tradeIn } from "../trades.ts";
import { askCopyCard, askMediumCard, askNoticeCard, rejectionCard } from "./card.ts";
import { type Rejection, rejectionOf, saidReview } from "./judge.ts";
import { MOST_NOTICE, type Notice, readNotice } from "./notice.ts";
import { NoticeMedium } from "./reasons.ts";

/** Of the notice that is kept with the review. */
const MOST_KEPT = 2_000;

export const ReviewRejection = z.object({
  notice: z
    .string()
    .max(20_000)
    .transform((text) => text.slice(0, MOST_NOTICE))
    .optional()
    .describe("What the medium wrote, word for word, with the ad's copy where it is quoted there."),
  filters: z.array(Filter).max(10).default([]).describe("The medium; the campaign where one was named."),
  text: z.string().max(20_000).optional().describe("The copy that was turned down, where it was said."),
  withoutText: z.boolean().optional().describe("The copy is not at hand."),
  trade: Trade.optional().describe("What is advertised, where it was said."),
});
export type ReviewRejection = z.output<typeof ReviewRejection>;

export function rejectionTool(ground: ReviewGround): Tool {
  return defineTool({
    name: "review_rejection",
    about:
      "A medium (Meta, Google, Naver, Kakao) turned an ad down and its notice was pasted: findings from the notice and our own, with a rewrite. Not for approvals that people here reject.",
    effect: "read",
    input: ReviewRejection,
    run: (ctx, input) => answered(ctx, input, ground),
  });
}

async function answered(ctx: Ctx, input: ReviewRejection, ground: ReviewGround): Promise<ToolResult> {
  const medium = mediumSaid(input.filters);
  const notice = readNotice(input.notice ?? "", medium);
  if (notice.medium === undefined && notice.complaints.length > 0)
    return asking("medium", askMediumCard(ctx.lang, input));
  if (notice.medium === undefined || notice.complaints.length === 0)
    return asking("notice", askNoticeCard(ctx.lang, notice.medium));
  const rejection = rejectionOf(notice, notice.medium);
  const ask = await askOf(ctx, input, notice, rejection, ground);
  if (!ask) {
    const review = saidReview(homePacks(), rejection);
    return asking("text", askCopyCard(ctx.lang, { ...input, medium: notice.medium }, review));
  }
  return reviewed(ctx, input, ask, rejection, ground);
}

function asking(slot: string, card: ToolResult["card"]): ToolResult {
  return { card, facts: { asked: [slot] }, outside: true };
}

async function reviewed(
  ctx: Ctx,
  { trade: told, notice = "" }: ReviewRejection,
  found: ReviewAsk,
  rejection: Rejection,
  ground: ReviewGround,
): Promise<ToolResult> {
  const { medium } = rejection;
  const ask: ReviewAsk = {
    ...copyAlone(found),
    trade: told ?? found.trade,
    facts: { ...(await ground.brandFacts(ctx)), ...found.facts },
    notice: { medium, words: concealed(notice.trim(), ctx.contacts ?? noContacts).slice(0, MOST_KEPT) },
  };
  const kept = await reviewAndKeep(ctx, ask);
  const assumed = told === undefined && found.kind === "text";
  const about = { trade: ask.trade, assumed, packs: homePacks() };
  const findings = kept.judged.flatMap(({ review }) => review.findings.map(({ rule }) => rule));
  return {
    card: rejectionCard(ctx.lang, kept, about, rejection),
    facts: {
      reviewId: kept.id,
      verdict: kept.verdict,
      medium,
      findings: [...new Set(findings)].slice(0, 20),
    },
    outside: true,
  };
}

/** The copy that was said, else the one in the notice, else the draft it names; `undefined` where it must be asked for. */
async function askOf(
  ctx: Ctx,
  input: ReviewRejection,
  notice: Notice,
  rejection: Rejection,
  ground: ReviewGround,
): Promise<ReviewAsk | undefined> {
  if (input.text !== undefined) return textAsk(ctx, input.text, rejection);
  const drafted = await ground.named(ctx, [input.notice ?? "", ...campaignsSaid(input.filters)].join("\n"));
  // What is quoted may be the draft's name.
  const isName = drafted !== undefined && nameKey(drafted.label) === nameKey(notice.copy ?? "");
  if (notice.copy !== undefined && !isName) return textAsk(ctx, notice.copy, rejection);
  const texts = drafted && textsOf(drafted.texts, rejection);
  if (drafted && texts) return { ...drafted, texts };
  return input.withoutText ? textAsk(ctx, "", rejection) : undefined;
}

function textAsk(ctx: Ctx, text: string, rejection: Rejection): ReviewAsk {
  const runsOn = placeOf(rejection.medium);
  const told = `${text}\n${rejection.complaints.map(({ said }) => said).join("\n")}`;
  return {
    kind: "text",
    label: "",
    texts: [{ label: "", text, runsOn, field: "body", rejection }],
    trade: tradeIn(text) ?? tradeIn(told) ?? "other",
    jurisdictions: [jurisdictionOf(ctx.zone)],
    lang: langOf(text === "" ? told : text),
  };
}

/** The draft's texts on that medium; the notice belongs to the one it quotes, else to the first. */
function textsOf(texts: readonly Reviewed[], rejection: Rejection): Reviewed[] | undefined {
  const place = placeOf(rejection.medium).split("_")[0] ?? "";
  const there = texts.filter(({ runsOn }) => runsOn.startsWith(place));
  const whole = there.filter(({ only }) => only === undefined);
  const meant = whole.find(({ text }) => rejection.pointed.some((words) => text.includes(words))) ?? whole[0];
  return meant && there.map((one) => (one === meant ? { ...one, rejection } : one));
}

function mediumSaid(filters: readonly Filter[]): NoticeMedium | undefined {
  const said = filters.find(({ field }) => field === "medium")?.values[0];
  return NoticeMedium.safeParse(said).data;
}

function campaignsSaid(filters: readonly Filter[]): string[] {
  return filters.flatMap(({ field, values }) => (field === "campaign" ? values.map(String) : []));
}
