// Cards with figures that a query measured.

import type { Card } from "../../../src/core/card/card.ts";
import { newId, QueryId } from "../../../src/core/ids.ts";
import type { Quantity } from "../../../src/core/quantity.ts";

const queryId = newId(QueryId);

/** Spend in won, unless said otherwise. */
export function measured(value: number, over: Partial<Quantity> = {}): Quantity {
  return { value, unit: "currency", currency: "KRW", metric: "spend", scope: {}, queryId, ...over };
}

export function cardOf(...quantities: Quantity[]): Card {
  return { lang: "ko", parts: [{ kind: "text", tone: "lead", runs: ["", ...quantities] }] };
}
