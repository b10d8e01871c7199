// The footer: which days in which zone, which media, how fresh, which VAT basis, what was assumed.

import { z } from "zod";
import { QueryId } from "../ids.ts";
import { Medium } from "../medium.ts";
import { Vat } from "../money.ts";
import { PeriodText } from "../time.ts";
import { Choice } from "./choice.ts";

export const SourcesPart = z.object({
  kind: z.literal("sources"),
  period: PeriodText.optional(),
  compared: PeriodText.optional(),
  zone: z.string(),
  media: z.array(Medium),
  /** ISO instant of the oldest report behind the figures. */
  asOf: z.string().optional(),
  /** Set when money is shown. */
  vat: z.array(Vat).optional(),
  currency: z.array(z.string()).optional(),
  /** `slot: text`, one per thing that was defaulted. */
  assumptions: z.array(z.string()),
  notes: z.array(z.string()),
  /** Name of the workspace, for a person who has several. */
  workspace: z.string().optional(),
  /** True when any figure comes from the simulated market; shown as 데모. */
  demo: z.boolean(),
  queryId: QueryId.optional(),
  /** Tells how the figures were made, on surfaces that have no control of their own for it. */
  how: Choice.optional(),
});
export type SourcesPart = z.output<typeof SourcesPart>;
