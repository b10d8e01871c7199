// A model that makes pictures, behind the images API of OpenAI or of a server that is compatible with it.

import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { ImageModelV4 } from "@ai-sdk/provider";
import { fetchWithin } from "./bounded-fetch.ts";

/** One picture of eight megabytes as base64 in JSON, and what stands around it. */
const MOST_BYTES = 12 * 1024 * 1024;

export type ImageChoice = {
  model: string;
  apiKey: string | undefined;
  /** Absent for OpenAI itself. */
  baseUrl: string | undefined;
};

/** Opens no connection: a wrong name shows with the first picture, which the built-in design then does without. */
export function openImageModel({ model, apiKey, baseUrl }: ImageChoice): ImageModelV4 {
  const fetch = fetchWithin(MOST_BYTES);
  if (baseUrl === undefined) return createOpenAI({ apiKey: apiKey ?? "none", fetch }).image(model);
  return createOpenAICompatible({
    name: "compatible",
    baseURL: baseUrl,
    ...(apiKey !== undefined && { apiKey }),
    fetch,
  }).imageModel(model);
}
