// Wishes that are understood but not carried out yet: each answers with what was taken, what is still to be said,
// what is needed before it can be done, and what helps today. A capability that carries one out replaces the `run`
// of its tool; name, effect and input stay.

import type { z } from "zod";
import type { Card, Part } from "../core/card/card.ts";
import { type Lang, say, type Words } from "../core/locale.ts";
import type { Filter } from "../core/query.ts";
import { type SettledNames, settleNames } from "./performance/performance.ts";
import type { Ctx } from "./context.ts";
import { askFor, askName } from "./not-yet-questions.ts";
import { takenLines } from "./taken.ts";
import { defineTool, type Tool, type ToolResult } from "./tool.ts";
import { findWorkspace } from "./workspace/workspace.ts";

export type Wish<Input extends object> = {
  /** What is wished for, as a heading. */
  what: Words;
  /** What has to be there before it can be carried out. */
  needs: Words;
  /** What helps with it today. */
  today: Words;
  /** Slots that must be said first, the most needed first; `currency` is the workspace's. */
  lacking?: (input: Input, currency: string) => string[];
  /** Whether its filters name something of its own, which nobody has to look for among stored campaigns. */
  knows?: (ctx: Ctx, input: Input) => Promise<boolean>;
  /** What of it is carried out already, once nothing is lacking; `undefined` where it is only understood. */
  does?: (ctx: Ctx, input: Input) => Promise<ToolResult | undefined>;
};

/** A tool whose run is its proposal: whoever starts it, nothing is carried out. */
export function wishTool<Input extends z.ZodType<object>>(
  tool: Pick<Tool<Input>, "name" | "about" | "effect" | "action" | "input">,
  wish: Wish<z.output<Input>>,
): Tool {
  const propose = (ctx: Ctx, input: z.output<Input>): Promise<ToolResult> =>
    notYet(ctx, tool.name, wish, input);
  return defineTool({ ...tool, startedBy: "words", run: propose, propose });
}

async function notYet<Input extends object>(
  ctx: Ctx,
  tool: string,
  wish: Wish<Input>,
  input: Input,
): Promise<ToolResult> {
  const currency = (await findWorkspace(ctx.db, ctx.workspaceId))?.currency ?? "KRW";
  const said = "filters" in input ? (input.filters as Filter[]) : [];
  const isKnown = said.length > 0 && (await wish.knows?.(ctx, input)) === true;
  const names = isKnown ? { filters: said, taken: [] } : await settleNames(ctx, said);
  const settled = "filters" in input ? { ...input, filters: names.filters } : input;
  const lacking = wish.lacking?.(settled, currency) ?? [];
  const done = names.question || lacking.length > 0 ? undefined : await wish.does?.(ctx, settled);
  if (done) return withTaken(done, settled, names, ctx.lang);
  const asked = names.question ? [names.question.filter.field, ...lacking] : lacking;
  return {
    card: wishCard(ctx.lang, wish, settled, { tool, currency, names, lacking }),
    facts: { notYet: tool, took: settled, ...(asked.length > 0 && { asked }) },
  };
}

/** Whatever is done says which stored name stood for what was written. */
function withTaken(done: ToolResult, settled: object, { taken }: SettledNames, lang: Lang): ToolResult {
  const notes = taken.map(({ written, taken: name }): Part => ({
    kind: "text",
    tone: "note",
    runs: [takenAs(written, name, lang)],
  }));
  const card = { ...done.card, parts: [...done.card.parts, ...notes] };
  return { ...done, card, facts: { ...(done.facts as object), took: settled } };
}

type Known = { tool: string; currency: string; names: SettledNames; lacking: readonly string[] };

function wishCard<Input extends object>(
  lang: Lang,
  wish: Wish<Input>,
  input: Input,
  { tool, currency, names, lacking }: Known,
): Card {
  const lines = takenLines(input as Record<string, unknown>, { lang, currency });
  // What is done once it is said lacks nothing but the answer.
  const isOpen = wish.does !== undefined && (names.question !== undefined || lacking.length > 0);
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: [lead(wish, lang, isOpen)] }];
  if (lines.length > 0) parts.push({ kind: "proposal", title: understood[lang], lines, choices: [] });
  for (const { written, taken } of names.taken)
    parts.push({ kind: "text", tone: "note", runs: [takenAs(written, taken, lang)] });
  const question = names.question
    ? askName(tool, input, names.question, lang)
    : askFor(tool, input, lacking, { lang, currency });
  if (question) parts.push(question);
  if (isOpen) return { lang, parts };
  parts.push({ kind: "text", tone: "plain", runs: [say(lang, wish.needs)] });
  parts.push({ kind: "text", tone: "note", runs: [say(lang, wish.today)] });
  return { lang, parts };
}

const understood = { ko: "이렇게 알아들었어요", en: "What I understood" };

function lead<Input extends object>({ what }: Wish<Input>, lang: Lang, isOpen: boolean): string {
  if (isOpen)
    return lang === "ko"
      ? `${what.ko}: 하나만 더 확인할게요. 아직 바뀐 것은 없어요.`
      : `${what.en}: one thing first. Nothing has changed yet.`;
  return lang === "ko"
    ? `${what.ko}: 아직 실행하지 않아요. 바뀐 것은 없어요.`
    : `${what.en}: not carried out yet. Nothing was changed.`;
}

function takenAs(written: string, taken: string, lang: Lang): string {
  return lang === "ko" ? `‘${written}’ → ‘${taken}’` : `“${written}” → “${taken}”`;
}
