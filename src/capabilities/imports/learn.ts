// After a large load the planner must know of it: without statistics the embedded database reads far more than it needs.

import type { Ctx } from "../context.ts";

/** Below this the old statistics still fit. */
const LARGE_ROWS = 5_000;

export async function learnAfter({ db }: Pick<Ctx, "db">, rows: number): Promise<void> {
  if (rows >= LARGE_ROWS) await db.learn(["daily_fact", "metric_day", "campaign", "ad_group", "ad"]);
}
