// What campaigns are called, by the workspace's rule.

import { eq } from "drizzle-orm";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import type { PlanMedium } from "../plan.ts";
import { campaignRule } from "./tables.ts";

/** Words in braces are filled in: {name} {medium} {start} for names; {source} {kind} {medium} {name} for tags of links. */
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
  return row ?? defaultRule;
}

/** 여름 샌들 세일_meta_20261124 */
export function campaignName(
  { name, medium, start }: { name: string; medium: PlanMedium; start: string },
  { naming }: CampaignRule,
): string {
  const values: Readonly<Record<string, string>> = { name, medium, start: start.replaceAll("-", "") };
  const made = naming.replaceAll(/\{(\w+)\}/g, (token, key: string) => values[key] ?? token);
  const whole = made
    .replaceAll(/[\p{Cc}[\]]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return cut(whole, LONGEST);
}

/** Whole letters, as people count them. */
function cut(text: string, letters: number): string {
  const segments = [...new Intl.Segmenter("ko").segment(text)];
  return segments
    .slice(0, letters)
    .map(({ segment }) => segment)
    .join("");
}
