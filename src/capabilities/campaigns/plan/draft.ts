// A brief to a plan: pure, the same input gives the same plan. Won per medium and day add up to the budget exactly.

import { words } from "../../../core/locale.ts";
import { exponentOf } from "../../../core/money.ts";
import { lengthDays, type Period, periodText } from "../../../core/time.ts";
import { mediumFeatures } from "../../../media/features.ts";
import { type CampaignPlan, isSetHere, PlanMedium, type PlannedMedium } from "../plan.ts";
import type { Template } from "../templates.ts";
import type { Brief } from "./brief.ts";
import { type ReadBudget, totalMinor } from "./budget.ts";
import { expectedOf, kpiOf, rangesOf } from "./figures.ts";
import { type Default, defaultOf, flightOf } from "./defaults.ts";
import type { History } from "./history.ts";
import { planLimits } from "./limits.ts";
import { campaignName, type CampaignRule, ruleValues } from "./naming.ts";
import { allocate, splitWhole, type Wanted } from "./split.ts";
import { taggedUrl } from "./utm.ts";
import { whyOf } from "./why.ts";

export type Account = NonNullable<PlannedMedium["account"]>;

/** All a plan is made from, besides what was said. */
export type Ground = {
  planId: string;
  version: number;
  template: Template;
  /** False: no word told the line of business, the general template is used and said. */
  industryFound: boolean;
  budget: Extract<ReadBudget, { state: "taken" }>;
  accounts: Partial<Record<PlanMedium, Account>>;
  history: History;
  rule: CampaignRule;
  /** How the brand is called in names and tags. */
  brand: string;
  today: Temporal.PlainDate;
};

type Part = { medium: PlanMedium; totalMinor: number };

export function draftPlan(brief: Brief, ground: Ground): CampaignPlan {
  const { template, budget } = ground;
  const defaults: Default[] = [];
  const flight = flightOf(brief, ground, defaults);
  const total = totalMinor(budget, lengthDays(flight));
  const { kept, leftOut } = shareOut(brief, ground, { total, flight, defaults });
  const name = brief.name ?? brief.product ?? template.name.ko;
  const objective = brief.objective ?? template.objective.value;
  const media = kept.map((part) => plannedMedium(part, { brief, ground, flight, name, objective }));
  if (!brief.objective) defaults.push(defaultOf.objective(template));
  if (!ground.industryFound) defaults.push(defaultOf.industry(template));
  if (budget.assumed) defaults.push(defaultOf.total());
  if (!brief.targeting) defaults.push(defaultOf.audience());
  if (template.flight.shape !== "even" && media.some((one) => isSetHere(one)))
    defaults.push(defaultOf.days(template));
  const kpi = kpiOf(objective, template, media, ground.history);
  return {
    planId: ground.planId,
    version: ground.version,
    name,
    product: brief.product ?? name,
    industry: template.id,
    objective,
    kpi,
    budget: { totalMinor: total, currency: budget.currency, vat: "excluded" },
    flight: periodText(flight),
    audience: brief.targeting ?? { age: [], gender: [], region: [], audience: [] },
    media,
    leftOut,
    landingUrl: brief.url ?? null,
    keywords: brief.keywords,
    expected: expectedOf(media, kpi.metric, budget.currency),
    why: whyOf(template, media, ground.history),
    defaults,
    legalLines: template.legal.filter(({ print }) => print).map(({ text }) => text.ko),
    duties: template.legal.filter(({ print }) => !print).map(({ text }) => text),
    reviewPacks: template.review,
    creatives: null,
  };
}

/** Media that were named, else the template's; each with its part of the total, and those that do not fit with their reason. */
function shareOut(
  brief: Brief,
  { template, budget }: Ground,
  { total, flight, defaults }: { total: number; flight: Period; defaults: Default[] },
): { kept: Part[]; leftOut: CampaignPlan["leftOut"] } {
  if (brief.amounts) return { kept: setOneByOne(brief.amounts), leftOut: [] };
  const named = brief.media.flatMap((medium) => PlanMedium.safeParse(medium).data ?? []);
  const strangers = brief.media.filter((medium) => !PlanMedium.safeParse(medium).success);
  const usual = Object.keys(template.mix.percent).map((medium) => PlanMedium.parse(medium));
  const media = named.length > 0 ? [...new Set(named)] : usual;
  if (named.length === 0) defaults.push(defaultOf.media(template));
  else if (media.length > 1 && !brief.weights && brief.split !== "even") defaults.push(defaultOf.mix());
  const days = lengthDays(flight);
  const unit = unitOf(total, budget.currency);
  const wanted: Wanted<PlanMedium>[] = media.map((medium) => ({
    key: medium,
    weight: weightOf(medium, brief, template),
    floor: Math.ceil((floorOf(medium, template, budget.currency) * days) / unit),
  }));
  const { kept, dropped } = allocate(total / unit, wanted, mostMedia(total, budget.currency));
  return {
    kept: kept.map(({ key, amount }) => ({ medium: key, totalMinor: amount * unit })),
    leftOut: [
      ...dropped.map((medium) => ({ medium, reason: tooLittle })),
      ...strangers.map((medium) => ({ medium, reason: notOurs })),
    ],
  };
}

