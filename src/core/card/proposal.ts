// Something CO9MA offers to do, described from stored values, with the buttons that do it.

import { z } from "zod";
import { Choice } from "./choice.ts";
import { Run } from "./text.ts";

export const ProposalPart = z.object({
  kind: z.literal("proposal"),
  title: z.string(),
  lines: z.array(z.array(Run)),
  choices: z.array(Choice).max(3),
});
export type ProposalPart = z.output<typeof ProposalPart>;
