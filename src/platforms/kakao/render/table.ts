// A table on a phone: a list of names with one figure each, a card a row beside each other, else lines of words. All of it can be reached.

import { widthOf } from "../../../core/card/plain/width.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import { formatQuantity } from "../../../core/format.ts";
import { words } from "../../../core/locale.ts";
import type { Bubbles } from "../skill/cards.ts";
import { limits } from "../skill/limits.ts";
import type { Output } from "../skill/response.ts";
import { type Bubble, type Drawn, ranks, textBubbles } from "./bubble.ts";
import { LONGEST_HEAD, type PartPlace, titleOf } from "./place.ts";
import { fits, rowOf } from "./rows.ts";
import { harmless, isLonger, shortened } from "./words.ts";

const unnamed = words("표", "Table");
const total = words("합계", "Total");

/** Of a list's item: two lines of its name, one line below. */
const LONGEST_NAME = 36;
const WIDEST_FIGURE = 24;

export function drawTable(part: TablePart, place: PartPlace): Drawn {
  const outputs = part.rows.length === 0 ? undefined : (rowList(part, place) ?? rowCards(part, place));
  const cards = (outputs ?? []).map((output): Bubble => ({ rank: ranks.figures, kind: "card", output }));
  // A head has one line: what is longer stands in words before the cards.
  const title = outputs && part.columns.length > 1 ? headOf(part, outputs) : "";
  const above = isLonger(title, LONGEST_HEAD - 8)
    ? textBubbles(ranks.figures, [{ lines: [title] }], place.lang)
    : [];
  const note = part.note === undefined ? [] : [{ lines: [part.note] }];
  const below = outputs ? textBubbles(ranks.explanation, note, place.lang) : tableText(part, place);
  return { bubbles: [...above, ...cards, ...below], offers: [] };
}

/** Of a list, what its figures are as well: its items have no labels. */
function headOf({ title, columns }: TablePart, outputs: readonly Output[]): string {
  const isList = outputs.some(
    (one) => "listCard" in one || ("carousel" in one && one.carousel.type === "listCard"),
  );
  const labels = isList ? columns.slice(1).map(({ label }) => label) : [];
  return [title ?? (isList ? "" : (columns[0]?.label ?? "")), ...labels]
    .filter((text) => text.trim() !== "")
    .join(" · ");
}

/** Names with one figure each, in order; words between them stand before the figure. */
function rowList(part: TablePart, place: PartPlace): Output[] | undefined {
  const { features, lang } = place;
  const { items: most, inCarousel } = limits.listCard;
  const figures = part.columns.filter(
    (_, at) => at > 0 && part.rows.some((row) => typeof row[at] === "object"),
  );
  if (part.columns.length !== 2 && (part.columns.length !== 3 || figures.length !== 1)) return undefined;
  const items = linesOf(part).map(([name = "", ...cells]) => ({
    title: cellText(name, place) || "–",
    description:
      cells
        .map((cell) => cellText(cell, place))
        .filter((text) => text !== "")
        .join(" · ") || "–",
  }));
  if (
    items.some(
      ({ title, description }) => title.length > LONGEST_NAME || widthOf(description) > WIDEST_FIGURE,
    )
  )
    return undefined;
  const labels = part.columns.slice(1).map(({ label }) => label);
  const title = [part.title ?? "", ...labels].filter((text) => text.trim() !== "").join(" · ");
  const header = { title: titleOf(title, LONGEST_HEAD, place) || unnamed[lang] };
  if (items.length <= most) return [{ listCard: { header, items, ...ranked(part, place) } }];
  if (features.carousel === 0) return undefined;
  return chunks(chunks(items, inCarousel), limits.carousel.listCards).map((lists) => ({
    carousel: { type: "listCard", items: lists.map((list) => ({ header, items: list })) },
  }));
}

