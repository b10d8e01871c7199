// Asks a typed query and gives back what a reader would check: figures by metric and scope, the words, the notes.

import type { Ctx } from "../../../src/capabilities/context.ts";
import { type QueryAnswer, runQuery } from "../../../src/capabilities/performance/performance.ts";
import type { Part } from "../../../src/core/card/card.ts";
import { runsText } from "../../../src/core/card/text.ts";
import { MarketingQuery } from "../../../src/core/query.ts";
import type { Quantity } from "../../../src/core/quantity.ts";

export type Asked = Partial<typeof MarketingQuery._zod.input> & Pick<MarketingQuery, "kind" | "time">;

export async function ask(ctx: Ctx, query: Asked): Promise<QueryAnswer> {
  return runQuery(ctx, MarketingQuery.parse(query));
}

/** The first figure of the metric whose scope holds all of `scope`. */
export function figureOf(
  answer: QueryAnswer,
  metric: Quantity["metric"],
  scope: Record<string, string> = {},
): Quantity | undefined {
  return answer.quantities.find(
    (quantity) =>
      quantity.metric === metric &&
      Object.entries(scope).every(([key, value]) => quantity.scope[key] === value),
  );
}

export function valueOf(
  answer: QueryAnswer,
  metric: Quantity["metric"],
  scope: Record<string, string> = {},
): number | null | undefined {
  return figureOf(answer, metric, scope)?.value;
}

/** The sentence at the top. */
export function leadOf({ card }: QueryAnswer): string {
  const [first] = card.parts;
  return first?.kind === "text"
    ? runsText(first.runs, card.lang)
    : first?.kind === "form"
      ? runsText(first.question, card.lang)
      : "";
}

/** Small print: notes with figures and those of the footer. */
export function notesOf({ card }: QueryAnswer): string[] {
  return card.parts.flatMap((part) => {
    if (part.kind === "text" && part.tone === "note") return [runsText(part.runs, card.lang)];
    return part.kind === "sources" ? part.notes : [];
  });
}

export function partOf<Kind extends Part["kind"]>(
  { card }: QueryAnswer,
  kind: Kind,
): Extract<Part, { kind: Kind }> {
  const part = card.parts.find((one) => one.kind === kind);
  if (!part) throw new Error(`the card has no ${kind}`);
  return part as Extract<Part, { kind: Kind }>;
}

/** First column and every figure of a table's rows. */
export function rowsOf(answer: QueryAnswer): (string | number | null)[][] {
  return partOf(answer, "table").rows.map((row) =>
    row.map((cell) => (typeof cell === "string" ? cell : cell.value)),
  );
}
