// The machine contract of `ask --json`: one object made from the cards and tool calls of a turn.

import type { Card, Part } from "../core/card/card.ts";
import type { AskedApproval, ProposalPart } from "../core/card/proposal.ts";
import { Metric } from "../core/metric.ts";
import { mainUnits } from "../core/money.ts";
import { Quantity, type QuantityScope } from "../core/quantity.ts";

/** A tool call of the turn with its facts, as the agent reports it. */
export type Call = { tool: string; input: unknown; facts: unknown };

export type JsonNumber = {
  metric: Metric;
  /** Main units: won, dollars; ratios as fractions or multiples; `null` where it cannot be formed. */
  value: number | null;
  unit: "currency" | "count" | "ratio";
  currency?: string;
  scope: QuantityScope;
};

export type ImportSummary = {
  medium: string;
  rows: number;
  days: number;
  totalsRows: number;
  reconciled: boolean;
  rejected: number;
};

/** An offer; one that waits for a decision has its id and everything that was hashed or will be spent. */
export type JsonProposal = { title: string; options: string[] } & Partial<
  Omit<AskedApproval, "total" | "byMedium"> & {
    /** Main units: won, dollars. */
    total: { amount: number; currency: string } | null;
    byMedium: { medium: string; amount: number; currency: string }[];
  }
>;

export type AnswerJson = {
  text: string;
  cards: Card[];
  query: unknown;
  queries: unknown[];
  numbers: JsonNumber[];
  assumptions: string[];
  asked: { slot: string; question: string; options: string[] }[];
  import?: ImportSummary;
  imports?: ImportSummary[];
  proposals?: JsonProposal[];
  ms: number;
};

export function answerJson(turn: { text: string; cards: Card[]; calls: Call[]; ms: number }): AnswerJson {
  const parts = turn.cards.flatMap((card) => card.parts);
  const queries = turn.calls.flatMap(queryOf);
  const imports = turn.calls.flatMap(importOf);
  const proposals = parts.flatMap((part) => (part.kind === "proposal" ? [proposalOf(part)] : []));
  return {
    text: turn.text,
    cards: turn.cards,
    query: queries[0] ?? null,
    queries,
    numbers: numbersOf(parts),
    assumptions: [...new Set(parts.flatMap((part) => (part.kind === "sources" ? part.assumptions : [])))],
    asked: parts.flatMap(askedOf),
    ...(imports[0] && { import: imports[0], imports }),
    ...(proposals.length > 0 && { proposals }),
    ms: Math.round(turn.ms),
  };
}

/** Every registry figure on the cards once, in reading order; counts such as rows or shares are no metrics. */
function numbersOf(parts: readonly Part[]): JsonNumber[] {
  const seen = new Map<string, JsonNumber>();
  for (const quantity of quantitiesIn(parts)) {
    const metric = Metric.safeParse(quantity.metric);
    if (!metric.success) continue;
    const { value, unit, currency, scope } = quantity;
    const key = JSON.stringify([metric.data, currency, Object.entries(scope).map(String).toSorted()]);
    if (!seen.has(key))
      seen.set(key, { metric: metric.data, value, unit, ...(currency && { currency }), scope });
  }
  return [...seen.values()];
}

/** Quantities are the only objects in a card with a `metric` and a `scope`, so a walk finds them in every part. */
function quantitiesIn(value: unknown): Quantity[] {
  if (Array.isArray(value)) return value.flatMap(quantitiesIn);
  if (typeof value !== "object" || value === null) return [];
  const quantity = Quantity.safeParse(value);
  return quantity.success ? [quantity.data] : Object.values(value).flatMap(quantitiesIn);
}

function proposalOf({ title, choices, approval }: ProposalPart): JsonProposal {
  const shown = { title, options: choices.map(({ label }) => label) };
  if (!approval) return shown;
  const { total, byMedium } = approval;
  return {
    ...shown,
    ...approval,
    total: total && amountOf(total),
    byMedium: byMedium.map((one) => ({ medium: one.medium, ...amountOf(one) })),
  };
}

function amountOf({ minor, currency }: { minor: string; currency: string }): {
  amount: number;
  currency: string;
} {
  return { amount: mainUnits({ minor: BigInt(minor), currency, vat: "unknown" }), currency };
}

function askedOf(part: Part): AnswerJson["asked"] {
  if (part.kind !== "form") return [];
  const question = part.question.filter((run) => typeof run === "string").join("");
  return [{ slot: part.slot, question, options: part.choices.map((choice) => choice.label) }];
}

function queryOf({ facts }: Call): unknown[] {
  return isRecord(facts) && facts["query"] !== undefined ? [facts["query"]] : [];
}

function importOf({ tool, facts }: Call): ImportSummary[] {
  if (tool !== "import_report" || !isRecord(facts) || facts["declined"] !== undefined) return [];
  const { medium, rows, days, totalsRows, reconciled, rejected } = facts;
  if (typeof rows !== "number") return [];
  return [
    {
      medium: String(medium),
      rows,
      days: Number(days),
      totalsRows: Number(totalsRows),
      reconciled: reconciled === true,
      rejected: Number(rejected),
    },
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
