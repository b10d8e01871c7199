// What each medium can do, read from its data file: the domain asks these, never the medium's name.

import { z } from "zod";
import { isCurrency, type Money, Vat } from "../core/money.ts";
import data from "./features.json" with { type: "json" };
import type { MediumName } from "./medium.ts";

const Operation = z.enum(["setStatus", "setDailyBudget", "setEnd", "setAudience", "rename"]);

const fields = {
  bornPaused: z.boolean(),
  dryRun: z.boolean(),
  writable: z.boolean(),
  maxReportDays: z.number().int().positive(),
  reportIncludesToday: z.boolean(),
  settlesAfter: z.object({
    spendDays: z.number().int(),
    spendTime: z.iso.time({ precision: -1 }).optional(),
    conversionDays: z.number().int(),
  }),
  currencyMode: z.enum(["offset", "micros", "main"]),
  vatBasis: z.array(z.object({ from: z.iso.date(), vat: Vat })).min(1),
  overdelivery: z.object({
    dayFactor: z.number().min(1),
    weekDays: z.number().positive().optional(),
    monthDays: z.number().positive().optional(),
  }),
  paceMs: z.record(z.enum(["create", "change", "read", "report"]), z.number().int().positive()),
  minDailyBudget: z.record(z.string().refine(isCurrency), z.number().int().positive()),
  duplicateNames: z.enum(["allowed", "refused"]),
  maxNameLength: z.number().int().positive(),
  undoable: z.array(Operation),
  audience: z.array(z.enum(["ages", "genders", "regions"])),
};

type Fields = { [Key in keyof typeof fields]: z.output<(typeof fields)[Key]> };
type Field = keyof Fields;

/** Where a fact comes from, the ISO day it was looked up, and whether it was confirmed; an unconfirmed one is an assumption and is said as one. */
type FactSource = { source: string; date: string; confirmed: boolean };

export type MediumFeatures = {
  /** True: an object asked for as paused is born so. False: it starts on, and the client switches it off inside the same call. */
  bornPaused: boolean;
  /** A create can be checked by the medium without being done. */
  dryRun: boolean;
  /** Changes can be made by API at all. */
  writable: boolean;
  /** Days that one report may span, both ends counted; `pullMetrics` splits longer periods itself. */
  maxReportDays: number;
  /** Reports hold today, partially. */
  reportIncludesToday: boolean;
  /** Spend of a day is final so many days later (at `spendTime` of that day, the account's zone), conversions after `conversionDays`. */
  settlesAfter: Fields["settlesAfter"];
  /** How budgets travel: the currency's offset unit, micros, or whole main units. Only the client converts. */
  currencyMode: Fields["currencyMode"];
  /** VAT basis of spend in reports, by the day the figure is about. Budgets exclude VAT everywhere. */
  vatBasis: (day: Temporal.PlainDate) => Vat;
  /** Worst case: one day at most `dayFactor` daily budgets, seven days in a row at most `weekDays`, one calendar month at most `monthDays`. */
  overdelivery: Fields["overdelivery"];
  /** Least milliseconds between two calls of a kind on one account; the slowest documented pace. */
  paceMs: Readonly<Record<"create" | "change" | "read" | "report", number>>;
  /** Smallest daily budget in that currency without VAT, an assumption; `undefined` when none is known. */
  minDailyBudget: (currency: string) => Money | undefined;
  /** Whether a second live campaign of the same name is refused. */
  duplicateNames: "allowed" | "refused";
  /** Letters of a name, the tag included. */
  maxNameLength: number;
  /** Changes that an opposite call takes back; what was created can only be paused. */
  undoable: readonly z.output<typeof Operation>[];
  /** What of a running ad group's audience can be changed; nothing where its medium's console has to be used. */
  audience: Fields["audience"];
  /** Source, date and confirmation of each field above. */
  facts: Readonly<Record<Field, FactSource>>;
};

const Source = z.object({ source: z.string().min(1), date: z.iso.date(), confirmed: z.boolean() });

export const mediumFeatures: Readonly<Record<MediumName, MediumFeatures>> = {
  meta: featuresOf(data.meta),
  google_ads: featuresOf(data.google_ads),
  naver: featuresOf(data.naver),
  kakao: featuresOf(data.kakao),
};

function featuresOf(raw: unknown): MediumFeatures {
  const read = z.record(z.string(), z.looseObject({ value: z.unknown() })).parse(raw);
  const facts = {} as Record<Field, FactSource>;
  const values: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(fields)) {
    facts[key as Field] = Source.parse(read[key]);
    values[key] = schema.parse(read[key]?.value);
  }
  const { vatBasis, minDailyBudget, ...plain } = values as Fields;
  return {
    ...plain,
    vatBasis: (day) => vatBasis.findLast(({ from }) => from <= day.toString())?.vat ?? "unknown",
    minDailyBudget: (currency) => {
      const minor = minDailyBudget[currency];
      return minor === undefined ? undefined : { minor: BigInt(minor), currency, vat: "excluded" };
    },
    facts,
  };
}
