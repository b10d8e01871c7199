// What the taken rows add up to: exact sums, days, currencies, rows per campaign.

import { additiveMetrics, type AdditiveMetric } from "../../../../core/metric.ts";
import type { Vat } from "../../../../core/money.ts";
import type { PeriodText } from "../../../../core/time.ts";
import type { Decimal } from "../cells/decimal.ts";
import { ExactSum } from "../cells/exact-sum.ts";
import { limits } from "../limits.ts";
import type { AmountMetric } from "../plan.ts";
import type { MoneySums, ReportRow, Sums } from "../report.ts";

export type Snapshot = Partial<Record<AdditiveMetric, { digits: bigint; decimals: number }>>;

/** One `ExactSum` per metric, made when its first value comes. */
export class SumSet {
  private readonly sums: Partial<Record<AdditiveMetric, ExactSum>> = {};
  rows = 0;

  add(of: Partial<Record<AmountMetric, Decimal>>): void {
    this.rows++;
    for (const metric of additiveMetrics) {
      const value = of[metric];
      if (value) (this.sums[metric] ??= new ExactSum()).add(value);
    }
  }

  snapshot(): Snapshot {
    const found: Snapshot = {};
    for (const metric of additiveMetrics) {
      const sum = this.sums[metric];
      if (sum) found[metric] = sum.total();
    }
    return found;
  }

  /** How many rows had a value. */
  known(metric: AdditiveMetric): number {
    return this.sums[metric]?.count ?? 0;
  }

  texts(): Sums {
    const found: Sums = {};
    for (const metric of additiveMetrics) {
      const sum = this.sums[metric];
      if (sum) found[metric] = sum.text();
    }
    return found;
  }
}

type Named = { name: string; sums: SumSet };

export class Tally {
  readonly all = new SumSet();
  /** In order of first appearance; bounded, the rest is counted in `all` only. */
  readonly campaigns = new Map<string, Named>();
  private readonly money = new Map<string, { currency: string; vat: Vat; sums: SumSet }>();
  private readonly days = new Set<string>();
  private lastWindow = "";
  private first = "";
  private last = "";

  add(row: ReportRow, of: Partial<Record<AmountMetric, Decimal>>): void {
    this.all.add(of);
    this.addDays(row.day, row.dayTo);
    const key = `${row.currency} ${row.vat}`;
    let money = this.money.get(key);
    if (!money) this.money.set(key, (money = { currency: row.currency, vat: row.vat, sums: new SumSet() }));
    money.sums.add(of);
    if (row.campaign !== undefined) this.addCampaign(row.campaign, of);
  }

  get currencies(): string[] {
    return [...new Set([...this.money.values()].map((one) => one.currency))];
  }

  get vats(): Vat[] {
    return [...new Set([...this.money.values()].map((one) => one.vat))];
  }

  get dayCount(): number {
    return this.days.size;
  }

  get period(): PeriodText | undefined {
    return this.first === "" ? undefined : { from: this.first, to: this.last };
  }

  /** Amounts of two currencies are never one sum: with several, money is in `byCurrency` only. */
  sums(): Sums {
    const texts = this.all.texts();
    if (this.currencies.length > 1) {
      delete texts.spend;
      delete texts.revenue;
    }
    return texts;
  }

  byCurrency(): MoneySums[] {
    return [...this.money.values()].map(({ currency, vat, sums }) => {
      const { spend, revenue } = sums.texts();
      return {
        currency,
        vat,
        ...(spend !== undefined && { spend }),
        ...(revenue !== undefined && { revenue }),
      };
    });
  }

  private addCampaign(name: string, of: Partial<Record<AmountMetric, Decimal>>): void {
    let campaign = this.campaigns.get(name);
    if (!campaign) {
      if (this.campaigns.size >= limits.comparedNames) return;
      this.campaigns.set(name, (campaign = { name, sums: new SumSet() }));
    }
    campaign.sums.add(of);
  }

  private addDays(day: string, dayTo: string | undefined): void {
    const to = dayTo ?? day;
    if (this.first === "" || day < this.first) this.first = day;
    if (to > this.last) this.last = to;
    if (dayTo === undefined || dayTo === day) {
      this.days.add(day);
      return;
    }
    const window = `${day} ${to}`;
    if (window === this.lastWindow) return;
    this.lastWindow = window;
    const until = Temporal.PlainDate.from(to);
    for (let one = Temporal.PlainDate.from(day); ; one = one.add({ days: 1 })) {
      if (Temporal.PlainDate.compare(one, until) > 0 || this.days.size > 20000) break;
      this.days.add(one.toString());
    }
  }
}
