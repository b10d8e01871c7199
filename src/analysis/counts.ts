// How likely a count is by chance alone, exactly: the tails of the Poisson and the binomial.

/**
 * Chance of `count` or fewer where `mean` are expected.
 * @param count may be fractional, as media report conversions: counted down to the whole, so that a chance is rather too large
 * Source: the Poisson sum; worked by hand in test/analysis/counts.test.ts
 */
export function chanceOfAtMost(count: number, mean: number): number {
  if (count < 0) return 0;
  if (mean <= 0) return 1;
  const top = Math.ceil(count);
  if (mean > WHOLE_BELL) return bell((top + 0.5 - mean) / Math.sqrt(mean));
  let term = -mean;
  let sum = 0;
  for (let k = 0; k <= top; k += 1) {
    if (k > 0) term += Math.log(mean / k);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** Chance of `count` or more where `mean` are expected. */
export function chanceOfAtLeast(count: number, mean: number): number {
  if (count <= 0) return 1;
  return clamped(1 - chanceOfAtMost(Math.floor(count) - 1, mean));
}

/** Chance of `count` or fewer hits in `of` tries of `share` each. */
export function chanceOfHitsAtMost(count: number, of: number, share: number): number {
  if (share <= 0 || count >= of) return 1;
  if (share >= 1) return 0;
  const top = Math.ceil(count);
  const [mean, spread] = [of * share, Math.sqrt(of * share * (1 - share))];
  if (mean > WHOLE_BELL && of - mean > WHOLE_BELL) return bell((top + 0.5 - mean) / spread);
  let term = of * Math.log1p(-share);
  let sum = 0;
  for (let k = 0; k <= top; k += 1) {
    if (k > 0) term += Math.log(((of - k + 1) / k) * (share / (1 - share)));
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** Chance of `count` or more hits in `of` tries of `share` each. */
export function chanceOfHitsAtLeast(count: number, of: number, share: number): number {
  if (count <= 0) return 1;
  return clamped(1 - chanceOfHitsAtMost(Math.floor(count) - 1, of, share));
}

/** From here on the bell curve is within a thousandth, and sums of single terms lose more than that. */
const WHOLE_BELL = 600;

/** Area under the normal curve left of `z`; Abramowitz and Stegun 7.1.26, within 1.5e-7. */
function bell(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const half = (poly * Math.exp(-x * x)) / 2;
  return z < 0 ? half : 1 - half;
}

function clamped(chance: number): number {
  return Math.min(1, Math.max(0, chance));
}
