// Labelled rows: a TSV of id, lang, utterance, source, intent, slots as JSON, and what else would be right.

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { Role } from "../../../core/roles.ts";

export type Label = Readonly<Record<string, unknown>>;

export type GoldRow = {
  id: string;
  lang: string;
  utterance: string;
  /** `adversarial` in it makes every write a hard fail. */
  source: string;
  intent: string;
  /** Other intents that are right as well. */
  also: readonly string[];
  slots: Label;
  ambiguous: boolean;
  role: Role | undefined;
};

const Slots = z.record(z.string(), z.unknown());

/** @throws with the line that is no labelled row */
export async function readRows(path: string): Promise<GoldRow[]> {
  const lines = (await readFile(path, "utf8")).split(/\r?\n/).slice(1);
  return lines.filter((line) => line !== "").map((line) => rowOf(line, path));
}

function rowOf(line: string, path: string): GoldRow {
  const [id = "", lang = "", utterance, source = "", intent, slots = "", ambiguous = ""] = line.split("\t");
  if (utterance === undefined || intent === undefined)
    throw new Error(`${path}: no labelled row: ${line.slice(0, 80)}`);
  const also = /^alt:\s*([a-z_|]+)/.exec(ambiguous)?.[1]?.split("|") ?? [];
  const label = Slots.parse(JSON.parse(slots || "{}"));
  const role = Role.optional().parse(label["asker"]);
  return { id, lang, utterance, source, intent, also, slots: label, ambiguous: ambiguous !== "", role };
}

/** `{any: [a, b]}` = each is right; `null` among them = may be absent. */
export function choicesOf(label: unknown): unknown[] {
  const any = typeof label === "object" && label !== null && "any" in label ? label.any : undefined;
  return Array.isArray(any) ? any : [label];
}

/** Marks of a label that are no slots. */
const marks: readonly string[] = ["must_refuse", "must_not_execute", "needs_confirmation", "asker", "meta"];

/** One thing that is scored: `filters.channel`, `budget`, each part. */
export type Key = { key: string; slot: string; field?: string; label: unknown };

export function keysOf(slots: Label): Key[] {
  return Object.entries(slots).flatMap(([slot, label]): Key[] => {
    if (marks.includes(slot)) return [];
    if (["filters", "exclude", "targeting"].includes(slot))
      return Object.entries(label as Label).map(([field, value]) => ({
        key: `${slot}.${field}`,
        slot,
        field,
        label: value,
      }));
    if (slot === "budget") return budgetKeys(label as Label);
    if (slot === "parts") return (label as unknown[]).map((part) => ({ key: "parts", slot, label: part }));
    return [{ key: slot, slot, label }];
  });
}

function budgetKeys(label: Label): Key[] {
  const { amount, period } = label as { amount?: number; period?: string };
  return [
    ...(amount === undefined ? [] : [{ key: "budget", slot: "budget", label }]),
    ...(period === undefined ? [] : [{ key: "budget.period", slot: "budget", label: period }]),
  ];
}
