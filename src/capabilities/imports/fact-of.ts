// A row of a report as a fact: where it belongs, and its amounts as the database takes them.

import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import type { Recognised, ReportRow } from "../documents/documents.ts";
import { type AccountGroup, ANALYTICS } from "./account-rule.ts";
import type { ConversionFact, Fact } from "./facts.ts";
import type { ObjectIds } from "./objects.ts";

const LARGEST = 9_223_372_036_854_775_807n;

/**
 * Level and breakdown set, spelled as facts spell it: `ad+age,gender~window`. A site's own figures start with `analytics:`;
 * a media mix has its channels as campaigns, by the week as `medium~week`.
 */
export function viewOf({ shape, level, breakdowns, grain }: Recognised): string {
  const lead = shape === "analytics" ? ANALYTICS : "";
  const base = shape !== "mix" ? level : grain === "week" ? "medium" : "campaign";
  const dims = breakdowns.length > 0 ? `+${breakdowns.toSorted().join(",")}` : "";
  const span = grain === "day" ? "" : `~${grain}`;
  return `${lead}${base}${dims}${span}`;
}

/** The account group of a row: a wide media mix is one account of other media, a site's figures are an account of their own. */
export function groupOf(recognised: Recognised, row: ReportRow): AccountGroup {
  const { currency } = row;
  const ref = row.account ?? recognised.account;
  switch (recognised.shape) {
    case "mix":
      return { medium: "other", currency, ref };
    case "analytics":
      return { medium: "other", currency, ref: `${ANALYTICS}${ref ?? ""}` };
    case "ads":
      return { medium: row.medium ?? recognised.medium, currency, ref };
  }
}

/** A site's campaigns are no ad campaigns: their names stay with the row and out of the catalog. */
export function siteRow(row: ReportRow): ReportRow {
  const named = { campaign: row.campaign, adGroup: row.adGroup, ad: row.ad };
  const kept = Object.entries(named).filter((one): one is [string, string] => one[1] !== undefined);
  return kept.length === 0 ? row : { ...row, breakdown: { ...row.breakdown, ...Object.fromEntries(kept) } };
}

export type FactPlace = { row: number; accountId: string; view: string; ids: ObjectIds };

/** @throws Failure "invalid" for an amount no medium could report */
export function factOf(source: ReportRow, { row, accountId, view, ids }: FactPlace): Fact {
  const amount = (value: bigint | undefined): string | undefined => safeAmount(value, source.line);
  return {
    row,
    account: accountId,
    view,
    day: source.day,
    dayTo: source.dayTo,
    campaign: ids.campaign,
    adGroup: ids.adGroup,
    ad: ids.ad,
    breakdown: source.breakdown && plainValues(source.breakdown),
    spend: amount(source.spendMicros),
    revenue: amount(source.revenueMicros),
    impressions: amount(source.impressions),
    clicks: amount(source.clicks),
    interactions: amount(source.interactions),
    conversions: source.conversions,
    reach: amount(source.reach),
    currency: source.currency,
    vat: source.vat,
  };
}

export function conversionsOf(source: ReportRow, row: number): ConversionFact[] {
  return (source.conversionsByAction ?? []).map((one) => ({
    row,
    action: plainText(one.action),
    window: plainText(one.window),
    count: one.count,
    value: safeAmount(one.valueMicros, source.line),
  }));
}

function safeAmount(value: bigint | undefined, line: number): string | undefined {
  if (value === undefined) return undefined;
  if (value > LARGEST || value < -LARGEST) throw tooLarge(line);
  return value.toString();
}

/** Postgres text takes no zero byte and no half of a letter. */
function plainText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

function plainValues(breakdown: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(breakdown).map(([dim, value]) => [dim, plainText(value)]));
}

function tooLarge(line: number): Failure {
  return new Failure("invalid", "an amount of the file is beyond bigint", {
    say: words(
      `${line}번째 줄에 실제로 나올 수 없는 큰 숫자가 있어요.`,
      `Line ${line} holds a number too large to be real.`,
    ),
    next: words("그 줄을 고쳐서 다시 올려 주세요.", "Please correct that line and drop the file again."),
  });
}
