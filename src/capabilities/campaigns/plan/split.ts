// Shares of whole units that add up exactly: largest remainder. Integers in, integers out.

/**
 * Splits `total` by `weights`; what is left over goes, one by one, to the largest remainders (the earlier one where equal).
 * 100 by [1, 1, 1] = [34, 33, 33].
 * @param weights whole numbers, at least one above 0
 */
export function splitWhole(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, one) => all + BigInt(one), 0n);
  const parts = weights.map((weight, index) => {
    const exact = BigInt(total) * BigInt(weight);
    return { index, whole: exact / sum, rest: exact % sum };
  });
  let left = BigInt(total) - parts.reduce((all, { whole }) => all + whole, 0n);
  const order = parts.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  for (const part of order) {
    if (left === 0n) break;
    part.whole++;
    left--;
  }
  return parts.map(({ whole }) => Number(whole));
}

/** One thing money goes to: how much by weight, and the least it makes sense with. */
export type Wanted<Key> = { key: Key; weight: number; floor: number };

export type Allocation<Key> = { kept: { key: Key; amount: number }[]; dropped: Key[] };

/**
 * The heaviest ones whose floors the total covers, at least one; each gets its share, and its floor where the share is less.
 * @param most of them, however much money there is
 * 1,000,000 by weights 40, 30, 20, 10 with floors of 420,000: two are kept, 571,429 and 428,571.
 */
export function allocate<Key>(
  total: number,
  wanted: readonly Wanted<Key>[],
  most: number = wanted.length,
): Allocation<Key> {
  const order = wanted.map((one, index) => ({ one, index }));
  const heavy = order.toSorted((a, b) => b.one.weight - a.one.weight || a.index - b.index);
  let floors = 0;
  const covered = heavy.filter(({ one }, place) => {
    floors += one.floor;
    return place === 0 || (floors <= total && place < most);
  });
  const kept = new Set(covered.map(({ index }) => index));
  const media = wanted.filter((_, index) => kept.has(index));
  const amounts = withFloors(total, media);
  return {
    kept: media.map(({ key }, index) => ({ key, amount: amounts[index] ?? 0 })),
    dropped: wanted.filter((_, index) => !kept.has(index)).map(({ key }) => key),
  };
}

/** Whoever would get less than its floor gets the floor; the others share the rest anew. */
function withFloors(total: number, wanted: readonly Wanted<unknown>[]): number[] {
  if (wanted.length === 1) return [total];
  const fixed = new Set<number>();
  for (;;) {
    const rest = total - [...fixed].reduce((all, index) => all + (wanted[index]?.floor ?? 0), 0);
    const weights = wanted.map(({ weight }, index) => (fixed.has(index) ? 0 : weight));
    const shares = weights.some((weight) => weight > 0) ? splitWhole(rest, weights) : weights;
    const amounts = wanted.map(({ floor }, index) => (fixed.has(index) ? floor : (shares[index] ?? 0)));
    const short = wanted.findIndex(({ floor }, index) => !fixed.has(index) && (amounts[index] ?? 0) < floor);
    if (short < 0) return amounts;
    fixed.add(short);
  }
}