/** Numbers stand before the items in a team chat, where the figures fall from row to row. */
function ranked(
  { rows, total: sum }: TablePart,
  { features }: PartPlace,
): Pick<Bubbles["listCard"], "listLayout"> {
  if (features.surface !== "kakao_team" || rows.length < 2 || sum) return {};
  const values = rows.map((row) => (typeof row[1] === "object" ? row[1].value : null));
  const units = new Set(
    rows.map((row) => (typeof row[1] === "object" ? `${row[1].unit} ${row[1].currency}` : "")),
  );
  const falls =
    units.size === 1 &&
    values.every((value, at) => value !== null && (at === 0 || value <= (values[at - 1] ?? value)));
  return falls ? { listLayout: "ranking" } : {};
}

/** A card a row: its name above, the other cells below each other. */
function rowCards(part: TablePart, place: PartPlace): Output[] | undefined {
  const { lang, features } = place;
  const { inCarousel, togetherInCarousel } = limits.itemCard;
  if (features.carousel === 0 || part.columns.length < 2 || part.columns.length > inCarousel + 1)
    return undefined;
  const heading = titleOf(part.title ?? part.columns[0]?.label ?? "", LONGEST_HEAD, place) || unnamed[lang];
  const all = linesOf(part);
  const names = all.map(([name = ""]) => cellText(name, place) || "–");
  const isCut = names.some((name) => isLonger(name, LONGEST_HEAD));
  const items = all.map((cells, at): Bubbles["itemCard"] => ({
    head: { title: shortened(names[at] ?? "", LONGEST_HEAD) },
    title: `${heading} ${at + 1}/${all.length}`,
    ...(isCut && { description: names[at] ?? "" }),
    itemList: part.columns.slice(1).flatMap(({ label }, index) => {
      const cell = cells[index + 1] ?? "";
      return cell === "" ? [] : [rowOf(label, cellText(cell, place), lang)];
    }),
    itemListAlignment: "right",
  }));
  const odd = items.some(
    ({ title = "", description = "", itemList }) =>
      title.length + description.length > togetherInCarousel ||
      itemList.length === 0 ||
      !itemList.every(fits),
  );
  if (odd) return undefined;
  return chunks(items, limits.carousel.cards).map((cards) => {
    const [only] = cards;
    return only && cards.length === 1 ? { itemCard: only } : { carousel: { type: "itemCard", items: cards } };
  });
}

/** The rows, with the sum behind them. */
function linesOf({ rows, total: sum }: TablePart): Cell[][] {
  return [...rows, ...(sum ? [sum] : [])];
}

function tableText(part: TablePart, place: PartPlace): Bubble[] {
  const { lang } = place;
  const title = part.title ?? "";
  const heads = part.rows.length === 0 ? [part.columns.map(({ label }) => label).join(" · ")] : [];
  const lines = [...heads, ...part.rows.map((row) => lineOf(part, row, place))];
  const sum = part.total ? [lineOf(part, [part.total[0] || total[lang], ...part.total.slice(1)], place)] : [];
  return textBubbles(
    ranks.figures,
    [
      { ...(title !== "" && { title }), lines, list: true },
      { lines: [...sum, ...(part.note === undefined ? [] : [part.note])] },
    ],
    lang,
  );
}

/** `메타: 광고비 4,210,000원 · 클릭 18,240` */
function lineOf({ columns }: TablePart, [name = "", ...cells]: readonly Cell[], place: PartPlace): string {
  const told = cells.flatMap((cell, at) =>
    cell === "" ? [] : [`${columns[at + 1]?.label ?? ""} ${cellText(cell, place)}`.trim()],
  );
  const head = cellText(name, place);
  return told.length === 0 ? head : `${head}: ${told.join(" · ")}`;
}

function cellText(cell: Cell, { lang }: PartPlace): string {
  return typeof cell === "string" ? harmless(cell).replaceAll("\n", " ").trim() : formatQuantity(cell, lang);
}

function chunks<T>(all: readonly T[], most: number): T[][] {
  const found: T[][] = [];
  for (let from = 0; from < all.length; from += most) found.push(all.slice(from, from + most));
  return found;
}
