// One line of the review eval as a copy of the product: its channel is where the copy runs, its context the facts.

import { z } from "zod";
import { Copy } from "../../capabilities/compliance/copy.ts";

export const ReviewLine = z.object({
  id: z.string(),
  lang: z.string(),
  industry: z.string(),
  channel: z.string(),
  jurisdiction: z.string(),
  text: z.string(),
  context: z.looseObject({ date: z.string(), field: z.string().default("body") }),
  flight: z.object({ from: z.string(), to: z.string() }).optional(),
});
export type ReviewLine = z.output<typeof ReviewLine>;

export function copyOfLine(line: ReviewLine): Copy {
  const { date, field, ...facts } = line.context;
  const { lang, industry, channel: runsOn, jurisdiction, text, flight } = line;
  return Copy.parse({ text, lang, industry, runsOn, jurisdiction, field, date, facts, flight });
}
