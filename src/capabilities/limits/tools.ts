// Limits in chat: shown to everybody, changed by an admin's press, halted by anybody, let go on by an admin's press.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { say, type Words, words } from "../../core/locale.ts";
import { exponentOf } from "../../core/money.ts";
import { SpokenMoney } from "../../core/slots.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { valueText } from "./card.ts";
import {
  findGuardrails,
  findStop,
  GuardrailKind,
  guardrailLabels,
  type Guardrails,
  halt,
  lift,
  setGuardrail,
} from "./limits.ts";
import { choice, proposal, showLimits } from "./shown.ts";

/** Limits that are one amount of money; the others have their own words. */
const MoneyKind = z.enum([
  "cap_day",
  "cap_month",
  "cap_campaign",
  "other_from",
  "second_from",
  "manager_up_to",
]);

export const SetLimit = z.object({
  kind: GuardrailKind.optional(),
  amount: SpokenMoney.optional().describe("For caps and amounts from which more people approve."),
  count: z.number().int().min(1).max(1_000).optional().describe("changes_hour only."),
  percent: z.number().positive().max(1_000).optional().describe("change_ratio only: 30 = 30 %."),
  hours: z
    .object({ from: z.number().int(), to: z.number().int() })
    .optional()
    .describe("hours only: when automation may act."),
  remove: z.boolean().optional(),
});
export type SetLimit = z.output<typeof SetLimit>;

export const limitTools: readonly Tool[] = [
  defineTool({
    name: "show_limits",
    about:
      "Show the limits of automation here: caps, approver amounts, autonomy, whether everything is halted.",
    effect: "read",
    input: z.object({}),
    run: showLimits,
  }),
  defineTool({
    name: "set_limit",
    about:
      "Propose a limit of the workspace: caps per day, month, campaign; who approves from which amount. An admin's press sets it.",
    effect: "write",
    startedBy: "words",
    action: "limits.set",
    input: SetLimit,
    run: proposeLimit,
    propose: proposeLimit,
  }),
  defineTool({
    name: "apply_limit",
    about: "Set a limit that was proposed. Started by an admin's press only.",
    effect: "write",
    startedBy: "press",
    action: "limits.set",
    input: z.object({ kind: GuardrailKind, value: z.unknown() }),
    run: async (ctx, { kind, value }) => {
      await setGuardrail(ctx, { kind, value: value ?? null });
      return showLimits(ctx);
    },
  }),
  defineTool({
    name: "stop_automation",
    about: "Halt every automatic write of the workspace at once. Only when the person asks for exactly that.",
    effect: "write",
    startedBy: "words",
    action: "automation.stop",
    input: z.object({ reason: z.string().max(200).optional() }),
    run: stopAutomation,
    // A stop is safe whoever talked a model into it, and late when it waits.
    propose: stopAutomation,
  }),
  defineTool({
    name: "resume_automation",
    about: "Propose to let automation go on after a stop. An admin's press does it.",
    effect: "write",
    startedBy: "words",
    action: "automation.resume",
    input: z.object({}),
    run: proposeLift,
    propose: proposeLift,
  }),
  defineTool({
    name: "lift_stop",
    about: "Let automation go on. Started by an admin's press only.",
    effect: "write",
    startedBy: "press",
    action: "automation.resume",
    input: z.object({}),
    run: async (ctx) => {
      await lift(ctx);
      const text = words(
        "멈춤을 풀었어요. 기다리던 실행이 이어져요.",
        "The stop is lifted; what waited goes on.",
      );
      return told(ctx, text, { halted: false });
    },
  }),
];

