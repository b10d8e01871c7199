// What one version of a plan changed against the one before, as entries with before and after.

import { amountText } from "./words.ts";
import { type Lang, say } from "../../../core/locale.ts";
import { metrics } from "../../../core/metric.ts";
import { objectiveLabels } from "../../../core/objective.ts";
import type { CampaignPlan, PlanMedium } from "../plan.ts";
import { audienceText, fieldWords, metricText, nothing } from "./words.ts";

export type PlanChange = {
  entity: string;
  medium?: PlanMedium;
  field: string;
  before: string | null;
  after: string;
  /** Where it is money. */
  amounts?: { before: PlanAmount | null; after: PlanAmount | null };
};

type Creatives = NonNullable<CampaignPlan["creatives"]>;
type PlanAmount = { minor: string; currency: string };

/** @param before left out for a first version: then what it commits to, not all that is new */
export function planChanges(before: CampaignPlan | undefined, after: CampaignPlan, lang: Lang): PlanChange[] {
  const rows: [keyof typeof fieldWords, (plan: CampaignPlan) => string][] = [
    ["name", ({ name }) => name],
    ["product", ({ product }) => product],
    ["objective", ({ objective }) => say(lang, objectiveLabels[objective])],
    [
      "kpi",
      ({ kpi, budget }) =>
        `${metrics[kpi.metric].label[lang]} ${metricText(kpi.metric, kpi.target, budget.currency, lang)}`,
    ],
    ["budget", ({ budget }) => amountText(budget.totalMinor, budget.currency, lang)],
    ["flight", ({ flight }) => `${flight.from}–${flight.to}`],
    ["audience", ({ audience }) => audienceText(audience, lang)],
    ["landingUrl", ({ landingUrl }) => landingUrl ?? nothing[lang]],
    ["creatives", ({ creatives }) => creatives?.versionId ?? nothing[lang]],
  ];
  const entity = after.name;
  const first: readonly string[] = ["budget", "flight", "audience", "landingUrl"];
  const changed = rows.flatMap(([field, textOf]) => {
    const [was, is] = [before && textOf(before), textOf(after)];
    if (was === is) return [];
    if (before === undefined && (is === nothing[lang] || !first.includes(field))) return [];
    if (field === "creatives")
      return [creativesChange(entity, before?.creatives ?? undefined, after.creatives, lang)];
    const amounts = field === "budget" && { amounts: totals(before, after) };
    return [{ entity, field: fieldWords[field][lang], before: was ?? null, after: is, ...amounts }];
  });
  return [...changed, ...mediaChanges(before, after, lang)];
}

function totals(before: CampaignPlan | undefined, after: CampaignPlan): NonNullable<PlanChange["amounts"]> {
  const of = (plan: CampaignPlan): PlanAmount | null =>
    amountOf(plan.budget.totalMinor, plan.budget.currency);
  return { before: before ? of(before) : null, after: of(after) };
}

function amountOf(minor: number | undefined, currency: string): PlanAmount | null {
  return minor === undefined ? null : { minor: String(minor), currency };
}

function creativesChange(
  entity: string,
  before: Creatives | undefined,
  after: Creatives | null,
  lang: Lang,
): PlanChange {
  const field = fieldWords.creatives[lang];
  // The same creative in a newer version: its words stand, its pictures were drawn anew.
  if (before && after && before.creativeId === after.creativeId) {
    const count = ({ images }: Creatives): string =>
      ({ ko: `그림 ${images.length}개`, en: `${images.length} pictures` })[lang];
    const anew = { ko: "(새로 그림)", en: "(drawn anew)" }[lang];
    return { entity, field, before: count(before), after: `${count(after)} ${anew}` };
  }
  const text = { ko: before ? "다시 만듦" : "초안", en: before ? "made anew" : "drafted" };
  return { entity, field, before: null, after: text[lang] };
}

function mediaChanges(before: CampaignPlan | undefined, after: CampaignPlan, lang: Lang): PlanChange[] {
  const { currency } = after.budget;
  const all = [...new Set([...after.media, ...(before?.media ?? [])].map(({ medium }) => medium))];
  return all.flatMap((medium) => {
    const old = before?.media.find((one) => one.medium === medium);
    const now = after.media.find((one) => one.medium === medium);
    const [was, is] = [old?.totalMinor, now?.totalMinor];
    if (was === is) return [];
    return [
      {
        entity: (now ?? old)?.campaignName ?? after.name,
        medium,
        field: fieldWords.mediumBudget[lang],
        before: was === undefined ? null : amountText(was, currency, lang),
        after: is === undefined ? nothing[lang] : amountText(is, currency, lang),
        amounts: { before: amountOf(was, currency), after: amountOf(is, currency) },
      },
    ];
  });
}
