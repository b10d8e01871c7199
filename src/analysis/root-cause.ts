// Why a figure changed, as exact arithmetic: contributions that add up to the change. They say where a change sits, never why it came.

/** One segment in both periods, earlier first. For roas: numerator = revenue, denominator = spend. */
export type Segment = {
  key: string;
  numerator: readonly [number, number];
  denominator: readonly [number, number];
};

export type SegmentPart = {
  key: string;
  /** Share of the denominator, 0..1. */
  share: [number, number];
  /** `null` where the denominator is 0. */
  ratio: [number | null, number | null];
  volume: number;
  rate: number;
  mix: number;
  /** volume + rate + mix */
  sum: number;
};

/** `volume + rate + mix = change = after - before`, and so do the parts' sums. */
export type Split = {
  before: number;
  after: number;
  change: number;
  volume: number;
  rate: number;
  mix: number;
  /** In the order of the segments given. */
  parts: SegmentPart[];
};

/**
 * Splits the change of a ratio (sum of numerators ÷ sum of denominators) into rate and mix.
 * With weight w = share of the denominator, k = the segment's ratio, K̄ = mean of the two totals:
 * mix = (w1 − w0)(½(k0 + k1) − K̄), rate = the rest = ½(w0 + w1)(k1 − k0).
 * A segment that appears or vanishes is all mix: its missing ratio counts as the other period's.
 * @returns `undefined` when a total denominator is 0: the ratio does not exist on that side
 * Source: midpoint (Marshall-Edgeworth) split; see test/analysis/root-cause.test.ts for the worked case.
 */
export function splitRatioChange(segments: readonly Segment[]): Split | undefined {
  const totals = totalsOf(segments);
  const [weight0, weight1] = totals.denominator;
  if (weight0 === 0 || weight1 === 0) return undefined;
  const before = totals.numerator[0] / weight0;
  const after = totals.numerator[1] / weight1;
  const middle = (before + after) / 2;
  const parts = segments.map((segment) => ratioPart(segment, totals.denominator, middle));
  return {
    before,
    after,
    change: after - before,
    volume: 0,
    rate: sumOf(parts, "rate"),
    mix: sumOf(parts, "mix"),
    parts,
  };
}

function ratioPart(segment: Segment, totals: readonly [number, number], middle: number): SegmentPart {
  const share: [number, number] = [segment.denominator[0] / totals[0], segment.denominator[1] / totals[1]];
  const ratio: [number | null, number | null] = [ratioOf(segment, 0), ratioOf(segment, 1)];
  const k0 = ratio[0] ?? ratio[1] ?? 0;
  const k1 = ratio[1] ?? ratio[0] ?? 0;
  const contribution = segment.numerator[1] / totals[1] - segment.numerator[0] / totals[0];
  const shift = share[1] - share[0];
  const mix = shift * ((k0 + k1) / 2 - middle);
  const sum = contribution - shift * middle;
  return { key: segment.key, share, ratio, volume: 0, rate: sum - mix, mix, sum };
}

function ratioOf({ numerator, denominator }: Segment, side: 0 | 1): number | null {
  return denominator[side] === 0 ? null : numerator[side] / denominator[side];
}

/**
 * Splits the change of a sum of numerators (conversions) into the volume of what carries it (clicks), its rate and its mix.
 * With W = total denominator and K = the total ratio: volume = ½(K0 + K1)·ΔW; rate and mix are those of the ratio × ½(W0 + W1).
 * Per segment the parts add up to that segment's own change.
 * @returns `undefined` when a total denominator is 0; then only `splitSumChange` applies
 */
export function splitVolumeChange(segments: readonly Segment[]): Split | undefined {
  const ratio = splitRatioChange(segments);
  if (!ratio) return undefined;
  const { numerator, denominator } = totalsOf(segments);
  const grown = denominator[1] - denominator[0];
  const size = (denominator[0] + denominator[1]) / 2;
  const middle = (ratio.before + ratio.after) / 2;
  const parts = segments.map((segment, index): SegmentPart => {
    const part = ratio.parts[index] as SegmentPart;
    const weight = segment.numerator[0] / denominator[0] + segment.numerator[1] / denominator[1];
    const sum = segment.numerator[1] - segment.numerator[0];
    const volume = (grown * weight) / 2;
    const rate = size * part.rate;
    return { ...part, volume, rate, mix: sum - volume - rate, sum };
  });
  const change = numerator[1] - numerator[0];
  return {
    before: numerator[0],
    after: numerator[1],
    change,
    volume: grown * middle,
    rate: size * ratio.rate,
    mix: change - grown * middle - size * ratio.rate,
    parts,
  };
}

/** The change of a plain sum by segment: all of it is volume. The denominators are not looked at. */
export function splitSumChange(segments: readonly Segment[]): Split {
  const { numerator } = totalsOf(segments);
  const parts = segments.map((segment): SegmentPart => {
    const sum = segment.numerator[1] - segment.numerator[0];
    const share: [number, number] = [part(segment, numerator, 0), part(segment, numerator, 1)];
    return { key: segment.key, share, ratio: [null, null], volume: sum, rate: 0, mix: 0, sum };
  });
  const change = numerator[1] - numerator[0];
  return { before: numerator[0], after: numerator[1], change, volume: change, rate: 0, mix: 0, parts };
}

function part(segment: Segment, totals: readonly [number, number], side: 0 | 1): number {
  return totals[side] === 0 ? 0 : segment.numerator[side] / totals[side];
}

function totalsOf(segments: readonly Segment[]): Pick<Segment, "numerator" | "denominator"> {
  const numerator: [number, number] = [0, 0];
  const denominator: [number, number] = [0, 0];
  for (const segment of segments) {
    for (const side of [0, 1] as const) {
      numerator[side] += segment.numerator[side];
      denominator[side] += segment.denominator[side];
    }
  }
  return { numerator, denominator };
}

function sumOf(parts: readonly SegmentPart[], key: "rate" | "mix"): number {
  let sum = 0;
  for (const part of parts) sum += part[key];
  return sum;
}
