// Shapes that Slack refuses whatever their size, and what we refuse although Slack would take it.

import { describe, expect, test } from "vitest";
import { messageProblems } from "../../../../src/platforms/slack/blocks/message.ts";
import {
  button,
  buttons,
  dataTable,
  type Json,
  lineChart,
  message,
  mrkdwn,
  pieChart,
  plain,
  raw,
  richText,
  section,
  withButton,
  withElement,
} from "./made-blocks.ts";

const hosts = ["co9ma.example.com"];
const pathsOf = (payload: unknown): string[] => messageProblems(payload, hosts).map(({ path }) => path);
const number = (value: number): Json => ({ type: "raw_number", value, text: "1" });

describe("a good block", () => {
  test.each<[string, Json]>([
    ["section with a button beside it", section({ text: mrkdwn("지난주"), accessory: button() })],
    ["section of fields", section({ fields: [plain("광고비"), mrkdwn("*1원*")] })],
    [
      "rich text of every kind",
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [{ type: "text", text: "가 <b> & 나", style: { bold: true } }],
          },
          { type: "rich_text_quote", elements: [{ type: "emoji", name: "chart_with_upwards_trend" }] },
          { type: "rich_text_preformatted", elements: [{ type: "text", text: "▁▂▃" }], border: 0 },
          {
            type: "rich_text_list",
            style: "ordered",
            elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "하나" }] }],
          },
        ],
      },
    ],
    [
      "data table of words and numbers",
      {
        ...dataTable(0),
        rows: [
          [raw("캠페인"), raw("광고비")],
          [raw("여름"), number(1)],
          [richText({ type: "text", text: "합계" }), number(1)],
        ],
      },
    ],
    ["chart", lineChart(2, 20)],
    ["link to our own server", withButton({ url: "https://co9ma.example.com/a?b=1" })],
    ["menu", withElement({ type: "static_select", options: [{ text: plain("메타"), value: "meta" }] })],
    ["day picker", withElement({ type: "datepicker", initial_date: "2026-11-22" })],
    [
      "feedback",
      {
        type: "context_actions",
        elements: [
          {
            type: "feedback_buttons",
            action_id: "feedback",
            positive_button: { text: plain("좋아요"), value: "good" },
            negative_button: { text: plain("아쉬워요"), value: "bad" },
          },
        ],
      },
    ],
    ["escaped markup", section({ text: mrkdwn("A &amp; B &lt;!channel&gt; *3*") })],
  ])("passes: %s", (_, block) => {
    expect(messageProblems(message(block), hosts)).toEqual([]);
  });

  test("a message of words alone passes", () => {
    expect(messageProblems({ text: "답", unfurl_links: false, unfurl_media: false })).toEqual([]);
  });
});

