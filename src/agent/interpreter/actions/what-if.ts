// What is supposed in a forecast: more or less money, and the figure that is hoped for.

import type { Goal, SpokenBudget } from "../../../core/slots.ts";
import type { Found } from "../look.ts";
import { changePctOf } from "./change.ts";
import { goalOf } from "./goal.ts";
import { budgetOf } from "./money.ts";
import { said } from "./spoken.ts";

export type Supposed = { budget?: SpokenBudget; changePct?: number; goal?: Goal };

export function supposedOf(found: Found): Supposed {
  const goal = goalOf(found);
  const budget = budgetOf(found);
  const changePct = goal ? undefined : changePctOf(found);
  return said({
    ...(goal && { goal }),
    ...(budget && { budget }),
    ...(changePct !== undefined && { changePct }),
  });
}
