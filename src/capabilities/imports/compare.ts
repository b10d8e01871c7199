// Old against new: what a replacement changed, per medium and day (or window), from the facts of both imports.

import { and, eq, inArray } from "drizzle-orm";
import type { Medium } from "../../core/medium.ts";
import { additiveMetrics } from "../../core/metric.ts";
import type { Vat } from "../../core/money.ts";
import { withTx } from "../../db/db.ts";
import { adAccount } from "../catalog/tables.ts";
import type { Ctx } from "../context.ts";
import { addSums, type ComparedSums, type DaySum, daySums } from "./day-sums.ts";
import { formerImports } from "./flip.ts";
import type { PointerRun } from "./runs.ts";
import type { StoredImport } from "./stored.ts";

/** What figures are counted under: those of two bases are never added, and compared only when one took the other's place. */
type Basis = { medium: Medium; currency: string; vat: Vat };

export type Side = { basis: Basis; sums: ComparedSums };

/** `to` is the last day of a window, else `from`. `old` or `now` is absent where one of them has no row. */
export type Replacement = { from: string; to: string; old: Side | undefined; now: Side | undefined };

/** Everything that stood on one basis stands on another now. */
export type BasisChange = { was: Basis; now: Basis };

/** Lines whose figures differ from before, sorted by medium and day; a change of basis alone makes no line. */
export type Compared = { lines: Replacement[]; changes: BasisChange[] };

type Sum = DaySum & { basis: Basis };

/** Empty when nothing was replaced or all is equal. */
export async function replacements(ctx: Ctx, stored: StoredImport): Promise<Compared> {
  const former = formerImports(stored.runs);
  if (former.length === 0) return { lines: [], changes: [] };
  const media = await mediaOf(ctx, stored.runs);
  const sumsOf = async (id: string, counts: (one: DaySum) => boolean): Promise<Sum[]> =>
    (await daySums(ctx, id)).filter(counts).map((one) => {
      const { currency, vat } = one;
      return { ...one, basis: { medium: media.get(one.accountId) ?? "other", currency, vat } };
    });
  const old: Sum[] = [];
  for (const id of former) {
    const runs = stored.runs.filter((run) => run.was === id);
    old.push(...(await sumsOf(id, (one) => touches(one, runs))));
  }
  const replaced = stored.runs.filter((run) => run.was !== null);
  const now = await sumsOf(stored.id, (one) => touches(one, replaced) || fills(one, replaced));
  return compare(old, now);
}

function compare(old: readonly Sum[], now: readonly Sum[]): Compared {
  const moves = movedBases(old, now);
  const placed = new Map(moves.map((move) => [textOf(move.was), textOf(move.now)]));
  const lines = new Map<string, Replacement>();
  for (const one of old) addLine(lines, "old", placed.get(textOf(one.basis)) ?? textOf(one.basis), one);
  for (const one of now) addLine(lines, "now", textOf(one.basis), one);
  return {
    lines: [...lines.values()].filter(differs).toSorted(byMediumAndDay),
    changes: moves.filter((move) => textOf(move.was) !== textOf(move.now)),
  };
}

/** Where one basis stood before and one stands now, the one took the other's place: for the whole file, else medium by medium. */
function movedBases(old: readonly Sum[], now: readonly Sum[]): BasisChange[] {
  const whole = movedBasis(old, now);
  if (whole) return [whole];
  const byMedium = Map.groupBy(now, ({ basis }) => basis.medium);
  return [...byMedium].flatMap(([medium, sums]) => {
    const moved = movedBasis(
      old.filter(({ basis }) => basis.medium === medium),
      sums,
    );
    return moved ? [moved] : [];
  });
}

function movedBasis(old: readonly Sum[], now: readonly Sum[]): BasisChange | undefined {
  const [was, is] = [onlyBasis(old), onlyBasis(now)];
  return was && is && { was, now: is };
}

function onlyBasis(sums: readonly Sum[]): Basis | undefined {
  return new Set(sums.map(({ basis }) => textOf(basis))).size === 1 ? sums[0]?.basis : undefined;
}

function textOf({ medium, currency, vat }: Basis): string {
  return `${medium} ${currency} ${vat}`;
}

function addLine(lines: Map<string, Replacement>, side: "old" | "now", basis: string, one: Sum): void {
  const place = `${basis} ${one.day} ${one.dayTo}`;
  const line = lines.get(place) ?? { from: one.day, to: one.dayTo, old: undefined, now: undefined };
  const sums = addSums(line[side]?.sums ?? {}, one.sums);
  lines.set(place, { ...line, [side]: { basis: one.basis, sums } });
}

/** A window counts as soon as one of its days is replaced: it is true as a whole or not at all. */
function touches(one: DaySum, runs: readonly PointerRun[]): boolean {
  return runs.some((run) => run.accountId === one.accountId && run.view === one.view && overlaps(one, run));
}

/** What an older reading of the same file lost may stand on another account now. */
function fills(one: DaySum, runs: readonly PointerRun[]): boolean {
  return runs.some((run) => !run.now && overlaps(one, run));
}

function overlaps(one: DaySum, run: PointerRun): boolean {
  return one.day <= run.to && one.dayTo >= run.from;
}

function differs({ old, now }: Replacement): boolean {
  return additiveMetrics.some((metric) => old?.sums[metric] !== now?.sums[metric]);
}

export function mediumOf({ old, now }: Replacement): Medium {
  return (now ?? old)?.basis.medium ?? "other";
}

function byMediumAndDay(a: Replacement, b: Replacement): number {
  const left = `${mediumOf(a)} ${a.from} ${a.to}`;
  const right = `${mediumOf(b)} ${b.from} ${b.to}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

async function mediaOf(ctx: Ctx, runs: readonly PointerRun[]): Promise<Map<string, Medium>> {
  const ids = [...new Set(runs.map((run) => run.accountId))];
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: adAccount.id, medium: adAccount.medium })
      .from(adAccount)
      .where(and(eq(adAccount.workspaceId, ctx.workspaceId), inArray(adAccount.id, ids))),
  );
  return new Map(rows.map(({ id, medium }) => [id, medium]));
}
