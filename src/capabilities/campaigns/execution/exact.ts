// What an approved change does, exactly: the steps of every account and the money each campaign may take at worst.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import type { Medium } from "../../../core/medium.ts";
import type { Period } from "../../../core/time.ts";
import type { Tx } from "../../../db/db.ts";
import { mediumFeatures } from "../../../media/features.ts";
import type { ApprovedAction } from "../../approvals/approvals.ts";
import { Trade } from "../../compliance/compliance.ts";
import type { Ctx } from "../../context.ts";
import {
  countChanges,
  defaults,
  type Hold,
  holdMoney,
  lockMoney,
  readGuardrails,
  releaseMoney,
} from "../../limits/limits.ts";
import { recordCalls } from "./calls.ts";
import { lowersRisk, type Step, StepLine } from "./steps.ts";

const DayHold = z.object({ day: z.iso.date(), minor: z.string().regex(/^\d{1,16}$/) });

const LineHold = z.object({
  line: z.number().int().min(0),
  /** `campaign:<id>` of a campaign we know; left out for one that this line makes. */
  holder: z.string().optional(),
  currency: z.string(),
  days: z.array(DayHold),
});

/** Words that take the place of others, as they were reviewed: they are judged by this once more when it is decided. */
const ReviewedWords = z.object({
  subject: z.uuid(),
  label: z.string(),
  product: z.string(),
  trade: Trade,
  jurisdictions: z.array(z.string()),
  lang: z.enum(["ko", "en", "ja"]),
  flight: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  facts: z.record(z.string(), z.unknown()),
  texts: z.array(
    z.object({
      label: z.string(),
      text: z.string(),
      runsOn: z.string(),
      field: z.string(),
      only: z.enum(["field", "brand"]).nullable(),
    }),
  ),
});
export type ReviewedWords = z.output<typeof ReviewedWords>;

export const Exact = z.object({
  lines: z.array(StepLine).min(1).max(200),
  /** Money by line; a line without one commits nothing new. */
  holds: z.array(LineHold),
  /** What taking a line back would commit: a campaign that was paused spends again. */
  undoHolds: z.array(LineHold).default([]),
  /** Campaigns that take no more money from this day on. */
  releases: z.array(z.object({ holder: z.string(), from: z.iso.date() })).default([]),
  planId: z.string().optional(),
  reviewed: z.array(ReviewedWords).optional(),
  /** The request that ran out and is asked for anew: the same change under a hash of its own. */
  again: z.string().optional(),
});
export type Exact = z.output<typeof Exact>;

/** Changes of campaigns that are there. */
export const changeAction: ApprovedAction = {
  lowersRisk: (exact) => Exact.parse(exact).lines.every(({ steps }) => steps.every(lowersRisk)),
  isSmall: (exact, limits) => {
    const most = limits.change_ratio?.ratio ?? defaults.changeRatio;
    return Exact.parse(exact).lines.every(({ steps }) => steps.every((step) => changesBy(step) <= most));
  },
  begin: (tx, ctx, { id, exact }) => begin(tx, ctx, id, Exact.parse(exact)),
};

/** A budget's change as a fraction of what it was; whatever makes or starts something is never small. */
function changesBy(step: Step): number {
  if (step.op !== "set_daily_budget") return lowersRisk(step) ? 0 : Infinity;
  const before = Number(step.before.minor);
  return before === 0 ? Infinity : Math.abs(Number(step.budget.minor) - before) / before;
}

/**
 * Holds the money and records the calls, or nothing.
 * @throws Failure "limit" with what would pass which limit
 */
export async function begin(tx: Tx, ctx: Ctx, approvalId: string, exact: Exact): Promise<"running" | "done"> {
  const { lines, holds } = exact;
  await lockMoney(tx, ctx.workspaceId);
  const limits = await readGuardrails(tx, ctx.workspaceId);
  const risky = lines.filter(({ steps }) => !steps.every(lowersRisk));
  if (risky.length > 0) {
    mustBeOpen(risky, limits.media?.media);
    await countChanges(tx, ctx, { id: approvalId, count: risky.length, limits });
  }
  for (const hold of holds)
    if (!lowers(exact, hold)) await holdMoney(tx, ctx, holdOf(approvalId, exact, hold), limits);
  await recordCalls(tx, ctx, approvalId, lines);
  return "running";
}

/**
 * Gives money back once the media have taken all of it: a pause that fails frees nothing. What only lowers is refused by no cap, as one
 * that is full by now is a reason for it.
 */
export async function loosen(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId">,
  approvalId: string,
  exact: Exact,
): Promise<void> {
  await lockMoney(tx, ctx.workspaceId);
  for (const { holder, from } of exact.releases) await releaseMoney(tx, ctx.workspaceId, holder, from);
  for (const hold of exact.holds)
    if (lowers(exact, hold)) await holdMoney(tx, ctx, holdOf(approvalId, exact, hold), {});
}

type LineHold = z.output<typeof LineHold>;

function lowers({ lines }: Exact, { line }: LineHold): boolean {
  return lines[line]?.steps.every(lowersRisk) ?? false;
}

function holdOf(approvalId: string, { lines }: Exact, { line, holder, currency, days }: LineHold): Hold {
  const { medium } = lines[line] ?? {};
  if (!medium) throw new Error(`a hold for no line: ${line}`);
  return {
    holder: holder ?? newHolder(approvalId, line),
    approvalId,
    currency,
    days: days.map(({ day, minor }) => ({ day, medium, minor: BigInt(minor) })),
  };
}

/** Holds money for a campaign that has no id yet: the line that makes it. */
function newHolder(approvalId: string, line: number): string {
  return `${approvalId}:${line}`;
}

function mustBeOpen(lines: readonly StepLine[], open: readonly Medium[] | undefined): void {
  const closed = open && lines.find(({ medium }) => !open.includes(medium));
  if (!closed) return;
  throw new Failure("limit", `${closed.medium} is not among the media that may be changed`, {
    say: words(
      "한도에서 허용하지 않은 매체가 들어 있어요. 아무것도 실행하지 않았어요.",
      "It holds a medium that the limits do not allow. Nothing was done.",
    ),
    next: words("관리자에게 허용 매체를 바꿔 달라고 해 주세요.", "Ask an admin to change the allowed media."),
  });
}

/**
 * The most a medium may take on each day of a flight with this daily budget, rounded up: what it may over-deliver on
 * one day counts for every day.
 */
export function worstDays(
  medium: StepLine["medium"],
  dailyMinor: bigint,
  flight: Period,
): { day: string; minor: string }[] {
  const { dayFactor } = mediumFeatures[medium].overdelivery;
  const worst = (dailyMinor * BigInt(Math.ceil(dayFactor * 1_000)) + 999n) / 1_000n;
  const days: { day: string; minor: string }[] = [];
  for (let day = flight.from; Temporal.PlainDate.compare(day, flight.to) <= 0; day = day.add({ days: 1 }))
    days.push({ day: day.toString(), minor: worst.toString() });
  return days;
}
