// Each limit from both sides: the largest block that passes and the smallest that does not, with the place that is named.

import { describe, expect, test } from "vitest";
import { messageProblems } from "../../../../src/platforms/slack/blocks/message.ts";
import {
  button,
  buttons,
  dataTable,
  type Json,
  letters,
  lineChart,
  many,
  message,
  mrkdwn,
  options,
  pieChart,
  plain,
  raw,
  richText,
  section,
  table,
  withButton,
  withElement,
} from "./made-blocks.ts";

const image = (over: Json = {}): Json => ({
  type: "image",
  alt_text: "그림",
  slack_file: { id: "F1" },
  ...over,
});
const input = (over: Json = {}): Json => ({
  type: "input",
  label: plain("이름"),
  element: { type: "plain_text_input", action_id: "name" },
  ...over,
});
const card = (over: Json = {}): Json => ({ type: "card", title: mrkdwn("제목"), ...over });
const container = (over: Json = {}): Json => ({
  type: "container",
  title: plain("제목"),
  child_blocks: [{ type: "divider" }],
  ...over,
});
const confirm = (over: Json): Json =>
  withButton({
    confirm: { title: plain("?"), text: plain("?"), confirm: plain("네"), deny: plain("아니요"), ...over },
  });
const select = (over: Json): Json => withElement({ type: "static_select", options: options(1), ...over });
const radio = (over: Json): Json => withElement({ type: "radio_buttons", options: options(2), ...over });
const context = (count: number): Json => ({ type: "context", elements: many(count, () => plain("가")) });
const list = (indent: number): Json => ({
  type: "rich_text",
  elements: [
    {
      type: "rich_text_list",
      style: "bullet",
      indent,
      elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "가" }] }],
    },
  ],
});
const columns = (count: number): Json => ({
  ...table(1),
  column_settings: many(count, () => ({ align: "right" })),
});

/** What is measured, the block of that measure, the most that passes, where the first beyond it is named. */
const measures: [string, (size: number) => Json, number, string][] = [
  ["letters of a section", (size) => section({ text: mrkdwn(letters(size)) }), 3000, "/text/text"],
  ["fields of a section", (size) => section({ fields: many(size, () => plain("가")) }), 10, "/fields"],
  ["letters of a field", (size) => section({ fields: [plain(letters(size))] }), 2000, "/fields/0/text"],
  ["letters of a header", (size) => ({ type: "header", text: plain(letters(size)) }), 150, "/text/text"],
  ["elements of a context", context, 10, "/elements"],
  [
    "letters of a context",
    (size) => ({ type: "context", elements: [plain(letters(size))] }),
    3000,
    "/elements/0/text",
  ],
  ["elements of actions", buttons, 25, "/elements"],
  ["letters on a button", (size) => withButton({ text: plain(letters(size)) }), 75, "/elements/0/text/text"],
  ["letters of a button's value", (size) => withButton({ value: letters(size) }), 2000, "/elements/0/value"],
  [
    "letters of an action_id",
    (size) => withButton({ action_id: letters(size) }),
    255,
    "/elements/0/action_id",
  ],
  ["letters of a block_id", (size) => ({ type: "divider", block_id: letters(size) }), 255, "/block_id"],
  [
    "letters read aloud",
    (size) => withButton({ accessibility_label: letters(size) }),
    75,
    "/elements/0/accessibility_label",
  ],
  [
    "letters of a confirm's title",
    (size) => confirm({ title: plain(letters(size)) }),
    100,
    "/elements/0/confirm/title/text",
  ],
  [
    "letters of a confirm",
    (size) => confirm({ text: plain(letters(size)) }),
    300,
    "/elements/0/confirm/text/text",
  ],
  [
    "letters on a confirm's yes",
    (size) => confirm({ confirm: plain(letters(size)) }),
    30,
    "/elements/0/confirm/confirm/text",
  ],
  [
    "letters on a confirm's no",
    (size) => confirm({ deny: plain(letters(size)) }),
    30,
    "/elements/0/confirm/deny/text",
  ],
  ["options of a menu", (size) => select({ options: options(size) }), 100, "/elements/0/options"],
  [
    "letters of an option",
    (size) => select({ options: options(1, { text: plain(letters(size)) }) }),
    75,
    "/elements/0/options/0/text/text",
  ],
  [
    "letters of an option's value",
    (size) => select({ options: options(1, { value: letters(size) }) }),
    75,
    "/elements/0/options/0/value",
  ],
  [
    "letters of an option's description",
    (size) => select({ options: options(1, { description: plain(letters(size)) }) }),
    75,
    "/elements/0/options/0/description/text",
  ],
  [
    "letters of a placeholder",
    (size) => select({ placeholder: plain(letters(size)) }),
    150,
    "/elements/0/placeholder/text",
  ],
  ["radio buttons", (size) => radio({ options: options(size) }), 10, "/elements/0/options"],
  [
    "entries of an overflow",
    (size) => withElement({ type: "overflow", options: options(size) }),
    5,
    "/elements/0/options",
  ],
  ["letters of an alt text", (size) => image({ alt_text: letters(size) }), 2000, "/alt_text"],
  ["letters of a picture's title", (size) => image({ title: plain(letters(size)) }), 2000, "/title/text"],
  ["letters of an input's label", (size) => input({ label: plain(letters(size)) }), 2000, "/label/text"],
  ["letters of an input's hint", (size) => input({ hint: plain(letters(size)) }), 2000, "/hint/text"],
  ["letters of a card's title", (size) => card({ title: mrkdwn(letters(size)) }), 150, "/title/text"],
  [
    "letters of a card's subtitle",
    (size) => card({ subtitle: mrkdwn(letters(size)) }),
    150,
    "/subtitle/text",
  ],
  ["letters of a card's body", (size) => card({ body: mrkdwn(letters(size)) }), 200, "/body/text"],
  [
    "buttons of a card",
    (size) => card({ actions: many(size, (at) => button({ action_id: `a${at}` })) }),
    3,
    "/actions",
  ],
  [
    "cards of a carousel",
    (size) => ({ type: "carousel", elements: many(size, () => card()) }),
    10,
    "/elements",
  ],
  [
    "letters of a container's title",
    (size) => container({ title: plain(letters(size)) }),
    150,
    "/title/text",
  ],
  [
    "blocks of a container",
    (size) => container({ child_blocks: many(size, () => ({ type: "divider" })) }),
    10,
    "/child_blocks",
  ],
  ["levels of a list", list, 8, "/elements/0/indent"],
  ["rows of a table", table, 100, "/rows"],
  ["columns of a table", (size) => table(1, size), 20, "/rows/0"],
  ["settings of columns", columns, 20, "/column_settings"],
  ["rows of a data table", dataTable, 100, "/rows"],
  ["columns of a data table", (size) => dataTable(1, size), 20, "/rows/0"],
  ["rows on a page", (size) => dataTable(1, 2, { page_size: size }), 100, "/page_size"],
  [
    "index of the row header",
    (size) => dataTable(1, 3, { row_header_column_index: size }),
    2,
    "/row_header_column_index",
  ],
  ["points of a chart", (size) => lineChart(1, size), 20, "/chart/series/0/data"],
  ["series of a chart", (size) => lineChart(size, 2), 6, "/chart/series"],
  ["segments of a pie", pieChart, 6, "/chart/segments"],
  ["letters of a chart's title", (size) => lineChart(1, 1, { title: letters(size) }), 50, "/title"],
];

