// What of campaigns is reviewed: the texts of a plan as people will read them, with the notices printed beside them.

import { desc, eq } from "drizzle-orm";
import { mediumLabels } from "../../core/medium.ts";
import type { Filter } from "../../core/query.ts";
import type { Ctx } from "../context.ts";
import {
  type Facts,
  jurisdictionOf,
  type KeptReview,
  placeOf,
  reviewAndKeep,
  type ReviewAsk,
  type Reviewed,
  type ReviewGround,
  type Trade,
  tradeIn,
} from "../compliance/compliance.ts";
import { fieldLabel, getBrandGuide } from "../creatives/creatives.ts";
import { withTx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import { newestPlanId, readPlan } from "./plan/store.ts";
import { plan } from "./plan/tables.ts";
import type { CampaignPlan } from "./plan.ts";

/** Reviews every text of a plan and keeps it with the version; `undefined` for a plan without texts. */
export async function reviewPlan(ctx: Ctx, given: CampaignPlan): Promise<KeptReview | undefined> {
  const ask = planAsk(ctx, given);
  return ask && reviewAndKeep(ctx, { ...ask, facts: await brandFacts(ctx) });
}

export const reviewGround: ReviewGround = { brandFacts, find };

/** The brand's own rules as reviews ask for them. */
async function brandFacts(ctx: Ctx): Promise<Facts> {
  const { avoid, legal, tone } = await getBrandGuide(ctx);
  return {
    ...(avoid.length > 0 && { brand_banned: avoid }),
    ...(legal.length > 0 && { brand_required: legal }),
    ...(tone !== undefined && /존댓말|정중|polite|formal/i.test(tone) && { brand_tone: "polite" }),
  };
}

/** The plan that the filters name, the newest without any; `undefined` where none is meant. */
async function find(ctx: Ctx, filters: readonly Filter[]): Promise<ReviewAsk | undefined> {
  const names = filters.flatMap(({ field, values }) => (field === "campaign" ? values.map(String) : []));
  const id = names.length > 0 ? await planCalled(ctx, names) : await newestPlanId(ctx);
  if (id === undefined) return undefined;
  const stored = await withTx(ctx, (tx) => readPlan(tx, ctx, id));
  return planAsk(ctx, stored.plan);
}

const LOOKED_THROUGH = 200;

async function planCalled(ctx: Ctx, names: readonly string[]): Promise<string | undefined> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: plan.id, key: plan.nameKey })
      .from(plan)
      .where(eq(plan.workspaceId, ctx.workspaceId))
      .orderBy(desc(plan.changedAt), desc(plan.id))
      .limit(LOOKED_THROUGH),
  );
  const keys = names.map(nameKey);
  return rows.find(({ key }) => keys.some((wanted) => key.includes(wanted) || wanted.includes(key)))?.id;
}

const TRADES: Readonly<Record<string, Trade>> = {
  beauty: "cosmetics",
  cafe: "food",
  clinic: "medical",
  education: "education",
  fashion: "ecommerce",
  finance: "finance",
  fitness: "fitness",
  "real-estate": "real_estate",
  shop: "ecommerce",
};

function planAsk(ctx: Ctx, planned: CampaignPlan): ReviewAsk | undefined {
  const texts = textsOf(planned, ctx.lang);
  if (texts.length === 0) return undefined;
  const { planId, version, name, product, industry, flight } = planned;
  return {
    kind: "plan",
    subject: planId,
    version,
    label: name,
    texts,
    trade: tradeIn(product) ?? TRADES[industry] ?? "other",
    jurisdictions: [jurisdictionOf(ctx.zone)],
    lang: /[가-힣]/.test(texts[0]?.text ?? "") ? "ko" : "en",
    flight,
    product,
  };
}

/** Each ad as one text with the notices on its pictures, then its fields alone for the rules that look at a field. */
function textsOf({ creatives, legalLines }: CampaignPlan, lang: "ko" | "en"): Reviewed[] {
  // A notice with a blank in it says nothing yet.
  const notices = legalLines.filter((line) => !line.includes("["));
  return (creatives?.texts ?? []).flatMap(({ medium, segment, variant, fields }) => {
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
  });
}
