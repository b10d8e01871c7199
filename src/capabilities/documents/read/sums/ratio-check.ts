// The file's own ratios against our recomputation: counted where they disagree by more than rounding.

import { type AdditiveMetric, type Metric, metrics } from "../../../../core/metric.ts";
import { type Decimal, toNumber } from "../cells/decimal.ts";
import { readNumberCell } from "../cells/number-cell.ts";
import type { Plan } from "../plan.ts";
import type { Amounts } from "../rows/amounts.ts";
import { isMissing } from "../source.ts";

export class RatioCheck {
  private readonly checks: {
    metric: Metric;
    index: number;
    top: AdditiveMetric;
    bottom: AdditiveMetric;
    times: number;
  }[];
  private readonly counts = new Map<Metric, number>();
  private readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
    this.checks = plan.ratios.flatMap(({ metric, index, scale }) => {
      const row = metrics[metric];
      if (row.kind !== "ratio") return [];
      return [{ metric, index, top: row.numerator, bottom: row.denominator, times: row.times * scale }];
    });
  }

  add(cells: string[], { of }: Amounts): void {
    for (const { metric, index, top, bottom, times } of this.checks) {
      const cell = cells[index];
      const [over, under] = [of[top], of[bottom]];
      if (cell === undefined || !over || !under || isMissing(cell)) continue;
      const given = readNumberCell(cell, this.plan.style);
      if (given && !agrees(given, [top, over], [bottom, under], times))
        this.counts.set(metric, (this.counts.get(metric) ?? 0) + 1);
    }
  }

  mismatches(): { metric: Metric; rows: number }[] {
    return [...this.counts].map(([metric, rows]) => ({ metric, rows }));
  }
}

type Part = readonly [AdditiveMetric, Decimal];

/** Without a divisor there is nothing to check: files print 0 or a dash there. */
function agrees(given: Decimal, top: Part, bottom: Part, times: number): boolean {
  const under = toNumber(bottom[1]);
  if (under === 0) return true;
  const expected = (toNumber(top[1]) / under) * times;
  const loose = Math.abs(expected) * (looseness(top) + looseness(bottom));
  return Math.abs(toNumber(given) - expected) <= place(given.decimals) + loose + Math.abs(expected) * 1e-9;
}

/** One unit in the last place: some files round, some cut off. */
function place(decimals: number): number {
  return 10 ** -decimals;
}

/** How far a printed amount of money may be off, as a share of it; counts are exact. */
function looseness([metric, value]: Part): number {
  if (metrics[metric].unit !== "currency") return 0;
  const number = toNumber(value);
  return number === 0 ? 0 : (0.5 * place(value.decimals)) / Math.abs(number);
}
