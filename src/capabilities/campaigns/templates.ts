// Industry templates: a first plan per line of business. Data files, checked as they load; every figure is a default or an
// assumption with its source, and gives way to the workspace's own.

import { readdirSync } from "node:fs";
import { z } from "zod";
import { loadData } from "../../core/data-file.ts";
import { Words } from "../../core/locale.ts";
import { Metric } from "../../core/metric.ts";
import { Objective } from "../../core/objective.ts";
import { PlanMedium } from "./plan.ts";

const folder = new URL("./templates/", import.meta.url);

const Source = z.object({ text: Words, date: z.iso.date(), confirmed: z.boolean() });
const sources = loadData(new URL("sources.yaml", folder), z.record(z.string(), Source));
const source = z.string().transform((key, check) => {
  const found = sources[key];
  if (!found) check.addIssue(`unknown source ${key}`);
  return found?.text ?? { ko: "", en: "" };
});

/** `default` is shown as 기본값, `assumption` as 가정. */
const byDefault = { label: z.literal("default"), source };
const assumed = { label: z.literal("assumption"), source };
const won = z.number().int().positive();
const range = z.tuple([z.number().positive(), z.number().positive()]).refine(([low, high]) => low < high);
const textSet = z.string().transform((text) => text.toLowerCase().split(/\s+/));

export const Template = z.object({
  id: z.string(),
  name: Words,
  /** Words of a brief that tell the industry. */
  words: textSet,
  objective: z.object({ ...byDefault, value: Objective, goal: Words }),
  mix: z.object({
    ...byDefault,
    percent: z
      .partialRecord(PlanMedium, z.number().int().positive())
      .refine((mix) => Object.values(mix).reduce((all, one) => all + one, 0) === 100, "the mix is not 100 %"),
  }),
  floors: z.object({ ...byDefault, krwPerDay: z.partialRecord(PlanMedium, won) }),
  /** Main units; roas as a multiple. */
  kpi: z.object({ ...assumed, metric: Metric, low: z.number().positive(), high: z.number().positive() }),
  cpc: z.object({ ...assumed, krw: z.record(PlanMedium, range) }),
  flight: z.object({
    ...byDefault,
    days: z.number().int().min(1),
    shape: z.enum(["even", "opening", "weekend"]),
  }),
  budget: z.object({ ...byDefault, krw: won }),
  angles: z.array(Words).length(3),
  /** `print`: stands in the creative itself, blanks in brackets; else a duty to be checked. */
  legal: z
    .array(z.object({ print: z.boolean(), text: Words, source: z.string().min(1), confirmed: z.boolean() }))
    .min(1),
  review: z.array(z.string()).min(1),
  /** What a review looks at first. */
  watch: Words,
  landing: Words,
});
export type Template = z.output<typeof Template>;

export const templates: readonly Template[] = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml") && name !== "sources.yaml")
  .toSorted()
  .map((name) => loadData(new URL(name, folder), Template));

const GENERAL = "shop";

/**
 * The line of business a brief speaks of, by its words: 카페 오픈 = cafe, 여름 샌들 세일 = fashion; the general shop where none says.
 * The longest word that is found decides: 골프레슨 before 레슨.
 */
export function templateFor(text: string): { template: Template; found: boolean } {
  const letters = text.normalize("NFKC").toLowerCase();
  const latin = new Set(letters.match(/[a-z0-9é]+/g));
  let best: { template: Template; length: number } | undefined;
  for (const template of templates) {
    for (const word of template.words) {
      const hit = /[가-힣]/.test(word) ? letters.includes(word) : latin.has(word) || latin.has(`${word}s`);
      if (hit && word.length > (best?.length ?? 0)) best = { template, length: word.length };
    }
  }
  return best ? { template: best.template, found: true } : { template: templateById(GENERAL), found: false };
}

export function templateById(id: string): Template {
  const found = templates.find((one) => one.id === id) ?? templates.find((one) => one.id === GENERAL);
  if (!found) throw new Error("no general template");
  return found;
}
