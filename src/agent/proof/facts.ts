// What the cards of a turn hold as evidence: their figures with what each is about, and how many things they list.

import type { Card, Part } from "../../core/card/card.ts";
import type { TablePart } from "../../core/card/table.ts";
import type { Lang } from "../../core/locale.ts";
import type { Quantity } from "../../core/quantity.ts";

/** Days in ISO text, both included. */
export type Span = { from: string; to: string };

export type Fact = {
  quantity: Quantity;
  value: number;
  /** The language of its card. */
  lang: Lang;
  /** The metric it tells of; of a change the one that changed. Unknown where the card does not say. */
  about: string | undefined;
  /** A change, a difference of rates or a part of a change: its sign is a direction. */
  moving: boolean;
  /** Dimension values; several where it is a sum over them. */
  dims: Readonly<Record<string, readonly string[]>>;
  span: Span | undefined;
  /** Of a change: the days compared with. */
  against: Span | undefined;
  /** The tables and charts it stands in, for "the highest". */
  lists: ReadonlySet<string>;
  /** An amount of a proposal that no query measured: what somebody wants. */
  wish: boolean;
};

/** What a card is over; `isWhole` when its last day had passed when the data were read, with no day known to be missing. */
export type Period = Span & { isWhole: boolean };

export type Things = { noun: string | undefined; count: number };

/** A figure where it stands, with what its row or tile says of it. */
type Found = {
  quantity: Quantity;
  list?: string;
  about?: string;
  row?: Readonly<Record<string, string>>;
  wish?: boolean;
};

/** Counted where a card was made, of stored rows. */
const counted: ReadonlySet<string> = new Set(["rows", "files", "days", "campaigns", "items"]);

/** A figure of no query proves nothing: a model can have it put on a card by its arguments. */
function isSourced({ quantity, wish = false }: Found): boolean {
  return wish || quantity.queryId !== undefined || counted.has(quantity.metric);
}

/** @param trusted the card is the product's own and is itself under proof */
export function factsOf(card: Card, cardAt: number, trusted = false): Fact[] {
  const medium = onlyMedium(card);
  const facts = new Map<string, Fact & { lists: Set<string> }>();
  for (const found of card.parts.flatMap((part, at) => foundIn(part, `${cardAt}.${at}`))) {
    const { quantity, list } = found;
    if (quantity.value === null || !Number.isFinite(quantity.value)) continue;
    const wish = (found.wish ?? false) && !trusted;
    if (!trusted && !isSourced(found)) continue;
    const scope = { ...(medium && { medium }), ...found.row, ...quantity.scope };
    const key = `${quantity.metric} ${quantity.value} ${quantity.currency} ${wish} ${Object.entries(scope).join("\n")}`;
    const known = facts.get(key) ?? {
      ...factOf(quantity, quantity.value, scope, found.about, card),
      wish,
    };
    if (list !== undefined) known.lists.add(list);
    facts.set(key, known);
  }
  return [...facts.values()];
}

function factOf(
  quantity: Quantity,
  value: number,
  scope: Readonly<Record<string, string>>,
  about: string | undefined,
  { lang }: Card,
): Fact & { lists: Set<string> } {
  const moving = ["change", "points", "effect"].includes(quantity.metric);
  const unknown = moving || quantity.metric === "share";
  return {
    quantity,
    value,
    lang,
    about: scope["of"] ?? (unknown ? about : quantity.metric),
    moving,
    dims: dimsOf(scope),
    span: spanOf(scope),
    against: againstOf(scope["against"]),
    lists: new Set<string>(),
    wish: false,
  };
}

const notDims = new Set(["from", "to", "of", "against", "factor", "day", "week", "month", "year"]);

function dimsOf(scope: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(scope)
      .filter(([dim]) => !notDims.has(dim))
      .map(([dim, value]) => [
        dim,
        [...new Set([value, ...value.split(", ")])].map((one) => one.toLowerCase()),
      ]),
  );
}

function spanOf(scope: Readonly<Record<string, string>>): Span | undefined {
  const { from, to, day } = scope;
  if (day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day)) return { from: day, to: day };
  return from !== undefined && to !== undefined ? { from, to } : undefined;
}

