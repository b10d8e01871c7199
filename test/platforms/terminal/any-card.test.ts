// What holds for any card whatever: no figure is lost without a word, no text from outside steers the screen.

import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { widthOf } from "../../../src/core/card/plain/width.ts";
import { drawCard } from "../../../src/platforms/terminal/render.ts";
import { figuresOf, randomCard } from "../../support/random-cards.ts";

const columns = fc.integer({ min: 30, max: 130 });
const runs = { numRuns: 150 };

/** A figure of two words, such as `12 EUR`, may go on in the next line. */
function missing(card: Card, text: string): string[] {
  const flat = text.replaceAll(/\s+/g, " ");
  return figuresOf(card).filter((figure) => !flat.includes(figure));
}

describe("any card", () => {
  test("drawn whole holds every figure", () => {
    fc.assert(
      fc.property(randomCard, columns, (card, width) => {
        const { lines, cut } = drawCard(card, { columns: width, colours: false, whole: true });

        expect(missing(card, lines.join("\n"))).toEqual([]);
        expect(cut).toBe(false);
      }),
      runs,
    );
  });

  test("drawn short holds every figure, or says so and how to see the rest", () => {
    fc.assert(
      fc.property(randomCard, columns, (card, width) => {
        const { lines, cut } = drawCard(card, { columns: width, colours: false });

        const told = cut && lines.at(-1)?.includes("/more");
        expect(told ? [] : missing(card, lines.join("\n"))).toEqual([]);
      }),
      runs,
    );
  });

  test("as plain text and whole holds every figure", () => {
    fc.assert(
      fc.property(randomCard, columns, (card, width) => {
        expect(missing(card, cardText(card, { width, whole: true }))).toEqual([]);
      }),
      runs,
    );
  });

  test("has the same letters with colours and without, and no other control letters than ours", () => {
    fc.assert(
      fc.property(randomCard, columns, (card, width) => {
        const plain = drawCard(card, { columns: width, colours: false }).lines;
        const painted = drawCard(card, { columns: width, colours: true }).lines;

        expect(painted.map((line) => stripVTControlCharacters(line))).toEqual(plain);
        expect(plain.join("")).not.toMatch(/[\p{Cc}\u202e]/u);
      }),
      runs,
    );
  });

  test("gives each number on the screen its own deed, in order and through several cards", () => {
    fc.assert(
      fc.property(randomCard, fc.integer({ min: 1, max: 9 }), (card, first) => {
        const { lines, numbered } = drawCard(card, { columns: 120, colours: false, first });

        for (const [index, one] of numbered.entries()) {
          const shown = lines.findIndex((line) => line.startsWith(`  ${first + index})`));
          expect(shown).toBeGreaterThanOrEqual(0);
          expect(one).toBeDefined();
        }
      }),
      runs,
    );
  });
});

test("a line of words is no wider than the screen", () => {
  const words = fc.array(fc.stringMatching(/^[가-힣a-z]{1,12}$/), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(words, columns, (said, width) => {
      const text = said.join(" ");
      const card = {
        lang: "ko" as const,
        parts: [{ kind: "text" as const, tone: "plain" as const, runs: [text] }],
      };

      const { lines } = drawCard(card, { columns: width, colours: false });

      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(lines.join(" ")).toBe(text);
    }),
  );
});
