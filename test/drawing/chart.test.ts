import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChartPart } from "../../src/core/card/chart.ts";
import { pictureOf, svgOf } from "../../src/drawing/chart.ts";
import { isDrawable, type Manner } from "../../src/drawing/manner.ts";
import { readable } from "../../src/drawing/measure.ts";
import type { Quantity } from "../../src/core/quantity.ts";
import { count, ratio, won } from "../core/card/made-cards.ts";
import { chartOf, days, dollars, madeCharts, wave } from "./made-charts.ts";
import { overlaps, type Seen, textsIn } from "./seen.ts";

const plain: Manner = { lang: "ko", mark: "" };
const cases = Object.entries(madeCharts);

function seenOf(part: ChartPart, manner: Manner = plain): Seen[] {
  return textsIn(svgOf(pictureOf(part, manner)));
}

function wordsOf(part: ChartPart, manner?: Manner): string[] {
  return seenOf(part, manner).map(({ text }) => text);
}

/** Where the pen is set down anew: one stroke for each stretch without a gap. */
function strokesOf(part: ChartPart): number {
  const svg = svgOf(pictureOf(part, plain));
  const line = [...svg.matchAll(/<path d="([^"]*)"[^>]*stroke="#0b7a69"/g)].map(([, d = ""]) => d).join("");
  return line.split("M").length - 1;
}

describe("the made charts", () => {
  test.each(cases)("%s is drawn as it was", async (name, { lang, part }) => {
    const picture = pictureOf(part, { lang, mark: "[데모] 시뮬레이션 데이터" });
    const lines = textsIn(svgOf(picture)).map(
      ({ text, x, y }) => `${Math.round(x)},${Math.round(y)} ${text}`,
    );

    await expect([`${picture.width} x ${picture.height}`, ...lines, ""].join("\n")).toMatchFileSnapshot(
      `golden/${name}.txt`,
    );
  });

  test.each(cases)("%s has no word on another and none outside", (_, { lang, part }) => {
    const picture = pictureOf(part, { lang, mark: "[데모] 시뮬레이션 데이터" });
    const seen = textsIn(svgOf(picture));

    expect(overlaps(seen)).toEqual([]);
    expect(seen.filter(({ left, right }) => left < 0 || right > picture.width)).toEqual([]);
    expect(seen.filter(({ top, bottom }) => top < 0 || bottom > picture.height)).toEqual([]);
  });
});

describe("for a bubble on a phone", () => {
  const wide: Manner = { lang: "ko", mark: "[데모] 시뮬레이션 데이터", wide: true };

  test.each(cases)("%s is two to one, with no word on another and none outside", (_, { lang, part }) => {
    const picture = pictureOf(part, { ...wide, lang });
    const seen = textsIn(svgOf(picture));

    expect([picture.width, picture.height]).toEqual([440, 220]);
    expect(overlaps(seen)).toEqual([]);
    expect(seen.filter(({ left, right }) => left < 0 || right > picture.width)).toEqual([]);
    expect(seen.filter(({ top, bottom }) => top < 0 || bottom > picture.height)).toEqual([]);
    expect(seen.map(({ text }) => text).join(" ")).toMatch(/시뮬레이션|simulated/);
  });

  test("names that do not fit are counted", () => {
    const many = Array.from({ length: 12 }, (_, at) => `캠페인 ${at + 1}`);
    const part = chartOf("bar", "광고비", many, { 광고비: many.map((_, at) => won(1_000 * (12 - at))) });

    const words = wordsOf(part, wide);

    expect(words).toContain("캠페인 1");
    expect(words.filter((word) => word.startsWith("캠페인"))).toHaveLength(4);
    expect(words).toContain("그 외 8개는 글에 있어요 · [데모] 시뮬레이션 데이터");
  });
});

const names = fc.oneof(
  fc.constantFrom(
    "",
    "메타",
    "여름 세일 리타겟팅 - 20대 여성 - 장바구니 이탈",
    "Brand_Search_Always-On_KR_2026_Q3_exact",
    "11/3",
  ),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);
const kinds = fc.constantFrom<(value: number) => Quantity>(
  (value) => won(value),
  (value) => dollars(value / 100),
  (value) => ratio(value / 1e9, "roas"),
  (value) => ratio(value / 1e9, "change"),
  (value) => count(value),
);
const amounts = fc.option(fc.oneof(fc.integer({ min: -2e9, max: 2e9 }), fc.integer({ min: -50, max: 50 })), {
  freq: 6,
});

const randomChart = fc
  .record({ points: fc.integer({ min: 1, max: 90 }), series: fc.integer({ min: 1, max: 8 }) })
  .chain(({ points, series }) => {
    const values = fc.array(amounts, { minLength: points, maxLength: points });
    const line = fc.tuple(names, kinds, values).map(([name, quantity, found]) => ({
      name,
      values: found.map((value) => (value === null ? won(null) : quantity(value))),
    }));
    return fc.record({
      kind: fc.constant("chart" as const),
      shape: fc.constantFrom("line" as const, "bar" as const),
      title: names,
      labels: fc.array(names, { minLength: points, maxLength: points }),
      series: fc.array(line, { minLength: series, maxLength: series }),
    });
  })
  .filter((part) => isDrawable(part));

test("any chart has no word on another, whatever its names and figures", () => {
  fc.assert(
    fc.property(randomChart, fc.constantFrom("ko" as const, "en" as const), (part, lang) => {
      expect(overlaps(seenOf(part, { lang, mark: "데모" }))).toEqual([]);
    }),
    { numRuns: 80, endOnFailure: true },
  );
});

