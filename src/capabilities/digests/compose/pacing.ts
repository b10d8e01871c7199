// Spend against what was planned for the days so far, results against their target, and the month against its cap.

import type { Part } from "../../../core/card/card.ts";
import type { TablePart } from "../../../core/card/table.ts";
import type { Run } from "../../../core/card/text.ts";
import { type Lang, words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import { mainUnits } from "../../../core/money.ts";
import { amountQuantity, type Quantity } from "../../../core/quantity.ts";
import { lengthDays, period, periodOf } from "../../../core/time.ts";
import type { Tx } from "../../../db/db.ts";
import { type CampaignPlan, isSetHere, plansInFlight } from "../../campaigns/campaigns.ts";
import type { Ctx } from "../../context.ts";
import { readGuardrails } from "../../limits/limits.ts";
import { readCampaignFigures, readSpent } from "../../performance/performance.ts";

const MOST_PLANS = 3;

/** @param until the last day of the digest */
export async function pacingParts(tx: Tx, ctx: Ctx, until: Temporal.PlainDate): Promise<Part[]> {
  const plans = await plansInFlight(tx, ctx, { day: until, limit: MOST_PLANS });
  const table = plans.length > 0 ? await plansTable(tx, ctx, plans, until) : [];
  return [...table, ...(await monthLine(tx, ctx, until))];
}

async function plansTable(
  tx: Tx,
  ctx: Ctx,
  plans: readonly CampaignPlan[],
  until: Temporal.PlainDate,
): Promise<TablePart[]> {
  const from = plans.map(({ flight }) => flight.from).toSorted()[0] ?? until.toString();
  const sets = plans.map(({ media, kpi, budget }) => ({
    names: media.filter(isSetHere).map(({ campaignName }) => campaignName),
    metrics: ["spend", kpi.metric] as Metric[],
    currency: budget.currency,
  }));
  const found = await readCampaignFigures(tx, ctx, { time: { from, to: until.toString() }, sets });
  const { lang } = ctx;
  const label = (ko: string, en: string): string => words(ko, en)[lang];
  const right = (key: string, text: string) => ({ key, label: text, align: "right" as const });
  const mixed = plans.some(({ budget }, at) => {
    const vat = found[at]?.vat;
    return vat !== undefined && vat !== "unknown" && budget.vat !== "unknown" && vat !== budget.vat;
  });
  return [
    {
      kind: "table",
      title: label("집행 중인 계획", "Plans that are running"),
      columns: [
        { key: "plan", label: label("계획", "Plan"), align: "left" },
        right("spend", label("소진액", "Spent")),
        right("pacing", label("소진 속도", "Pacing")),
        right("target", label("목표", "Target")),
        right("actual", label("실제", "Actual")),
      ],
      rows: plans.map((plan, at) => {
        const [spent, actual] = found[at]?.figures ?? [];
        return [
          plan.name,
          spent ?? label("아직 없음", "none yet"),
          spent ? pacingOf(plan, spent, until) : "",
          targetCell(plan),
          actual ?? "",
        ];
      }),
      note: [
        label(
          "소진 속도는 오늘까지 계획한 예산 가운데 쓴 비율이에요. 100%면 계획대로예요.",
          "Pacing is spend against the budget planned so far; 100% is on plan.",
        ),
        ...(mixed
          ? [label("예산과 소진액의 VAT 기준이 달라요.", "Budget and spend differ in their VAT basis.")]
          : []),
      ].join(" "),
    },
  ];
}

/** Share of what was planned up to that day, in the media CO9MA sets up. */
function pacingOf(plan: CampaignPlan, spent: Quantity, until: Temporal.PlainDate): Quantity {
  const { from } = periodOf(plan.flight);
  const days = lengthDays(period(from, until));
  let planned = 0;
  for (const { dailyMinor } of plan.media.filter(isSetHere))
    for (const minor of dailyMinor.slice(0, days)) planned += minor;
  const { currency } = plan.budget;
  const due = mainUnits({ minor: BigInt(planned), currency, vat: "unknown" });
  const value = due === 0 || spent.value === null ? null : spent.value / due;
  return {
    value,
    unit: "ratio",
    metric: "share",
    scope: { ...spent.scope, of: "budget" },
    ...(spent.queryId && { queryId: spent.queryId }),
  };
}

/** Plans are held to different figures: the target and the actual are each in their own unit. */
function targetCell({ kpi, budget }: CampaignPlan): Quantity {
  const { unit } = metrics[kpi.metric];
  return {
    value: kpi.target,
    unit,
    metric: kpi.metric,
    scope: {},
    ...(unit === "currency" && { currency: budget.currency }),
  };
}

/** The month so far beside its cap and how much of the month is over; nothing where no cap is set. */
async function monthLine(tx: Tx, ctx: Ctx, until: Temporal.PlainDate): Promise<Part[]> {
  const cap = (await readGuardrails(tx, ctx.workspaceId)).cap_month;
  if (!cap) return [];
  const first = until.with({ day: 1 });
  const time = { from: first.toString(), to: until.toString() };
  const spent = await readSpent(tx, ctx, { time, currency: cap.currency });
  if (!spent) return [];
  const limit = amountQuantity(cap);
  const used = share(limit.value ? (spent.value ?? 0) / limit.value : null, spent);
  const gone = share(until.day / until.daysInMonth, spent);
  const runs: Record<Lang, Run[]> = {
    ko: ["이번 달 ", spent, "을 썼어요. 한도 ", limit, "의 ", used, "이고, 한 달의 ", gone, "가 지났어요."],
    en: [
      "Spent this month: ",
      spent,
      ", ",
      used,
      " of the cap of ",
      limit,
      "; ",
      gone,
      " of the month is over.",
    ],
  };
  const over = used.value !== null && used.value > 1;
  return [{ kind: "text", tone: over ? "warning" : "plain", runs: runs[ctx.lang] }];
}

function share(value: number | null, { scope, queryId }: Quantity): Quantity {
  return { value, unit: "ratio", metric: "share", scope, ...(queryId && { queryId }) };
}
