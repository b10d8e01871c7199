// What the new ads of a swap say, reviewed as the plan of their campaign was: its trade, flight, product and notices. Kept as a thing of its
// own, so that a hold of it can be set aside, and carried by the request, so that it is judged again when it is decided.

import { createHash } from "node:crypto";
import { canonicalJson } from "../../../core/canonical.ts";
import { withTx } from "../../../db/db.ts";
import { type KeptReview, reviewAndKeep, type ReviewAsk } from "../../compliance/compliance.ts";
import type { Ctx } from "../../context.ts";
import { adsReview, brandFacts } from "../../creatives/creatives.ts";
import type { ReviewedWords } from "../execution/exact.ts";
import { launchedPlans } from "../held.ts";
import type { CampaignPlan } from "../plan.ts";
import { aboutOf } from "../review.ts";
import type { AdsChange } from "./build-ads.ts";

export type SwapReview = { kept: KeptReview; words: ReviewedWords };

/** One for each plan that is changed, and for each campaign without one; nothing where no words are known. */
export async function reviewSwap(ctx: Ctx, changes: readonly AdsChange[]): Promise<SwapReview[]> {
  const said = changes.filter(({ to }) => to?.shows);
  if (said.length === 0) return [];
  const objects = said.map(({ of: { one } }) => ({ accountId: one.accountId, id: one.remote.id }));
  const plans = await withTx(ctx, (tx) => launchedPlans(tx, ctx, objects));
  const planOf = ({ of: { one } }: AdsChange): CampaignPlan | undefined =>
    plans.find(({ accountId, id }) => accountId === one.accountId && id === one.remote.id)?.plan;
  const groups = Map.groupBy(said, (change) => planOf(change)?.planId ?? change.of.one.campaignId);
  const facts = await brandFacts(ctx);
  const reviews: SwapReview[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    const ask = first && askOf(ctx, group, planOf(first));
    if (!ask) continue;
    const kept = await reviewAndKeep(ctx, { ...ask, facts: { ...facts, ...ask.facts } });
    reviews.push({ kept, words: wordsOf(ask) });
  }
  return reviews;
}

type SwapAsk = ReviewAsk & { subject: string; product: string };

function askOf(
  ctx: Ctx,
  changes: readonly AdsChange[],
  planned: CampaignPlan | undefined,
): SwapAsk | undefined {
  const ads = changes.map(({ of, to }) => ({
    medium: of.one.medium,
    variant: of.one.name,
    fields: Object.entries(to?.shows?.texts ?? {}).map(([field, text]) => ({ field, text })),
  }));
  const label = changes.map(({ of }) => of.one.name).join(", ");
  const about = planned ? aboutOf(planned) : { product: label };
  const madePhoto = changes.some(({ to }) =>
    to?.from === "draft" ? to.madePhoto === true : planned?.creatives?.photo !== undefined,
  );
  const subject = subjectOf(changes);
  const ask = adsReview(ctx, { ...about, kind: "creative", subject, version: 1, label, ads, madePhoto });
  return ask && { ...ask, subject, product: about.product };
}

/** The same words for the same campaigns are one thing, however often they are asked for. */
function subjectOf(changes: readonly AdsChange[]): string {
  const what = changes.map(({ of: { one }, to }) => [one.campaignId, to?.shows?.texts ?? {}]);
  const hex = createHash("sha256").update(canonicalJson(what)).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function wordsOf({
  subject,
  label,
  product,
  trade,
  jurisdictions,
  lang,
  flight,
  facts,
  texts,
}: SwapAsk): ReviewedWords {
  return {
    subject,
    label,
    product,
    trade,
    jurisdictions: [...jurisdictions],
    lang,
    flight: flight ?? null,
    facts: { ...facts },
    texts: texts.map(({ only = null, ...text }) => ({
      label: text.label,
      text: text.text,
      runsOn: text.runsOn,
      field: text.field,
      only,
    })),
  };
}
