// What a person sees of a Slack message, as text: one line or more for each block, buttons in brackets, table cells between bars.

import type { Card } from "../../src/core/card/card.ts";
import type { SlackMessage } from "../../src/platforms/slack/blocks/message.ts";
import { inPlainWords, renderSlack } from "../../src/platforms/slack/render/render.ts";

type Block = NonNullable<SlackMessage["blocks"]>[number];

export function viewOf(message: SlackMessage): string {
  return (message.blocks ?? []).flatMap(blockLines).join("\n");
}

function blockLines(block: Block): string[] {
  switch (block.type) {
    case "section":
      return (block.fields ?? []).map(({ text }) => text.replaceAll("\n", " / "));
    case "context":
      return block.elements
        .flatMap((one) => (one.type === "image" ? [] : one.text.split("\n")))
        .map((line) => `  ${line}`);
    case "rich_text":
      return block.elements.flatMap(richLines);
    case "data_table":
      return [
        `(${block.caption}, ${block.page_size} a page)`,
        ...block.rows.map((row) => `| ${row.map(cellText).join(" | ")} |`),
      ];
    case "data_visualization":
      return chartLines(block);
    case "actions":
      return [
        block.elements.map((one) => (one.type === "button" ? `[${one.text.text}]` : one.type)).join(" "),
      ];
    case "context_actions":
      return block.elements.map((one) =>
        one.type === "feedback_buttons"
          ? `(${one.positive_button.text.text}) (${one.negative_button.text.text})`
          : one.type,
      );
    case "header":
    case "divider":
    case "image":
    case "input":
    case "markdown":
    case "table":
    case "card":
    case "carousel":
    case "container":
      return [JSON.stringify(block)];
  }
}

/** One line a series, each point with its name as Slack writes it on the axis. */
function chartLines({ title, chart }: Extract<Block, { type: "data_visualization" }>): string[] {
  if (chart.type === "pie") return [JSON.stringify(chart)];
  const { y_label } = chart.axis_config;
  return [
    `(${chart.type} chart: ${title}${y_label ? `, ${y_label}` : ""})`,
    ...chart.series.map(
      ({ name, data }) => `  ${name}: ${data.map(({ label, value }) => `${label}=${value}`).join(", ")}`,
    ),
  ];
}

type Rich = Extract<Block, { type: "rich_text" }>["elements"][number];

function richLines(element: Rich): string[] {
  if (element.type === "rich_text_list")
    return element.elements.map((one) => `• ${inlineText(one.elements)}`);
  const mark = element.type === "rich_text_preformatted" ? "‖ " : "";
  return inlineText(element.elements)
    .split("\n")
    .map((line) => `${mark}${line}`);
}

type Inline = Extract<Rich, { type: "rich_text_section" }>["elements"][number];

function inlineText(elements: readonly Inline[]): string {
  return elements
    .map((one) =>
      one.type === "text" ? (one.style?.bold ? `*${one.text}*` : one.text) : JSON.stringify(one),
    )
    .join("");
}

type Cell = Extract<Block, { type: "data_table" }>["rows"][number][number];

function cellText(cell: Cell): string {
  return cell.type === "rich_text" ? cell.elements.flatMap(richLines).join(" ") : cell.text;
}

/** Text as it is read again where Slack reads markup. */
export function readText(text: string): string {
  return text
    .replaceAll("\u2060", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** The whole card in words alone, as it goes out when Slack refuses every block of it. */
export function plainMessages(card: Card): SlackMessage[] {
  return renderSlack(card).messages.flatMap(inPlainWords);
}