function setOneByOne(amounts: NonNullable<Brief["amounts"]>): Part[] {
  return PlanMedium.options.flatMap((medium) => {
    const own = amounts[medium];
    return own === undefined ? [] : [{ medium, totalMinor: own }];
  });
}

const tooLittle = words(
  "예산이 매체 수에 비해 적어서 뺐어요. 매체마다 하루 최소 예산은 있어야 학습이 돼요.",
  "Left out: the budget is small for so many media, and each needs a daily minimum to learn.",
);
const notOurs = words(
  "아직 계획에 넣을 수 없는 매체예요. 메타, 구글, 네이버, 카카오로 계획해요.",
  "I cannot plan for this medium yet; I plan for Meta, Google, Naver and Kakao.",
);

/** Media get whole thousands of won where the total has them: nobody plans 1,941,176 won. */
function unitOf(total: number, currency: string): number {
  return currency === "KRW" && total % 1_000 === 0 && total >= 100_000 ? 1_000 : 1;
}

/** Two fit any budget; from the third on each medium needs enough to learn from. */
function mostMedia(total: number, currency: string): number {
  const each = planLimits.mediumBeyondTwo[currency];
  return each === undefined ? Infinity : Math.max(2, Math.floor(total / (each * minorPerUnit(currency))));
}

/** A medium the template has no share for gets half the part of its smallest. */
function weightOf(medium: PlanMedium, { weights, split }: Brief, { mix }: Template): number {
  if (weights) return Math.max(1, weights[medium] ?? 1);
  if (split === "even") return 1;
  return mix.percent[medium] ?? Math.max(1, Math.floor(Math.min(...Object.values(mix.percent)) / 2));
}

/** Minor units a day: the template's floor, never under the medium's own minimum; none known in other currencies. */
function floorOf(medium: PlanMedium, { floors }: Template, currency: string): number {
  const least = Number(mediumFeatures[medium].minDailyBudget(currency)?.minor ?? 0n);
  const own = currency === "KRW" ? (floors.krwPerDay[medium] ?? OTHER_FLOOR_KRW) : 0;
  return Math.max(least, own);
}

/** A day on a medium that the template does not name. */
const OTHER_FLOOR_KRW = 10_000;

type Making = { brief: Brief; ground: Ground; flight: Period; name: string; objective: string };

function plannedMedium(
  { medium, totalMinor: total }: Part,
  { brief, ground, flight, name, objective }: Making,
): PlannedMedium {
  const { template, rule, brand, accounts, history, budget } = ground;
  const start = flight.from.toString();
  const account = accounts[medium] ?? null;
  const values = ruleValues({ name, brand, medium, objective, start });
  const made = campaignName(values, rule);
  return {
    medium,
    placements: brief.placements.filter((placement) => (placesOf[medium] ?? []).includes(placement)),
    account,
    totalMinor: total,
    dailyMinor: splitWhole(
      total,
      dayWeights(isSetHere({ account }) ? "even" : template.flight.shape, flight),
    ),
    dailyBudgetMinor: Math.floor(total / lengthDays(flight)),
    campaignName: made,
    adGroupName: `${made}_1`,
    landingUrl: brief.url && URL.canParse(brief.url) ? taggedUrl(brief.url, values, rule) : null,
    ...rangesOf(medium, template, history[medium], budget.currency),
  };
}

const placesOf: Readonly<Record<PlanMedium, readonly string[]>> = {
  meta: ["instagram", "facebook", "threads", "reels", "stories"],
  google_ads: ["search", "display", "youtube", "performance_max"],
  naver: ["powerlink", "shopping", "brand_search", "place", "gfa"],
  kakao: ["bizboard", "display", "channel"],
};

/** `opening` puts half as much again on the first three days, `weekend` 40 % more on Friday to Sunday. */
function dayWeights(shape: Template["flight"]["shape"], flight: Period): number[] {
  return Array.from({ length: lengthDays(flight) }, (_, index) => {
    const day = flight.from.add({ days: index });
    if (shape === "opening") return index < 3 ? 15 : 10;
    if (shape === "weekend") return day.dayOfWeek >= 5 ? 14 : 10;
    return 10;
  });
}

/** Minor units of one main unit. */
export function minorPerUnit(currency: string): number {
  return 10 ** exponentOf(currency);
}
