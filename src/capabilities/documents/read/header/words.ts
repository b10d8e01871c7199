// The header synonyms as lookups, checked when they load.

import { z } from "zod";
import headerTable from "./headers.json" with { type: "json" };
import mediaTable from "./media.json" with { type: "json" };
import wideTable from "./wide.json" with { type: "json" };
import { Medium } from "../../../../core/medium.ts";
import { Vat } from "../../../../core/money.ts";

/** Columns that name what a row is about. */
export const nameFields = ["campaign", "campaignRef", "adGroup", "adGroupRef", "ad", "adRef"] as const;

/** Columns whose values split a row, by the product's dimension names. */
export const breakdownFields = [
  "keyword",
  "search_term",
  "campaign_type",
  "product_type",
  "placement",
  "device",
  "age",
  "gender",
  "region",
  "country",
  "brand",
  "conversion_action",
  "hour",
] as const;

export const Field = z.enum([
  "day",
  "dayFrom",
  "dayTo",
  "week",
  "month",
  "medium",
  "platform",
  "account",
  "accountRef",
  ...nameFields,
  ...breakdownFields,
  "currency",
  "indicator",
  "spend",
  "impressions",
  "clicks",
  "interactions",
  "reach",
  "sessions",
  "perConversion",
  "ctr",
  "cpc",
  "cpm",
  "cvr",
  "cpa",
  "roas",
  "frequency",
  "interaction_rate",
  "cost_per_interaction",
  "conversions",
  "revenue",
]);
export type Field = z.output<typeof Field>;

const texts = z.array(z.string());

const HeaderWords = z.object({
  fields: z.partialRecord(Field, texts),
  conversions: z.array(z.object({ action: z.string(), rank: z.number(), count: texts, value: texts })),
  overrides: z.array(z.object({ with: z.string(), header: z.string(), field: Field })),
  indicators: z.array(z.object({ has: texts, action: z.string(), rank: z.number() })),
  kinds: z.record(z.string(), z.string()),
});

const MediaWords = z.object({
  signatures: z.array(
    z.object({
      medium: Medium,
      format: z.string(),
      headers: z.record(z.string(), z.number()),
      titles: texts,
      names: texts,
    }),
  ),
  values: z.record(z.string(), Medium),
  placements: texts,
  devices: texts,
  taken: z.object({ vat: z.partialRecord(Medium, Vat), currency: z.partialRecord(Medium, z.string()) }),
  strangers: z.record(z.string(), z.object({ headers: texts, least: z.number() })),
});
export type Signature = z.output<typeof MediaWords>["signatures"][number];

const WideWords = z.object({
  suffixes: z.object({ spend: texts, impressions: texts, clicks: texts }),
  aside: texts,
  notChannels: texts,
  target: z.object({ conversions: texts, revenue: texts, perConversion: texts }),
});

export const headerWords: z.output<typeof HeaderWords> = HeaderWords.parse(headerTable);
export const mediaWords: z.output<typeof MediaWords> = MediaWords.parse(mediaTable);
export const wideWords: z.output<typeof WideWords> = WideWords.parse(wideTable);

/** What a header key stands for; `order` = place among its synonyms, the smaller the better. */
export type Meaning = { field: Field; order: number; action?: string; rank?: number };

export const meanings: ReadonlyMap<string, Meaning> = buildMeanings();

/** Letters and digits in lower case, full-width forms folded. */
export function headerKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function buildMeanings(): Map<string, Meaning> {
  const found = new Map<string, Meaning>();
  for (const kind of headerWords.conversions) {
    add(found, kind.count, { field: "conversions", action: kind.action, rank: kind.rank });
    add(found, kind.value, { field: "revenue", action: kind.action, rank: kind.rank });
  }
  for (const [field, synonyms] of Object.entries(headerWords.fields)) {
    add(found, synonyms, { field: Field.parse(field) });
  }
  return found;
}

function add(found: Map<string, Meaning>, synonyms: string[], meaning: Omit<Meaning, "order">): void {
  for (const [order, text] of synonyms.entries()) {
    const key = headerKey(text);
    if (!found.has(key)) found.set(key, { ...meaning, order });
  }
}
