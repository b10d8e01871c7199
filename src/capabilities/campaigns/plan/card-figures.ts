// The figures of a plan's card: headline, media with their money and ranges, the mix.

import type { ChartPart } from "../../../core/card/chart.ts";
import type { KpisPart } from "../../../core/card/kpis.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { metrics } from "../../../core/metric.ts";
import { lengthDays, periodOf } from "../../../core/time.ts";
import type { CampaignPlan, PlannedMedium } from "../plan.ts";
import { metricQuantity, planned } from "./words.ts";

export function kpis(plan: CampaignPlan, lang: Lang): KpisPart {
  const { budget, kpi } = plan;
  const { label, better } = metrics[kpi.metric];
  const target =
    kpi.basis.kind === "own"
      ? words("목표(우리 성과)", "target (ours)")
      : words("목표(가정)", "target (assumed)");
  return {
    kind: "kpis",
    items: [
      {
        label: say(lang, words("총예산", "Total budget")),
        quantity: planned(budget.totalMinor, budget.currency),
        better: "neither",
      },
      {
        label: `${label[lang]} ${say(lang, target)}`,
        quantity: metricQuantity(kpi.metric, kpi.target, budget.currency),
        better,
      },
      {
        label: say(lang, words("기간(일)", "Days")),
        quantity: { value: lengthDays(periodOf(plan.flight)), unit: "count", metric: "days", scope: {} },
        better: "neither",
      },
    ],
  };
}

export function mediaTable(plan: CampaignPlan, lang: Lang): TablePart {
  const { kpi, budget } = plan;
  const label = metrics[kpi.metric].label[lang];
  const column = (key: string, ko: string, en: string, align: "left" | "right" = "right") => ({
    key,
    label: lang === "ko" ? ko : en,
    align,
  });
  return {
    kind: "table",
    title: say(lang, words("매체별 예산과 예상 범위", "Budget and expected range by medium")),
    columns: [
      column("medium", "매체", "Medium", "left"),
      column("total", "예산", "Budget"),
      column("daily", "하루 예산", "Daily budget"),
      column("share", "비중", "Share"),
      column("low", `${label} 낮게`, `${label} low`),
      column("high", `${label} 높게`, `${label} high`),
      column("basis", "근거", "Basis", "left"),
    ],
    rows: plan.media.map((one) => rowOf(one, plan, lang)),
    total: [
      say(lang, words("합계", "Total")),
      planned(budget.totalMinor, budget.currency),
      planned(sum(plan.media.map(({ dailyBudgetMinor }) => dailyBudgetMinor)), budget.currency, {
        per: "day",
      }),
      share(1),
      "",
      "",
      "",
    ],
  };
}

function rowOf(one: PlannedMedium, { kpi, budget }: CampaignPlan, lang: Lang): Cell[] {
  const { medium, totalMinor, dailyBudgetMinor, ranges, basis } = one;
  const scope = { medium };
  const range = ranges.find(({ metric }) => metric === kpi.metric);
  const at = (value: number | undefined): Cell =>
    value === undefined ? "–" : metricQuantity(kpi.metric, value, budget.currency, scope);
  const own = basis.kind === "own" ? words("우리 성과", "our results") : words("업종 가정", "assumption");
  return [
    mediumLabels[medium][lang],
    planned(totalMinor, budget.currency, scope),
    planned(dailyBudgetMinor, budget.currency, { ...scope, per: "day" }),
    share(budget.totalMinor === 0 ? 0 : totalMinor / budget.totalMinor, scope),
    at(range?.low),
    at(range?.high),
    say(lang, own),
  ];
}

export function mixChart({ media, budget }: CampaignPlan, lang: Lang): ChartPart {
  return {
    kind: "chart",
    shape: "bar",
    title: say(lang, words("매체별 예산", "Budget by medium")),
    labels: media.map(({ medium }) => mediumLabels[medium][lang]),
    series: [
      {
        name: say(lang, words("예산", "Budget")),
        values: media.map(({ medium, totalMinor }) => planned(totalMinor, budget.currency, { medium })),
      },
    ],
  };
}

function share(value: number, scope: Record<string, string> = {}) {
  return { value, unit: "ratio" as const, metric: "share" as const, scope };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
