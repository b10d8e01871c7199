// Which language model answers. The built-in interpreter needs nothing; others join with their own kind of choice.

import type { LanguageModelV4 } from "@ai-sdk/provider";
import { buildInterpreter } from "./interpreter/model.ts";

export type ModelChoice = { kind: "interpreter" };

export function openModel(choice: ModelChoice): LanguageModelV4 {
  switch (choice.kind) {
    case "interpreter":
      return buildInterpreter();
  }
}
