// Timing helpers of the bench: medians and tails, the longest block of the event loop, and one line per figure.

import { monitorEventLoopDelay } from "node:perf_hooks";

export type Figure = {
  name: string;
  value: number;
  unit: string;
  /** The same work done bare (plain SQL, COPY) in the same run. */
  baseline?: number;
  note?: string;
};

/** `name=value unit=… baseline=… ratio=…` */
export function figureLine({ name, value, unit, baseline, note }: Figure): string {
  const parts = [`${name}=${rounded(value)}`, `unit=${unit}`];
  if (baseline !== undefined)
    parts.push(`baseline=${rounded(baseline)}`, `ratio=${rounded(value / baseline)}`);
  if (note !== undefined) parts.push(`note="${note}"`);
  return parts.join(" ");
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds each call of `work` took, one after the other. */
export async function timesMs(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await work(index);
    times.push(performance.now() - start);
  }
  return times;
}

/** Runs `work` and says how long the event loop was blocked at worst meanwhile, in milliseconds. */
export async function longestBlockMs<T>(work: () => Promise<T>): Promise<{ value: T; blockMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const value = await work();
  delay.disable();
  return { value, blockMs: delay.max / 1e6 };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
