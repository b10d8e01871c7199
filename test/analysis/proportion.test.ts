// How sure a share is: worked by hand.

import { expect, it } from "vitest";
import { shareBounds } from "../../src/analysis/proportion.ts";

it("eight of eight is at least two thirds, with 95% confidence", () => {
  // share 1, z² = 3.8416: middle 1 + 3.8416/16 = 1.2401, reach 1.96·√(3.8416/256) = 0.2401, whole 1 + 3.8416/8 = 1.4802
  const { low, high } = shareBounds(8, 8);

  expect(low).toBeCloseTo(1 / 1.4802, 4);
  expect(high).toBe(1);
});

it("five of ten says next to nothing", () => {
  // middle 0.5 + 0.19208 = 0.69208, reach 1.96·√(0.025 + 0.009604) = 0.364599, whole 1.38416
  const { low, high } = shareBounds(5, 10);

  expect(low).toBeCloseTo(0.2366, 4);
  expect(high).toBeCloseTo(0.7634, 4);
});

it("nothing counted leaves everything open", () => {
  expect(shareBounds(0, 0)).toEqual({ low: 0, high: 1 });
});
