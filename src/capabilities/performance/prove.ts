// Step 5 of a query: summed rows become totals by currency, proved to add up, and figures that may be shown.

import { additiveMetrics, type Metric, metrics } from "../../core/metric.ts";
import { UNKNOWN_CURRENCY, type Vat } from "../../core/money.ts";
import type { Quantity } from "../../core/quantity.ts";
import type { QueryId } from "../../core/ids.ts";
import type { Dim } from "../../core/query.ts";
import type { Chosen } from "./choose-view.ts";
import type { Account, Side } from "./coverage.ts";
import type { Key, SumRow } from "./sum-rows.ts";
import { addRaw, emptyTotals, type Figure, figureOf, isMoney, type Totals } from "./sums.ts";

type Sides = Partial<Record<Side, Totals>>;

/** One value (or pair of values) of a split. */
export type Group = Sides & { keys: Key[]; accounts: Set<Account> };

/** Everything of one currency; in `whole`, all currencies, of which only counts may be shown. */
export type Block = {
  currency: string;
  vat: Vat;
  /** Spend of several bases was brought to one. */
  mixedVat: boolean;
  total: Sides;
  /** In the order of the splits asked for; groups in no order yet. */
  splits: Group[][];
};

export type Result = { blocks: Block[]; whole: Block; byAccount: Map<string, Sides> };

/** Dimensions that come from the account of a row. */
const accountDims: readonly Dim[] = ["medium", "account"];

/** `keys` of the statement and the grouping each split is read from. */
export function planSplits(splits: readonly (readonly Dim[])[]): { keys: Dim[]; groupings: number[][] } {
  const keys = [...new Set(splits.flat().filter((dim) => !accountDims.includes(dim)))];
  const sets = new Map([["", [] as number[]]]);
  for (const split of splits) {
    const set = split
      .filter((dim) => !accountDims.includes(dim))
      .map((dim) => keys.indexOf(dim))
      .toSorted((a, b) => a - b);
    sets.set(set.join(), set);
  }
  return { keys, groupings: [...sets.values()] };
}

export function proveRows(
  rows: readonly SumRow[],
  splits: readonly (readonly Dim[])[],
  keys: readonly Dim[],
  chosen: readonly Chosen[],
): Result {
  const accounts = new Map(chosen.map(({ account }) => [account.id, account]));
  const wholeMask = maskOf([], keys);
  const bases = basesOf(rows.filter(({ grouping }) => grouping === wholeMask));
  const blocks = new Map<string, Block>();
  const whole = emptyBlock("", false, "unknown", splits.length);
  const byAccount = new Map<string, Sides>();
  for (const row of rows) {
    const basis = bases.get(row.currency) ?? { vat: "unknown", mixed: false, withoutVat: false };
    let block = blocks.get(row.currency);
    if (!block)
      blocks.set(row.currency, (block = emptyBlock(row.currency, basis.mixed, basis.vat, splits.length)));
    for (const into of [block, whole]) addRow(into, row, splits, keys, accounts, basis.withoutVat);
    if (row.grouping === wholeMask) addSide(sidesOf(byAccount, row.accountId), row, basis.withoutVat);
  }
  const result = { blocks: [...blocks.values()].toSorted(byCurrency), whole, byAccount };
  for (const block of [...result.blocks, whole]) {
    proveParts(block);
    for (const groups of block.splits) markAlike(groups);
  }
  return result;
}

/** Ads of one name in several ad groups of a campaign: told apart by their ad group. */
function markAlike(groups: readonly Group[]): void {
  const seen = new Map<string, Key>();
  for (const { keys } of groups) {
    for (const [index, key] of keys.entries()) {
      if (key.group === undefined) continue;
      const others = keys.filter((_, at) => at !== index).map(({ id }) => id);
      const name = [index, key.parent, key.name, ...others].join("\n");
      const first = seen.get(name);
      if (first && first.id !== key.id) first.alike = key.alike = true;
      seen.set(name, key);
    }
  }
}

function addRow(
  block: Block,
  row: SumRow,
  splits: readonly (readonly Dim[])[],
  keys: readonly Dim[],
  accounts: ReadonlyMap<string, Account>,
  withoutVat: boolean,
): void {
  if (row.grouping === maskOf([], keys)) addSide(block.total, row, withoutVat);
  for (const [index, split] of splits.entries()) {
    if (row.grouping !== maskOf(split, keys)) continue;
    const account = accounts.get(row.accountId);
    const values = split.map((dim) => keyOf(dim, row, keys, account));
    const group = groupOf(block.splits[index] as Group[], values);
    addSide(group, row, withoutVat);
    if (account) group.accounts.add(account);
  }
}

/** As SQL's `grouping()`: a set bit for each key that is not in the grouping, the last key lowest. */
export function maskOf(split: readonly Dim[], keys: readonly Dim[]): number {
  let mask = 0;
  for (const key of keys) mask = (mask << 1) | (split.includes(key) ? 0 : 1);
  return mask;
}

function keyOf(dim: Dim, row: SumRow, keys: readonly Dim[], account: Account | undefined): Key {
  if (dim === "medium") return { id: account?.medium ?? "", name: account?.medium ?? "" };
  if (dim === "account") return { id: account?.id ?? "", name: account?.name ?? "" };
  return row.keys[keys.indexOf(dim)] ?? { id: "", name: "" };
}

