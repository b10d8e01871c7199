// What may be asked of reviews: words or a thing that stands here, the proof on file, the rules themselves.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { Filter } from "../../core/query.ts";
import { DayText } from "../../core/slots.ts";
import { dayIn } from "../../core/time.ts";
import type { Ctx } from "../context.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { packsFor } from "./brand/packs.ts";
import type { Facts } from "./facts.ts";
import { packsCard } from "./packs-card.ts";
import { lastNight } from "./nights/nights.ts";
import { giveProof, listProof, takeBackProof } from "./proof.ts";
import { askProofCard, givenCard, onFileCard, takenBackCard } from "./proof-card.ts";
import { proofKindIn, proofKinds } from "./proof-kinds.ts";
import { jurisdictionOf, langOf, placeOf } from "./places.ts";
import { reviewCard } from "./review-card.ts";
import { copyAlone, homePacks, type ReviewAsk } from "./judging.ts";
import { pageTool } from "./pages/tool.ts";
import { rejectionTool } from "./rejections/tool.ts";
import { byRulesAlone, reviewAndKeep } from "./reviews.ts";
import { Trade, tradeIn } from "./trades.ts";

export const ReviewCompliance = z.object({
  text: z.string().max(20_000).optional().describe("The words to check, without quotes."),
  filters: z.array(Filter).max(10).default([]).describe("The creative, campaign or medium meant."),
  scope: z.literal("brand").optional().describe("Only the brand guide."),
  action: z.literal("rerun").optional(),
  trade: Trade.optional().describe("What is advertised, where it was said."),
  jurisdiction: z.enum(["KR", "US", "EU", "JP"]).optional().describe("Whose law, where it was said."),
});
export type ReviewCompliance = z.output<typeof ReviewCompliance>;

/** What reviews need of capabilities further right: the brand's own rules, and things that stand here by name. */
export type ReviewGround = {
  brandFacts: (ctx: Ctx) => Promise<Facts>;
  /** The thing meant by the filters, the latest without any; `undefined` where there is none. */
  find: (ctx: Ctx, filters: readonly Filter[]) => Promise<ReviewAsk | undefined>;
  /** The draft whose name stands in the words, the longest of several. */
  named: (ctx: Ctx, words: string) => Promise<ReviewAsk | undefined>;
};

function reviewWish(ground: ReviewGround): Wish<ReviewCompliance> {
  return {
    lacking: ({ text, filters, action }) =>
      text || filters.length > 0 || action === "rerun" ? [] : ["text"],
    what: words("광고 심의 검토", "Compliance review"),
    needs: words(
      "그 소재의 문구가 여기에 없어요. 파일로 가져온 소재는 이름만 알고 문구는 몰라요.",
      "The words of that ad are not here: of ads that came in by a file I know the name only.",
    ),
    today: words("문구를 붙여 주시면 바로 검토할게요.", "Paste the words and I will review them at once."),
    // A plan has a name before any campaign has it.
    knows: async (ctx, { text, filters }) =>
      text === undefined && (await ground.find(ctx, filters)) !== undefined,
    does: (ctx, input) => reviewed(ctx, input, ground),
  };
}

/** What is to be judged; `assumed`: its trade is told from the words. `undefined` where nothing of that name stands here. */
export async function askFor(
  ctx: Ctx,
  { text, filters, trade, jurisdiction }: ReviewCompliance,
  ground: ReviewGround,
): Promise<{ ask: ReviewAsk; assumed: boolean } | undefined> {
  const brand = await ground.brandFacts(ctx);
  const found = text === undefined ? await ground.find(ctx, filters) : askOf(ctx, text, filters);
  if (!found) return undefined;
  const told = trade ?? (text === undefined ? found.trade : undefined);
  const isOther =
    (told !== undefined && told !== found.trade) ||
    (jurisdiction !== undefined && found.jurisdictions.join() !== jurisdiction);
  const ask = {
    ...(isOther ? copyAlone(found) : found),
    trade: told ?? found.trade,
    ...(jurisdiction && { jurisdictions: [jurisdiction] }),
    facts: { ...brand, ...found.facts },
  };
  return { ask, assumed: told === undefined };
}

async function reviewed(
  ctx: Ctx,
  input: ReviewCompliance,
  ground: ReviewGround,
): Promise<ToolResult | undefined> {
  const asked = await askFor(ctx, input, ground);
  if (!asked) return undefined;
  const { ask, assumed } = asked;
  const { scope } = input;
  const isBrand = scope === "brand";
  const kept = await reviewAndKeep(isBrand ? byRulesAlone(ctx) : ctx, ask);
  const judged = isBrand ? onlyBrand(kept.judged) : kept.judged;
  const packs = homePacks();
  const card = reviewCard(ctx.lang, { ...kept, judged }, { trade: ask.trade, assumed, packs });
  const rules = kept.judged.flatMap(({ review }) =>
    review.findings.map(({ rule, severity, act, article }) => ({ rule, severity, act, article })),
  );
  return {
    card: withPicture({ ...card, parts: [...whichPart(ctx.lang, ask, input), ...card.parts] }, input),
    facts: { reviewId: kept.id, verdict: kept.verdict, findings: rules.slice(0, 20) },
    outside: true,
  };
}

/** Which of the things that stand here was taken, where it was no text. */
function whichPart(lang: Lang, { label }: ReviewAsk, { text, filters }: ReviewCompliance): Part[] {
  if (text !== undefined || label === "") return [];
  const isNamed = filters.some(({ field }) => field === "campaign");
  const told = isNamed
    ? words(`‘${label}’의 문구를 검토했어요.`, `I reviewed the texts of “${label}”.`)
    : words(
        `이름을 듣지 못해 가장 최근 계획 ‘${label}’의 문구를 검토했어요. 다른 것이면 이름을 말해 주세요.`,
        `No name was said, so I reviewed the texts of the newest plan, “${label}”. Name another one if you meant it.`,
      );
  return [{ kind: "text", tone: "plain", runs: [say(lang, told)] }];
}

