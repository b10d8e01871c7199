// Slack's messages as blocks: every type our renderer sends, near enough to Slack's own look to judge it.

import { drawChart } from "./chart.js";
import { el } from "./dom.js";
import { marked } from "./preview-marks.js";
import { said } from "./preview-words.js";

export function drawSlack({ payloads, pictures, files }) {
  const messages = payloads.map(({ text, blocks }) =>
    el("div", { class: "sl-message" }, ...(blocks ? blocks.map(drawBlock) : marked(text, "mrkdwn"))),
  );
  return [
    el(
      "p",
      { class: "sl-name" },
      el("span", { class: "sl-face", "aria-hidden": "true" }, "C"),
      el("b", {}, "CO9MA"),
      el("span", { class: "sl-app" }, "APP"),
    ),
    ...messages,
    ...pictures.map(({ src, alt }) => el("img", { class: "sl-picture", src, alt, loading: "lazy" })),
    ...files.map((name) => el("p", { class: "sl-file" }, `${said("file")} · ${name}`)),
  ];
}

const blocks = {
  section: ({ text, fields, accessory }) =>
    el(
      "div",
      { class: "sl-section" },
      el(
        "div",
        {},
        text && el("p", {}, ...words(text)),
        fields && el("div", { class: "sl-fields" }, ...fields.map((field) => el("p", {}, ...words(field)))),
      ),
      accessory && drawElement(accessory),
    ),
  header: ({ text }) => el("p", { class: "sl-header" }, text.text),
  divider: () => el("hr"),
  context: ({ elements }) =>
    el("p", { class: "sl-context" }, ...elements.flatMap((one) => [...drawText(one), " "])),
  actions: ({ elements }) => group(elements),
  context_actions: ({ elements }) => group(elements),
  image: ({ image_url: src, alt_text: alt, title }) =>
    el(
      "figure",
      {},
      title && el("figcaption", {}, title.text),
      src && el("img", { class: "sl-picture", src: pathOf(src), alt }),
    ),
  input: ({ label, element, hint }) =>
    el(
      "div",
      { class: "sl-input" },
      el("b", {}, label.text),
      drawElement(element),
      hint && el("p", { class: "sl-context" }, hint.text),
    ),
  markdown: ({ text }) => el("div", { class: "sl-markdown" }, ...marked(text, "markdown")),
  rich_text: ({ elements }) => el("div", { class: "sl-rich" }, ...elements.map(drawRich)),
  table: ({ rows, column_settings: columns = [] }) =>
    drawRows(
      rows,
      columns.map((one) => one?.align),
    ),
  data_table: ({ caption, rows }) => drawRows(rows, [], caption),
  data_visualization: drawVisual,
  card: ({ hero_image: hero, title, subtitle, body, actions }) =>
    el(
      "div",
      { class: "sl-card" },
      hero && el("img", { class: "sl-picture", src: pathOf(hero.image_url), alt: hero.alt_text }),
      title && el("b", {}, ...words(title)),
      subtitle && el("p", { class: "sl-context" }, ...words(subtitle)),
      body && el("p", {}, ...words(body)),
      actions && group(actions),
    ),
  carousel: ({ elements }) =>
    el(
      "div",
      { class: "sl-carousel", tabindex: 0, role: "region", "aria-label": "carousel" },
      ...elements.map(drawBlock),
    ),
  container: ({ title, subtitle, child_blocks: children }) =>
    el(
      "div",
      { class: "sl-card" },
      el("b", {}, title.text),
      subtitle && el("p", { class: "sl-context" }, ...words(subtitle)),
      ...children.map(drawBlock),
    ),
};

function drawBlock(block) {
  return blocks[block.type]?.(block) ?? el("p", { class: "sl-context" }, said("unknown", { x: block.type }));
}

function words(text) {
  return text.type === "mrkdwn" ? marked(text.text, "mrkdwn") : [text.text];
}

function drawText(one) {
  return one.type === "image"
    ? [el("img", { class: "sl-small", src: pathOf(one.image_url), alt: one.alt_text })]
    : words(one);
}

function pathOf(address) {
  const { pathname, search } = new URL(address);
  return pathname + search;
}

