// What of a waiting change the limits would not let run by itself: said on its card, as whoever approves is not held back by it.

import { type Words, words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import { changeAction, type Exact } from "../execution/exact.ts";
import { findGuardrails, isInHours } from "../../limits/limits.ts";

export async function watchedNotes(ctx: Ctx, exact: Exact): Promise<Words[]> {
  const limits = await findGuardrails(ctx);
  const notes: Words[] = [];
  const { hours } = limits;
  if (hours && !isInHours(ctx.now, ctx.zone, hours))
    notes.push(
      words(
        "지금은 자동으로 바꿀 수 있는 시간 밖이라 스스로는 하지 않아요. 사람이 승인하면 바로 실행돼요.",
        "It is outside the hours of automation, so it never runs by itself now; once a person approves, it is carried out at once.",
      ),
    );
  const budgets = exact.lines.some(({ steps }) => steps.some(({ op }) => op === "set_daily_budget"));
  if (budgets && !changeAction.isSmall(exact, limits))
    notes.push(
      words(
        "한 번에 바꿀 수 있는 예산 폭을 넘어서 스스로는 하지 않아요. 사람이 승인하면 실행돼요.",
        "It passes the limit of a budget's change at once, so it never runs by itself; a person may approve it.",
      ),
    );
  return notes;
}
