// The product's tools as the model's loop wants them. Every call goes through act(); what fails is shown to the person and told to the model in a word.

import { tool, type ToolSet } from "ai";
import type { Ctx } from "../capabilities/context.ts";
import type { Tool, ToolResult } from "../capabilities/tool.ts";
import type { Card } from "../core/card/card.ts";
import { failureCard } from "../core/card/failure-card.ts";
import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";
import { act } from "./act.ts";
import { jsonOf, type ToolCallRecord } from "./history.ts";
import { type Limits, within } from "./limits.ts";

/** Where the tools of one turn leave what they did. */
export type Desk = {
  ctx: Ctx;
  tools: readonly Tool[];
  limits: Limits;
  calls: ToolCallRecord[];
  cards: Card[];
  failed: boolean;
  show: (card: Card) => void;
  progress: (card: Card) => void;
};

/** @param offered names the model may call; the others exist for buttons and files */
export function toolSetFor(desk: Desk, offered: readonly Tool[]): ToolSet {
  return Object.fromEntries(
    offered.map(({ name, about, input }) => [
      name,
      tool({
        description: about,
        inputSchema: input,
        execute: (given, { toolCallId }) => execute(desk, { id: toolCallId, tool: name, input: given }),
      }),
    ]),
  );
}

type Call = Omit<ToolCallRecord, "facts">;

/** Never throws: what a tool throws would reach the model word for word. */
async function execute(desk: Desk, call: Call): Promise<unknown> {
  if (desk.calls.some(({ id }) => id === call.id)) return { error: "this call id was used already" };
  if (desk.calls.length >= desk.limits.toolCalls) return { error: "no more tool calls in this turn" };
  const record: ToolCallRecord = { ...call, input: jsonOf(call.input), facts: { error: "unfinished" } };
  desk.calls.push(record);
  try {
    const { card, facts } = await runTool(desk, call);
    record.facts = jsonOf(facts);
    desk.cards.push(card);
    desk.show(card);
  } catch (error) {
    record.facts = { error: error instanceof Failure ? error.code : "failed" };
    refuse(desk, call.tool, error);
  }
  return record.facts;
}

async function runTool(desk: Desk, call: Call): Promise<ToolResult> {
  const { limits } = desk;
  let last = performance.now();
  const progress = (card: Card): void => {
    last = performance.now();
    desk.progress(card);
  };
  const reminder = setInterval(() => {
    if (performance.now() - last >= limits.progressEveryMs - 50) progress(stillWorking(desk.ctx));
  }, limits.progressEveryMs);
  try {
    const work = act(desk.ctx, desk.tools, { tool: call.tool, input: call.input }, progress);
    return await within(limits.toolMs, work, () => tooSlow(call.tool));
  } finally {
    clearInterval(reminder);
  }
}

function refuse(desk: Desk, name: string, error: unknown): void {
  if (desk.ctx.signal?.aborted) return;
  if (!(error instanceof Failure)) desk.ctx.log.error({ tool: name, err: error }, "tool failed");
  desk.failed = true;
  desk.show(failureCard(error, desk.ctx.lang));
}

function tooSlow(name: string): Failure {
  return new Failure("unavailable", `${name} took too long`, {
    say: words("시간 안에 끝내지 못했어요.", "It did not finish in time."),
    next: words("기간이나 범위를 줄여 다시 물어봐 주세요.", "Try a shorter period or a narrower question."),
  });
}

function stillWorking({ lang }: Ctx): Card {
  const text = lang === "ko" ? "아직 확인하고 있어요…" : "Still working on it…";
  return { lang, parts: [{ kind: "progress", runs: [text] }] };
}
