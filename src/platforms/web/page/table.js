// A table: sorted by a press on a column's name, its first rows at once, all of them as a file.

import { fileOf, saveFile } from "./csv.js";
import { el } from "./dom.js";
import { subjectOf } from "./subject.js";
import { t } from "./words.js";

/** Rows that are shown at once; the rest is one press away. */
const firstRows = 12;

/** Names of so many letters stay on one line: a medium, a day, a metric. */
const shortName = 14;

/** Where a press on a column's name leads: figures begin with the largest, names with the first of the alphabet. */
const nextOrder = {
  figures: { none: "descending", descending: "ascending", ascending: "none" },
  names: { none: "ascending", ascending: "descending", descending: "none" },
};

/** @param part.name what an untitled table is called to a screen reader and in its file */
export function drawTable({ title, name, columns, rows, total, note }, lang) {
  const body = el("tbody", {}, ...rows.map((row) => drawRow(row, columns)));
  const drawn = new Map([...body.children].map((line, index) => [rows[index], line]));
  let shown = rows;
  let most = firstRows;
  const arrange = () => {
    body.append(...shown.map((row) => drawn.get(row)));
    shown.forEach((row, index) => (drawn.get(row).hidden = index >= most));
  };
  const head = drawHead(columns, rows, lang, (column, order) => {
    shown = sorted(rows, column, order, lang);
    arrange();
  });
  const more = rows.length > firstRows && moreButton(rows.length - firstRows, lang);
  if (more) {
    more.addEventListener("click", () => {
      most = rows.length;
      arrange();
      more.remove();
      table.parentElement.focus({ preventScroll: true });
    });
  }
  arrange();
  const label = title ?? name ?? t("table", {}, lang);
  const table = el(
    "table",
    {},
    title && el("caption", {}, title),
    el("thead", {}, head),
    body,
    total && el("tfoot", {}, drawRow(total, columns)),
  );
  const lines = () => [...shown, ...(total ? [total] : [])];
  return el(
    "div",
    { class: "sheet" },
    el("div", { class: "sheet-in", tabindex: 0, role: "region", "aria-label": label }, table),
    more,
    rows.length > 0 && csvButton(label, title ?? name, () => fileOf(columns, lines()), lang),
    note && el("p", { class: "text note" }, note),
  );
}

function drawRow(cells, columns) {
  const side = (index) => columns[index]?.align === "right" && "right";
  const kind = (index, text) => side(index) || (text.length <= shortName && "short");
  const drawn = cells.map(({ text }, index) =>
    index === 0
      ? el("th", { scope: "row", class: side(0) }, ...breakable(text))
      : el("td", { class: kind(index, text) }, text),
  );
  return el("tr", {}, ...drawn);
}

/** A long name may go on in the next line behind its joints: `SUMMER_SALE_…`. */
function breakable(text) {
  const pieces = text.split(/(?<=[_/|+])(?=[^_/|+])/u);
  return pieces.flatMap((piece, at) => (at === 0 ? [piece] : [el("wbr"), piece]));
}

/** @param onSort hears the column's index and its order: `none`, `ascending`, `descending` */
function drawHead(columns, rows, lang, onSort) {
  const cells = columns.map(({ label, align }, index) => {
    const side = align === "right" && "right";
    const orders = nextOrder[rows.some((row) => isFigure(row[index])) ? "figures" : "names"];
    const cell = el("th", { scope: "col", class: side });
    if (rows.length < 2) {
      cell.append(label);
      return cell;
    }
    const press = () => {
      const order = orders[cell.getAttribute("aria-sort") ?? "none"];
      for (const other of cells) other.removeAttribute("aria-sort");
      if (order !== "none") cell.setAttribute("aria-sort", order);
      onSort(index, order);
    };
    const title = t("sortBy", { x: label }, lang);
    cell.append(el("button", { type: "button", class: "sort", title, onclick: press }, label));
    return cell;
  });
  return el("tr", {}, ...cells);
}

/** Equal rows keep their order; a cell without a value stands last in both orders. */
function sorted(rows, column, order, lang) {
  if (order === "none") return rows;
  const names = new Intl.Collator(lang, { numeric: true });
  const sign = order === "ascending" ? 1 : -1;
  return rows.toSorted(({ [column]: one }, { [column]: other }) => {
    if (isEmpty(one) || isEmpty(other)) return Number(isEmpty(one)) - Number(isEmpty(other));
    if (isFigure(one) && isFigure(other)) return sign * (one.value - other.value);
    return sign * names.compare(one.text, other.text);
  });
}

function isFigure(cell) {
  return typeof cell?.value === "number";
}

function isEmpty(cell) {
  return !cell || cell.value === null || cell.text === "" || cell.text === "–";
}

function moreButton(left, lang) {
  return el("button", { type: "button", class: "more" }, t("more", { n: left }, lang));
}

function csvButton(label, named, text, lang) {
  const button = el(
    "button",
    { type: "button", class: "csv", "aria-label": `${t("csv", {}, lang)}: ${label}` },
    t("csv", {}, lang),
  );
  button.addEventListener("click", () =>
    saveFile(new Blob([text()], { type: "text/csv;charset=utf-8" }), `${subjectOf(button, named)}.csv`),
  );
  return button;
}
