// A model behind a server that speaks chat completions: vLLM, Ollama, llama.cpp, gateways.

import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { extractReasoningMiddleware, wrapLanguageModel } from "ai";
import { boundedFetch } from "./bounded-fetch.ts";
import { guarded } from "./guarded.ts";
import { openChatModel } from "./openai.ts";

export type CompatibleChoice = {
  kind: "compatible";
  model: string;
  /** Left out: OpenAI's own chat completions, which need a key. */
  baseUrl?: string | undefined;
  apiKey?: string | undefined;
};

export function openCompatibleModel({ model, baseUrl, apiKey }: CompatibleChoice): LanguageModelV4 {
  if (baseUrl === undefined) return openChatModel({ model, apiKey: apiKey ?? "none" });
  const provider = createOpenAICompatible({
    name: "compatible",
    baseURL: baseUrl,
    ...(apiKey !== undefined && { apiKey }),
    includeUsage: true,
    fetch: boundedFetch,
  });
  return withoutThoughts(guarded(provider.chatModel(model)));
}

/** Tags in which servers without a parser for them leave a model's thoughts in its words. */
const thoughtTags = ["think", "thinking", "thought"];

function withoutThoughts(model: LanguageModelV4): LanguageModelV4 {
  return wrapLanguageModel({
    model,
    middleware: thoughtTags.map((tagName) => extractReasoningMiddleware({ tagName })),
  });
}
