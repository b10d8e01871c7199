// Charts drawn from a card's values: lines, columns, or bars with their names above. The values stand in a table below, too.

import { drawAxes } from "./axes.js";
import { drawBars } from "./bars.js";
import { el, svg } from "./dom.js";
import { drawTable } from "./table.js";
import { t } from "./words.js";

/** Bars up to this many names lie flat with the name above each; more become columns. */
const mostBars = 12;

export function drawChart(part, lang) {
  const bars = part.shape === "bar" && part.labels.length <= mostBars;
  const host = el("div", { class: bars ? "chart-in" : "chart-in axes" });
  const draw = bars ? drawBars : drawAxes;
  new ResizeObserver(([seen]) => {
    const width = Math.round(seen.contentRect.width) - 16;
    if (width < 40 || host.dataset.width === String(width)) return;
    host.dataset.width = String(width);
    const { height, shapes } = draw(part, width);
    host.replaceChildren(frame(part.title, width, height, shapes));
  }).observe(host);
  return el(
    "figure",
    { class: "chart", "aria-label": `${t("chart", {}, lang)}: ${part.title}` },
    el("figcaption", { class: "part-title" }, part.title),
    part.series.length > 1 && legend(part),
    host,
    el("details", {}, el("summary", {}, t("values", {}, lang)), valuesTable(part, lang)),
  );
}

function legend({ series, shape }) {
  const items = series.map(({ name }, index) =>
    el(
      "li",
      {},
      svg(
        "svg",
        { viewBox: "0 0 26 10", "aria-hidden": "true" },
        shape === "bar"
          ? svg("rect", { width: 26, height: 10, rx: 3, class: `fill s${index % 6}` })
          : svg("path", { d: "M1 5h24", class: `stroke s${index % 6}` }),
      ),
      ` ${name}`,
    ),
  );
  return el("ul", { class: "legend" }, ...items);
}

function frame(title, width, height, shapes) {
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": title },
    ...shapes,
  );
}

/** The chart's points as a table part: one row a label, one column a series. */
function valuesTable({ labels, series, title }, lang) {
  const columns = [
    { label: t("point", {}, lang), align: "left" },
    ...series.map(({ name, unit }) => ({ label: name, align: "right", unit })),
  ];
  const rows = labels.map((label, at) => [
    { text: label },
    ...series.map(({ texts, values, plains }) => ({
      text: texts[at],
      value: values[at],
      plain: plains[at],
    })),
  ]);
  return drawTable({ name: title, columns, rows }, lang);
}
