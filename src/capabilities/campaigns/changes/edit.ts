// "네이버 예산 20% 올려", "종료일을 다음 주로", "되돌려": budgets and ends of campaigns that run, and the way back.

import { Failure } from "../../../core/failure.ts";
import { type Words, words } from "../../../core/locale.ts";
import { exponentOf } from "../../../core/money.ts";
import type { SpokenBudget } from "../../../core/slots.ts";
import { dayIn } from "../../../core/time.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import type { EditCampaign } from "../tools.ts";
import { undoLast } from "../undo.ts";
import { type Built, type BudgetChange, buildBudget, buildEnd } from "./build.ts";
import { answerChange, showMoney } from "./settled.ts";
import { findTargets, type Reached, type Targets } from "./targets.ts";

/** `undefined` for changes that are only understood so far. */
export async function editCampaigns(ctx: Ctx, input: EditCampaign): Promise<ToolResult | undefined> {
  if (input.level !== "campaign") return undefined;
  if (input.action === "undo") return undoLast(ctx);
  if (input.action !== undefined || saysMore(input)) return undefined;
  const budget = budgetChange(input);
  if (budget)
    return change(
      ctx,
      input,
      "campaign.budget",
      words("예산 변경", "Change of budget"),
      (targets, today, show) => buildBudget(targets, budget, today, show),
    );
  const { end, endShiftDays } = input;
  if (end === undefined && endShiftDays === undefined) return undefined;
  const dayFor = ({ remote }: Reached): Temporal.PlainDate | undefined =>
    end === undefined ? remote.end?.add({ days: endShiftDays ?? 0 }) : Temporal.PlainDate.from(end);
  return change(
    ctx,
    input,
    "campaign.end",
    words("종료일 변경", "Change of the end"),
    (targets, today, show) => buildEnd(targets, dayFor, today, show),
  );
}

type Build = (
  targets: Targets["reached"],
  today: Temporal.PlainDate,
  show: Parameters<typeof buildBudget>[3],
) => Built;

async function change(
  ctx: Ctx,
  input: EditCampaign,
  kind: string,
  what: Words,
  build: Build,
): Promise<ToolResult> {
  const targets = await findTargets(ctx, input);
  const show = { money: showMoney(ctx), text: (text: Words) => text[ctx.lang] };
  const built =
    targets.reached.length > 0 ? build(targets.reached, dayIn(ctx.zone, ctx.now), show) : undefined;
  const count = built?.exact.lines.length ?? 0;
  const name = count === 1 ? (built?.exact.lines[0]?.entity ?? "") : "";
  const title = words(
    `${name === "" ? "여러 캠페인" : name} ${what.ko}`,
    `${what.en}: ${name === "" ? "several campaigns" : name}`,
  );
  return answerChange(ctx, targets, built, { kind, title, notes: [] });
}

/** Something beside budget and end is to change as well: half of a wish is not carried out. */
function saysMore({
  bid,
  name,
  targeting,
  url,
  keywords,
  newNames,
  start,
  durationDays,
}: EditCampaign): boolean {
  const given = [bid, name, targeting, url, start, durationDays].some((value) => value !== undefined);
  return given || keywords.length > 0 || newNames.length > 0;
}

/** @throws Failure "invalid" for an amount that is not one of a day */
function budgetChange({ budget, changePct, direction }: EditCampaign): BudgetChange | undefined {
  if (changePct !== undefined) return { ratio: changePct / 100 };
  if (!budget) return undefined;
  if (budget.period !== undefined && budget.period !== "daily") throw notDaily(budget.period);
  const minor = minorOf(budget);
  if (direction === undefined) return { to: minor };
  return { by: direction === "up" ? minor : -minor };
}

/** Whole minor units; what JSON cannot hold exactly is no budget. */
function minorOf({ amount, currency = "KRW" }: SpokenBudget): bigint {
  const minor = Math.round(amount * 10 ** exponentOf(currency));
  if (!Number.isSafeInteger(minor) || minor <= 0) throw new Failure("invalid", `${amount} is no budget`);
  return BigInt(minor);
}

function notDaily(period: NonNullable<SpokenBudget["period"]>): Failure {
  return new Failure("invalid", `a budget by ${period} for a campaign that runs`, {
    say: words(
      "집행 중인 캠페인의 예산은 하루 금액으로 바꿔요. 바뀐 것은 없어요.",
      "The budget of a campaign that runs is changed by the day. Nothing was changed.",
    ),
    next: words("예: ‘하루 5만원으로 바꿔줘’", "For example: “set it to 50,000 won a day”."),
  });
}
