// The digest: what changed and why, made of stored figures at the moment it goes out.

import { MarketingQuery } from "../../../core/query.ts";
import { periodText } from "../../../core/time.ts";
import type { Ctx } from "../../context.ts";
import { runQuery } from "../../performance/performance.ts";
import type { Digest, DigestAsk } from "./ask.ts";
import { periodOfForm } from "./period.ts";

/** Figures are those of `ctx.now`, the moment it goes out; the days told are those of `ask.due`. */
export async function composeDigest(ctx: Ctx, ask: DigestAsk): Promise<Digest> {
  const period = ask.period ?? periodText(periodOfForm(ask.form, ask.due ?? ctx.now, ctx.zone));
  const query = MarketingQuery.parse({
    kind: "total",
    time: period,
    compare: "previous_period",
    metrics: ask.metrics ?? [],
    filters: ask.filters ?? [],
  });
  const { card, quantities } = await runQuery(ctx, query);
  return { card, state: quantities.length > 0 ? "told" : "lacking", period };
}
