// By how much, and in which direction: 20% 올려, by a third, 절반으로, double, 80%로 줄여.

import { z } from "zod";
import { loadYaml } from "../../../language/data.ts";
import type { Found } from "../look.ts";
import { has, type Scan } from "../scan.ts";
import { conditionAmounts } from "./choice.ts";
import { goalAmounts } from "./goal.ts";
import { ahead, behind, lettersOf } from "./request.ts";

const Row = z.object({
  /** Percent; signed where the words say the direction, without a sign where the verb does. */
  percent: z.number(),
  signed: z.boolean().default(false),
  forms: z.array(z.string()),
});
const rows = loadYaml(
  "shares",
  z.object({ shares: z.array(Row), down: z.array(z.string()), up: z.array(z.string()) }),
);
const shares = rows.shares.map((row) => ({ ...row, pattern: new RegExp(row.forms.join("|")) }));
const down = new RegExp(rows.down.join("|"));
const up = new RegExp(rows.up.join("|"));

/** Signed percent: cut by a quarter = -25, half as much again = 50. */
export function changePctOf(found: Found): number | undefined {
  const { scan } = found;
  const told = percentTold(found, [...conditionAmounts(found), ...goalAmounts(found)]);
  if (told !== undefined) return told;
  const letters = lettersOf(scan, namesIn(scan));
  const share = shares.find(({ pattern }) => pattern.test(letters));
  if (!share) return undefined;
  return share.signed ? share.percent : share.percent * signOf(scan);
}

/** A share in words: half of it, a third, 두 배로. */
export function isShare(scan: Scan): boolean {
  const letters = lettersOf(scan, namesIn(scan));
  return shares.some(({ pattern }) => pattern.test(letters));
}

/** Which way, when nobody said how far. */
export function directionOf({ scan }: Found): "up" | "down" | undefined {
  const letters = lettersOf(scan);
  if (has(scan, "cut") || down.test(letters)) return "down";
  return has(scan, "raise") || up.test(letters) ? "up" : undefined;
}

function percentTold({ scan }: Found, taken: readonly number[]): number | undefined {
  for (const [index, lexeme] of scan.lexemes.entries()) {
    if (taken.includes(index)) continue;
    if (lexeme.kind !== "amount" || !["percent", "times"].includes(lexeme.amount.kind)) continue;
    const { value, kind } = lexeme.amount;
    const after = behind(scan, lexeme.to, 6);
    const target =
      /^\s?(?:으로|로|까지)(?![가-힣])/.test(after) || /(?:^|\s)to\s$/.test(ahead(scan, lexeme.from, 6));
    if (kind === "times") return timesChange(value, signOf(scan), target);
    return target ? rounded(value - 100) : value * signOf(scan);
  }
  return undefined;
}

/** 1.5배로 = half as much again. */
function timesChange(value: number, sign: 1 | -1, _target: boolean): number {
  return sign < 0 && value > 1 ? rounded(100 / value - 100) : rounded(value * 100 - 100);
}

function signOf(scan: Scan): 1 | -1 {
  const letters = lettersOf(scan);
  if (has(scan, "cut") && !has(scan, "raise")) return -1;
  return down.test(letters) && !up.test(letters) ? -1 : 1;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function namesIn({ lexemes }: Scan) {
  return lexemes.filter(({ kind }) => kind === "quote" || kind === "title");
}
