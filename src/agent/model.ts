// Which language model answers: OpenAI, a server that is compatible with it, or the built-in interpreter, which needs nothing.

import type { ImageModelV4, LanguageModelV4 } from "@ai-sdk/provider";
import { buildInterpreter } from "./interpreter/model.ts";
import { type CompatibleChoice, openCompatibleModel } from "./providers/compatible.ts";
import { openImageModel } from "./providers/images.ts";
import { type OpenAiChoice, openResponsesModel } from "./providers/openai.ts";

export type ModelChoice =
  | { kind: "interpreter" }
  | ((OpenAiChoice | CompatibleChoice) & { images?: string | undefined });

/** Opens no connection: a wrong key or address shows in the first turn, which the interpreter then answers. */
export function openModel(choice: ModelChoice): LanguageModelV4 {
  // the library would print its remarks on models into our output
  globalThis.AI_SDK_LOG_WARNINGS = false;
  switch (choice.kind) {
    case "interpreter":
      return buildInterpreter();
    case "openai":
      return openResponsesModel(choice);
    case "compatible":
      return openCompatibleModel(choice);
  }
}

/** Makes photographs with the same key at the same address; `undefined` where no model for that is chosen. */
export function openPictures(choice: ModelChoice): ImageModelV4 | undefined {
  if (choice.kind === "interpreter" || choice.images === undefined) return undefined;
  const { images: model, apiKey, baseUrl } = choice;
  return openImageModel({ model, apiKey, baseUrl });
}
