// A model behind the OpenAI Responses API. Each call carries the whole conversation; nothing is kept on the other side.

import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { boundedFetch } from "./bounded-fetch.ts";
import { guarded } from "./guarded.ts";

const OPENAI_URL = "https://api.openai.com/v1";

export type OpenAiChoice = {
  kind: "openai";
  model: string;
  /** A server of one's own may need none. */
  apiKey?: string | undefined;
  /** Another server that speaks Responses; prices are known for OpenAI's own only. */
  baseUrl?: string | undefined;
};

export function openResponsesModel({ model, apiKey, baseUrl }: OpenAiChoice): LanguageModelV4 {
  const provider = createOpenAI({
    name: baseUrl === undefined ? "openai" : "compatible",
    apiKey: apiKey ?? "none",
    baseURL: baseUrl ?? OPENAI_URL,
    fetch: boundedFetch,
  });
  // the tools think for it: little thought keeps the answer within the time of a turn
  return guarded(provider.responses(model), {
    reasoning: "low",
    // the library would ask for a detailed summary of the thoughts, which nobody reads and everybody waits for
    providerOptions: { openai: { store: false, reasoningSummary: null } },
  });
}

/** Models known to take a reasoning effort in chat completions; others refuse a request that names one. */
const takesEffort = /^gpt-(?:[5-9]|\d{2,})(?!.*-(?:chat|pro))/;

/** Chat completions of OpenAI itself, where function calls come without thinking. */
export function openChatModel({ model, apiKey }: { model: string; apiKey: string }): LanguageModelV4 {
  const provider = createOpenAI({ apiKey, baseURL: OPENAI_URL, fetch: boundedFetch });
  return guarded(provider.chat(model), {
    ...(takesEffort.test(model) && { reasoning: "none" }),
    providerOptions: { openai: { store: false } },
  });
}
