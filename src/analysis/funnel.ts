// Which factor of a product moved it: ROAS = CTR × CVR × AOV × 1,000 ÷ CPM. Exact, by the logarithmic mean.

/** One factor in both periods; `power` is -1 for a divisor. */
export type Factor = { key: string; before: number; after: number; power: 1 | -1 };

export type FunnelSplit = {
  /** `logarithmic`, or `difference` where a factor is 0 on one side and logarithms do not exist. */
  form: "logarithmic" | "difference";
  /** Contributions in the order of the factors; they add up to `after - before` of the product. */
  contributions: { key: string; contribution: number }[];
};

/**
 * Contribution of factor x = L · ln(x1/x0), minus for a divisor, with L = (R1 − R0) / ln(R1/R0).
 * @param scale what the product is multiplied by (1,000 where CPM stands in it)
 * @returns `undefined` when a divisor is 0: the product does not exist on that side
 */
export function splitProduct(factors: readonly Factor[], scale = 1): FunnelSplit | undefined {
  if (factors.some((factor) => factor.power === -1 && (factor.before === 0 || factor.after === 0))) {
    return undefined;
  }
  const positive = factors.every((factor) => factor.before > 0 && factor.after > 0);
  return positive ? logarithmic(factors, scale) : difference(factors, scale);
}

function logarithmic(factors: readonly Factor[], scale: number): FunnelSplit {
  const before = product(factors, scale, () => "before");
  const after = product(factors, scale, () => "after");
  const mean = before === after ? before : (after - before) / Math.log(after / before);
  const contributions = factors.map(({ key, before: x0, after: x1, power }) => ({
    key,
    contribution: power * mean * Math.log(x1 / x0),
  }));
  return { form: "logarithmic", contributions };
}

/** Mean effect of switching one factor to its later value over every order of switching. */
function difference(factors: readonly Factor[], scale: number): FunnelSplit {
  const orders = permutations(factors.map((_, index) => index));
  const sums = factors.map(() => 0);
  for (const order of orders) {
    const switched = new Set<number>();
    let value = product(factors, scale, () => "before");
    for (const index of order) {
      switched.add(index);
      const next = product(factors, scale, (at) => (switched.has(at) ? "after" : "before"));
      sums[index] = (sums[index] ?? 0) + next - value;
      value = next;
    }
  }
  const contributions = factors.map(({ key }, index) => ({
    key,
    contribution: (sums[index] ?? 0) / orders.length,
  }));
  return { form: "difference", contributions };
}

function product(
  factors: readonly Factor[],
  scale: number,
  side: (index: number) => "before" | "after",
): number {
  let value = scale;
  for (const [index, factor] of factors.entries()) value *= factor[side(index)] ** factor.power;
  return value;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