function group(elements) {
  return el(
    "div",
    { class: "sl-actions", role: "group", "aria-label": said("buttons") },
    ...elements.map(drawElement),
  );
}

const button = (label, style) =>
  el("button", { type: "button", class: `sl-button ${style ?? ""}`, disabled: true }, label);

function drawElement(element) {
  const { type, text, style } = element;
  if (type === "button") return button(text.text, style);
  if (type === "feedback_buttons")
    return el(
      "span",
      {},
      button(`👍 ${element.positive_button.text.text}`),
      " ",
      button(`👎 ${element.negative_button.text.text}`),
    );
  if (type === "image")
    return el("img", { class: "sl-small", src: pathOf(element.image_url), alt: element.alt_text });
  const shown = element.initial_option?.text ?? element.placeholder ?? element.text;
  const given = element.initial_value ?? element.initial_date ?? element.initial_time;
  return button(
    `${given ?? shown?.text ?? type}${type.includes("select") || type === "overflow" ? " ▾" : ""}`,
  );
}

function drawRich(part) {
  const inline = ({ elements }) => elements.map(drawInline);
  switch (part.type) {
    case "rich_text_list":
      return el(
        part.style === "ordered" ? "ol" : "ul",
        {},
        ...part.elements.map((item) => el("li", {}, ...inline(item))),
      );
    case "rich_text_quote":
      return el("blockquote", {}, ...inline(part));
    case "rich_text_preformatted":
      return el("pre", { tabindex: 0 }, ...inline(part));
    default:
      return el("p", {}, ...inline(part));
  }
}

const styles = { bold: "b", italic: "i", strike: "s", code: "code" };

function drawInline({ type, text, url, name, style = {} }) {
  const plain =
    type === "link"
      ? el("span", { class: "sl-link", title: url }, text ?? url)
      : (text ?? `:${name ?? type}:`);
  return Object.entries(styles).reduce(
    (inner, [key, tag]) => (style[key] ? el(tag, {}, inner) : inner),
    plain,
  );
}

function drawRows([head = [], ...rows], sides, caption) {
  const figures = head.map((_, at) => rows.some((row) => row[at]?.type === "raw_number"));
  const side = (at) => (figures[at] || sides[at] === "right") && "right";
  const cell = (one) => (one.type === "rich_text" ? one.elements.map(drawRich) : [one.text]);
  return el(
    "div",
    { class: "sl-table", tabindex: 0, role: "region", "aria-label": caption ?? "table" },
    el(
      "table",
      {},
      caption && el("caption", {}, caption),
      el(
        "thead",
        {},
        el("tr", {}, ...head.map((one, at) => el("th", { scope: "col", class: side(at) }, ...cell(one)))),
      ),
      el(
        "tbody",
        {},
        ...rows.map((row) =>
          el("tr", {}, ...row.map((one, at) => el("td", { class: side(at) }, ...cell(one)))),
        ),
      ),
    ),
  );
}

/** Slack's own chart has the values and no unit of ours: they are written as it writes them. */
function drawVisual({ title, chart }) {
  const segments = chart.type === "pie" ? [{ name: title, data: chart.segments }] : chart.series;
  const series = segments.map(({ name, data }) => ({
    name,
    values: data.map(({ value }) => value),
    texts: data.map(({ value }) => value.toLocaleString()),
    plains: data.map(({ value }) => String(value)),
  }));
  const all = series.flatMap(({ values }) => values);
  const shape = chart.type === "line" || chart.type === "area" ? "line" : "bar";
  const labels = segments[0].data.map(({ label }) => label);
  const drawn = drawChart({ shape, title, labels, series, ticks: ticksOf(all) });
  // The page's own table of values is not Slack's.
  drawn.querySelector("details").remove();
  return el("div", { class: "sl-chart" }, drawn);
}

function ticksOf(values) {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = 10 ** Math.floor(Math.log10((high - low) / 2 || 1));
  const wide = [1, 2, 5, 10].map((by) => by * step).find((one) => (high - low) / one <= 5);
  const [first, last] = [Math.floor(low / wide), Math.ceil(high / wide)];
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const value = (first + at) * wide;
    return { value, text: value.toLocaleString() };
  });
}
