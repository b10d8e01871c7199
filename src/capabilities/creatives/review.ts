// The texts of ads as reviews want them: each ad as one text with the notices beside it, and its fields alone for rules about a field.

import type { Part } from "../../core/card/card.ts";
import { countedRuns } from "../../core/card/counted.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { type Medium, mediumLabels } from "../../core/medium.ts";
import { type Tx, withTx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import {
  answerParts,
  bannedIn,
  type Facts,
  findingsParts,
  jurisdictionOf,
  type KeptReview,
  placeOf,
  reviewAndKeep,
  type ReviewAsk,
  type Reviewed,
  type Trade,
  tradeIn,
  withOpinionOf,
} from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { readBrandGuide } from "./brand.ts";
import type { CreativeSet } from "./brief.ts";
import { fieldLabel } from "./copy/data.ts";
import { pictureMark } from "./pictures.ts";

type AdText = {
  medium: Medium;
  segment?: string | undefined;
  /** Which of the drafts it is. */
  variant: string;
  fields: readonly { field: string; text: string }[];
};

export type AdsAsk = Pick<ReviewAsk, "kind" | "subject" | "version" | "label" | "flight"> & {
  ads: readonly AdText[];
  product: string;
  /** Lines printed on the pictures. */
  notices?: readonly string[];
  /** A model made the photograph on the pictures, which carry their mark. */
  madePhoto?: boolean;
  /** Where the product's own words tell no trade. */
  trade?: Trade | undefined;
};

/** What the guide says as reviews ask for it; a word that has a rule of its own is told by that rule alone. */
export async function brandFacts(ctx: Ctx): Promise<Facts> {
  return withTx(ctx, (tx) => brandFactsIn(tx, ctx));
}

export async function brandFactsIn(tx: Tx, ctx: Pick<Ctx, "workspaceId">): Promise<Facts> {
  const { avoid, legal, tone } = await readBrandGuide(tx, ctx);
  const byRule = new Set((await bannedIn(tx, ctx)).map(nameKey));
  const banned = avoid.filter((word) => !byRule.has(nameKey(word)));
  return {
    ...(banned.length > 0 && { brand_banned: banned }),
    ...(legal.length > 0 && { brand_required: legal }),
    ...(tone !== undefined && /존댓말|정중|polite|formal/i.test(tone) && { brand_tone: "polite" }),
  };
}

/** `undefined` where there is nothing to read. */
export function adsReview(
  ctx: Ctx,
  { ads, notices = [], madePhoto = false, trade, ...ask }: AdsAsk,
): ReviewAsk | undefined {
  const lang = /[가-힣]/.test(ads[0]?.fields[0]?.text ?? "") ? "ko" : "en";
  const printed = madePhoto ? [...notices, pictureMark[lang]] : notices;
  const texts = ads.flatMap((one) => textsOf(one, printed, ctx.lang));
  if (texts.length === 0) return undefined;
  return {
    ...ask,
    ...(madePhoto && { facts: { ai_image: "photoreal" } }),
    texts,
    trade: tradeIn(ask.product) ?? trade ?? tradeIn(texts.map(({ text }) => text).join(" ")) ?? "other",
    jurisdictions: [jurisdictionOf(ctx.zone)],
    lang,
  };
}

/** Reviews ads by law, medium policy and the brand's rules, and keeps it. */
async function reviewAds(ctx: Ctx, asked: AdsAsk): Promise<KeptReview | undefined> {
  const ask = adsReview(ctx, asked);
  return ask && reviewAndKeep(ctx, { ...ask, facts: { ...(await brandFacts(ctx)), ...ask.facts } });
}

/** What the review of a draft says on its card: a line where nothing was found, else the findings. */
export async function draftReviewParts(ctx: Ctx, set: CreativeSet): Promise<Part[]> {
  const { creativeId: subject, number: version, product, texts: ads, scene } = set;
  const madePhoto = scene !== undefined;
  const asked = { kind: "creative", subject, version, label: product, product, ads, madePhoto } as const;
  const kept = await reviewAds(ctx, asked);
  return kept ? reviewParts(kept, ctx.lang) : [];
}

/** More findings than these are for the review's own card. */
const MOST_FINDINGS = 3;

export function reviewParts(kept: KeptReview, lang: Lang): Part[] {
  const parts = withOpinionOf(byRules(kept, lang), kept, lang);
  return kept.verdict === "pass" ? parts : [...parts, ...answerParts(kept, lang, { beside: false })];
}

function byRules({ verdict, judged }: KeptReview, lang: Lang): Part[] {
  if (verdict !== "pass") return findingsParts(judged, lang, MOST_FINDINGS);
  const ads = judged.filter(({ only }) => only === undefined).length;
  return [{ kind: "text", tone: "note", runs: countedRuns(say(lang, clean), ads) }];
}

const clean = words(
  "심의: 광고 {n}개의 문구를 규칙으로 검토했고 걸리는 곳이 없었어요. 검토 의견이고, 사실인지는 확인해 주세요.",
  "Review: the texts of {n} ads were checked by the rules and nothing was found. It is an opinion; please check the facts.",
);

function textsOf(
  { medium, segment, variant, fields }: AdText,
  given: readonly string[],
  lang: Lang,
): Reviewed[] {
  // A notice with a blank in it says nothing yet.
  const notices = given.filter((line) => !line.includes("["));
  const name = [mediumLabels[medium][lang], segment, variant].filter(Boolean).join(" · ");
  const runsOn = placeOf(medium);
  const whole = [...fields.map(({ text }) => text), ...notices].join("\n");
  return [
    { label: name, text: whole, runsOn, field: "body" },
    ...fields.map(({ field, text }) => ({
      label: `${name} · ${fieldLabel(medium, field, lang)}`,
      text,
      runsOn,
      field: field.replace(/_\d+$/, ""),
      only: "field" as const,
    })),
  ];
}
