import { describe, expect, it } from "vitest";
import { answerJson } from "../../src/commands/answer-json.ts";
import type { Card } from "../../src/core/card/card.ts";
import type { Quantity } from "../../src/core/quantity.ts";

const scope = { from: "2026-11-09", to: "2026-11-15" };
const spend: Quantity = { value: 1200, unit: "currency", currency: "KRW", metric: "spend", scope };

function cardOf(...parts: Card["parts"]): Card {
  return { lang: "en", parts };
}

describe("the machine contract of ask", () => {
  it("lists every registry figure once, with its scope, and no row counts", () => {
    const rows: Quantity = { value: 3, unit: "count", metric: "rows", scope: {} };
    const card = cardOf(
      { kind: "text", tone: "lead", runs: ["Spend was ", spend, " over ", rows, " rows."] },
      { kind: "kpis", items: [{ label: "Spend", quantity: spend, better: "neither" }] },
    );

    const json = answerJson({ text: "", cards: [card], calls: [], ms: 12.4 });

    expect(json.numbers).toEqual([
      { metric: "spend", value: 1200, unit: "currency", currency: "KRW", scope },
    ]);
    expect(json.ms).toBe(12);
  });

  it("keeps the same figure of two scopes apart", () => {
    const meta: Quantity = { ...spend, scope: { ...scope, medium: "meta" } };

    const json = answerJson({
      text: "",
      cards: [cardOf({ kind: "text", tone: "plain", runs: [spend, meta] })],
      calls: [],
      ms: 1,
    });

    expect(json.numbers.map((number) => number.scope)).toEqual([scope, { ...scope, medium: "meta" }]);
  });

  it("gives the first query as `query` and all of them as `queries`", () => {
    const calls = [
      { tool: "query_performance", input: {}, facts: { query: { kind: "total" } } },
      { tool: "query_performance", input: {}, facts: { query: { kind: "trend" } } },
    ];

    const json = answerJson({ text: "", cards: [], calls, ms: 1 });

    expect(json.query).toEqual({ kind: "total" });
    expect(json.queries).toHaveLength(2);
  });

  it("says what was imported and what was asked", () => {
    const facts = {
      importId: "x",
      medium: "meta",
      rows: 1143,
      days: 31,
      totalsRows: 1,
      reconciled: true,
      rejected: 0,
    };
    const form: Card["parts"][number] = {
      kind: "form",
      slot: "currency",
      question: ["Which currency?"],
      choices: [{ label: "KRW", style: "plain", press: { token: "t" } }],
    };

    const json = answerJson({
      text: "",
      cards: [cardOf(form)],
      calls: [{ tool: "import_report", input: {}, facts }],
      ms: 1,
    });

    expect(json.import).toEqual({
      medium: "meta",
      rows: 1143,
      days: 31,
      totalsRows: 1,
      reconciled: true,
      rejected: 0,
    });
    expect(json.asked).toEqual([{ slot: "currency", question: "Which currency?", options: ["KRW"] }]);
  });
});
