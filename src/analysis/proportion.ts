// How sure a share of counts is.

/**
 * Wilson's interval for a share of `count` in `of`, both ends included.
 * @param z of the confidence: 1.96 for 95%
 * @returns 0 and 1 where nothing was counted
 * Source: Wilson 1927; worked by hand in test/analysis/proportion.test.ts
 */
export function shareBounds(count: number, of: number, z = 1.96): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const share = count / of;
  const square = z * z;
  const middle = share + square / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  const whole = 1 + square / of;
  return { low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) };
}
