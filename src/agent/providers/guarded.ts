// What every model outside gets around it: a prompt of bounded length without contact data, results fenced as data.

import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { wrapLanguageModel } from "ai";
import { fittedPrompt } from "./fitted.ts";

type Settings = Pick<LanguageModelV4CallOptions, "reasoning" | "providerOptions">;

export function guarded(model: LanguageModelV4, settings: Settings = {}): LanguageModelV4 {
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v4",
      transformParams: ({ params }) =>
        Promise.resolve({ ...params, ...settings, prompt: fittedPrompt(params) }),
    },
  });
}
