// A chart with two axes: lines over days, or columns where there are too many names for bars.

import { svg } from "./dom.js";
import { roughWidth, spread } from "./labels.js";

const height = 220;
const pad = { top: 14, bottom: 26, right: 14 };
/** How far a label may stand out behind the ends of its axis. */
const overhang = 6;

/** @returns the drawing's height in pixels and its shapes */
export function drawAxes(part, width) {
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
  const right = width - pad.right;
  return { height, shapes: [...rules(ticks, left, width, y), ...names(labels, left, right, x), ...shapes] };
}

function rules(ticks, left, width, y) {
  return ticks.flatMap(({ value, text }) => [
    svg("line", { class: "rule", x1: left, x2: width - pad.right, y1: y(value), y2: y(value) }),
    svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, text),
  ]);
}

/** As many labels as fit, evenly spread, the first and the last among them; each under its point, moved in at the two ends. */
function names(labels, left, right, x) {
  const widths = labels.map(roughWidth);
  const room = Math.max(2, Math.floor((right - left) / (Math.max(...widths) + 14)));
  return spread(labels.length, room).map((index) => {
    const half = widths[index] / 2;
    const at = Math.min(Math.max(x(index), left - overhang + half), right + overhang - half);
    return svg("text", { x: at, y: height - 8, "text-anchor": "middle" }, labels[index]);
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
