// Sums of decimals that are right to the last digit, fast enough for every cell of a million rows.

import type { Decimal } from "./decimal.ts";

/** Numbers are added as integers per count of decimals and moved to a bigint before they could lose a digit. */
const FLUSH_AT = 2 ** 52;

export class ExactSum {
  private readonly lanes: number[] = [];
  private readonly kept: bigint[] = [];
  /** How many values were added. */
  count = 0;

  add({ digits, decimals }: Decimal): void {
    this.count++;
    if (typeof digits === "bigint") {
      this.kept[decimals] = (this.kept[decimals] ?? 0n) + digits;
      return;
    }
    const sum = (this.lanes[decimals] ?? 0) + digits;
    if (sum < FLUSH_AT && sum > -FLUSH_AT) {
      this.lanes[decimals] = sum;
      return;
    }
    this.kept[decimals] = (this.kept[decimals] ?? 0n) + BigInt(sum);
    this.lanes[decimals] = 0;
  }

  /** The sum at the largest number of decimals seen. */
  total(): { digits: bigint; decimals: number } {
    const decimals = Math.max(this.lanes.length, this.kept.length, 1) - 1;
    let digits = 0n;
    for (let lane = 0; lane <= decimals; lane++) {
      const value = (this.kept[lane] ?? 0n) + BigInt(this.lanes[lane] ?? 0);
      digits += value * 10n ** BigInt(decimals - lane);
    }
    return { digits, decimals };
  }

  text(): string {
    const { digits, decimals } = this.total();
    return decimalText(digits, decimals);
  }
}

/** `117060n, 3` is `117.06`. */
export function decimalText(digits: bigint, decimals: number): string {
  const sign = digits < 0n ? "-" : "";
  const all = (digits < 0n ? -digits : digits).toString().padStart(decimals + 1, "0");
  const whole = all.slice(0, all.length - decimals);
  const fraction = all.slice(all.length - decimals).replace(/0+$/, "");
  return `${sign}${whole}${fraction.length > 0 ? `.${fraction}` : ""}`;
}

/** a − b, exactly. */
export function subtract(a: Decimal, b: Decimal): { digits: bigint; decimals: number } {
  const decimals = Math.max(a.decimals, b.decimals);
  const at = (one: Decimal) => BigInt(one.digits) * 10n ** BigInt(decimals - one.decimals);
  return { digits: at(a) - at(b), decimals };
}
