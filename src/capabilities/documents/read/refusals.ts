// Why a file is not read: one row per reason in `refusals.json`, each with what to do next, in both languages.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { Words } from "../../../core/locale.ts";
import table from "./refusals.json" with { type: "json" };

const Refusal = z.object({
  code: z.enum(["not_found", "invalid", "limit", "conflict"]),
  say: Words,
  next: Words,
});

export type RefusalKey = keyof typeof table;

export const refusals: Readonly<Record<string, z.output<typeof Refusal>>> = z
  .record(z.string(), Refusal)
  .parse(table);

type Facts = Readonly<Record<string, string | number>>;

/** The failure of that reason, its `{blanks}` filled; the message for logs is `report: <key>`. */
export function refuse(key: RefusalKey, facts: Facts = {}): Failure {
  const { code, say, next } = Refusal.parse(refusals[key]);
  return new Failure(code, `report: ${key}`, { say: fillWords(say, facts), next });
}

/** Fills `{name}` in both languages. */
function fillWords(text: Words, facts: Facts): Words {
  return { ko: fill(text.ko, facts), en: fill(text.en, facts) };
}

function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    if (fact === undefined) return whole;
    return typeof fact === "number" ? fact.toLocaleString("en-US") : fact;
  });
}