/** The same review as a picture, for whoever reads the card. */
function withPicture(card: Card, input: ReviewCompliance): Card {
  const choice = {
    label: say(card.lang, words("그림으로 받기", "As a picture")),
    style: "plain" as const,
    press: { action: "review_picture", input: { ...input, action: undefined } },
    anyone: true,
  };
  const title = say(card.lang, words("전달하려면", "To forward it"));
  return { ...card, parts: [...card.parts, { kind: "proposal", title, lines: [], choices: [choice] }] };
}

export function onlyBrand(judged: Awaited<ReturnType<typeof reviewAndKeep>>["judged"]): typeof judged {
  return judged.map((one) => {
    const findings = one.review.findings.filter(({ rule }) => rule.startsWith("brand."));
    const verdict = findings.some(({ severity }) => severity !== "note")
      ? ("fix" as const)
      : ("pass" as const);
    return { ...one, review: { ...one.review, findings, verdict } };
  });
}

/** Words that were sent: where they run is what was said, else nowhere in particular. */
function askOf(ctx: Ctx, text: string, filters: readonly Filter[]): ReviewAsk {
  const medium = filters.find(({ field }) => field === "medium")?.values[0];
  return {
    kind: "text",
    label: "",
    texts: [{ label: "", text, runsOn: placeOf(medium), field: "body" }],
    trade: tradeIn(text) ?? "other",
    jurisdictions: [jurisdictionOf(ctx.zone)],
    lang: langOf(text),
  };
}

const GiveEvidence = z.object({
  kind: z
    .string()
    .max(60)
    .optional()
    .describe(`One of ${proofKinds.join(", ")}.`),
  said: z.string().max(300).optional().describe("How it was said: its kind is told from the words."),
  reference: z.string().max(300).optional().describe("Its number, source or title."),
  product: z.string().max(200).optional().describe("What it is about; left out, everything."),
  issuedOn: DayText.optional(),
  expiresOn: DayText.optional(),
});

async function give(
  ctx: Ctx,
  input: z.output<typeof GiveEvidence>,
  ground: ReviewGround,
): Promise<ToolResult> {
  const { kind: _, said = "", reference, ...rest } = await withProduct(ctx, input, ground);
  const taken = kindOf(input);
  const kept = await giveProof(ctx, { kind: taken, reference: reference ?? said, ...withoutUndefined(rest) });
  return { card: givenCard(ctx.lang, kept), facts: { evidenceId: kept.id, kind: taken }, outside: true };
}

/** Of the campaign whose name stands in the words, where no product is told. */
async function withProduct(
  ctx: Ctx,
  input: z.output<typeof GiveEvidence>,
  ground: ReviewGround,
): Promise<z.output<typeof GiveEvidence>> {
  const words = `${input.said ?? ""} ${input.reference ?? ""}`;
  if (input.product !== undefined || words.trim() === "") return input;
  const named = await ground.named(ctx, words);
  return { ...input, product: named?.product };
}

function kindOf({ kind, said = "" }: z.output<typeof GiveEvidence>): string {
  return kind ?? proofKindIn(said) ?? "certificate";
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}

const nothing = z.object({});

export function complianceTools(ground: ReviewGround): readonly Tool[] {
  return [
    wishTool(
      {
        name: "review_compliance",
        about:
          "Check a text, creative or campaign against law, medium policy and the brand guide; the findings stand on the card.",
        effect: "read",
        input: ReviewCompliance,
      },
      reviewWish(ground),
    ),
    rejectionTool(ground),
    pageTool(ground),
    defineTool({
      name: "give_evidence",
      about:
        "Keep proof a person says they hold (survey, certificate, review number), so that reviews count it.",
      effect: "write",
      action: "evidence.give",
      startedBy: "words",
      input: GiveEvidence,
      run: (ctx, input) => give(ctx, input, ground),
      propose: async (ctx, input) => ({
        card: askProofCard(ctx.lang, {
          ...withoutUndefined(await withProduct(ctx, input, ground)),
          kind: kindOf(input),
        }),
        facts: { changed: false },
        outside: true,
      }),
    }),
    defineTool({
      name: "take_back_evidence",
      about: "Take proof off the file.",
      effect: "write",
      action: "evidence.take_back",
      input: z.object({ id: z.uuid() }),
      run: async (ctx, input) => ({
        card: takenBackCard(ctx.lang, await takeBackProof(ctx, input)),
        facts: input,
      }),
    }),
    defineTool({
      name: "show_evidence",
      about: "The proof on file and until when it counts.",
      effect: "read",
      input: nothing,
      run: async (ctx) => {
        const kept = await listProof(ctx);
        const today = dayIn(ctx.zone, ctx.now);
        return { card: onFileCard(ctx.lang, kept, today), facts: { onFile: kept.length }, outside: true };
      },
    }),
    defineTool({
      name: "show_policies",
      about: "The rule packs reviews are made by: versions, dates, who confirmed them, what starts soon.",
      effect: "read",
      input: nothing,
      run: async (ctx) => {
        const packs = await packsFor(ctx, { label: "" });
        const card = packsCard(ctx.lang, packs, dayIn(ctx.zone, ctx.now), await lastNight(ctx));
        return { card, facts: { rules: packs.rules.length }, outside: false };
      },
    }),
  ];
}
