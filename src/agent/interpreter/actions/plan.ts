// How money should be placed or moved: a proposal.

import type { z } from "zod";
import type { BudgetPlan } from "../../../capabilities/budget/tools.ts";
import type { Metric } from "../../../core/metric.ts";
import type { Dim, Filter } from "../../../core/query.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { isCue, spot } from "../scan.ts";
import { changePctOf, directionOf } from "./change.ts";
import { whensOf } from "./dates.ts";
import { goalOf } from "./goal.ts";
import { budgetOf } from "./money.ts";
import { objectsOf } from "./objects.ts";
import { ahead, behind, lettersOf } from "./request.ts";
import { said } from "./spoken.ts";
import { mediaMoved } from "./transfer.ts";

type Input = z.input<typeof BudgetPlan>;

export function planOf(found: Found): Wish {
  const moved = mediaMoved(found.scan);
  const goal = goalOf(found);
  const budget = budgetOf(found);
  const changePct = changePctOf(found);
  const filters = objectsOf(found).filter(
    ({ field }) => field !== "status" && !(field === "medium" && (moved.fromMedium ?? moved.toMedium)),
  );
  const input: Input = said({
    budget,
    changePct,
    direction: changePct === undefined && !moved.fromMedium ? directionOf(found) : undefined,
    filters,
    dimensions: splitOver(found, filters),
    metrics: found.measures.metrics
      .filter((metric) => metric !== goal?.metric && steers(metric) && !isDenied(found, metric))
      .slice(0, 4),
    time: timeAhead(found),
    ...moved,
    goal,
  });
  return { tool: "budget_plan", input };
}

/** Money itself is what is placed, not what the placing steers by. */
function steers(metric: Metric): boolean {
  return metric !== "spend";
}

/** By ROAS, not by clicks; 클릭 말고 전환 기준으로. */
function isDenied({ scan }: Found, metric: Metric): boolean {
  const said = spot(scan, "metric").filter(({ meaning }) => meaning.metric === metric);
  return (
    said.length > 0 &&
    said.every(
      ({ lexeme }) =>
        /(?:not|instead of|rather than|never) (?:by |on |for |steering by |the )*$/.test(
          ahead(scan, lexeme.from),
        ) || /^\s?(?:이|가|은|는|기준)?\s?(?:말고|아니라|아닌|대신)/.test(behind(scan, lexeme.to)),
    )
  );
}

/** The period the money is for; it never lies behind. */
function timeAhead({ scan, asked }: Found): string | undefined {
  const { today } = scan;
  const when = whensOf(scan).find(({ days }) => Temporal.PlainDate.compare(days.to, today) >= 0);
  if (!when) return asked.time && !asked.time.startsWith("last_") && !asked.loose ? asked.time : undefined;
  const token = asked.time ?? "";
  if (/^(?:next_|rest_of_|this_|tomorrow|today)/.test(token)) return token;
  const begun = Temporal.PlainDate.compare(when.days.from, today) <= 0 || when.role === "until";
  return `explicit:${begun ? "today" : when.days.from.toString()}..${when.days.to.toString()}`;
}

function splitOver({ scan, shape, limits }: Found, filters: readonly Filter[]): Dim[] {
  const letters = lettersOf(scan);
  const splits = scan.lexemes.some((lexeme) =>
    isCue(lexeme, "split", "move", "plan_word", "where", "how", "how_much"),
  );
  const over: readonly (readonly [Dim, RegExp])[] = [
    [
      "medium",
      /(?:매체|채널|미디어|플랫폼)(?:별|\s?(?:비율|비중|배분|믹스)|마다|들?에|로|간|끼리|사이)|(?:across|over|between|among|by|per|each) (?:the |all |our |my |each )*(?:media|channels?|platforms?|networks?|medium)/,
    ],
    [
      "campaign",
      /캠페인(?:별|마다|들에|간|끼리|사이|들\s?예산)|(?:across|over|between|among|by|per|each) (?:the |all |our |my |each |running |active )*campaigns?/,
    ],
    [
      "adGroup",
      /(?:광고\s?그룹|광고\s?세트)(?:별|마다|간|들?\s?예산|들에)|(?:across|by|per|each|between) (?:the |all |our )*ad (?:groups?|sets?)/,
    ],
  ];
  const said = over.filter(([, pattern]) => pattern.test(letters)).map(([dim]) => dim);
  if (said.length > 0) return said.slice(0, 2);
  const marked = shape.marked.filter((dim) => dim === "medium" || dim === "campaign" || dim === "adGroup");
  if (marked.length > 0) return marked;
  const many = (field: Filter["field"]): boolean =>
    filters.some((one) => one.field === field && one.op === "in" && one.values.length > 1);
  if (splits && many("campaign")) return ["campaign"];
  return splits && many("medium") && limits.filters.length > 0 ? ["medium"] : [];
}
