// How far a long piece of work is.

import { z } from "zod";
import { Run } from "./text.ts";

export const ProgressPart = z.object({
  kind: z.literal("progress"),
  runs: z.array(Run),
  /** 0..1, absent while the length is unknown. */
  doneRatio: z.number().min(0).max(1).optional(),
});
export type ProgressPart = z.output<typeof ProgressPart>;
