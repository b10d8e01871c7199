// A bound on how often one person may do one thing: a bucket that fills again with time.

import { tooMany } from "./refuse.ts";

type Bucket = { tokens: number; atMs: number };

/** Persons remembered at once; the oldest is forgotten, its bucket full again. */
const MOST = 10_000;

/**
 * @param burst how many at once
 * @param perSecond how many a second in the long run
 * @returns a function that takes one for `who`
 * @throws Failure "limit" (from that function) when the bucket is empty
 */
export function buildRate(
  burst: number,
  perSecond: number,
  nowMs = (): number => performance.now(),
): (who: string) => void {
  const buckets = new Map<string, Bucket>();
  return (who) => {
    const now = nowMs();
    const known = buckets.get(who) ?? { tokens: burst, atMs: now };
    const tokens = Math.min(burst, known.tokens + ((now - known.atMs) / 1_000) * perSecond);
    buckets.delete(who);
    // A refused one takes nothing: whoever asks on and on still gets what a second is worth.
    buckets.set(who, { tokens: tokens < 1 ? tokens : tokens - 1, atMs: now });
    const oldest = buckets.size > MOST ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    if (tokens < 1) throw tooMany;
  };
}
