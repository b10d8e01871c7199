// Findings answered in chat, by a press or in words.

import { clipped } from "../../../core/format.ts";
import { z } from "zod";
import { type Approval, approvalPart } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { answerFindings, answerKinds, type FindingRow, lastFindings, noSuchFinding } from "./answers.ts";
import { type Asked, askedSeverity, countedFindings, findingsCard, notedCard } from "./card.ts";
import { askByAnswers } from "./severity-request.ts";
import { statisticsTool } from "./statistics-tool.ts";

const Place = z.number().int().min(0).max(10_000);
const AskedInput = z.object({
  reviewId: z.uuid(),
  places: z.array(Place).min(1).max(200),
  name: z.string().max(120),
});

export const AnswerFinding = z.object({
  answer: z
    .enum(answerKinds)
    .describe("fixed: the words were changed for it; right: it holds; wrong: it does not."),
  nth: z.number().int().min(1).max(20).optional().describe("Which finding of the last review, from 1."),
  reason: z.string().trim().max(300).optional().describe("Why it is wrong, as it was said."),
  reviewId: z.uuid().optional().describe("Filled in by buttons."),
  places: z.array(Place).max(200).optional().describe("Filled in by buttons."),
  name: z.string().max(120).optional().describe("Filled in by buttons."),
  values: z
    .object({ reason: z.string().trim().max(300).optional() })
    .optional()
    .describe("Filled in by forms."),
});
export type AnswerFinding = z.output<typeof AnswerFinding>;

export const answerTools: readonly Tool[] = [
  defineTool({
    name: "answer_finding",
    about:
      "Note how a person answers a finding of a review: changed for it, right, or wrong with the reason. Without a number the last review's only finding is meant.",
    effect: "write",
    action: "finding.answer",
    startedBy: "words",
    input: AnswerFinding,
    run: answered,
    propose: async (ctx) => {
      const asked = askedOf(await lastFindings(ctx));
      if (asked.length === 0) throw noSuchFinding();
      return { card: findingsCard(asked, ctx.lang), facts: { changed: false }, outside: true };
    },
  }),
  defineTool({
    name: "show_findings",
    about: "The findings of a review with their answers to press. Started by its button only.",
    effect: "read",
    startedBy: "press",
    input: z.object({ asked: z.array(AskedInput).min(1).max(20) }),
    run: async ({ lang }, { asked }) => ({
      card: findingsCard(asked, lang),
      facts: { findings: asked.length },
      outside: true,
    }),
  }),
  statisticsTool,
];

async function answered(ctx: Ctx, input: AnswerFinding): Promise<ToolResult> {
  const meant = await meantBy(ctx, input);
  if (!("name" in meant)) return whichOne(ctx, meant);
  const { answer } = input;
  const reason = input.values?.reason ?? input.reason ?? "";
  const { reviewId, places } = meant;
  const found = await answerFindings(ctx, { reviewId, places, answer, reason });
  const rules = [...new Set(found.map(({ rule }) => rule))];
  let request: Approval | undefined;
  for (const rule of rules) request ??= await askByAnswers(ctx, rule);
  const more = request
    ? [askedSeverity(ctx.lang), ...(ctx.role === "company_admin" ? [approvalPart(request, ctx)] : [])]
    : [];
  return {
    card: notedCard({ asked: meant, answer, reason }, ctx.lang, more),
    facts: {
      answered: answer,
      rules,
      ...(request && { approval: { id: request.id, state: request.state } }),
    },
    outside: true,
  };
}

/** What a button says; in words the person's last review, where it is clear which finding that is. */
async function meantBy(ctx: Ctx, input: AnswerFinding): Promise<Asked | readonly Asked[]> {
  const { reviewId, places, name, nth } = input;
  if (reviewId !== undefined && places !== undefined && places.length > 0)
    return { reviewId, places, name: name ?? "" };
  const asked = askedOf(await lastFindings(ctx));
  const [only] = asked;
  if (!only) throw noSuchFinding();
  if (nth !== undefined) return asked[nth - 1] ?? asked;
  return asked.length === 1 ? only : asked;
}

/** Nobody's words are kept with a review: told by rule, and by the text it stood in. */
function askedOf(found: readonly FindingRow[]): Asked[] {
  const groups = Map.groupBy(found, ({ rule, start, end }) => `${rule} ${start} ${end}`);
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const labels = [...new Set(same.map(({ label }) => label).filter((label) => label !== ""))];
    const where = labels.slice(0, 2).join(", ");
    const name = where === "" ? first.rule : `${where} · ${first.rule}`;
    return [{ reviewId: first.reviewId, places: same.map(({ place }) => place), name: clipped(name, 120) }];
  });
}

function whichOne({ lang }: Ctx, asked: readonly Asked[]): ToolResult {
  const { parts } = findingsCard(asked, lang);
  const card = { lang, parts: [countedFindings(asked.length, lang), ...parts.slice(1)] };
  return { card, facts: { changed: false, findings: asked.length }, outside: true };
}
