// Every figure on a card, in reading order.

import type { Card, Part } from "../../core/card/card.ts";
import type { Quantity } from "../../core/quantity.ts";

export function cardQuantities(card: Card): Quantity[] {
  return card.parts.flatMap(partQuantities);
}

function partQuantities(part: Part): Quantity[] {
  switch (part.kind) {
    case "text":
    case "progress":
      return only(part.runs);
    case "form":
      return only(part.question);
    case "proposal":
      return part.lines.flatMap(only);
    case "kpis":
      return part.items.flatMap(({ quantity, previous, change }) => only([quantity, previous, change]));
    case "table":
      return [...part.rows, part.total ?? []].flatMap(only);
    case "chart":
      return part.series.flatMap(({ values }) => values);
    case "file":
    case "findings":
    case "sources":
    case "suggestions":
    case "feedback":
      return [];
  }
}

function only(cells: readonly (string | Quantity | undefined)[]): Quantity[] {
  return cells.filter((cell) => typeof cell === "object");
}
