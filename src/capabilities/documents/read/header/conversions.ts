// Which conversion column is the primary one, and which revenue belongs to it. Several kinds stand side by side and are never added.

import { words, type Words } from "../../../../core/locale.ts";
import type { ConversionColumns, Plan } from "../plan.ts";
import type { ReadAnswers } from "../report.ts";
import { isMissing, type SheetRow } from "../source.ts";
import type { Columns } from "./columns.ts";
import type { HeaderCell } from "./header-cell.ts";
import { headerKey, headerWords } from "./words.ts";

export type ConversionsFound = Pick<Plan, "conversions" | "primary" | "revenue" | "indicator" | "kind"> & {
  notes: Words[];
};

/** Below this a kind is a step on the way (cart, page view), never what "전환" means. */
const LEAST_PRIMARY_RANK = 40;
const DEFAULT_WINDOW = "default";

export function findConversions(
  columns: Columns,
  sample: SheetRow[],
  answers: ReadAnswers,
): ConversionsFound {
  const counts = columns.all.get("conversions") ?? [];
  const values = columns.all.get("revenue") ?? [];
  const results = counts.find((cell) => cell.meaning?.action === "results");
  const indicator = indicatorOf(columns, results, sample, answers);
  const conversions = grouped(
    counts.filter((cell) => cell !== results || !indicator),
    values,
  );
  const primary = primaryOf(conversions, answers);
  const revenue = revenueOf(values, primary);
  const asConversions = primary ? undefined : indicator?.action;
  return {
    conversions,
    primary,
    revenue: revenue?.index,
    indicator: indicator && { ...indicator, action: asConversions },
    kind: kindOf(columns, sample),
    notes: notesOf(conversions, primary, results, indicator && asConversions),
  };
}

function grouped(counts: HeaderCell[], values: HeaderCell[]): ConversionColumns[] {
  const found = new Map<string, ConversionColumns>();
  const at = (cell: HeaderCell): ConversionColumns => {
    const action = cell.meaning?.action ?? "conversion";
    const window = cell.window ?? DEFAULT_WINDOW;
    const key = `${action} ${window}`;
    const known = found.get(key) ?? { action, window, rank: cell.meaning?.rank ?? 0, header: cell.text };
    found.set(key, known);
    return known;
  };
  for (const cell of counts) at(cell).count ??= cell.index;
  for (const cell of values) {
    if (cell.meaning?.action === "any") continue;
    const group = at(cell);
    group.value ??= cell.index;
    if (cell.currency !== undefined) group.currency ??= cell.currency;
  }
  return [...found.values()];
}

function primaryOf(conversions: ConversionColumns[], answers: ReadAnswers): ConversionColumns | undefined {
  const counted = conversions.filter((one) => one.count !== undefined);
  const named = counted.find((one) => one.header === answers.conversion);
  if (named) return named;
  return counted
    .filter((one) => one.rank >= LEAST_PRIMARY_RANK)
    .toSorted((a, b) => b.rank - a.rank || windowRank(b) - windowRank(a))[0];
}

/** Seven days is the window taken by default where a file carries several. */
function windowRank({ window }: ConversionColumns): number {
  if (window === "7d") return 100;
  return window === DEFAULT_WINDOW ? 50 : Number.parseInt(window, 10);
}

function revenueOf(values: HeaderCell[], primary: ConversionColumns | undefined): HeaderCell | undefined {
  const own = values.find((cell) => cell.index === primary?.value);
  if (own) return own;
  const any = values.find((cell) => cell.meaning?.action === "any");
  if (any) return any;
  if (primary)
    return values.find((cell) => cell.meaning?.action === "conversion" && cell.window === undefined);
  return values.toSorted((a, b) => (b.meaning?.rank ?? 0) - (a.meaning?.rank ?? 0))[0];
}

/** Meta's `Results` count different things row by row: what they are stands in another column. */
function indicatorOf(
  columns: Columns,
  results: HeaderCell | undefined,
  sample: SheetRow[],
  answers: ReadAnswers,
): { index: number; results: number; action: string | undefined } | undefined {
  const cell = columns.find("indicator");
  if (!cell || !results) return undefined;
  const kinds = sample
    .map((row) => row.cells[cell.index] ?? "")
    .filter((text) => !isMissing(text))
    .map((text) => indicatorKind(text));
  const [best] = kinds.filter((kind) => kind.rank > 0).toSorted((a, b) => b.rank - a.rank);
  return { index: cell.index, results: results.index, action: answers.conversion ?? best?.action };
}

const indicatorKinds = new Map<string, { action: string; rank: number }>();

/** `actions:offsite_conversion.fb_pixel_purchase` is a purchase; an unknown word is its own kind, never a conversion. */
export function indicatorKind(text: string): { action: string; rank: number } {
  const known = indicatorKinds.get(text);
  if (known) return known;
  const lower = text.toLowerCase();
  const row = headerWords.indicators.find((one) => one.has.some((word) => lower.includes(word)));
  const kind = row ? { action: row.action, rank: row.rank } : { action: text.trim().slice(0, 60), rank: 0 };
  if (indicatorKinds.size < 1000) indicatorKinds.set(text, kind);
  return kind;
}

/** The action a conversion-kind cell names; an unknown word is kept as the file has it. */
export function actionOfKind(text: string): string {
  return headerWords.kinds[headerKey(text)] ?? text.trim().slice(0, 60);
}

function kindOf(columns: Columns, sample: SheetRow[]): Plan["kind"] {
  const cell = columns.find("conversion_action");
  if (!cell) return undefined;
  const actions = sample
    .map((row) => row.cells[cell.index] ?? "")
    .filter((text) => !isMissing(text))
    .map(actionOfKind);
  const action = actions.find((one) => one === "purchase") ?? actions[0];
  return action === undefined ? undefined : { index: cell.index, action };
}

function notesOf(
  conversions: ConversionColumns[],
  primary: ConversionColumns | undefined,
  results: HeaderCell | undefined,
  asConversions: string | undefined,
): Words[] {
  const others = conversions
    .filter((one) => one !== primary && one.count !== undefined)
    .map((one) => one.header);
  if (primary && others.length > 0) {
    return [
      words(
        `전환은 ‘${primary.header}’ 열로 셌어요. 다른 전환(${others.slice(0, 4).join(", ")})은 따로 보관해요.`,
        `Conversions are taken from “${primary.header}”; the others (${others.slice(0, 4).join(", ")}) are kept apart.`,
      ),
    ];
  }
  if (asConversions !== undefined) {
    return [
      words(
        `‘결과’는 행마다 뜻이 달라 ${asConversions}만 전환으로 셌어요.`,
        `“Results” mean different things row by row; only ${asConversions} counts as conversions.`,
      ),
    ];
  }
  if (!primary && results) {
    return [
      words(
        "‘결과’ 열은 무엇의 결과인지 표시가 없어 전환으로 세지 않았어요.",
        "The file does not say what its “Results” are, so they are not counted as conversions.",
      ),
    ];
  }
  return [];
}
