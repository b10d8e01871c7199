import { describe, expect, test } from "vitest";
import { pictureOf, svgOf } from "../../src/drawing/chart.ts";
import { pngOf } from "../../src/drawing/png.ts";
import { won } from "../core/card/made-cards.ts";
import { inkIn, readPng } from "../support/png.ts";
import { chartOf, madeCharts } from "./made-charts.ts";

const cases = Object.entries(madeCharts);

function titled(title: string): ReturnType<typeof readPng> {
  const part = chartOf("bar", title, ["a"], { n: [won(1)] });
  return readPng(pngOf(svgOf(pictureOf(part, { lang: "ko", mark: "" }))));
}

describe("a chart as a PNG", () => {
  test.each(cases)("%s is twice as sharp, at most 1,600 wide and 200 kB", (_, { lang, part }) => {
    const picture = pictureOf(part, { lang, mark: "" });
    const png = pngOf(svgOf(picture));
    const { width, height } = readPng(png);

    expect([width, height]).toEqual([picture.width * 2, picture.height * 2]);
    expect(width).toBeLessThanOrEqual(1_600);
    expect(png.length).toBeLessThanOrEqual(200_000);
  });

  test.each(cases)("%s for a bubble has 800 to 400 pixels", (_, { lang, part }) => {
    const png = pngOf(svgOf(pictureOf(part, { lang, mark: "", wide: true })), 800);
    const { width, height } = readPng(png);

    expect([width, height]).toEqual([800, 400]);
    expect(png.length).toBeLessThanOrEqual(100_000);
  });

  test("of a drawing that would be too large a file is less sharp", () => {
    let dice = 7;
    const speck = (): string => {
      dice = (dice * 16_807) % 2_147_483_647;
      return `<rect x="${dice % 800}" y="${(dice >> 8) % 600}" width="1.3" height="1.7" fill="#${(dice % 0xffffff).toString(16).padStart(6, "0")}"/>`;
    };
    const noise = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">${Array.from({ length: 20_000 }, speck).join("")}</svg>`;

    expect(readPng(pngOf(noise)).width).toBe(800);
  });

  test("writes Hangul letter by letter, in bold for the title", () => {
    const box = { x: 40, y: 40, wide: 400, high: 56 };
    const [one, other] = [titled("일별 광고비"), titled("별일 고광비")];

    expect(inkIn(one, box)).toBeGreaterThan(1_000);
    // Boxes in place of letters would all look the same.
    expect(Buffer.compare(one.rgba, other.rgba)).not.toBe(0);
    expect(inkIn(titled("□□□□□"), box)).not.toBe(inkIn(one, box));
  });
});
