// The built-in interpreter as a language model: it sees what every model sees, calls the tools, and says little.

import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { callsFor } from "./calls.ts";
import { interpret } from "./interpret.ts";
import { type Seen, seenIn } from "./prompt.ts";
import { replyTo } from "./replies.ts";

const noUsage: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

/** Both languages, dates and a slip of the hand: together they touch every pattern, which compiles when first tried. */
const rehearsal = [
  "지난주 메타 광고비 11월 3일부터 9일까지 전주 대비 캠페인별로 보여조",
  "Compare Meta and Google CPA from Nov 3 to 9 with the week befroe",
];

/** For a process that waits for questions: read before anybody asks, so that the first person does not wait for it. */
export function rehearse(): void {
  const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
  for (const said of rehearsal) interpret(said, {}, setting);
}

export function buildInterpreter(): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "built-in",
    modelId: "interpreter",
    supportedUrls: {},
    doGenerate: (options) => {
      const content = answer(options);
      return Promise.resolve({ content, finishReason: finishOf(content), usage: noUsage, warnings: [] });
    },
    doStream: (options) => Promise.resolve({ stream: streamOf(answer(options)) }),
  };
}

/** Calls first; after their results a remark only where something was asked that no card answers. */
function answer(options: LanguageModelV4CallOptions): LanguageModelV4Content[] {
  const seen = seenIn(options);
  const meant = interpret(seen.said, seen.before, seen.setting);
  const remarks = meant.parts.flatMap((part) => replyTo(part, meant.lang) ?? []).join("\n");
  const words: LanguageModelV4Content[] = remarks === "" ? [] : [{ type: "text", text: remarks }];
  if (seen.results.length > 0) return words;
  const calls = callsFor(meant).filter(({ tool }) => seen.tools.has(tool));
  if (calls.length === 0) return words;
  return calls.map(({ tool, input }, index) => ({
    type: "tool-call",
    toolCallId: callId(seen, index),
    toolName: tool,
    input: JSON.stringify(input),
  }));
}

function callId({ results }: Seen, index: number): string {
  return `call-${results.length + index + 1}`;
}

function finishOf(content: readonly LanguageModelV4Content[]): LanguageModelV4FinishReason {
  const unified = content.some(({ type }) => type === "tool-call") ? "tool-calls" : "stop";
  return { unified, raw: undefined };
}

function streamOf(content: readonly LanguageModelV4Content[]): ReadableStream<LanguageModelV4StreamPart> {
  const parts: LanguageModelV4StreamPart[] = [{ type: "stream-start", warnings: [] }];
  for (const [index, part] of content.entries()) parts.push(...partsOf(part, `text-${index + 1}`));
  parts.push({ type: "finish", usage: noUsage, finishReason: finishOf(content) });
  return ReadableStream.from(parts);
}

function partsOf(part: LanguageModelV4Content, id: string): LanguageModelV4StreamPart[] {
  if (part.type === "tool-call") return [part];
  if (part.type !== "text") return [];
  return [
    { type: "text-start", id },
    { type: "text-delta", id, delta: part.text },
    { type: "text-end", id },
  ];
}
