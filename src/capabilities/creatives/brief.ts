// What a creative is made from, and what comes of it.

import { z } from "zod";
import { CreativeId, CreativeVersionId, DocumentId } from "../../core/ids.ts";
import { Lang } from "../../core/locale.ts";
import { Medium } from "../../core/medium.ts";
import { Objective } from "../../core/objective.ts";
import { DayText, Targeting } from "../../core/slots.ts";
import { PeriodText } from "../../core/time.ts";

export const CreativeBrief = z.object({
  product: z.string().trim().min(1).max(200),
  /** Id of a trade, as in the templates of plans; told from the product when left out. */
  industry: z.string().max(60).optional(),
  objective: Objective,
  tone: z.string().max(60).optional(),
  audience: Targeting.optional(),
  /** Minor units of the workspace's currency. `wasMinor` is the price before, only where it was really charged. */
  offer: z
    .object({
      priceMinor: z.number().int().positive().optional(),
      wasMinor: z.number().int().positive().optional(),
      discountPct: z.number().positive().max(99).optional(),
      until: DayText.optional(),
    })
    .optional(),
  media: z.array(Medium).min(1),
  landingUrl: z.string().max(2_000).optional(),
  flight: PeriodText.optional(),
  lang: Lang,
  legalLines: z.array(z.string().max(120)).max(5).optional(),
  /** Words that are to stand on the pictures in the place of the writer's headline. */
  headline: z.string().trim().min(1).max(120).optional(),
  /** A stored picture of the product, JPEG or PNG. */
  photo: DocumentId.optional(),
  /** Which formats to draw; up to four a medium when left out. */
  formats: z.array(z.string()).max(40).optional(),
});
export type CreativeBrief = z.input<typeof CreativeBrief>;
/** The same once it was checked. */
export type Checked = z.output<typeof CreativeBrief>;

const FieldText = z.object({
  field: z.string(),
  text: z.string(),
  /** Its length as the medium counts, and the most it takes. */
  width: z.number(),
  limit: z.number(),
  by: z.enum(["width", "letters"]),
  /** Whether the limit is the medium's own word; else it is practice. */
  confirmed: z.boolean(),
});

export const MediumText = z.object({
  medium: Medium,
  /** Whom it is for, in words, where a brief names several. */
  segment: z.string().optional(),
  variant: z.enum(["A", "B", "C"]),
  fields: z.array(FieldText),
});
export type MediumText = z.output<typeof MediumText>;

export const CreativeImage = z.object({
  format: z.string(),
  medium: Medium,
  width: z.number(),
  height: z.number(),
  documentId: DocumentId,
  name: z.string(),
  bytes: z.number(),
  /** What it shows, for who cannot see it. */
  alt: z.string(),
});
export type CreativeImage = z.output<typeof CreativeImage>;

export type CreativeSet = {
  creativeId: CreativeId;
  versionId: CreativeVersionId;
  number: number;
  product: string;
  texts: MediumText[];
  images: CreativeImage[];
  /** Formats without a picture, each with the reason in the brief's language. */
  left: { format: string; reason: string }[];
  /** Words of the brief that were not taken over, as they need proof or promise too much. */
  taken: string[];
  /** What people should know of how the words came about, in the brief's language. */
  remarks?: string[];
  /** Who wrote the words: every set says that it is a draft made by AI. */
  marks: { ai: true; writer: "built_in" | "model" | "person" };
  /** The photograph on the pictures, where a model made it. */
  scene?: DocumentId;
};
