// A reply as meaning: its language and its parts in reading order. Where it goes belongs to the delivery, how it looks to the surface.

import { z } from "zod";
import { Lang } from "../locale.ts";
import { ChartPart } from "./chart.ts";
import { FeedbackPart } from "./feedback.ts";
import { FilePart } from "./file.ts";
import { FindingsPart } from "./findings.ts";
import { FormPart } from "./form.ts";
import { KpisPart } from "./kpis.ts";
import { ProgressPart } from "./progress.ts";
import { ProposalPart } from "./proposal.ts";
import { SourcesPart } from "./sources.ts";
import { SuggestionsPart } from "./suggestions.ts";
import { TablePart } from "./table.ts";
import { TextPart } from "./text.ts";

export const Part = z.discriminatedUnion("kind", [
  TextPart,
  KpisPart,
  TablePart,
  ChartPart,
  ProposalPart,
  FindingsPart,
  FormPart,
  ProgressPart,
  FilePart,
  SourcesPart,
  SuggestionsPart,
  FeedbackPart,
]);
export type Part = z.output<typeof Part>;

export const Card = z.object({ lang: Lang, parts: z.array(Part) });
export type Card = z.output<typeof Card>;
