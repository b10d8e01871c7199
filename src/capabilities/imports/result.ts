// What an import gives back: its card, and short facts for the model and for `ask --json`.

import { mainUnits, moneyFromMicros } from "../../core/money.ts";
import { additiveMetrics, metrics } from "../../core/metric.ts";
import type { Ctx } from "../context.ts";
import type { ToolResult } from "../tool.ts";
import { importCard } from "./card.ts";
import { replacements } from "./compare.ts";
import { replacedDays } from "./flip.ts";
import type { ImportReport, SumLine } from "./import-report.ts";
import { mergeSpellings, spellingOffers } from "./spellings.ts";
import type { StoredImport } from "./stored.ts";

/** @param options.mergeAll merge the spellings found without asking (one-shot), and say so */
export async function importResult(
  ctx: Ctx,
  stored: StoredImport,
  options: { mergeAll: boolean },
): Promise<ToolResult> {
  const replaced = await replacements(ctx, stored);
  const offers = await spellingOffers(ctx, stored);
  const merge = options.mergeAll && offers.length > 0;
  if (merge) await mergeSpellings(ctx, { importId: stored.id });
  const news = {
    stored,
    replaced,
    offers: merge ? [] : offers,
    merged: merge ? offers : [],
    alreadyThere: false,
  };
  return {
    card: importCard(ctx, news),
    facts: {
      ...importFacts(ctx, stored),
      replacedDays: replacedDays(stored.runs),
      mergedCampaigns: news.merged.length,
    },
  };
}

export async function alreadyThereResult(ctx: Ctx, stored: StoredImport): Promise<ToolResult> {
  const offers = await spellingOffers(ctx, stored);
  const news = { stored, replaced: { lines: [], changes: [] }, offers, merged: [], alreadyThere: true };
  return { card: importCard(ctx, news), facts: { ...importFacts(ctx, stored), alreadyThere: true } };
}

function importFacts({ lang }: Ctx, { id, report }: StoredImport): Record<string, unknown> {
  return {
    importId: id,
    medium: report.medium,
    rows: report.rows,
    days: report.days,
    totalsRows: report.totalsCount,
    reconciled: report.totals.every(({ verdict }) => verdict !== "differs"),
    rejected: report.rejectedCount,
    period: report.period,
    currencies: [...new Set(report.sums.map(({ currency }) => currency))],
    sums: report.sums.map(sumFacts),
    assumed: assumptions(report, lang),
  };
}

/** Main units: won, dollars, counts. */
function sumFacts({ medium, currency, vat, micros }: SumLine): Record<string, unknown> {
  const sums = additiveMetrics.flatMap((metric) => {
    const text = micros[metric];
    if (text === undefined) return [];
    const money = metrics[metric].unit === "currency";
    return [[metric, money ? mainUnits(moneyFromMicros(BigInt(text), currency, vat)) : Number(text) / 1e6]];
  });
  return { medium, currency, vat, ...Object.fromEntries(sums) };
}

function assumptions({ assumed }: ImportReport, lang: "ko" | "en"): string[] {
  return assumed.map((doubt) => `${doubt.slot}: ${doubt.assumed[lang]}`);
}
