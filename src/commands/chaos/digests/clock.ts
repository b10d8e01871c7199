// The clock of a run: it goes faster than the machine's by a fixed factor, alike in every process, and stands still before its begin and at its end.

import { z } from "zod";

/** Milliseconds since 1970; `factor` of its minutes pass in one of the machine's. */
export const TestClock = z.object({
  begunMs: z.coerce.number(),
  fromMs: z.coerce.number(),
  untilMs: z.coerce.number(),
  factor: z.coerce.number().positive(),
});
export type TestClock = z.output<typeof TestClock>;

export function wallMs(): number {
  return performance.timeOrigin + performance.now();
}

export function nowOn({ begunMs, fromMs, untilMs, factor }: TestClock): Temporal.Instant {
  const ms = Math.min(fromMs + Math.max(wallMs() - begunMs, 0) * factor, untilMs);
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(ms));
}
