// The writer's data files: trades, lines of every trade, fields of the media, words it never uses. Checked when they load.

import { readdirSync } from "node:fs";
import { z } from "zod";
import { loadData } from "../../../core/data-file.ts";
import { Lang } from "../../../core/locale.ts";
import { Medium } from "../../../core/medium.ts";
import { Objective } from "../../../core/objective.ts";

const wordList = z.string().transform((text) => text.split(/\s+/).filter((word) => word !== ""));
const lines = z.array(z.string()).min(2);
const Lines = z.strictObject({ head: lines, say: lines });
const both = <T extends z.ZodType>(one: T) => z.strictObject({ ko: one, en: one });
const Color = z.string().regex(/^#[0-9a-f]{6}$/i);

export const Tone = z.enum(["playful", "premium", "formal", "warm"]);
export type Tone = z.output<typeof Tone>;

const Industry = z.strictObject({
  id: z.string(),
  words: wordList,
  palette: z.strictObject({ primary: Color, accent: Color, paper: Color }),
  angles: z.array(z.strictObject({ name: both(z.string()), ko: Lines, en: Lines })).length(3),
  tones: z.partialRecord(Tone, both(lines)),
  close: z.record(Objective, both(z.string())),
  cta: z.record(Objective, z.strictObject({ ko: z.string(), en: z.string(), short: z.string() })),
});
export type Industry = z.output<typeof Industry>;

const Field = z.strictObject({
  field: z.string(),
  ko: z.string(),
  en: z.string(),
  /** What stands in it: a headline, a sentence or two, a whole text, a short line, a button. */
  kind: z.enum(["head", "say", "tell", "short", "cta"]),
  count: z.number().int().positive(),
  limit: z.number().int().positive(),
  /** `width` counts Hangul and other wide letters twice, `letters` counts graphemes. */
  by: z.enum(["width", "letters"]),
  confirmed: z.boolean(),
  source: z.string(),
});
export type Field = z.output<typeof Field>;

const Frames = z.strictObject({
  occasions: z.record(z.string(), z.strictObject({ words: both(wordList), ko: Lines, en: Lines })),
  offer: both(Lines),
  tones: z.record(Tone, both(wordList)),
  tails: both(wordList),
  places: z.strictObject({ words: both(wordList), ko: Lines, en: Lines }),
});

const Forbidden = z.strictObject({ checked: z.string(), words: z.record(z.string(), z.array(z.string())) });
const Claims = z.strictObject({ checked: z.string(), claims: z.record(z.string(), z.array(z.string())) });
const Fields = z.strictObject({ checked: z.string(), media: z.record(Medium, z.array(Field).min(1)) });

export const industries: readonly Industry[] = readdirSync(new URL("industries/", import.meta.url))
  .toSorted()
  .map((name) => load(`industries/${name}`, Industry));
export const frames = load("frames.yaml", Frames);
export const fieldsOf: Readonly<Record<Medium, readonly Field[]>> = load("fields.yaml", Fields).media;
export const forbiddenPatterns: readonly string[] = Object.values(
  load("forbidden.yaml", Forbidden).words,
).flat();
export const claimPatterns: readonly string[] = Object.values(load("claims.yaml", Claims).claims).flat();

export function wordsOf(lang: Lang, tone: Tone): readonly string[] {
  return frames.tones[tone][lang];
}

function load<T extends z.ZodType>(name: string, schema: T): z.output<T> {
  return loadData(new URL(name, import.meta.url), schema);
}

/** What people call a field of a medium: `headline_2` is `제목 B`: a letter, as it counts nothing. */
export function fieldLabel(medium: Medium, field: string, lang: Lang): string {
  const [, name = field, at] = /^(.*?)(?:_(\d+))?$/.exec(field) ?? [];
  const label = fieldsOf[medium].find((one) => one.field === name || one.field === field)?.[lang] ?? field;
  return at ? `${label} ${String.fromCodePoint(64 + Number(at))}` : label;
}
