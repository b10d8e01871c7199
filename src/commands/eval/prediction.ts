// What the product made of one message, in the words of the labelled rows: made from the calls and cards of a real turn.

import type { ToolCallRecord } from "../../agent/turn.ts";
import { tools } from "../../capabilities/registry.ts";
import type { Card } from "../../core/card/card.ts";
import { type Renamed, type Slots, slotsOf } from "./slots.ts";
import { evalAsk, evalAssumption, evalMissing, meaningOf, noCall } from "./words.ts";

type EvalPart = { intent: string; slots: Slots };

export type Prediction = EvalPart & {
  id: string;
  assumptions: string[];
  ask: string[];
  refused: boolean;
  executed_writes: number;
  missing: string[];
  parts?: EvalPart[];
};

/** `writes` = ledger rows the turn left. */
export type Understood = { calls: readonly ToolCallRecord[]; cards: readonly Card[]; writes: number };

export function predictionOf(id: string, { calls, cards, writes }: Understood): Prediction {
  const told = cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "sources" ? part.assumptions : [])),
  );
  const renamed = renamedIn(told);
  const parts = requests(calls).map((call) => partOf(call, renamed));
  const [first = { intent: noCall.intent, slots: {} }] = parts;
  return {
    id,
    ...first,
    assumptions: unique([...calls.flatMap(assumedBy), ...told].map(evalAssumption)),
    ask: unique([...calls.flatMap(askedBy), ...formsOn(calls, cards)].map(evalAsk)),
    refused: calls.some(isRefused),
    executed_writes: writes,
    missing: unique(calls.flatMap(missingBy).map(evalMissing)),
    ...(parts.length > 1 && { parts }),
  };
}

/** What is not measured, told beside a request, is no request of its own. */
function requests(calls: readonly ToolCallRecord[]): readonly ToolCallRecord[] {
  const asked = calls.filter(({ tool }) => tool !== "not_measured");
  return asked.length > 0 ? asked : calls.slice(0, 1);
}

function partOf(call: ToolCallRecord, renamed: Renamed): EvalPart {
  const { tool } = call;
  if (absentMedia(call).length > 0) return partOf({ ...call, tool: "not_measured", facts: {} }, renamed);
  const given = settled(call);
  const { intent, slots } = meaningOf(tool, given["kind"]);
  if (tool === "decline" || tool === "help") return { intent, slots: {} };
  return { intent, slots: { ...slotsOf(given, renamed), ...slots } };
}

/** The arguments as the tool took them: with defaults, and with the stored names it found. */
function settled({ tool: name, input, facts }: ToolCallRecord): Record<string, unknown> {
  const took = record(facts)["took"];
  if (took !== undefined) return record(took);
  const checked = tools.find((tool) => tool.name === name)?.input.safeParse(input);
  return record(checked?.success ? checked.data : input);
}

function assumedBy({ input, facts }: ToolCallRecord): string[] {
  return [...texts(record(input)["assumptions"]), ...texts(record(facts)["assumptions"])];
}

function askedBy({ input, facts }: ToolCallRecord): string[] {
  const unresolved = record(input)["unresolved"];
  const open = Array.isArray(unresolved) ? unresolved.map((one) => String(record(one)["slot"])) : [];
  return [...open, ...texts(record(facts)["asked"])];
}

/** A figure says itself what it asks about: its other buttons are offers. The cards of all else ask by their forms. */
function formsOn(calls: readonly ToolCallRecord[], cards: readonly Card[]): string[] {
  if (calls.some(({ tool }) => tool === "query_performance")) return [];
  return cards.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "form" ? [part.slot] : [])));
}

function isRefused({ tool, facts }: ToolCallRecord): boolean {
  return tool === "decline" || record(facts)["error"] === "forbidden";
}

function missingBy(call: ToolCallRecord): string[] {
  const { tool, input } = call;
  return tool === "not_measured" ? texts(record(input)["missing"]) : absentMedia(call);
}

/** A query that was refused because nobody connected the medium. */
function absentMedia({ facts }: ToolCallRecord): string[] {
  return texts(record(facts)["notConnected"]).map((medium) => `medium:${medium}`);
}

/** `campaign: '쵸여름' → '초여름'으로 봤어요`, `campaign: took "Oliv Oil" for "Olive Oil"`. */
const renaming = /^\w+: (?:'(?<written>.+)' → '(?<name>.+)'|took "(?<said>.+)" for "(?<stored>.+)"$)/;

function renamedIn(notes: readonly string[]): Renamed {
  const found = notes.flatMap((note) => {
    const { written, name, said, stored } = renaming.exec(note)?.groups ?? {};
    const pair = [written ?? said, name ?? stored] as const;
    return pair[0] !== undefined && pair[1] !== undefined ? [[pair[0], pair[1]] as const] : [];
  });
  return new Map(found);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
