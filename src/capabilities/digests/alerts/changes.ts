// Changes noted about the days an incident is of: they coincide, nothing says they are its cause.

import type { Words } from "../../../core/locale.ts";
import { periodOf } from "../../../core/time.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { readChangeNotes } from "../../performance/performance.ts";
import type { Seen } from "./rules.ts";

const DAYS_BEFORE = 2;
const MOST = 3;

export async function changesBeside(
  ctx: Ctx,
  { period, about }: Seen,
): Promise<{ day: Temporal.PlainDate; text: Words }[]> {
  if (!period) return [];
  const { from, to } = periodOf(period);
  const wide = { from: from.subtract({ days: DAYS_BEFORE }), to };
  const notes = await withTx(ctx, (tx) => readChangeNotes(tx, ctx, wide));
  return notes
    .filter(({ medium }) => medium === undefined || about.medium === undefined || medium === about.medium)
    .filter(
      ({ campaign }) => campaign === undefined || about.campaign === undefined || campaign === about.campaign,
    )
    .slice(0, MOST);
}
