// How often each rule fired and what became of it, in chat.

import { z } from "zod";
import { DayText } from "../../../core/slots.ts";
import { dayIn, period } from "../../../core/time.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { ownNumber, ruleTitle } from "../brand/rule.ts";
import { rulesByNumber } from "../brand/rules.ts";
import { waitingRequests } from "./severity-request.ts";
import { countRules } from "./counts.ts";
import { statisticsCard } from "./statistics-card.ts";

export const RuleStatistics = z.object({
  from: DayText.optional().describe("First day; 90 days ago when left out."),
  to: DayText.optional().describe("Last day, itself inside; today when left out."),
});
export type RuleStatistics = z.output<typeof RuleStatistics>;

const USUAL_DAYS = 90;

export const statisticsTool: Tool = defineTool({
  name: "rule_statistics",
  about:
    "How often each review rule fired, and how people answered: changed, held, set aside, wrong; of law, platform and brand rules.",
  effect: "read",
  input: RuleStatistics,
  run: statistics,
});

async function statistics(ctx: Ctx, asked: RuleStatistics): Promise<ToolResult> {
  const { lang, zone } = ctx;
  const today = dayIn(zone, ctx.now);
  const to = asked.to === undefined ? today : Temporal.PlainDate.from(asked.to);
  const from =
    asked.from === undefined ? to.subtract({ days: USUAL_DAYS - 1 }) : Temporal.PlainDate.from(asked.from);
  const days = period(from, to);
  const span = {
    from: days.from.toZonedDateTime(zone).toInstant(),
    before: days.to.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
  };
  const { counts, names } = await withTx(ctx, async (tx) => {
    const found = await countRules(tx, ctx, span);
    const numbers = found.map(({ rule }) => ownNumber(rule)).filter((one) => one !== undefined);
    const own = await rulesByNumber(tx, ctx, numbers);
    return {
      counts: found,
      names: new Map([...own].map(([no, { policy }]) => [no, ruleTitle(policy, lang)])),
    };
  });
  const requests = await waitingRequests(ctx);
  return {
    card: statisticsCard(ctx, { days, counts, names, requests }),
    facts: {
      from: days.from.toString(),
      to: days.to.toString(),
      rules: counts.slice(0, 20).map(({ rule, fired, changed, held, setAside, wrong }) => ({
        rule,
        fired,
        changed,
        held,
        setAside,
        wrong,
      })),
    },
    outside: true,
  };
}