test("a chart without a value is none to draw", () => {
  expect(isDrawable(chartOf("bar", "", ["a"], { n: [won(null)] }))).toBe(false);
  expect(isDrawable(chartOf("bar", "", [], { n: [] }))).toBe(false);
  expect(isDrawable(chartOf("bar", "", ["a"], { n: [won(1e300)] }))).toBe(false);
  expect(isDrawable(chartOf("bar", "", ["a"], { n: [won(0)] }))).toBe(true);
});

test("money is marked in 만 and 억 in Korean, in K and M in English", () => {
  const part = chartOf("line", "", days(3), { n: [won(120_000_000), won(50_000_000), won(3_000)] });

  expect(wordsOf(part)).toEqual(expect.arrayContaining(["1.5억원", "1억원", "5000만원", "120,000,000원"]));
  expect(wordsOf(part, { lang: "en", mark: "" })).toEqual(
    expect.arrayContaining(["₩150M", "₩50M", "₩120,000,000"]),
  );
});

test("won and dollars have axes of their own, each under its unit", () => {
  const words = wordsOf(madeCharts["two-currencies"]?.part ?? chartOf("bar", "", [], {}));

  expect(words).toEqual(expect.arrayContaining(["원", "600만원", "USD", "$4천"]));
});

test("missing days are gaps: the line is not drawn through them", () => {
  const whole = wave(20).map((value) => won(value));
  const broken = whole.map((value, at) => (at === 6 || at === 12 ? won(null) : value));

  expect(strokesOf(chartOf("line", "", days(20), { n: whole }))).toBe(1);
  expect(strokesOf(chartOf("line", "", days(20), { n: broken }))).toBe(3);
});

test("a day between two gaps is a dot, also among four hundred", () => {
  const dots = (part: ChartPart): number =>
    svgOf(pictureOf(part, plain)).split(/<path d="M1 0A1 1/).length - 1;
  const values = wave(400).map((value, at) => count(at === 199 || at === 201 ? null : value));
  const all = chartOf("line", "", days(400), { n: values, m: values.map(() => count(1)) });

  expect(dots(all)).toBe(1);
});

test("a value that is not there is no bar and says so", () => {
  const words = wordsOf(chartOf("bar", "", ["a", "b", "c"], { n: [won(5), won(0), won(null)] }));

  expect(words).toEqual(["a", "b", "c", "5원", "0원", "–"]);
});

test("the highest, the lowest and the last point say their figures", () => {
  const values = [3, 1, 2, 5, 9, 4, 2, 3, 6, 5].map((value) => count(value * 1_000));

  expect(wordsOf(chartOf("line", "", days(10), { n: values }))).toEqual(
    expect.arrayContaining(["9,000", "1,000", "5,000"]),
  );
});

test("more lines than can be told apart are counted, and the first twelve drawn", () => {
  const words = wordsOf(madeCharts["fifteen-lines"]?.part ?? chartOf("bar", "", [], {}));

  expect(words.filter((word) => word.startsWith("[2026]"))).toHaveLength(12);
  expect(words).toContain("그 외 3개는 글에 있어요");
});

test("simulated figures are marked in the picture", () => {
  expect(
    wordsOf(chartOf("bar", "", ["a"], { n: [won(1)] }), { lang: "ko", mark: "[데모] 시뮬레이션 데이터" }),
  ).toContain("[데모] 시뮬레이션 데이터");
});

describe("words from outside", () => {
  const hostile = '</text><image href="file:///etc/passwd"/>&{a|b}\u0000\ud800';
  const part = chartOf("bar", hostile, [hostile], { [hostile]: [won(1)], b: [won(2)] });

  test("stay words in the drawing", () => {
    const svg = svgOf(pictureOf(part, plain));

    expect(svg).not.toContain("<image");
    expect(textsIn(svg)[0]?.text).toContain('</text><image href="file:///etc/passwd"/>&{a|b}');
  });

  test("change nothing of the program that draws them", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const word = "__proto__";
    for (const shape of ["line", "bar"] as const)
      svgOf(
        pictureOf(
          {
            ...chartOf(shape, word, [word, "b"], {}),
            series: [
              { name: word, values: [won(1), won(2)] },
              { name: "b", values: [won(1), won(2)] },
            ],
          },
          plain,
        ),
      );

    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  test("are written in letters the font has; a run of others is one sign", () => {
    expect(readable("여름 세일 😀👍🏽 sale")).toBe("여름 세일 sale");
    expect(readable("❤️ 봄 ✅☀ 1️⃣ 🇰🇷 세일 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ‼")).toBe("봄 1 세일");
    expect(readable("Sale™ ★ A→B ©2026 #1")).toBe("Sale™ ★ A→B ©2026 #1");
    expect(readable("漢字 세일")).toBe("□ 세일");
    expect(readable("여름".normalize("NFD"))).toBe("여름");
  });

  test("a name of small pictures alone keeps a sign", () => {
    expect(wordsOf(chartOf("bar", "", ["🔥", "여름"], { n: [won(5), won(3)] }))).toEqual([
      "–",
      "여름",
      "5원",
      "3원",
    ]);
  });
});

test("a loss beside the axis has a minus sign, before the sign of its money", () => {
  const part = chartOf("line", "", days(3), { n: [won(-2_000_000), won(0), won(2_000_000)] });

  expect(wordsOf(part)).toEqual(expect.arrayContaining(["−200만원", "200만원"]));
  expect(wordsOf(part, { lang: "en", mark: "" })).toEqual(expect.arrayContaining(["−₩2M", "₩2M"]));
});
