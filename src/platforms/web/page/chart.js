// Charts drawn from a card's values: lines, columns, or bars with their names above. The values stand in a table below, too.

import { el, svg } from "./dom.js";
import { t } from "./words.js";

/** Bars up to this many names lie flat with the name above each; more become columns. */
const mostBars = 12;
const height = 220;
const pad = { top: 14, bottom: 26, right: 14 };

export function drawChart(part, lang) {
  const bars = part.shape === "bar" && part.labels.length <= mostBars;
  const host = el("div", { class: bars ? "chart-in" : "chart-in axes" });
  const draw = bars ? drawBars : drawAxes;
  new ResizeObserver(([seen]) => {
    const width = Math.round(seen.contentRect.width) - 16;
    if (width < 40 || host.dataset.width === String(width)) return;
    host.dataset.width = String(width);
    host.replaceChildren(draw(part, width));
  }).observe(host);
  return el(
    "figure",
    { class: "chart", "aria-label": `${t("chart", {}, lang)}: ${part.title}` },
    el("figcaption", { class: "part-title" }, part.title),
    part.series.length > 1 && legend(part.series),
    host,
    el("details", {}, el("summary", {}, t("values", {}, lang)), valuesTable(part, lang)),
  );
}

function legend(series) {
  const items = series.map(({ name }, index) =>
    el(
      "li",
      {},
      svg(
        "svg",
        { viewBox: "0 0 26 10", "aria-hidden": "true" },
        svg("path", { d: "M1 5h24", class: `stroke s${index % 6}` }),
      ),
      ` ${name}`,
    ),
  );
  return el("ul", { class: "legend" }, ...items);
}

function frame(part, width, tall, ...children) {
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${tall}`, height: tall, role: "img", "aria-label": part.title },
    ...children,
  );
}

function drawAxes(part, width) {
  const { ticks, labels, series } = part;
  const low = ticks[0]?.value ?? 0;
  const high = ticks.at(-1)?.value ?? 1;
  const left = 12 + Math.max(...ticks.map(({ text }) => roughWidth(text)), 0);
  const inner = Math.max(20, width - left - pad.right);
  const columns = part.shape === "bar";
  const slot = columns ? inner / labels.length : inner / Math.max(1, labels.length - 1);
  const x = (index) =>
    left + (columns ? (index + 0.5) * slot : labels.length === 1 ? inner / 2 : index * slot);
  const y = (value) =>
    height - pad.bottom - ((value - low) / (high - low || 1)) * (height - pad.top - pad.bottom);
  const shapes = columns
    ? series.flatMap((one, index) => columnShapes(one, index, series.length, labels, slot, x, y))
    : series.flatMap((one, index) => lineShapes(one, index, labels, x, y));
  return frame(part, width, height, ...rules(ticks, left, width, y), ...names(labels, inner, x), ...shapes);
}

function rules(ticks, left, width, y) {
  return ticks.flatMap(({ value, text }) => [
    svg("line", { class: "rule", x1: left, x2: width - pad.right, y1: y(value), y2: y(value) }),
    svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, text),
  ]);
}

/** As many labels as fit, the first and the last among them. */
function names(labels, inner, x) {
  const widest = Math.max(...labels.map(roughWidth)) + 14;
  const room = Math.max(2, Math.floor(inner / widest));
  const every = Math.max(1, Math.ceil((labels.length - 1) / (room - 1)));
  const last = labels.length - 1;
  return labels
    .map((label, index) => ({ label, index }))
    .filter(({ index }) => index === last || (index % every === 0 && (last - index >= every || index === 0)))
    .map(({ label, index }) => {
      const anchor =
        labels.length > 1 && index === last ? "end" : index === 0 && labels.length > 1 ? "start" : "middle";
      return svg("text", { x: x(index), y: height - 8, "text-anchor": anchor }, label);
    });
}

function lineShapes({ name, values, texts }, index, labels, x, y) {
  const tone = `s${index % 6}`;
  const path = values.reduce(
    (drawn, value, at) => {
      if (value === null) return { d: drawn.d, up: true };
      return { d: `${drawn.d}${drawn.up ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`, up: false };
    },
    { d: "", up: true },
  );
  const dots = values.flatMap((value, at) =>
    value === null
      ? []
      : [
          svg(
            "circle",
            { class: `fill ${tone}`, cx: x(at), cy: y(value), r: values.length > 45 ? 1.5 : 3.25 },
            svg("title", {}, `${labels[at]} · ${name} ${texts[at]}`),
          ),
        ],
  );
  return [svg("path", { class: `stroke ${tone}`, d: path.d }), ...dots];
}

function columnShapes({ name, values, texts }, index, of, labels, slot, x, y) {
  const wide = Math.min(28, (slot * 0.72) / of);
  return values.flatMap((value, at) => {
    if (value === null) return [];
    const from = x(at) - (wide * of) / 2 + index * wide;
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    return [
      svg(
        "rect",
        {
          class: `fill s${index % 6}`,
          x: from,
          width: Math.max(1, wide - 1),
          y: top,
          height: Math.max(1, bottom - top),
        },
        svg("title", {}, `${labels[at]} · ${name} ${texts[at]}`),
      ),
    ];
  });
}

function drawBars(part, width) {
  const { labels, series } = part;
  const bar = 12;
  const row = 24 + series.length * (bar + (series.length > 1 ? 16 : 0)) + 10;
  const most =
    Math.max(...series.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))), 0) || 1;
  const inner = width - 16;
  const shapes = labels.flatMap((label, at) => [
    svg("text", { class: "name", x: 8, y: at * row + 24 }, cut(label, inner - (series.length > 1 ? 0 : 110))),
    ...series.flatMap(({ values, texts, name }, index) => {
      const many = series.length > 1;
      const top = at * row + 32 + index * (bar + 16) + (many ? 14 : 0);
      const long = Math.max(value0(values[at]) === 0 ? 0 : 2, (Math.abs(value0(values[at])) / most) * inner);
      return [
        svg("rect", { class: "track", x: 8, y: top, width: inner, height: bar, rx: 4 }),
        svg(
          "rect",
          { class: `fill s${index % 6}`, x: 8, y: top, width: long, height: bar, rx: 4 },
          svg("title", {}, `${label} · ${name} ${texts[at]}`),
        ),
        many
          ? svg("text", { x: 8, y: top - 4 }, `${name} ${texts[at]}`)
          : svg("text", { x: width - 8, y: at * row + 24, "text-anchor": "end" }, texts[at]),
      ];
    }),
  ]);
  return frame(part, width, labels.length * row + 14, ...shapes);
}

const value0 = (value) => value ?? 0;

/** About how wide a label of 12 px is: Hangul 12, other letters 7. */
function roughWidth(text) {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0) > 0x2e7f ? 12 : 7;
  return width;
}

function cut(text, room) {
  if (roughWidth(text) * 1.1 <= room) return text;
  let kept = text;
  while (kept.length > 1 && roughWidth(kept) * 1.1 > room - 12) kept = kept.slice(0, -1);
  return `${kept}…`;
}

function valuesTable({ labels, series, title }, lang) {
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, t("point", {}, lang)),
    ...series.map(({ name }) => el("th", { scope: "col", class: "right" }, name)),
  );
  const rows = labels.map((label, at) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, label),
      ...series.map(({ texts }) => el("td", { class: "right" }, texts[at])),
    ),
  );
  return el(
    "div",
    { class: "sheet-in", tabindex: 0, role: "region", "aria-label": title },
    el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows)),
  );
}
