// An answerer for tests: each question's script says what happens; gates let a test stop time inside a turn.

import type { TurnEvent } from "../../src/agent/turn.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import type { ToolResult } from "../../src/capabilities/tool.ts";
import type { Answerer } from "../../src/chat/chat.ts";
import { Card } from "../../src/core/card/card.ts";

export type Script = (ctx: Ctx, input: { said: string; history: unknown[] }) => AsyncIterable<TurnEvent>;
export type Act = (
  ctx: Ctx,
  tool: string,
  input: unknown,
  progress: (card: Card) => void,
) => Promise<ToolResult>;

export function textCard(text: string, lang: "ko" | "en" = "ko"): Card {
  return Card.parse({ lang, parts: [{ kind: "text", tone: "lead", runs: [text] }] });
}

export function endOf(
  calls: { id: string; tool: string; input: unknown; facts: unknown }[] = [],
  tainted = true,
): TurnEvent {
  return { kind: "end", calls, modelCalls: [], answer: "", outcome: "answered", tainted };
}

/** Answers every question with one card that repeats it, in the language it was asked in. */
export async function* echo(ctx: Ctx, { said }: { said: string }): AsyncGenerator<TurnEvent> {
  yield { kind: "card", card: textCard(`answer to: ${said}`, ctx.lang) };
  yield endOf([{ id: "c1", tool: "query_performance", input: {}, facts: { said } }]);
}

export function makeAnswerer(
  turn: Script = echo,
  act: Act = async (ctx, tool) => acted(ctx, tool),
): Answerer {
  return { turn, act };
}

export function acted(ctx: Ctx, tool: string): ToolResult {
  return { card: textCard(`did ${tool}`, ctx.lang), facts: { tool } };
}

/** A door in time: whoever awaits `passed` waits until `open()`. */
export function makeGate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}
