import { expect, test } from "vitest";
import { buildRate } from "../../../src/platforms/web/rate.ts";

/** How many of `tries`, one every `everyMs`, get through. */
function passedOf(tries: number, everyMs: number, rate: { burst: number; perSecond: number }): number {
  let nowMs = 0;
  const take = buildRate(rate.burst, rate.perSecond, () => nowMs);
  let passed = 0;
  for (let index = 0; index < tries; index += 1, nowMs += everyMs) {
    try {
      take("who");
      passed += 1;
    } catch {}
  }
  return passed;
}

test("whoever asks on and on gets what the time is worth, and no more", () => {
  expect(passedOf(41, 250, { burst: 5, perSecond: 1 })).toBe(15);
});

test("a burst is refilled by a pause", () => {
  expect(passedOf(10, 1_000, { burst: 1, perSecond: 1 })).toBe(10);
});
