// Turns with a model over the wire: a scripted server, the real provider code, tools that answer from memory.

import { onTestFinished } from "vitest";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { openModel } from "../../../src/agent/model.ts";
import {
  openScriptedServer,
  type Protocol,
  type Reply,
  type ScriptedServer,
} from "../../support/scripted-model.ts";

export const KEY = "sk-test-abcdefghijklmnopqrstuvwxyz0123456789";

export type Wired = { server: ScriptedServer; model: LanguageModelV4 };

export async function wired(protocol: Protocol, ...script: Reply[]): Promise<Wired> {
  const server = await openScriptedServer(protocol, script);
  onTestFinished(() => server.close());
  const kind = protocol === "responses" ? "openai" : "compatible";
  return { server, model: openModel({ kind, model: "scripted", apiKey: KEY, baseUrl: server.url }) };
}

export const lastWeek = { kind: "total", metrics: ["spend"], time: "last_week" };

export function asks(input: unknown = lastWeek, id = "call_1", name = "query_performance"): Reply {
  return { calls: [{ id, name, arguments: typeof input === "string" ? input : JSON.stringify(input) }] };
}

/** For what is to be waited for in vain; everything else has the product's own limits, however busy the machine is. */
export const quick = { firstChunkMs: 700, silenceMs: 700, modelMs: 1_500 };

/** An answer whose end is told in the test's own way: why it ended, and how many tokens it took. */
export function wordsThenEnd(
  protocol: Protocol,
  words: readonly string[],
  { finish, usage }: { finish?: string; usage?: unknown },
): Reply {
  return {
    raw: protocol === "responses" ? responsesEvents(words, finish, usage) : chatEvents(words, finish, usage),
    ends: "closed",
  };
}

function responsesEvents(words: readonly string[], finish: string | undefined, usage: unknown): unknown[] {
  const item = { type: "message", id: "msg_9" };
  const place = { item_id: item.id, output_index: 9, content_index: 0 };
  const counted = usage ?? { input_tokens: 10, output_tokens: 5 };
  return [
    { type: "response.output_item.added", output_index: 9, item },
    ...words.map((delta) => ({ type: "response.output_text.delta", ...place, delta })),
    { type: "response.output_item.done", output_index: 9, item },
    finish === undefined
      ? { type: "response.completed", response: { incomplete_details: null, usage: counted } }
      : { type: "response.incomplete", response: { incomplete_details: { reason: finish }, usage: counted } },
  ];
}

function chatEvents(words: readonly string[], finish = "stop", usage: unknown): unknown[] {
  const chunk = { id: "chat_9", object: "chat.completion.chunk", created: 1, model: "scripted" };
  const choice = (delta: object, reason: string | null): unknown => ({
    ...chunk,
    choices: [{ index: 0, delta, finish_reason: reason }],
  });
  return [
    ...words.map((content) => choice({ content }, null)),
    choice({}, finish),
    ...(usage === undefined ? [] : [{ ...chunk, choices: [], usage }]),
    "[DONE]",
  ];
}
