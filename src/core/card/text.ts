// Words with figures in them: a run is either plain words or a quantity, never a number typed into words.

import { z } from "zod";
import { formatQuantity } from "../format.ts";
import type { Lang } from "../locale.ts";
import { Quantity } from "../quantity.ts";

export const Run = z.union([z.string(), Quantity]);
export type Run = z.output<typeof Run>;

export const TextPart = z.object({
  kind: z.literal("text"),
  runs: z.array(Run),
  /** `lead` is the answer in one sentence, `note` is small print, `warning` asks for attention. */
  tone: z.enum(["lead", "plain", "note", "warning"]).default("plain"),
  /** Id of the review whose opinion by a language model will stand in the place of this line. */
  awaits: z.uuid().optional(),
});
export type TextPart = z.output<typeof TextPart>;

export function runsText(runs: readonly Run[], lang: Lang): string {
  return runs.map((run) => (typeof run === "string" ? run : formatQuantity(run, lang))).join("");
}
