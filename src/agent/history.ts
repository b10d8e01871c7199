// Earlier turns as the messages a model reads: what was said, which tools were called with what, what came of it.

import type { JSONValue, ModelMessage, ToolResultPart } from "ai";
import { storableJson } from "../core/canonical.ts";

export type ToolCallRecord = {
  id: string;
  tool: string;
  input: unknown;
  facts: unknown;
  /** `false` when `facts` surely hold no text from outside. */
  outside?: boolean;
};
export type PastTurn = {
  said: string;
  calls: ToolCallRecord[];
  answer: string;
  /** Said by somebody else than who asks now. */
  byOther?: boolean;
  /** Text from outside had entered the conversation by then, also by turns that are no longer told. */
  tainted?: boolean;
};

export function messagesOf(history: readonly PastTurn[], said: string): ModelMessage[] {
  const messages = history.flatMap((turn, index) => pastMessages(turn, index));
  return [...messages, { role: "user", content: said }];
}

/** Call ids are numbered anew: stored ones may repeat between turns, and a model must not see one twice. */
function pastMessages({ said, calls, answer }: PastTurn, turn: number): ModelMessage[] {
  const messages: ModelMessage[] = [{ role: "user", content: said === "" ? "…" : said }];
  if (calls.length > 0) {
    const ids = calls.map((_, index) => `past-${turn + 1}-${index + 1}`);
    messages.push({
      role: "assistant",
      content: calls.map(({ tool, input }, index) => ({
        type: "tool-call",
        toolCallId: ids[index] ?? "",
        toolName: tool,
        input,
      })),
    });
    messages.push({ role: "tool", content: calls.map((call, index) => resultOf(call, ids[index] ?? "")) });
  }
  if (answer !== "") messages.push({ role: "assistant", content: answer });
  return messages;
}

function resultOf({ tool, facts }: ToolCallRecord, toolCallId: string): ToolResultPart {
  return {
    type: "tool-result",
    toolCallId,
    toolName: tool,
    output: { type: "json", value: storableJson(facts) as JSONValue },
  };
}
