// Charts that Slack draws itself: what fits goes as it is, what does not is put together or cut and said, and what would lie is left to letters.

import { describe, expect, test } from "vitest";
import type { Card } from "../../../../src/core/card/card.ts";
import type { ChartPart } from "../../../../src/core/card/chart.ts";
import type { Quantity } from "../../../../src/core/quantity.ts";
import { messageProblems } from "../../../../src/platforms/slack/blocks/message.ts";
import { nativeChart } from "../../../../src/platforms/slack/render/native-chart.ts";
import { renderSlack } from "../../../../src/platforms/slack/render/render.ts";
import { viewOf } from "../../../support/slack-view.ts";

const of = { lang: "ko", demo: false } as const;

function won(value: number | null, day = "2026-11-01"): Quantity {
  const scope = { from: day, to: day };
  return { value, unit: "currency", currency: "KRW", vat: "excluded", metric: "spend", scope };
}

function roas(value: number): Quantity {
  return { value, unit: "ratio", metric: "roas", scope: {} };
}

function dayAt(at: number): string {
  return Temporal.PlainDate.from("2026-11-01").add({ days: at }).toString();
}

function chartOf(count: number, figure: (at: number) => Quantity, over: Partial<ChartPart> = {}): ChartPart {
  const all = Array.from({ length: count }, (_, at) => at);
  return {
    kind: "chart",
    shape: "line",
    title: "일별 광고비",
    labels: all.map(dayAt),
    series: [{ name: "광고비", values: all.map(figure) }],
    ...over,
  };
}

function drawn(part: ChartPart) {
  const native = nativeChart(part, of);
  const chart = native?.block.chart;
  if (!native || !chart || chart.type === "pie") throw new Error("not drawn");
  return { told: native.told, title: native.block.title, chart };
}

describe("a chart that Slack draws", () => {
  test("holds each point with its figure as it is written", () => {
    const { chart, told } = drawn(chartOf(3, (at) => roas(4 + at / 10)));

    expect(told).toEqual([]);
    expect(chart).toEqual({
      type: "line",
      series: [
        {
          name: "광고비",
          data: [
            { label: "2026-11-01", value: 400 },
            { label: "2026-11-02", value: 410 },
            { label: "2026-11-03", value: 420 },
          ],
        },
      ],
      axis_config: { categories: ["2026-11-01", "2026-11-02", "2026-11-03"], y_label: "%" },
    });
  });

  test("of 28 days is four sums of seven days, and says so", () => {
    const { chart, told } = drawn(chartOf(28, (at) => won(at + 1, dayAt(at))));

    expect(chart.series[0]?.data).toEqual([
      { label: "2026-11-01~", value: 28 },
      { label: "2026-11-08~", value: 77 },
      { label: "2026-11-15~", value: 126 },
      { label: "2026-11-22~", value: 175 },
    ]);
    expect(told).toEqual(["그래프의 점 하나는 7일 합계예요."]);
  });

  test("leaves out the days before the first whole week, and says so", () => {
    const { chart, told } = drawn(chartOf(30, (at) => won(1, dayAt(at))));

    expect(chart.series[0]?.data[0]).toEqual({ label: "2026-11-03~", value: 7 });
    expect(told).toEqual(["그래프의 점 하나는 7일 합계예요. 앞의 2일은 그래프에 없어요."]);
  });

  test("of rates is never summed: the last twenty days, and says so", () => {
    const { chart, told } = drawn(chartOf(28, () => roas(4.2)));

    expect(chart.axis_config.categories).toHaveLength(20);
    expect(chart.axis_config.categories[0]).toBe("2026-11-09");
    expect(told).toEqual(["그래프는 마지막 20개 구간만 보여요."]);
  });

  test("of days with a hole between them is not summed either", () => {
    const { told } = drawn(chartOf(28, (at) => won(1, dayAt(at === 27 ? 40 : at))));

    expect(told).toEqual(["그래프는 마지막 20개 구간만 보여요."]);
  });

  test("of many campaigns shows the first twenty, the largest as they stand", () => {
    const bars = chartOf(30, (at) => won(30 - at), { shape: "bar", labels: Array(30).fill("캠페인") });
    const { chart, told } = drawn(bars);

    expect(chart.series[0]?.data.map(({ value }) => value).slice(0, 2)).toEqual([30, 29]);
    expect(chart.axis_config.categories.slice(0, 3)).toEqual(["캠페인", "캠페인 2", "캠페인 3"]);
    expect(told).toEqual(["그래프는 앞의 20개만 보여요."]);
  });

  test("has short names, each of its own", () => {
    const values = [won(1), won(2)];
    const name = "여름 세일 리타겟팅 캠페인 2026 하반기";
    const part = chartOf(2, (at) => won(at), {
      series: [
        { name, values },
        { name: `${name} B`, values },
      ],
    });

    expect(drawn(part).chart.series.map((one) => one.name)).toEqual([
      "여름 세일 리타겟팅 캠페인 2026…",
      "여름 세일 리타겟팅 캠페인 20… 2",
    ]);
  });

  test("of the demo says so in its title", () => {
    const part = chartOf(2, (at) => won(at), { title: "가".repeat(80) });

    expect(nativeChart(part, { lang: "ko", demo: true })?.block.title).toBe(`${"가".repeat(44)}… (데모)`);
  });
});

describe("a chart is left to letters and a picture", () => {
  test.each<[string, ChartPart]>([
    ["with a day without a value", chartOf(3, (at) => won(at === 1 ? null : 5))],
    ["of two units on one axis", chartOf(2, (at) => (at === 0 ? won(5) : roas(4)))],
    [
      "of seven lines",
      chartOf(1, won, {
        series: Array.from({ length: 7 }, (_, at) => ({ name: `m${at}`, values: [won(1)] })),
      }),
    ],
    ["without a point", chartOf(0, won)],
  ])("%s", (_, part) => {
    const { messages, pictures, simpler } = renderSlack({ lang: "ko", parts: [part] });

    expect(nativeChart(part, of)).toBeUndefined();
    expect(JSON.stringify(messages)).not.toContain("data_visualization");
    expect([...simpler.values()]).toEqual(messages.map(() => []));
    expect(pictures).toHaveLength(part.labels.length > 0 ? 1 : 0);
  });
});

describe("a card of charts", () => {
  const card = (count: number): Card => ({
    lang: "ko",
    parts: Array.from({ length: count }, () => chartOf(2, (at) => won(1_000 + at))),
  });

  test("has two of Slack's own in a message, never three, and no picture beside them", () => {
    const { messages, pictures } = renderSlack(card(5));
    const counts = messages.map(({ blocks = [] }) =>
      blocks.filter(({ type }) => type === "data_visualization"),
    );

    expect(counts.map((one) => one.length)).toEqual([2, 2, 1]);
    expect(pictures).toEqual([]);
    expect(messages.flatMap((message) => messageProblems(message))).toEqual([]);
    expect(viewOf(messages[0]!)).toContain("‖ 2026-11-01  1,000원");
  });

  test("names what stands in their place, with the pictures of just these", () => {
    const { messages, simpler } = renderSlack(card(3));
    const [first, second] = messages.map((message) => simpler.get(message) ?? []);

    expect(first?.map(({ without, pictures }) => [without, pictures.map(({ name }) => name)])).toEqual([
      [["chart"], ["chart-1.png", "chart-2.png"]],
    ]);
    expect(second?.[0]?.pictures.map(({ name }) => name)).toEqual(["chart-3.png"]);
    expect(viewOf(first![0]!.message)).toContain("█");
  });
});
