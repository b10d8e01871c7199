// At most three next questions; pressing one asks it.

import { z } from "zod";

export const SuggestionsPart = z.object({
  kind: z.literal("suggestions"),
  texts: z.array(z.string()).max(5),
});
export type SuggestionsPart = z.output<typeof SuggestionsPart>;
