import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Card } from "../../../src/core/card/card.ts";
import { drawCard } from "../../../src/platforms/web/render.ts";
import { roundValues } from "../../../src/drawing/ticks.ts";
import { askingCard, count, monthCard, ratio, weekCard, won } from "../../core/card/made-cards.ts";
import { figuresOf, randomCard } from "../../support/random-cards.ts";

describe("a card drawn for the page", () => {
  test("has every figure written out, in the card's language", () => {
    const [, kpis, table] = drawCard(weekCard("en")).parts;

    expect(kpis).toMatchObject({
      items: [
        {
          label: "Spend",
          text: "₩11,715,450",
          previous: "₩10,817,600",
          change: { text: "+8.3%", arrow: "▲" },
        },
        { label: "Impressions" },
        { label: "Clicks", change: { text: "−2.4%", arrow: "▼" } },
        { label: "Conversions", change: { text: "±0.0%", arrow: "―" } },
        { label: "ROAS", text: "346%" },
        { label: "CPA", text: "₩12,293" },
      ],
    });
    expect(table).toMatchObject({
      rows: [
        [
          { text: "Summer sale retargeting" },
          { text: "₩4,210,000", value: 4_210_000 },
          {},
          {},
          { text: "420%", value: 4.2 },
        ],
        {},
        {},
        {},
      ],
      total: [{ text: "Total" }, { text: "₩11,715,450" }, {}, {}, {}],
    });
  });

  test("a change has a direction and no judgement: there is no target to judge by", () => {
    const items = [1, -1].map((sign) => ({
      label: "CPA",
      quantity: won(1, "cpa"),
      change: ratio(sign * 0.1, "change"),
      better: "down",
    }));
    const [part] = drawCard(Card.parse({ lang: "ko", parts: [{ kind: "kpis", items }] })).parts;

    expect(part?.kind === "kpis" && part.items.map(({ change }) => change)).toEqual([
      { text: "+10.0%", arrow: "▲" },
      { text: "−10.0%", arrow: "▼" },
    ]);
  });

  test("a chart keeps its bare values beside their texts, a missing point as a gap", () => {
    const [part] = drawCard(monthCard("ko")).parts;

    expect(part).toMatchObject({
      kind: "chart",
      series: [{ name: "메타" }, { name: "네이버" }],
      ticks: [
        { value: 0, text: "0%" },
        { value: 1, text: "100%" },
        { value: 2, text: "200%" },
        { value: 3, text: "300%" },
        { value: 4, text: "400%" },
      ],
    });
    const [first] = part?.kind === "chart" ? part.series : [];
    expect([first?.values[11], first?.texts[11], first?.texts[0]]).toEqual([null, "–", "270%"]);
  });

  test("a choice without a token yet cannot be pressed, and nothing tells what it would do", () => {
    const drawn = drawCard(askingCard("ko"));

    expect(drawn.parts).toMatchObject([
      { choices: [{ label: "합치기", style: "primary" }, { label: "그대로 두기" }] },
      {
        choices: [
          { label: "3월 4일", token: "t1" },
          { label: "4월 3일", token: "t2" },
        ],
      },
    ]);
    expect(JSON.stringify(drawn)).not.toContain("merge_campaigns");
  });

  test("the footer's words are those of every surface, its demo mark a sign of its own", () => {
    const part = drawCard(weekCard("ko")).parts.find(({ kind }) => kind === "sources");

    expect(part).toMatchObject({ demo: true });
    expect(part?.kind === "sources" && part.lines).toContain("워크스페이스: 데모 쇼핑몰");
    expect(JSON.stringify(part)).not.toContain("시뮬레이션");
  });

  test("the whole card goes along as plain text, uncut", () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`c${index}`, count(index)]);
    const columns = [
      { key: "a", label: "캠페인", align: "left" },
      { key: "b", label: "클릭", align: "right" },
    ];
    const { plain } = drawCard(Card.parse({ lang: "ko", parts: [{ kind: "table", columns, rows }] }));

    expect(plain).toContain("c59");
    expect(plain).not.toContain("…");
  });
});

test.each([
  [0, 1_720_000, [0, 500_000, 1_000_000, 1_500_000, 2_000_000]],
  [0, 0.018, [0, 0.005, 0.01, 0.015, 0.02]],
  [-40, 60, [-50, -25, 0, 25, 50, 75]],
  [0, 0, [0]],
])("the axis from %d to %d has round marks", (low, high, marks) => {
  expect(roundValues(low, high)).toEqual(marks);
});

test("any card has every figure on the page and in its plain text", () => {
  fc.assert(
    fc.property(randomCard, (card) => {
      const { parts, plain } = drawCard(card);
      const [drawn, flat] = [JSON.stringify(parts).replaceAll("\u2060", ""), plain.replaceAll(/\s+/g, " ")];

      const missing = figuresOf(card).filter((figure) => !drawn.includes(figure) || !flat.includes(figure));

      expect(missing).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