function againstOf(text: string | undefined): Span | undefined {
  const [from, to] = text?.split("..") ?? [];
  return from && to ? { from, to } : undefined;
}

/** Cards over one medium need not name it in every scope. */
function onlyMedium(card: Card): string | undefined {
  const media = card.parts.flatMap((part) => (part.kind === "sources" ? part.media : []));
  return new Set(media).size === 1 ? media[0] : undefined;
}

function foundIn(part: Part, list: string): Found[] {
  switch (part.kind) {
    case "text":
    case "progress":
      return figures(part.runs).map((quantity) => ({ quantity }));
    case "form":
      return figures(part.question).map((quantity) => ({ quantity, wish: quantity.queryId === undefined }));
    case "proposal":
      return part.lines
        .flatMap(figures)
        .map((quantity) => ({ quantity, wish: quantity.queryId === undefined }));
    case "kpis":
      return part.items.flatMap(({ quantity, previous, change }) =>
        figures([quantity, previous, change]).map((one) => ({ quantity: one, about: quantity.metric })),
      );
    case "table":
      return foundInTable(part, list);
    case "chart":
      return part.series.flatMap(({ values }) => values.map((quantity) => ({ quantity, list })));
    case "file":
    case "findings":
    case "sources":
    case "suggestions":
    case "feedback":
      return [];
  }
}

function foundInTable(table: TablePart, list: string): Found[] {
  const rows = table.rows.flatMap((cells) => {
    const row = namesOf(table, cells);
    return cells.flatMap((quantity, at) =>
      typeof quantity === "object"
        ? [{ quantity, list: `${list}.${table.columns[at]?.key}`, row: missing(row, quantity) }]
        : [],
    );
  });
  return [...rows, ...figures(table.total ?? []).map((quantity) => ({ quantity }))];
}

/** The words of a row by their column: `{ campaign: "여름 세일" }`. */
export function namesOf(table: TablePart, cells: TablePart["rows"][number]): Record<string, string> {
  const named = table.columns.flatMap(({ key }, at) => {
    const cell = cells[at];
    return typeof cell === "string" && cell !== "" ? [[key, cell] as const] : [];
  });
  return Object.fromEntries(named);
}

/** Words of the row that the scope does not say; the medium stands there by its label and is left to the scope. */
function missing(row: Readonly<Record<string, string>>, { scope }: Quantity): Record<string, string> {
  const names = ["campaign", "adGroup", "ad", "keyword", "search_term", "brand", "product_type", "account"];
  return Object.fromEntries(Object.entries(row).filter(([dim]) => names.includes(dim) && !(dim in scope)));
}

function figures(cells: readonly (string | Quantity | undefined)[]): Quantity[] {
  return cells.filter((cell) => typeof cell === "object");
}

/** The periods a card says it is over. */
export function periodsOf(card: Card): Span[] {
  return card.parts.flatMap((part) =>
    part.kind === "sources" ? [part.period, part.compared].filter((one) => one !== undefined) : [],
  );
}

export function coveredBy(card: Card): Period[] {
  const isLacking = card.parts
    .flatMap((part) => foundIn(part, ""))
    .some(({ quantity: { metric } }) => metric === "days");
  return card.parts.flatMap((part) =>
    part.kind === "sources" && part.period
      ? [{ ...part.period, isWhole: !isLacking && part.period.to < (part.asOf?.slice(0, 10) ?? "") }]
      : [],
  );
}

/** How many things a card lists: rows of a table by their first column, media of the footer. */
export function thingsOf(card: Card): Things[] {
  return card.parts.flatMap((part): Things[] => {
    if (part.kind === "table") return [{ noun: part.columns[0]?.key, count: part.rows.length }];
    if (part.kind === "sources") return [{ noun: "medium", count: part.media.length }];
    if (part.kind === "kpis") return [{ noun: "metric", count: part.items.length }];
    return [];
  });
}

/** Of the same values of dimensions. */
export function isSamePlace(a: Fact, b: Fact): boolean {
  const text = ({ dims }: Fact): string =>
    JSON.stringify(Object.entries(dims).toSorted(([x], [y]) => x.localeCompare(y)));
  return text(a) === text(b);
}

export function isSameSpan({ span: a }: Fact, { span: b }: Fact): boolean {
  return a?.from === b?.from && a?.to === b?.to;
}
