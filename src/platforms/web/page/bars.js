// Bars that lie flat, each name above its bars; losses go to the left of zero.

import { svg } from "./dom.js";
import { cut } from "./labels.js";

const thick = 12;
/** Between a bar and the next one of the same name, with the words of that one in it. */
const gap = 20;
const side = 8;

/** @returns the drawing's height in pixels and its shapes */
export function drawBars({ labels, series }, width) {
  const many = series.length > 1;
  const row = 34 + series.length * (thick + (many ? gap : 0));
  const inner = width - 2 * side;
  const x = scaleOf(series, inner);
  const shapes = labels.flatMap((label, at) => {
    const top = at * row + 24;
    const name = cut(label, inner - (many ? 0 : 110));
    return [
      svg("text", { class: "name", x: side, y: top }, name),
      ...series.flatMap((one, index) => {
        const y = top + 8 + (many ? index * (thick + gap) + gap : 0);
        return [
          ...barShapes(one, index, label, at, inner, x, y),
          barText(one, at, width, many, many ? y - 5 : top),
        ];
      }),
    ];
  });
  return { height: labels.length * row + 14, shapes };
}

/** Where a value stands between the lowest and the highest, zero among them. */
function scaleOf(series, inner) {
  const values = series.flatMap((one) => one.values.map((value) => value ?? 0));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  return (value) => side + ((value - low) / (high - low || 1)) * inner;
}

function barShapes({ values, texts, name }, index, label, at, inner, x, y) {
  const value = values[at] ?? 0;
  const long = value === 0 ? 0 : Math.max(2, Math.abs(x(value) - x(0)));
  const from = value < 0 ? x(0) - long : x(0);
  const bar = { class: `fill s${index % 6}`, x: from, y, width: long, height: thick, rx: 4 };
  return [
    svg("rect", { class: "track", x: side, y, width: inner, height: thick, rx: 4 }),
    svg("rect", bar, svg("title", {}, `${label} · ${name} ${texts[at]}`)),
    x(0) > side && svg("line", { class: "zero", x1: x(0), x2: x(0), y1: y - 3, y2: y + thick + 3 }),
  ].filter(Boolean);
}

function barText({ texts, name }, at, width, many, y) {
  return many
    ? svg("text", { x: side, y }, `${name} ${texts[at]}`)
    : svg("text", { x: width - side, y, "text-anchor": "end" }, texts[at]);
}
