// A short question with at most three buttons.

import { z } from "zod";
import { Choice } from "./choice.ts";
import { Run } from "./text.ts";

export const FormPart = z.object({
  kind: z.literal("form"),
  /** The slot that is asked for: `campaign`, `time`, `currency`, `dateOrder`. */
  slot: z.string(),
  question: z.array(Run),
  choices: z.array(Choice).max(3),
});
export type FormPart = z.output<typeof FormPart>;
