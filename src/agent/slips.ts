// Calls a model gets wrong: what can be mended without it is mended; for the rest it gets one short hint.

import type { JSONObject, LanguageModelV4Prompt, LanguageModelV4ToolCall } from "@ai-sdk/provider";
import { NoSuchToolError, type StepResult, type ToolSet } from "ai";

/** By call id: what the model reads in place of the loop's own error text. */
export type Hints = Map<string, JSONObject>;

/** A second step with such calls ends the model's part of the turn. */
export const MOST_SLIPS = 1;

export function isSlip(step: StepResult<ToolSet>): boolean {
  return step.toolCalls.some(({ invalid }) => invalid);
}

/** Arguments wrapped in a fence or a string, or with `null` for what was left out; `undefined` when that is not it. */
export function mend(call: LanguageModelV4ToolCall): LanguageModelV4ToolCall | undefined {
  const value = jsonIn(call.input);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const kept = Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
  const input = JSON.stringify(kept);
  return input === call.input ? undefined : { ...call, input };
}

/** JSON, also inside a fence or a string; `undefined` when there is none. */
export function jsonIn(text: string): unknown {
  try {
    const bare = text.trim().replace(/^```(?:json)?\s*|\s*```$/g, "");
    const value: unknown = JSON.parse(bare);
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return undefined;
  }
}

const MOST_ISSUES = 5;
const LONGEST_ISSUE = 160;
const LONGEST_NAME = 64;

/** What was wrong with a call: the places and the rules, never the values. */
export function hintFor(error: unknown, offered: readonly string[]): JSONObject {
  if (NoSuchToolError.isInstance(error)) {
    const asked = error.toolName.slice(0, LONGEST_NAME);
    return {
      error: "not_found",
      hint: `There is no tool ${asked}. Call one of these or none.`,
      tools: [...offered],
    };
  }
  const issues = issuesIn(error);
  if (issues.length === 0)
    return { error: "invalid", hint: "The arguments are not JSON. Send one JSON object." };
  return { error: "invalid", hint: "Correct these arguments and call once more.", issues };
}

type Issue = { path: readonly PropertyKey[]; message: string };

function issuesIn(error: unknown): string[] {
  for (let one = error, depth = 0; typeof one === "object" && one !== null && depth < 6; depth++) {
    if ("issues" in one && Array.isArray(one.issues)) {
      const issues = one.issues as Issue[];
      return issues
        .slice(0, MOST_ISSUES)
        .map(({ path, message }) => `${path.map(String).join(".")}: ${message}`.slice(0, LONGEST_ISSUE));
    }
    one = "cause" in one ? one.cause : undefined;
  }
  return [];
}

/** The prompt with every error text of the loop replaced: those repeat values and parser messages. */
export function withHints(prompt: LanguageModelV4Prompt, hints: Hints): LanguageModelV4Prompt {
  return prompt.map((message) => {
    if (message.role !== "tool") return message;
    const content = message.content.map((part) => {
      if (part.type !== "tool-result" || !part.output.type.startsWith("error-")) return part;
      const value = hints.get(part.toolCallId) ?? { error: "failed" };
      return { ...part, output: { type: "json" as const, value } };
    });
    return { ...message, content };
  });
}
