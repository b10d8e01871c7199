// What is asked before there is a plan: the one slot that is lacking, or a budget that can be taken.

import type { Card, Part } from "../../../core/card/card.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import { isUnsettled, SpokenBudget } from "../../../core/slots.ts";
import type { Ctx } from "../../context.ts";
import { askFor } from "../../not-yet-questions.ts";
import type { ToolResult } from "../../tool.ts";
import type { CreateCampaign } from "../create-tool.ts";
import type { Brief } from "./brief.ts";
import type { BudgetRefusal } from "./budget.ts";

/** Slots without which nothing can be planned, the most needed first. */
export function lackingOf(brief: Brief, { copyOf }: Partial<CreateCampaign>, currency: string): string[] {
  const spoken = SpokenBudget.safeParse(brief.budget).data;
  const lacking = isUnsettled(spoken, currency) ? ["currency"] : [];
  if (!brief.product && !brief.name && !copyOf) lacking.push("product");
  if (brief.budget === undefined) lacking.push("budget");
  return lacking;
}

type Asked = { brief: Brief; lacking: readonly string[]; currency: string };

export function asking(
  ctx: Ctx,
  input: Partial<CreateCampaign>,
  { brief, lacking, currency }: Asked,
): ToolResult {
  const { lang } = ctx;
  const question = askFor("create_campaign", input, lacking, { lang, currency });
  const lead = say(
    lang,
    words(
      "계획을 짤게요. 하나만 알려 주세요. 나머지는 기본값으로 채우고 말씀드려요.",
      "I will plan it. One thing first; the rest I fill in with defaults and tell you.",
    ),
  );
  const card: Card = {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [lead] },
      ...(question ? [question] : []),
      ...(lacking.includes("product") && lacking.includes("budget") ? [orByForm(lang)] : []),
    ],
  };
  return { card, facts: { took: input, asked: lacking, brief }, outside: false };
}

/** Where nothing was said yet, some rather fill in. */
function orByForm(lang: Lang): Part {
  const press = { action: "campaign_form", input: {} };
  return {
    kind: "proposal",
    title: say(lang, words("한 번에 적고 싶다면", "To give it all at once")),
    lines: [],
    choices: [{ label: say(lang, words("양식으로 쓰기", "Fill in a form")), style: "plain", press }],
  };
}

export function refusing(
  ctx: Ctx,
  input: Partial<CreateCampaign>,
  brief: Brief,
  { say: told, reason, currency }: BudgetRefusal & { currency: string },
): ToolResult {
  const { lang } = ctx;
  const { budget: _budget, ...took } = input;
  const question = askFor("create_campaign", took, ["budget"], { lang, currency });
  const card: Card = {
    lang,
    parts: [{ kind: "text", tone: "warning", runs: [say(lang, told)] }, ...(question ? [question] : [])],
  };
  return { card, facts: { took, asked: ["budget"], refused: reason, brief }, outside: false };
}