describe("at most so many", () => {
  test.each(measures)("%s", (_, of, most, path) => {
    expect(messageProblems(message(of(most)))).toEqual([]);

    const beyond = messageProblems(message(of(most + 1)));
    expect(beyond.map((problem) => problem.path)).toContain(`/blocks/0${path}`);
    for (const { rule } of beyond) expect(rule).not.toBe("");
  });

  test.each([
    ["blocks", (size: number) => message(...many(size, () => ({ type: "divider" }))), 50, "/blocks"],
    [
      "letters of text",
      (size: number) => ({ ...message({ type: "divider" }), text: letters(size) }),
      40_000,
      "/text",
    ],
    ["native tables", (size: number) => message(...many(size, () => dataTable(1))), 1, "/blocks"],
    ["native charts", (size: number) => message(...many(size, () => pieChart(1))), 2, "/blocks"],
    [
      "letters in tables",
      (size: number) => message({ type: "table", rows: [[raw(letters(size))]] }),
      10_000,
      "/blocks",
    ],
    [
      "letters in all with 125 a block",
      (size: number) => message(richText({ type: "text", text: letters(size - 250) }), { type: "divider" }),
      12_000,
      "/blocks",
    ],
  ] as const)("%s of a message", (_, of, most, path) => {
    expect(messageProblems(of(most))).toEqual([]);
    expect(messageProblems(of(most + 1)).map((problem) => problem.path)).toContain(path);
  });

  test("letters of markdown in all blocks together", () => {
    const markdown = (length: number): Json => ({ type: "markdown", text: letters(length) });
    const rules = (size: number): string[] =>
      messageProblems(message(markdown(6_000), markdown(size))).map(({ rule }) => rule);

    expect(rules(6_000)).not.toContain("at most 12000 characters of markdown");
    expect(rules(6_001)).toContain("at most 12000 characters of markdown");
  });
});
