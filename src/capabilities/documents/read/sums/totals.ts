// Totals lines: set aside wherever they stand, and compared with the rows of their scope once all rows are known.

import { additiveMetrics } from "../../../../core/metric.ts";
import { isZero } from "../cells/decimal.ts";
import type { Amounts } from "../rows/amounts.ts";
import { isAverage, isOtherScope } from "../rows/labels.ts";
import type { ReportRow, Sums, TotalsRow } from "../report.ts";
import { compareTotal, type Comparison, since, textsOf } from "./compare.ts";
import type { Snapshot, Tally } from "./tally.ts";

type Aside = {
  line: number;
  label: string;
  amounts: Amounts;
  campaign: string | undefined;
  /** It is a total of some days or names only. */
  partial: boolean;
  /** Sums of all rows above it, and of those since the totals line before it. */
  above: Snapshot;
  section: Snapshot;
  rowsAbove: number;
};

type Nameless = {
  line: number;
  row: ReportRow | undefined;
  amounts: Amounts;
  above: Snapshot;
  rowsAbove: number;
};

/** Lines kept in full; more are counted. */
const MOST_KEPT = 200;
const MOST_HELD = 1000;

export class TotalsKeeper {
  private readonly tally: Tally;
  private readonly aside: Aside[] = [];
  private readonly held: Nameless[] = [];
  private sectionStart: Snapshot = {};
  count = 0;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  add(line: number, label: string, campaign: string | undefined, partial: boolean, amounts: Amounts): void {
    this.count++;
    if (this.aside.length >= MOST_KEPT) return;
    const above = this.tally.all.snapshot();
    const section = since(above, this.sectionStart);
    this.sectionStart = above;
    this.aside.push({
      line,
      label,
      amounts,
      campaign,
      partial,
      above,
      section,
      rowsAbove: this.tally.all.rows,
    });
  }

  /** Keeps a line without a name until it is known whether it is the sum of the others; false when there are too many. */
  hold(line: number, row: ReportRow | undefined, amounts: Amounts): boolean {
    if (this.held.length >= MOST_HELD) return false;
    this.held.push({ line, row, amounts, above: this.tally.all.snapshot(), rowsAbove: this.tally.all.rows });
    return true;
  }

  /**
   * Parts the held lines: totals without a label join the totals, the others are rows after all.
   * @returns the rows, and lines that are neither (no date)
   */
  settle(): { rows: { row: ReportRow; amounts: Amounts }[]; dateless: number[] } {
    const all = this.tally.all.snapshot();
    const rowCount = this.tally.all.rows;
    const rows: { row: ReportRow; amounts: Amounts }[] = [];
    const dateless: number[] = [];
    for (const one of this.held) {
      const edge = one.rowsAbove === 0 || one.rowsAbove === rowCount;
      if (
        rowCount > 0 &&
        (isSum(one, one.above, one.rowsAbove) || isSum(one, all, rowCount) || (edge && covers(one, all)))
      ) {
        this.count++;
        const { line, amounts, above, rowsAbove } = one;
        this.aside.push({
          line,
          label: "",
          amounts,
          campaign: undefined,
          partial: false,
          above,
          section: {},
          rowsAbove,
        });
      } else if (one.row) rows.push({ row: one.row, amounts: one.amounts });
      else dateless.push(one.line);
    }
    this.held.length = 0;
    return { rows, dateless };
  }

  verdicts(): TotalsRow[] {
    const all = this.tally.all.snapshot();
    return this.aside.toSorted((a, b) => a.line - b.line).map((one) => this.verdictOf(one, all));
  }

  private verdictOf(one: Aside, all: Snapshot): TotalsRow {
    const { of } = one.amounts;
    const rows = this.tally.all.rows;
    const own = one.campaign === undefined ? undefined : this.tally.campaigns.get(one.campaign);
    const whole = compareTotal(of, all, rows);
    const candidates: Comparison[] = [
      ...(own ? [compareTotal(of, own.sums.snapshot(), own.sums.rows)] : []),
      whole,
      compareTotal(of, one.section, rows),
      compareTotal(of, one.above, one.rowsAbove),
    ];
    const best =
      candidates.find((each) => each.verdict === "equal") ??
      candidates.find((each) => each.verdict === "rounding");
    const found = best ?? candidates[0] ?? whole;
    const wider = isOtherScope(one.label);
    const narrower = one.partial || isAverage(one.label) || (one.campaign !== undefined && !own);
    const context = wider || (!best && narrower);
    return {
      line: one.line,
      label: one.label,
      sums: textsOf(of),
      verdict: context && whole.verdict !== "equal" ? "context" : found.verdict,
      difference: context ? contextDifference(one, wider, whole) : found.difference,
    };
  }
}

/** A total of one day, or an average, has nothing here to be compared with. */
function contextDifference({ label, partial }: Aside, wider: boolean, whole: Comparison): Sums {
  return !wider && (partial || isAverage(label)) ? {} : whole.difference;
}

/** Every amount the line gives equals the sum (up to rounding), and it is no line of zeros. */
function isSum({ amounts }: Nameless, sums: Snapshot, rows: number): boolean {
  const given = Object.values(amounts.of);
  if (given.every(isZero) || rows === 0) return false;
  return compareTotal(amounts.of, sums, rows).verdict !== "differs";
}

/** Nothing in it is smaller than the sum of the named rows: a total that does not agree, rather than one more row. */
function covers({ amounts }: Nameless, sums: Snapshot): boolean {
  let larger = false;
  for (const metric of additiveMetrics) {
    const value = amounts.of[metric];
    if (!value) continue;
    const sum = sums[metric];
    const share = sum && sum.digits !== 0n ? ratio(value, sum) : isZero(value) ? 1 : Number.POSITIVE_INFINITY;
    if (share < 1) return false;
    if (sum && sum.digits > 0n) larger = true;
  }
  return larger;
}

function ratio(
  a: { digits: number | bigint; decimals: number },
  b: { digits: bigint; decimals: number },
): number {
  return Number(a.digits) / 10 ** a.decimals / (Number(b.digits) / 10 ** b.decimals);
}
