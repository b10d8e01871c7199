// The 수정 button of a plan's request: what can be said to change it, and the rule a rejection might become.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { say, words } from "../../core/locale.ts";
import { dayIn } from "../../core/time.ts";
import { findApproval, stateAt } from "../approvals/approvals.ts";
import { proposeRule, ruleSaid, SetBrandRule } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { getBrandGuide, setBrandGuide } from "../creatives/creatives.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { pastCopy } from "./past-copy.ts";
import { formOfRequest } from "./plan/forms.ts";

export const changeProposalTools: readonly Tool[] = [
  defineTool({
    name: "change_proposal",
    about: "Tell how a waiting plan is changed. Started by its button only.",
    effect: "read",
    startedBy: "press",
    input: z.object({ id: z.uuid() }),
    run: howToChange,
  }),
  defineTool({
    name: "keep_brand_rule",
    about:
      "Keep the reason of a rejection: as a review rule to be tried where it names words, else as a sentence of the brand guide. Started by a person's button only.",
    effect: "write",
    startedBy: "press",
    action: "brand.set",
    input: z.object({ rule: z.string().min(1).max(300) }),
    run: keepRule,
  }),
];

async function howToChange(ctx: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const found = await findApproval(ctx, id);
  if (!found) throw new Failure("not_found", `no approval ${id}`);
  const { lang } = ctx;
  const title = say(lang, found.title);
  const parts = [
    words(
      `‘${title}’을 어떻게 바꿀까요? 이 대화에 적어 주세요.`,
      `How shall “${title}” change? Write it here.`,
    ),
    words(
      "예: ‘네이버에 50만원 더’, ‘3주로 늘려줘’, ‘카카오 빼줘’, ‘url은 https://…’. 바꾸면 새 버전이 되고 승인을 다시 받아요.",
      "For example “500,000 won more on Naver”, “make it three weeks”, “drop Kakao”, “the url is https://…”. It becomes a new version that needs a new approval.",
    ),
  ];
  const form = stateAt(found, ctx.now) === "waiting" ? await formOfRequest(ctx, id) : undefined;
  const told = parts.map((text, at): Part => ({
    kind: "text",
    tone: at === 0 ? "lead" : "note",
    runs: [say(lang, text)],
  }));
  const card: Card = { lang, parts: [...told, ...(form ? [form] : [])] };
  return { card, facts: { approval: id } };
}

async function keepRule(ctx: Ctx, { rule }: { rule: string }): Promise<ToolResult> {
  const said = ruleSaid(rule, dayIn(ctx.zone, ctx.now));
  if (said) return proposeRule(ctx, SetBrandRule.parse(said), pastCopy);
  const before = await getBrandGuide(ctx);
  await setBrandGuide(ctx, { rules: [...new Set([...before.rules, rule])] });
  const text = words(`브랜드 규칙에 넣었어요: ‘${rule}’`, `Kept as a rule of the brand: “${rule}”`);
  const card: Card = { lang: ctx.lang, parts: [{ kind: "text", tone: "lead", runs: [say(ctx.lang, text)] }] };
  return { card, facts: { kept: true } };
}
