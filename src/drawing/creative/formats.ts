// The image formats of the media, from their data file: size, safe zone, largest file, smallest letters of a notice.

import { z } from "zod";
import { loadData } from "../../core/data-file.ts";
import { Medium } from "../../core/medium.ts";

const Edges = z.object({
  top: z.number().int().min(0).default(0),
  right: z.number().int().min(0).default(0),
  bottom: z.number().int().min(0).default(0),
  left: z.number().int().min(0).default(0),
});

const Row = z.strictObject({
  id: z.string(),
  medium: Medium,
  ko: z.string(),
  en: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  safe: Edges.default({ top: 0, right: 0, bottom: 0, left: 0 }),
  least_legal_px: z.number().int().positive().optional(),
  most_kb: z.number().int().positive().optional(),
  without: z.array(z.enum(["cta", "sub"])).default([]),
  /** Whether the named page was read to say so; the safe zone apart where it comes from practice. */
  confirmed: z.boolean(),
  safe_confirmed: z.boolean().default(true),
  source: z.string(),
});

const File = z.strictObject({
  checked: z.string(),
  house: z.object({ least_legal_px: z.number(), most_kb: z.number() }),
  formats: z.array(Row).min(1),
});

export type Format = Omit<z.output<typeof Row>, "least_legal_px" | "most_kb"> & {
  leastLegalPx: number;
  mostBytes: number;
};

/** In the order of the file: by medium, the widest use first. */
export const formats: readonly Format[] = load();

export function formatOf(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}

export function formatsOf(medium: Medium): Format[] {
  return formats.filter((format) => format.medium === medium);
}

function load(): Format[] {
  const { house, formats: rows } = loadData(new URL("./formats.yaml", import.meta.url), File);
  return rows.map(({ least_legal_px, most_kb, ...row }) => ({
    ...row,
    leastLegalPx: least_legal_px ?? house.least_legal_px,
    mostBytes: (most_kb ?? house.most_kb) * 1024,
  }));
}
