// The calls that one message of a fresh conversation means.

import { callsFor, type ToolCall } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };

export function callsOf(message: string): ToolCall[] {
  return callsFor(interpret(message, {}, setting));
}

export function callOf(message: string): ToolCall | undefined {
  return callsOf(message)[0];
}
