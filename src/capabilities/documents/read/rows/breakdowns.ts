// Breakdown values of one row by product dimension, those with a fixed vocabulary in one spelling.

import type { Dim } from "../../../../core/query.ts";
import { actionOfKind } from "../header/conversions.ts";
import { headerKey } from "../header/words.ts";
import type { Plan } from "../plan.ts";
import { isMissing } from "../source.ts";

const genders: Readonly<Record<string, string>> = {
  f: "female",
  female: "female",
  women: "female",
  woman: "female",
  여: "female",
  여성: "female",
  여자: "female",
  m: "male",
  male: "male",
  men: "male",
  man: "male",
  남: "male",
  남성: "male",
  남자: "male",
  unknown: "unknown",
  undetermined: "unknown",
  uncategorized: "unknown",
  알수없음: "unknown",
  미상: "unknown",
  기타: "unknown",
};

const MOST_KNOWN = 20000;

/** @returns the values, or `undefined` when the row has none */
export function buildBreakdownReader({
  breakdowns,
}: Plan): (cells: string[]) => Record<string, string> | undefined {
  const readers = breakdowns.map(({ dim, index }) => ({ dim, index, read: buildValueReader(dim) }));
  return (cells) => {
    let found: Record<string, string> | undefined;
    for (const { dim, index, read } of readers) {
      const cell = cells[index];
      if (cell === undefined || isMissing(cell)) continue;
      found ??= {};
      found[dim] = read(cell);
    }
    return found;
  };
}

function buildValueReader(dim: Dim): (cell: string) => string {
  if (dim === "conversion_action") return actionOfKind;
  if (dim !== "gender" && dim !== "age") return (cell) => cell.trim();
  const known = new Map<string, string>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const value = dim === "gender" ? (genders[headerKey(cell)] ?? cell.trim()) : ageOf(cell);
    if (known.size < MOST_KNOWN) known.set(cell, value);
    return value;
  };
}

/** `25~34세`, `25 - 34` and `만 25세~34세` are `25-34`; `65+` and words stay. */
function ageOf(cell: string): string {
  const text = cell.normalize("NFKC").trim();
  const range = /^(?:만\s*)?(\d{1,2})\s*세?\s*[-~–]\s*(\d{1,2})\s*세?$/.exec(text);
  if (range) return `${range[1]}-${range[2]}`;
  const open = /^(?:만\s*)?(\d{2})\s*세?\s*(?:\+|이상|or (?:older|over|more))$/i.exec(text);
  return open ? `${open[1]}+` : text;
}
