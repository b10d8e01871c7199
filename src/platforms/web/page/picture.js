// An answer as a picture: what stands on the page is painted on a canvas, element by element, with the page's own fonts and colours.

import { el } from "./dom.js";

/** Pixels of the picture for one of the page; fewer where it would be larger than browsers can hold. */
const sharpness = 2;
const mostPixels = 16_000;
const marginPx = 24;

/** What is there to be pressed and says nothing by itself. */
const leftOut = ".tools, .how, .choices, .next, .more, .csv, details, [hidden]";

/** @returns a promise of the PNG of an answer as it is now: its order of rows, its theme */
export async function pictureOf(answer) {
  const stage = el("div", { class: "picture", "aria-hidden": "true" });
  stage.style.width = `${answer.clientWidth + hiddenWidth(answer) + 2 * marginPx}px`;
  const copy = answer.cloneNode(true);
  for (const node of copy.querySelectorAll(leftOut)) node.remove();
  stage.append(copy);
  document.body.append(stage);
  try {
    const canvas = paint(stage);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
    );
  } finally {
    stage.remove();
  }
}

/** What the widest table hides at its side: the picture cannot be scrolled. */
function hiddenWidth(answer) {
  const tables = [...answer.querySelectorAll(":scope > .card > .sheet > .sheet-in")];
  return Math.max(0, ...tables.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
}

function paint(stage) {
  const { width, height, left, top } = stage.getBoundingClientRect();
  const scale = Math.min(sharpness, mostPixels / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
  paintNode(pen, stage);
  return canvas;
}

function paintNode(pen, node) {
  const style = getComputedStyle(node);
  if (node instanceof SVGSVGElement) return paintDrawing(pen, node);
  paintBox(pen, node, style);
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) paintText(pen, child, style);
    else if (child.nodeType === Node.ELEMENT_NODE) paintNode(pen, child);
  }
}

function paintBox(pen, node, style) {
  const { x, y, width, height } = node.getBoundingClientRect();
  if (width === 0 || height === 0) return;
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, height / 2);
  const line = Number.parseFloat(style.borderLeftWidth);
  pen.beginPath();
  pen.roundRect(x + line / 2, y + line / 2, width - line, height - line, radius);
  pen.fillStyle = style.backgroundColor;
  pen.fill();
  if (line > 0) {
    pen.lineWidth = line;
    pen.strokeStyle = style.borderLeftColor;
    pen.stroke();
  } else paintRule(pen, style, { x, y, width });
}

/** The line over a table's row. */
function paintRule(pen, style, { x, y, width }) {
  const high = Number.parseFloat(style.borderTopWidth);
  if (!high) return;
  pen.fillStyle = style.borderTopColor;
  pen.fillRect(x, y, width, high);
}

function paintText(pen, node, style) {
  useFont(pen, style);
  pen.fillStyle = style.color;
  const rightwards = style.textAlign === "right" || style.textAlign === "end";
  pen.textAlign = rightwards ? "right" : "left";
  for (const { text, left, right, top, bottom } of linesOf(node)) {
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = pen.measureText(text);
    pen.fillText(text, rightwards ? right : left, (top + bottom + above - below) / 2);
  }
}

function useFont(pen, style) {
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
}

/** The lines a text was broken into, where they stand. */
function linesOf(node) {
  const lines = [];
  const range = document.createRange();
  let at = 0;
  for (const letter of node.data) {
    range.setStart(node, at);
    range.setEnd(node, (at += letter.length));
    const box = [...range.getClientRects()].findLast(({ width }) => width > 0);
    const line = lines.at(-1);
    if (!box) {
      if (line) line.text += letter;
    } else if (line && Math.abs(line.top - box.top) < box.height / 2) {
      line.text += letter;
      line.right = box.right;
    } else lines.push({ text: letter, left: box.left, right: box.right, top: box.top, bottom: box.bottom });
  }
  return lines.map((line) => ({ ...line, text: line.text.trimEnd() }));
}

function paintDrawing(pen, drawing) {
  for (const shape of drawing.querySelectorAll("path, line, rect, circle, text")) {
    const { a, b, c, d, e, f } = shape.getScreenCTM();
    pen.save();
    pen.transform(a, b, c, d, e, f);
    paintShape(pen, shape, getComputedStyle(shape));
    pen.restore();
  }
}

function paintShape(pen, shape, style) {
  if (shape.tagName === "text") return paintLabel(pen, shape, style);
  const outline = outlineOf(shape);
  if (style.fill !== "none") {
    pen.fillStyle = style.fill;
    pen.fill(outline);
  }
  if (style.stroke === "none") return;
  pen.strokeStyle = style.stroke;
  pen.lineWidth = Number.parseFloat(style.strokeWidth);
  pen.setLineDash(
    style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(Number.parseFloat),
  );
  pen.stroke(outline);
}

function paintLabel(pen, shape, style) {
  useFont(pen, style);
  pen.fillStyle = style.fill;
  pen.textAlign = { end: "right", middle: "center" }[style.textAnchor] ?? "left";
  pen.fillText(shape.textContent, shape.x.baseVal[0].value, shape.y.baseVal[0].value);
}

function outlineOf(shape) {
  const at = (name) => Number(shape.getAttribute(name) ?? 0);
  const outline = new Path2D(shape.tagName === "path" ? shape.getAttribute("d") : undefined);
  if (shape.tagName === "circle") outline.arc(at("cx"), at("cy"), at("r"), 0, 2 * Math.PI);
  if (shape.tagName === "rect") outline.roundRect(at("x"), at("y"), at("width"), at("height"), at("rx"));
  if (shape.tagName === "line") {
    outline.moveTo(at("x1"), at("y1"));
    outline.lineTo(at("x2"), at("y2"));
  }
  return outline;
}
