// As much of Google's query language as a client needs, read strictly: known fields of one resource, a few conditions.

import { Refused } from "./engine.ts";

export type Query = {
  fields: string[];
  from: string;
  conditions: { field: string; op: "=" | "!="; value: string }[];
  between?: { from: string; to: string };
};

const SHAPE = /^SELECT (?<select>[a-z_.]+(?:, [a-z_.]+)*) FROM (?<from>[a-z_]+)(?: WHERE (?<where>.+))?$/;
const CONDITION = /^(?<field>[a-z_.]+) (?<op>=|!=) '(?<value>[A-Za-z0-9/~_-]+)'$/;
const BETWEEN = /^segments\.date BETWEEN '(?<from>\d{4}-\d\d-\d\d)' AND '(?<to>\d{4}-\d\d-\d\d)'$/;

/** @param known fields that may be selected, by resource */
export function readGaql(text: string, known: Readonly<Record<string, readonly string[]>>): Query {
  const { select = "", from = "", where } = SHAPE.exec(text)?.groups ?? {};
  const fields = select.split(", ");
  const allowed = known[from];
  if (!allowed) throw new Refused("invalid", "UNRECOGNIZED resource in FROM");
  const stranger = fields.find((field) => !allowed.includes(field));
  if (stranger !== undefined) throw new Refused("unknown_field", `UNRECOGNIZED_FIELD ${stranger}`);
  const days = where === undefined ? undefined : BETWEEN.exec(where)?.groups;
  if (days)
    return { fields, from, conditions: [], between: { from: days["from"] ?? "", to: days["to"] ?? "" } };
  return {
    fields,
    from,
    conditions: where === undefined ? [] : where.split(" AND ").map((one) => condition(one, allowed)),
  };
}

function condition(text: string, allowed: readonly string[]): Query["conditions"][number] {
  const { field = "", op, value = "" } = CONDITION.exec(text)?.groups ?? {};
  if (op !== "=" && op !== "!=") throw new Refused("invalid", "a condition that is none");
  if (!allowed.includes(field)) throw new Refused("unknown_field", `UNRECOGNIZED_FIELD ${field}`);
  return { field, op, value };
}

/** The selected fields of a row as the API nests and spells them: `ad_group.id` is `adGroup: { id }`. */
export function nested(
  row: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const field of fields) {
    if (row[field] === undefined) continue;
    const path = field
      .split(".")
      .map((part) => part.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    let at = out;
    for (const part of path.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[path.at(-1) ?? ""] = row[field];
  }
  return out;
}
