// What of campaigns is reviewed: the texts of a plan as people will read them, with the notices printed beside them.

import { desc, eq } from "drizzle-orm";
import { say, words } from "../../core/locale.ts";
import type { Filter } from "../../core/query.ts";
import type { Ctx } from "../context.ts";
import {
  bannedByRules,
  copyAlone,
  jurisdictionOf,
  type KeptReview,
  reviewAndKeep,
  type ReviewAsk,
  type Reviewed,
  type ReviewGround,
  type Trade,
  tradeIn,
} from "../compliance/compliance.ts";
import { type AdsAsk, adsReview, brandFacts } from "../creatives/creatives.ts";
import { withTx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import { newestPlanId, readPlan } from "./plan/store.ts";
import { plan } from "./plan/tables.ts";
import type { PlanFinding } from "./plan/preflight.ts";
import type { CampaignPlan } from "./plan.ts";
import { noSuchPart, partOf } from "./review-part.ts";

/**
 * Reviews every text of a plan and keeps it with the version. Of a plan without texts its names are held against the brand's banned
 * words, where there are any; else `undefined`.
 */
export async function reviewPlan(ctx: Ctx, given: CampaignPlan): Promise<KeptReview | undefined> {
  const facts = await brandFacts(ctx);
  const bans = "brand_banned" in facts || (await bannedByRules(ctx)).length > 0;
  const ask = planAsk(ctx, given) ?? (bans ? namesAsk(ctx, given) : undefined);
  return ask && reviewAndKeep(ctx, { ...ask, facts: { ...facts, ...ask.facts } });
}

/** What stands in the way of asking for approval, or should be looked at first. */
export function reviewFindings(review: KeptReview | undefined): PlanFinding[] {
  if (!review || review.verdict === "pass") return [];
  if (review.verdict === "fix") return [{ level: "fix", code: "review_fix", say: toFix }];
  return [
    {
      level: review.setAside ? "fix" : "block",
      code: "review_block",
      say: review.setAside ? setAside : held,
    },
  ];
}

const toFix = words(
  "심의에서 고치라는 문구가 있어요. 위의 고친 문구로 바꾸거나 근거를 등록한 뒤 승인하는 편이 안전해요.",
  "The review asks for changes. Take the rewrite above or add proof before you approve.",
);
const held = words(
  "심의에서 보류된 문구가 있어 승인을 요청할 수 없어요. 문구를 바꾸거나 근거를 등록해 주세요. 관리자는 ‘보류 해제 요청: 사유’라고 적어 다른 분의 승인을 받을 수 있어요.",
  "The review holds some of the texts, so I cannot ask for approval. Change them or add proof. An admin may write “set the hold aside because …” and have another person approve it.",
);
const setAside = words(
  "심의 보류가 해제된 문구예요. 승인하면 그대로 나가요.",
  "The hold on these texts was set aside. Approved, they run as they are.",
);

export const reviewGround: ReviewGround = { brandFacts, find, named };

/**
 * The plan that the filters name, the newest without a name, with the creatives they mean; `undefined` where no plan is meant.
 * @throws Failure "not_found" for a creative or medium that the named plan does not have
 */
async function find(ctx: Ctx, filters: readonly Filter[]): Promise<ReviewAsk | undefined> {
  const [named, rest] = [filters.filter(isName), filters.filter((one) => !isName(one))];
  const names = named.flatMap(({ values }) => values.map(String));
  const id = names.length > 0 ? await planCalled(ctx, names) : await newestPlanId(ctx);
  if (id === undefined) return undefined;
  if (rest.length === 0) return askOfPlan(ctx, id);
  const stored = await withTx(ctx, (tx) => readPlan(tx, ctx, id));
  const part = partOf(stored.plan, rest);
  if (!part && names.length > 0) throw noSuchPart(stored.plan, rest);
  const ask = part && planAsk(ctx, part);
  // A part of it says nothing of the plan, whose review is that of all its texts.
  return ask && copyAlone(ask);
}

function isName({ field, op }: Filter): boolean {
  return field === "campaign" && op !== "not_in";
}

/** Letters from which a name is looked for in running words. */
const LEAST_NAME = 4;

/** The plan whose name stands in the words, the longest of several; `undefined` where none does. */
async function named(ctx: Ctx, said: string): Promise<ReviewAsk | undefined> {
  const key = nameKey(said);
  const standing = (await recentPlans(ctx)).filter(
    (one) => one.key.length >= LEAST_NAME && key.includes(one.key),
  );
  const [longest] = standing.toSorted((a, b) => b.key.length - a.key.length);
  return longest && askOfPlan(ctx, longest.id);
}

async function askOfPlan(ctx: Ctx, id: string): Promise<ReviewAsk | undefined> {
  const stored = await withTx(ctx, (tx) => readPlan(tx, ctx, id));
  return planAsk(ctx, stored.plan);
}

const LOOKED_THROUGH = 200;

/** Newest first. */
function recentPlans(ctx: Ctx): Promise<{ id: string; key: string }[]> {
  return withTx(ctx, (tx) =>
    tx
      .select({ id: plan.id, key: plan.nameKey })
      .from(plan)
      .where(eq(plan.workspaceId, ctx.workspaceId))
      .orderBy(desc(plan.changedAt), desc(plan.id))
      .limit(LOOKED_THROUGH),
  );
}

async function planCalled(ctx: Ctx, names: readonly string[]): Promise<string | undefined> {
  const rows = await recentPlans(ctx);
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

export function planAsk(ctx: Ctx, planned: CampaignPlan): ReviewAsk | undefined {
  const { planId, version, name, creatives } = planned;
  const ask = adsReview(ctx, {
    ...aboutOf(planned),
    kind: "plan",
    subject: planId,
    version,
    label: name,
    ads: creatives?.texts ?? [],
    madePhoto: creatives?.photo !== undefined,
  });
  return ask && { ...ask, texts: [...ask.texts, namesOf(ctx, planned)] };
}

/** What every ad of a plan is judged by, those that take the place of its own as well. */
export function aboutOf({
  product,
  flight,
  legalLines,
  industry,
}: CampaignPlan): Pick<AdsAsk, "product" | "flight" | "notices" | "trade"> {
  return { product, flight, notices: legalLines, trade: TRADES[industry] };
}

/** Names carry the words of the brand too: what it bans is told once, for names and copy together. */
function namesOf({ lang }: Ctx, { name, product, media }: CampaignPlan): Reviewed {
  const names = [...new Set([name, product, ...media.map(({ campaignName }) => campaignName)])];
  return {
    label: say(lang, nameLabel),
    text: names.join("\n"),
    runsOn: "other",
    field: "name",
    only: "brand",
  };
}

function namesAsk(ctx: Ctx, planned: CampaignPlan): ReviewAsk {
  const { planId: subject, version, name: label, product, flight } = planned;
  const names = namesOf(ctx, planned);
  return {
    kind: "plan",
    subject,
    version,
    label,
    product,
    flight,
    texts: [names],
    trade: tradeOf(planned),
    jurisdictions: [jurisdictionOf(ctx.zone)],
    lang: /[가-힣]/.test(names.text) ? "ko" : "en",
  };
}

export function tradeOf({ product, industry }: CampaignPlan): Trade {
  return tradeIn(product) ?? TRADES[industry] ?? "other";
}

const nameLabel = words("캠페인 이름(‘이름은 …’으로 바꿔요)", "the campaign's name (say “name it …”)");
