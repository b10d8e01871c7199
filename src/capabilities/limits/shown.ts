// What the tools of limits show alike: the limits as they are, and a change that an admin's press makes so.

import type { Part } from "../../core/card/card.ts";
import type { Choice } from "../../core/card/choice.ts";
import { say, type Words, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import type { ToolResult } from "../tool.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { limitsParts } from "./card.ts";
import { limitsFormOffer } from "./form-fields.ts";
import { findAutonomy, findGuardrails, findStop } from "./limits.ts";

export async function showLimits(ctx: Ctx): Promise<ToolResult> {
  const [limits, levels, stop, workspace] = await Promise.all([
    findGuardrails(ctx),
    findAutonomy(ctx),
    findStop(ctx),
    findWorkspace(ctx.db, ctx.workspaceId),
  ]);
  const currency = workspace?.currency ?? "KRW";
  const parts = [...limitsParts({ limits, levels, stop, currency }, ctx.lang), ...limitsFormOffer(ctx)];
  return { card: { lang: ctx.lang, parts }, facts: { limits, halted: stop.halted }, outside: false };
}

type Press = { action: string; input: Record<string, unknown> };

export function choice({ lang }: Ctx, label: Words, style: Choice["style"], press: Press): Choice {
  return { label: say(lang, label), style, press, anyone: true };
}

export function proposal(ctx: Ctx, title: Words, lines: readonly string[], press: Press): ToolResult {
  const part: Part = {
    kind: "proposal",
    title: say(ctx.lang, title),
    lines: [
      ...lines.map((line) => [line]),
      [say(ctx.lang, words("관리자가 눌러야 바뀌어요.", "An admin's press makes it so."))],
    ],
    choices: [choice(ctx, words("적용", "Apply"), "primary", press)],
  };
  return { card: { lang: ctx.lang, parts: [part] }, facts: { waits: press.action }, outside: false };
}
