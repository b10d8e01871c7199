// The arguments of a call as slots of the labelled rows. Nothing is added and nothing read anew: what the call holds is renamed.

import type { z } from "zod";
import { Filter, QueryTime } from "../../core/query.ts";
import { Targeting } from "../../core/slots.ts";
import { evalField, evalObjective, evalSlot, isCampaignType, placeField } from "./words.ts";

export type Slots = Record<string, unknown>;

/** A written name and the one stored name it was taken for. */
export type Renamed = ReadonlyMap<string, string>;

/** Arguments that are no slots: they stand elsewhere in a prediction, or in its intent. */
const elsewhere: readonly string[] = ["kind", "assumptions", "unresolved", "missing", "topic", "queryId"];

export function slotsOf(input: Readonly<Record<string, unknown>>, renamed: Renamed): Slots {
  const slots: Slots = {};
  for (const [name, value] of Object.entries(input)) {
    if (elsewhere.includes(name) || isEmpty(value)) continue;
    const draw = drawings[name];
    if (draw) draw(slots, value, renamed);
    else slots[evalSlot(name)] = value;
  }
  return slots;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

type Draw = (slots: Slots, value: unknown, renamed: Renamed) => void;

const drawings: Readonly<Record<string, Draw>> = {
  filters: (slots, value, renamed) => {
    for (const filter of read(Filter.array(), value)) addFilter(slots, filter, renamed);
  },
  dimensions: (slots, value) => {
    slots["dimensions"] = read(Filter.shape.field.array(), value).map(evalField);
  },
  level: (slots, value) => {
    if (value !== "campaign") slots["level"] = evalField(String(value));
  },
  time: (slots, value) => setTime(slots, "time", value),
  compare: (slots, value) => setTime(slots, "compare", value),
  startsIn: (slots, value) => setTime(slots, "starts_in", value),
  endsIn: (slots, value) => setTime(slots, "ends_in", value),
  targeting: (slots, value) => setTargeting(slots, read(Targeting, value)),
  media: (slots, value) => addValues(slots, "filters", "channel", textsOf(value)),
  placements: (slots, value) => {
    for (const place of textsOf(value)) addValues(slots, "filters", placeField(place), [place]);
  },
  type: (slots, value) => {
    if (isCampaignType(String(value))) addValues(slots, "filters", "campaign_type", [String(value)]);
    else slots["type"] = value;
  },
  status: (slots, value) => addValues(slots, "filters", "status", [String(value)]),
  objective: (slots, value) => {
    slots["objective"] = evalObjective(String(value));
  },
  copyOf: (slots, value, renamed) => {
    slots["copy_of"] = renamed.get(String(value)) ?? value;
  },
};

function addFilter(slots: Slots, { field, op, values }: Filter, renamed: Renamed): void {
  const named = values.map((value) => renamed.get(value) ?? value);
  addValues(slots, op === "not_in" ? "exclude" : "filters", evalField(field), named);
}

function addValues(slots: Slots, root: string, field: string, values: readonly string[]): void {
  const group = (slots[root] ??= {}) as Record<string, string[]>;
  group[field] = [...new Set([...(group[field] ?? []), ...values])];
}

/** A period of two days is spelled as a token. */
function setTime(slots: Slots, name: string, value: unknown): void {
  const time = QueryTime.safeParse(value).data;
  slots[name] = typeof time === "object" ? `explicit:${time.from}..${time.to}` : value;
}

function setTargeting(slots: Slots, { age, ...lists }: Targeting): void {
  const ages = age.map(({ min, max }) => (max === undefined ? `${min}+` : `${min}-${max}`));
  const given = Object.entries({ age: ages, ...lists }).filter(([, values]) => values.length > 0);
  if (given.length > 0) slots["targeting"] = Object.fromEntries(given);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** A call was checked by its tool before it ran: what does not fit here is a fault of the table. */
function read<T>(schema: z.ZodType<T>, value: unknown): T {
  return schema.parse(value);
}
