// The model's loop over the tools: calls, results, words as they come.

import type { LanguageModelV4 } from "@ai-sdk/provider";
import { isStepCount, type ModelMessage, type StepResult, ToolLoopAgent, type ToolSet } from "ai";
import type { Tool } from "../capabilities/tool.ts";
import type { PriceOf } from "./model-call.ts";
import { type Hints, hintFor, isSlip, mend, MOST_SLIPS } from "./slips.ts";
import { systemText } from "./system-text.ts";
import { type Desk, toolSetFor } from "./toolset.ts";
import { ModelTrouble } from "./trouble.ts";
import { type Watch, watched } from "./watched-model.ts";

export type Loop = {
  model: LanguageModelV4;
  priceOf: PriceOf;
  messages: ModelMessage[];
  desk: Desk;
  /** Tools the model may call. */
  offered: readonly Tool[];
  watch: Watch;
  signal: AbortSignal;
  /** Hears the model's words piece by piece, from step to step. */
  hear: (text: string) => Promise<void>;
};

/**
 * Runs the model and its tools to the end.
 * @returns whether the model had more in mind when its steps were used up
 * @throws ModelTrouble, or what the loop itself threw
 */
export async function runLoop(loop: Loop): Promise<{ ranOut: boolean }> {
  const { desk, watch, offered } = loop;
  const hints: Hints = new Map();
  const names = offered.map(({ name }) => name);
  const steps: StepResult<ToolSet>[] = [];
  watch.trouble = undefined;
  const agent = new ToolLoopAgent({
    model: watched({ model: loop.model, watch, limits: desk.limits, priceOf: loop.priceOf, hints }),
    instructions: systemText(desk.ctx),
    tools: toolSetFor(desk, offered),
    stopWhen: [isStepCount(desk.limits.steps), ({ steps: done }) => slipped(done)],
    toolCallConcurrency: 1,
    maxRetries: 0,
    repairToolCall: ({ toolCall, error }) => {
      hints.set(toolCall.toolCallId, hintFor(error, names));
      return Promise.resolve(mend(toolCall) ?? null);
    },
    onStepEnd: (step) => void steps.push(step),
    onError: () => undefined,
  });
  const { stream } = await agent.stream({ messages: loop.messages, abortSignal: loop.signal });
  let spoken = false;
  for await (const part of stream) {
    if (part.type === "start-step" && spoken) await loop.hear("\n");
    if (part.type === "text-delta") {
      spoken = true;
      await loop.hear(part.text);
    } else if (part.type === "error") throw watch.trouble ?? part.error;
  }
  throwTrouble(watch);
  if (slipped(steps)) throw new ModelTrouble("confused");
  return { ranOut: steps.length >= desk.limits.steps && steps.at(-1)?.finishReason === "tool-calls" };
}

function slipped(steps: readonly StepResult<ToolSet>[]): boolean {
  return steps.filter(isSlip).length > MOST_SLIPS;
}

/** A stream cut by the watch may end without an error of its own. */
function throwTrouble({ trouble }: Watch): void {
  if (trouble) throw trouble;
}
