// What a model sees, taken apart: the day and language, what was said, the thread's last query, the results of this turn.

import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
} from "@ai-sdk/provider";
import { z } from "zod";
import { MarketingQuery } from "../../core/query.ts";
import { settingOf } from "../system-text.ts";
import type { Before } from "./interpretation.ts";
import type { Setting } from "./interpret.ts";

/** The part of a query's facts that a later question needs. */
const Answer = z.object({ queryId: z.string() });

export type Seen = {
  setting: Setting;
  said: string;
  before: Before;
  /** Tool results that answer what was said; empty before the first call. */
  results: { tool: string; output: unknown }[];
  tools: ReadonlySet<string>;
};

/** The last words of a person and everything around them. */
export function seenIn({ prompt, tools }: LanguageModelV4CallOptions): Seen {
  const lastUser = prompt.findLastIndex(({ role }) => role === "user");
  const system = prompt.flatMap((message) => (message.role === "system" ? [message.content] : [])).join("\n");
  return {
    setting: settingOf(system) ?? { today: Temporal.PlainDate.from("1970-01-01"), lang: "ko" },
    said: textOf(prompt[lastUser]),
    before: lastQuery(prompt.slice(0, Math.max(0, lastUser))),
    results: prompt.slice(lastUser + 1).flatMap(resultsOf),
    tools: new Set(tools?.map(({ name }) => name)),
  };
}

function textOf(message: LanguageModelV4Message | undefined): string {
  if (message?.role !== "user") return "";
  return message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join(" ");
}

function lastQuery(history: LanguageModelV4Prompt): Before {
  const calls = history.flatMap((message) =>
    message.role === "assistant"
      ? message.content.flatMap((part) => (part.type === "tool-call" ? [part] : []))
      : [],
  );
  const last = calls.findLast(({ toolName }) => toolName === "query_performance");
  const query = MarketingQuery.safeParse(last?.input);
  const queryId = last && answerId(history, last.toolCallId);
  return { ...(query.success && { query: query.data }), ...(queryId && { queryId }) };
}

function answerId(history: LanguageModelV4Prompt, callId: string): string | undefined {
  const output = history
    .flatMap((message) => (message.role === "tool" ? message.content : []))
    .find((part) => part.type === "tool-result" && part.toolCallId === callId);
  if (output?.type !== "tool-result" || output.output.type !== "json") return undefined;
  return Answer.safeParse(output.output.value).data?.queryId;
}

function resultsOf(message: LanguageModelV4Message): Seen["results"] {
  if (message.role !== "tool") return [];
  return message.content.flatMap((part) =>
    part.type === "tool-result"
      ? [{ tool: part.toolName, output: "value" in part.output ? part.output.value : null }]
      : [],
  );
}