describe("Slack refuses", () => {
  test.each<[string, Json, string]>([
    ["a type nobody knows", { type: "graph" }, "/type"],
    ["a block that is none", [] as unknown as Json, ""],
    ["a field nobody knows", { type: "divider", colour: "red" }, ""],
    ["a section without words", section({}), ""],
    ["empty words", section({ text: plain("") }), "/text/text"],
    ["markup on a button", withButton({ text: mrkdwn("보기") }), "/elements/0/text/type"],
    [
      "a button without an action_id",
      { type: "actions", elements: [{ type: "button", text: plain("보기") }] },
      "/elements/0/action_id",
    ],
    ["a style nobody knows", withButton({ style: "plain" }), "/elements/0/style"],
    ["actions without elements", buttons(0), "/elements"],
    ["an input among the actions", withElement({ type: "plain_text_input" }), "/elements/0/type"],
    ["a menu without options", withElement({ type: "static_select", options: [] }), "/elements/0/options"],
    [
      "a day that is none",
      withElement({ type: "datepicker", initial_date: "2026-02-30" }),
      "/elements/0/initial_date",
    ],
    [
      "an hour that is none",
      withElement({ type: "timepicker", initial_time: "24:00" }),
      "/elements/0/initial_time",
    ],
    ["a picture from nowhere", { type: "image", alt_text: "그림" }, ""],
    [
      "a picture twice",
      {
        type: "image",
        alt_text: "그림",
        image_url: "https://co9ma.example.com/a.png",
        slack_file: { id: "F1" },
      },
      "",
    ],
    ["rich text without elements", { type: "rich_text", elements: [] }, "/elements"],
    ["empty rich text", richText({ type: "text", text: "" }), "/elements/0/elements/0/text"],
    ["a table without rows", { type: "table", rows: [] }, "/rows"],
    ["a data table of a header alone", dataTable(0), "/rows"],
    ["a data table without a caption", dataTable(1, 2, { caption: "" }), "/caption"],
    [
      "a header cell that is a number",
      {
        ...dataTable(1),
        rows: [
          [raw("가"), number(1)],
          [raw("가"), raw("나")],
        ],
      },
      "/rows/0",
    ],
    [
      "a row shorter than its header",
      { ...dataTable(1), rows: [[raw("가"), raw("나")], [raw("가")]] },
      "/rows/1",
    ],
    ["an empty cell", { ...dataTable(1), rows: [[raw("가")], [raw("")]] }, "/rows/1/0/text"],
    [
      "a number that is none",
      { ...dataTable(1), rows: [[raw("가")], [number(Number.NaN)]] },
      "/rows/1/0/value",
    ],
    ["a pie with an empty piece", pieChart(2, 0), "/chart/segments/0/value"],
    [
      "two series of one name",
      (() => {
        const chart = lineChart(2, 2) as { chart: { series: { name: string }[] } };
        for (const one of chart.chart.series) one.name = "같은 이름";
        return chart;
      })(),
      "/chart/series",
    ],
    [
      "a series without a point of the axis",
      (() => {
        const chart = lineChart(1, 3) as { chart: { series: { data: unknown[] }[] } };
        chart.chart.series[0]?.data.pop();
        return chart;
      })(),
      "/chart/series/0/data",
    ],
    ["an address that is none", withButton({ url: "co9ma.example.com" }), "/elements/0/url"],
    ["an address without encryption", withButton({ url: "http://co9ma.example.com" }), "/elements/0/url"],
    ["a script as an address", withButton({ url: "javascript:alert(1)" }), "/elements/0/url"],
  ])("%s", (_, block, path) => {
    expect(pathsOf(message(block))).toContain(`/blocks/0${path}`);
  });

  test.each<[string, unknown, string]>([
    ["no text", { ...message({ type: "divider" }), text: "" }, "/text"],
    ["no blocks in the list", message(), "/blocks"],
    ["nothing at all", undefined, ""],
    [
      "a block_id twice",
      message({ type: "divider", block_id: "a" }, { type: "divider", block_id: "a" }),
      "/blocks/1/block_id",
    ],
    [
      "an action_id twice in a block",
      message({ type: "actions", elements: [button(), button()] }),
      "/blocks/0/elements/1/action_id",
    ],
    ["unfurling left on", { text: "답", unfurl_links: true, unfurl_media: false }, "/unfurl_links"],
    ["unfurling not turned off", { text: "답", unfurl_links: false }, "/unfurl_media"],
  ])("%s", (_, payload, path) => {
    expect(pathsOf(payload)).toContain(path);
  });

  test("an action_id may come again in another block", () => {
    expect(pathsOf(message(buttons(1), buttons(1)))).toEqual([]);
  });
});

describe("we refuse", () => {
  test.each<[string, Json, string]>([
    ["everybody as an element", richText({ type: "broadcast", range: "here" }), "/elements/0/elements/0"],
    ["a group as an element", richText({ type: "usergroup", usergroup_id: "S1" }), "/elements/0/elements/0"],
    ["a person as an element", richText({ type: "user", user_id: "U1" }), "/elements/0/elements/0"],
    ["everybody in markup", section({ text: mrkdwn("<!channel> 확인") }), "/text/text"],
    ["everybody by name", section({ text: mrkdwn("@here 확인") }), "/text/text"],
    ["everybody in markdown", { type: "markdown", text: "@everyone" }, "/text"],
    ["a person in markup", section({ fields: [mrkdwn("<@U1>")] }), "/fields/0/text"],
    ["a bare link", section({ text: mrkdwn("https://evil.example") }), "/text/text"],
    ["a bare link of a name", section({ text: mrkdwn("www.evil") }), "/text/text"],
    ["a bare ampersand", section({ text: mrkdwn("A & B") }), "/text/text"],
    ["a link in markup", section({ text: mrkdwn("<https://evil.example|보기>") }), "/text/text"],
    [
      "a link to a foreign server",
      richText({ type: "link", url: "https://evil.example/?q=1" }),
      "/elements/0/elements/0/url",
    ],
    [
      "a picture from a foreign server",
      { type: "image", alt_text: "그림", image_url: "https://evil.example/p.png" },
      "/image_url",
    ],
    [
      "our name before a foreign server's",
      withButton({ url: "https://co9ma.example.com.evil.example" }),
      "/elements/0/url",
    ],
    [
      "our name as a user name",
      withButton({ url: "https://co9ma.example.com@evil.example" }),
      "/elements/0/url",
    ],
  ])("%s", (_, block, path) => {
    expect(pathsOf(message(block))).toContain(`/blocks/0${path}`);
  });

  test("markup in the text of the message", () => {
    expect(pathsOf({ ...message({ type: "divider" }), text: "<!here>" })).toEqual(["/text"]);
  });

  test("nothing in words that Slack does not read as markup", () => {
    const words = "<!channel> @here A & B";

    expect(
      pathsOf(message(richText({ type: "text", text: words }), section({ text: plain(words) }))),
    ).toEqual([]);
  });
});
