import { expect, test } from "vitest";
import { widthOf } from "../../../src/core/card/plain/width.ts";
import { renderTerminal } from "../../../src/platforms/terminal/render.ts";
import { weekCard } from "../../core/card/made-cards.ts";

test.each([40, 60, 80, 120])("no line of a card is wider than a screen of %d columns", (columns) => {
  for (const lang of ["ko", "en"] as const)
    for (const line of renderTerminal(weekCard(lang), columns).split("\n"))
      expect(widthOf(line)).toBeLessThanOrEqual(columns);
});

test("a pipe has no width, so lines may be long but not endless", () => {
  const widest = Math.max(...renderTerminal(weekCard("en"), undefined).split("\n").map(widthOf));

  expect(widest).toBeGreaterThan(80);
  expect(widest).toBeLessThanOrEqual(120);
});
