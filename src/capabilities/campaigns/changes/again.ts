// A request that ran out, asked for anew: what it would change is looked up at its media once more, so that nothing old is approved.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { dayIn } from "../../../core/time.ts";
import { withTx } from "../../../db/db.ts";
import { type Approval, approvalPart, findApproval, propose, stateAt } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { planAgain } from "../create.ts";
import { Exact } from "../execution/exact.ts";
import type { Step } from "../execution/steps.ts";
import { changeMustPass } from "../held.ts";
import { type Built, buildBudget, buildEnd, buildStatus } from "./build.ts";
import { answerChange, showMoney } from "./settled.ts";
import { type Reached, standingOf } from "./targets.ts";

export const againTools: readonly Tool[] = [
  defineTool({
    name: "ask_again",
    about: "Ask anew for what ran out without a decision. Started by a person's button only.",
    effect: "write",
    startedBy: "press",
    action: "campaign.ask",
    input: z.object({ id: z.uuid() }),
    run: askAgain,
  }),
];

const built = new Set(["campaign.pause", "campaign.resume", "campaign.budget", "campaign.end"]);

/** @throws Failure "conflict" for a request that did not run out */
async function askAgain(ctx: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const found = await findApproval(ctx, id);
  if (!found) throw new Failure("not_found", `no approval ${id}`);
  if (stateAt(found, ctx.now) !== "expired") throw notExpired();
  // Whoever presses asks in their own name; what came from outside stays in what is asked.
  const here = found.tainted ? { ...ctx, tainted: true } : ctx;
  if (found.kind === "campaign.launch") return planAgain(here, found.subject);
  return built.has(found.kind) ? changeAgain(here, found) : sameAgain(here, found);
}

async function changeAgain(ctx: Ctx, found: Approval): Promise<ToolResult> {
  const steps = Exact.parse(found.exact).lines.flatMap((line) => line.steps);
  const byCampaign = new Map(
    steps.flatMap((step) => ("campaignId" in step && step.campaignId ? [[step.campaignId, step]] : [])),
  );
  const targets = await standingOf(ctx, [...byCampaign.keys()]);
  const each = targets.reached.flatMap((one) => {
    const step = byCampaign.get(one.campaignId);
    return step ? [builtFor(ctx, one, step)] : [];
  });
  const whole = each.length > 0 ? together(each, found.id) : undefined;
  return answerChange(ctx, targets, whole, { kind: found.kind, title: found.title, notes: [] });
}

function builtFor(ctx: Ctx, one: Reached, step: Step): Built {
  const today = dayIn(ctx.zone, ctx.now);
  const show = { money: showMoney(ctx), text: (text: { ko: string; en: string }) => text[ctx.lang] };
  if (step.op === "set_daily_budget")
    return buildBudget([one], { to: BigInt(step.budget.minor) }, today, show);
  if (step.op === "set_end")
    return buildEnd([one], () => Temporal.PlainDate.from(step.day ?? today.toString()), today, show);
  const status = step.op === "set_status" && step.status === "active" ? "active" : "paused";
  return buildStatus([one], status, today, show);
}

/** One change of all of them; money is counted by line. */
function together(each: readonly Built[], id: string): Built {
  const exact: Exact = { lines: [], holds: [], undoHolds: [], releases: [], again: id };
  let total: Built["total"];
  for (const { exact: one, total: more } of each) {
    const at = exact.lines.length;
    const moved = (hold: Exact["holds"][number]) => ({ ...hold, line: hold.line + at });
    exact.lines.push(...one.lines);
    exact.holds.push(...one.holds.map(moved));
    exact.undoHolds.push(...one.undoHolds.map(moved));
    exact.releases.push(...one.releases);
    if (more) total = total ? { ...total, minor: total.minor + more.minor } : more;
  }
  return {
    exact,
    diff: each.flatMap(({ diff }) => diff),
    already: each.flatMap(({ already }) => already),
    ...(total && { total }),
  };
}

/** A start or a way back: its steps hang on what was made before, and are checked as they are carried out. */
async function sameAgain(ctx: Ctx, found: Approval): Promise<ToolResult> {
  const { kind, subject, title, diff, total, byMedium, startsOn, requestedBy } = found;
  const money = ({ minor, currency }: { minor: string; currency: string }) => ({
    minor: BigInt(minor),
    currency,
    vat: "excluded" as const,
  });
  if (startsOn !== null && Temporal.PlainDate.compare(startsOn, dayIn(ctx.zone, ctx.now)) < 0)
    throw tooLate();
  await withTx(ctx, (tx) => changeMustPass(tx, ctx, found));
  const asked = await propose(ctx, {
    kind,
    subject,
    exact: { ...Exact.parse(found.exact), again: found.id },
    title,
    diff,
    requestedBy,
    byMedium: byMedium.map((one) => ({ medium: one.medium, money: money(one) })),
    ...(total && { total: money(total) }),
    ...(startsOn !== null && { startsOn }),
  });
  const { lang, zone, now } = ctx;
  const card = { lang, parts: [approvalPart(asked, { lang, zone, now })] };
  return { card, facts: { approval: asked.id }, outside: found.tainted };
}

function notExpired(): Failure {
  return new Failure("conflict", "it did not run out", {
    say: words(
      "이 요청은 기한이 지난 상태가 아니라 다시 요청할 것이 없어요.",
      "This request did not run out, so there is nothing to ask for again.",
    ),
    next: words(
      "‘승인할 것 보여줘’로 지금 기다리는 요청을 볼 수 있어요.",
      "Say “show what waits for approval” to see what is open.",
    ),
  });
}

function tooLate(): Failure {
  return new Failure("invalid", "the flight is over", {
    say: words(
      "집행 기간이 이미 끝나서 다시 요청할 수 없어요.",
      "Its flight is over, so it cannot be asked for again.",
    ),
    next: words("새 기간으로 캠페인을 만들어 주세요.", "Make a campaign with new dates."),
  });
}