const groupIndex = new WeakMap<Group[], Map<string, Group>>();

function groupOf(groups: Group[], keys: Key[]): Group {
  let index = groupIndex.get(groups);
  if (!index) groupIndex.set(groups, (index = new Map()));
  const id = keys.map((key) => key.id).join("\n");
  let group = index.get(id);
  if (!group) {
    group = { keys, accounts: new Set() };
    index.set(id, group);
    groups.push(group);
  }
  return group;
}

function addSide(sides: Sides, row: SumRow, withoutVat: boolean): void {
  const totals = (sides[row.side] ??= emptyTotals());
  addRaw(totals, row, withoutVat);
}

function sidesOf(map: Map<string, Sides>, id: string): Sides {
  let sides = map.get(id);
  if (!sides) map.set(id, (sides = {}));
  return sides;
}

type Basis = { vat: Vat; mixed: boolean; withoutVat: boolean };

/** One basis stays; mixed known ones meet at VAT-excluded; with an unknown one among them the sum's basis is unknown. */
function basesOf(rows: readonly SumRow[]): Map<string, Basis> {
  const seen = new Map<string, Set<Vat>>();
  for (const row of rows) {
    if ((row.sums.spend?.known ?? 0) === 0) continue;
    seen.set(row.currency, (seen.get(row.currency) ?? new Set()).add(row.vat));
  }
  return new Map(
    [...seen].map(([currency, vats]) => {
      const mixed = vats.size > 1;
      const vat = mixed ? (vats.has("unknown") ? "unknown" : "excluded") : ([...vats][0] ?? "unknown");
      return [currency, { vat, mixed, withoutVat: mixed }];
    }),
  );
}

function emptyBlock(currency: string, mixedVat: boolean, vat: Vat, splits: number): Block {
  return { currency, vat, mixedVat, total: {}, splits: Array.from({ length: splits }, () => []) };
}

/** Known currencies first, by code. */
function byCurrency(a: Block, b: Block): number {
  const rank = (currency: string): string => (currency === UNKNOWN_CURRENCY ? "~" : currency);
  return rank(a.currency) < rank(b.currency) ? -1 : 1;
}

/** Total and parts come from different groupings of one statement: they must agree, or nothing is shown. */
function proveParts(block: Block): void {
  for (const groups of block.splits) {
    for (const side of ["now", "before"] as const) {
      for (const metric of additiveMetrics) {
        const total = block.total[side]?.sums[metric] ?? 0n;
        let parts = 0n;
        for (const group of groups) parts += group[side]?.sums[metric] ?? 0n;
        const slack = metric === "conversions" ? roundingOf(groups.length) : 0n;
        const gap = parts > total ? parts - total : total - parts;
        if (gap > slack) throw new Error(`parts of ${metric} miss the total by ${gap} of ${total}`);
      }
    }
  }
}

/** Fractional conversions are rounded to millionths once a summed row (eleven units); nothing else is ever rounded. */
function roundingOf(groups: number): bigint {
  return 11n * 8n * BigInt(groups + 1);
}

/** Where a figure comes from: all that a `Quantity` says beside its value. */
export type Origin = { block: Block; scope: Record<string, string>; queryId: QueryId };

export function quantityOf(metric: Metric, totals: Totals | undefined, origin: Origin): Quantity {
  return quantityFrom(metric, figureOf(metric, totals, origin.block.currency || UNKNOWN_CURRENCY), origin);
}

function quantityFrom(metric: Metric, figure: Figure, { block, scope, queryId }: Origin): Quantity {
  const { unit } = metrics[metric];
  const money = unit === "currency" ? { currency: block.currency } : {};
  const vat = isMoney(metric) && metric !== "revenue" && metric !== "aov" ? { vat: block.vat } : {};
  return { value: figure.value, unit, ...money, ...vat, metric, scope, queryId };
}

/** What a ratio was divided from: both sums over the rows that know both; `undefined` for what is no ratio or has no such row. */
export function operandsOf(
  metric: Metric,
  totals: Totals | undefined,
  origin: Origin,
): [Quantity, Quantity] | undefined {
  const row = metrics[metric];
  const pair = totals?.pairs[metric];
  if (row.kind !== "ratio" || !pair || pair.rows === 0) return undefined;
  const over: Totals = {
    ...emptyTotals(),
    sums: { [row.numerator]: pair.numerator, [row.denominator]: pair.denominator },
  };
  return [quantityOf(row.numerator, over, origin), quantityOf(row.denominator, over, origin)];
}

/** Relative change, `null` where the earlier figure is missing or 0. */
export function changeOf(after: Quantity, before: Quantity): Quantity {
  const { value: now } = after;
  const { value: then } = before;
  const value = now === null || then === null || then === 0 ? null : (now - then) / then;
  return derived("change", value, after, before);
}

/** Difference of two rates, shown in percentage points. */
export function pointsOf(after: Quantity, before: Quantity): Quantity {
  const value = after.value === null || before.value === null ? null : after.value - before.value;
  return derived("points", value, after, before);
}

function derived(
  metric: "change" | "points",
  value: number | null,
  after: Quantity,
  before: Quantity,
): Quantity {
  const { from = "", to = "" } = before.scope;
  const scope = { ...after.scope, of: after.metric, against: `${from}..${to}` };
  return { value, unit: "ratio", metric, scope, ...(after.queryId && { queryId: after.queryId }) };
}
