// All lexicon files as one list of meanings, each with the forms people write.

import { z } from "zod";
import { Metric } from "../core/metric.ts";
import { Words } from "../core/locale.ts";
import { Medium } from "../core/medium.ts";
import { Dim, Grain } from "../core/query.ts";
import { loadYaml } from "./data.ts";

/** Forms stand in one text, separated by commas. */
const forms = z.string().transform((text) =>
  text
    .split(/[,\n]/)
    .map((form) => form.trim())
    .filter((form) => form !== ""),
);
const MediumRow = z.object({
  value: Medium,
  /** Filters that come with the word: 파워링크 is Naver with that product type. */
  also: z.partialRecord(Dim, z.array(z.string())).optional(),
  /** A medium we do not read, by its plain name. */
  name: z.string().optional(),
  /** The narrower thing that was said where the wider one is answered. */
  read: z.string().optional(),
  /** What it is of its medium where another one of the same medium stands beside it: Facebook and Instagram. */
  placement: z.string().optional(),
  forms,
});
const ValueRow = z.object({ field: z.union([Dim, z.literal("status")]), value: z.string(), forms });
const MissingRow = z.object({
  value: z.string(),
  name: Words,
  source: Words,
  /** Even known metrics are not ours beside it. */
  whole: z.boolean().default(false),
  forms,
});
const Cues = z.record(z.string(), forms);
const Common = z.object({ particles: forms, name_particles: forms, fillers_ko: forms, fillers_en: forms });

type MediumWord = Omit<z.output<typeof MediumRow>, "forms">;
type ValueWord = Omit<z.output<typeof ValueRow>, "forms">;
export type MissingWord = Omit<z.output<typeof MissingRow>, "forms">;

export type Meaning =
  | { kind: "medium"; word: MediumWord }
  | { kind: "metric"; metric: Metric }
  | { kind: "dimension"; dim: Dim }
  | { kind: "grain"; grain: Grain }
  | { kind: "value"; word: ValueWord }
  | { kind: "missing"; word: MissingWord }
  | { kind: "cue"; cue: string }
  | { kind: "filler" }
  /** An everyday word that names no product; `noun` when it can stand in a name beside one that is not. */
  | { kind: "plain"; noun: boolean };

export type Form = { text: string; meaning: Meaning };

const common = loadYaml("common", Common);

/** Endings and particles that may follow a known word. */
export const particles: ReadonlySet<string> = new Set(common.particles);
/** The ones that may follow an unknown one. */
export const nameParticles: ReadonlySet<string> = new Set(common.name_particles);

const missingRows = rows("missing", MissingRow);

/** What each code of missing data is called, and where it would come from. */
export const missingWords: ReadonlyMap<string, MissingWord> = new Map(
  missingRows.map(({ forms: _forms, ...word }) => [word.value, word]),
);

export const vocabulary: readonly Form[] = [
  ...rows("media", MediumRow).flatMap(({ forms: all, ...word }) => of(all, { kind: "medium", word })),
  ...rows("metrics", z.object({ value: Metric, forms })).flatMap((row) =>
    of(row.forms, { kind: "metric", metric: row.value }),
  ),
  ...rows("dimensions", z.object({ value: Dim, forms })).flatMap((row) =>
    of(row.forms, { kind: "dimension", dim: row.value }),
  ),
  ...rows("grains", z.object({ value: Grain, forms })).flatMap((row) =>
    of(row.forms, { kind: "grain", grain: row.value }),
  ),
  ...rows("values", ValueRow).flatMap(({ forms: all, ...word }) => of(all, { kind: "value", word })),
  ...rows("places", ValueRow).flatMap(({ forms: all, ...word }) => of(all, { kind: "value", word })),
  ...missingRows.flatMap(({ forms: all, ...word }) => of(all, { kind: "missing", word })),
  ...cues("cues"),
  ...cues("campaigns"),
  ...cues("work"),
  ...cues("talk"),
  ...of([...common.fillers_ko, ...common.fillers_en], { kind: "filler" }),
];

function rows<T extends z.ZodType>(name: string, row: T): z.output<T>[] {
  return loadYaml(name, z.array(row));
}

function cues(name: string): Form[] {
  return Object.entries(loadYaml(name, Cues)).flatMap(([cue, all]) => of(all, { kind: "cue", cue }));
}

function of(all: readonly string[], meaning: Meaning): Form[] {
  return all.map((text) => ({ text, meaning }));
}
