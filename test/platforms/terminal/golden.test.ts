// The golden set as text, at 80 and at 40 columns; each file is read by a person before it is kept.

import { describe, expect, test } from "vitest";
import { widthOf } from "../../../src/core/card/plain/width.ts";
import { drawCard } from "../../../src/platforms/terminal/render.ts";
import { goldenCards } from "../../core/card/golden-cards.ts";

const widths = [80, 40];

describe("the golden set", () => {
  test("has forty cards", () => {
    expect(goldenCards).toHaveLength(40);
  });

  test.each(goldenCards)("%s reads as it did", async (name, cards) => {
    const pages = cards.flatMap((card) =>
      widths.map((columns) => {
        const { lines } = drawCard(card, { columns, colours: false });
        return [`=== ${card.lang}, ${columns} columns`, ...lines, ""].join("\n");
      }),
    );

    await expect(pages.join("\n")).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test.each(goldenCards)("%s is no wider than the screen", (_, cards) => {
    for (const card of cards)
      for (const columns of widths)
        for (const line of drawCard(card, { columns, colours: false, whole: true }).lines)
          expect(widthOf(line)).toBeLessThanOrEqual(columns);
  });
});
