// What campaigns are called, by the workspace's rule.

import { eq } from "drizzle-orm";
import type { Tx } from "../../../db/db.ts";
import { latinSlug } from "../../../language/romanized.ts";
import type { Ctx } from "../../context.ts";
import type { PlanMedium } from "../plan.ts";
import { campaignRule } from "./tables.ts";

/** What stands in braces is filled in; `:latin` behind it writes it in small Latin letters. */
export const ruleFields = [
  "name",
  "brand",
  "medium",
  "objective",
  "start",
  "month",
  "source",
  "kind",
] as const;
type RuleField = (typeof ruleFields)[number];
export type RuleValues = Readonly<Record<RuleField, string>>;

export type CampaignRule = { naming: string; utmSource: string; utmMedium: string; utmCampaign: string };

export const defaultRule: CampaignRule = {
  naming: "{name}_{medium}_{start}",
  utmSource: "{source}",
  utmMedium: "{kind}",
  utmCampaign: "{name}",
};

/** Room for the tag at the end of every name, as far as the shortest medium goes. */
const LONGEST = 80;

export async function ruleOf(tx: Tx, { workspaceId }: Ctx): Promise<CampaignRule> {
  const [row] = await tx.select().from(campaignRule).where(eq(campaignRule.workspaceId, workspaceId));
  if (!row) return defaultRule;
  const { naming, utmSource, utmMedium, utmCampaign } = row;
  return { naming, utmSource, utmMedium, utmCampaign };
}

/** Puts one thing of the rule or several in the place of the old ones. */
export async function writeRule(tx: Tx, { workspaceId, now }: Ctx, rule: CampaignRule): Promise<void> {
  const { naming, utmSource, utmMedium, utmCampaign } = rule;
  const set = { naming, utmSource, utmMedium, utmCampaign, changedAt: now };
  await tx
    .insert(campaignRule)
    .values({ workspaceId, ...set })
    .onConflictDoUpdate({ target: campaignRule.workspaceId, set });
}

export function filled(rule: string, values: RuleValues): string {
  return rule.replaceAll(/\{(\w+)(:latin)?\}/g, (whole, key: string, latin: string | undefined) => {
    const value = values[key as RuleField];
    if (value === undefined) return whole;
    return latin ? latinSlug(value) : value;
  });
}

/** 여름 샌들 세일_meta_20261124 */
export function campaignName(values: RuleValues, { naming }: CampaignRule): string {
  const whole = filled(naming, values)
    .replaceAll(/[\p{Cc}[\]]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return cut(whole, LONGEST);
}

/** What fills a rule for one medium of a plan. */
export function ruleValues({
  name,
  brand,
  medium,
  objective,
  start,
}: {
  name: string;
  brand: string;
  medium: PlanMedium;
  objective: string;
  start: string;
}): RuleValues {
  const day = start.replaceAll("-", "");
  return { name, brand, medium, objective, start: day, month: day.slice(0, 6), ...analytics[medium] };
}

/** How media are called in analytics, and whether they sell clicks on searches or room for pictures. */
const analytics: Readonly<Record<PlanMedium, { source: string; kind: "cpc" | "display" }>> = {
  meta: { source: "meta", kind: "display" },
  google_ads: { source: "google", kind: "cpc" },
  naver: { source: "naver", kind: "cpc" },
  kakao: { source: "kakao", kind: "display" },
};

/** Whole letters, as people count them. */
function cut(text: string, letters: number): string {
  const segments = [...new Intl.Segmenter("ko").segment(text)];
  return segments
    .slice(0, letters)
    .map(({ segment }) => segment)
    .join("");
}