async function proposeLimit(ctx: Ctx, input: SetLimit): Promise<ToolResult> {
  const { kind } = input;
  if (kind === undefined) return showLimits(ctx);
  const currency = (await findWorkspace(ctx.db, ctx.workspaceId))?.currency ?? "KRW";
  const value = valueOf(kind, input, currency);
  const before = await findGuardrails(ctx);
  const after = { ...before, [kind]: value ?? undefined } as Guardrails;
  const line = `${guardrailLabels[kind][ctx.lang]}: ${valueText(kind, before, currency, ctx.lang)} → ${valueText(kind, after, currency, ctx.lang)}`;
  const title = words("한도를 이렇게 바꿀까요?", "Set the limit like this?");
  return proposal(ctx, title, [line], { action: "apply_limit", input: { kind, value } });
}

/** @throws Failure "invalid" when what was said is no value of this limit */
function valueOf(
  kind: GuardrailKind,
  { amount, count, percent, hours, remove }: SetLimit,
  currency: string,
): unknown {
  if (remove) return null;
  if (MoneyKind.safeParse(kind).success && amount) {
    const own = amount.currency ?? currency;
    const minor = Math.round(amount.amount * 10 ** exponentOf(own));
    if (Number.isSafeInteger(minor) && minor > 0) return { minor: String(minor), currency: own };
  }
  if (kind === "changes_hour" && count !== undefined) return { count };
  if (kind === "change_ratio" && percent !== undefined) return { ratio: percent / 100 };
  if (kind === "hours" && hours) return hours;
  throw new Failure("invalid", `no value for ${kind}`, {
    say: words(
      "한도 값을 알아듣지 못했어요. 바뀐 것은 없어요.",
      "I could not read the value of that limit. Nothing was changed.",
    ),
    next: words("예: ‘하루 한도 50만원으로 해줘’", "For example: “set the daily cap to 500,000 won”."),
  });
}

async function stopAutomation(ctx: Ctx, { reason }: { reason?: string | undefined }): Promise<ToolResult> {
  const fresh = await halt(ctx, { reason });
  const lead = fresh
    ? words("모든 자동 실행을 멈췄어요.", "Everything automatic is halted.")
    : words("이미 멈춰 있어요.", "Everything automatic was halted already.");
  const parts: Part[] = [
    { kind: "text", tone: "warning", runs: [say(ctx.lang, lead)] },
    { kind: "text", tone: "plain", runs: [say(ctx.lang, goesOn)] },
    {
      kind: "proposal",
      title: say(ctx.lang, words("집행 중인 캠페인도 멈출까요?", "Pause the campaigns that run as well?")),
      lines: [
        [
          say(
            ctx.lang,
            words(
              "매니저나 관리자가 누르면 연결된 캠페인을 모두 일시정지해요.",
              "Pressed by a manager or an admin, every connected campaign is paused.",
            ),
          ),
        ],
      ],
      choices: [
        choice(ctx, words("전부 일시정지", "Pause all"), "danger", { action: "pause_everything", input: {} }),
      ],
    },
  ];
  return { card: { lang: ctx.lang, parts }, facts: { halted: true }, outside: false };
}

const goesOn = words(
  "매체에서 이미 집행 중인 캠페인은 계속 돈을 써요. 일시정지와 예산 낮추기는 멈춘 동안에도 할 수 있고, 관리자가 ‘자동 실행 다시 시작’이라고 하면 풀 수 있어요.",
  "Campaigns that run on the media go on spending. Pausing and lowering budgets work even now; an admin lifts the stop by saying “resume automation”.",
);

async function proposeLift(ctx: Ctx): Promise<ToolResult> {
  const { halted } = await findStop(ctx);
  if (!halted) return told(ctx, words("지금 멈춰 있는 것이 없어요.", "Nothing is halted now."), { halted });
  const line = say(
    ctx.lang,
    words(
      "승인된 실행이 이어지고 새 승인도 받을 수 있어요.",
      "What was approved goes on, and new approvals count again.",
    ),
  );
  return proposal(ctx, words("멈춤을 풀까요?", "Lift the stop?"), [line], { action: "lift_stop", input: {} });
}

function told({ lang }: Ctx, text: Words, facts: object): ToolResult {
  const card: Card = { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, text)] }] };
  return { card, facts, outside: false };
}
