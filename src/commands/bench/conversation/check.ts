// What must be true after the bench, whatever its figures: every message that was taken has one answer, and every card was handed over.

import { setTimeout as pause } from "node:timers/promises";
import { withClient } from "../databases.ts";

/** Cards are marked after they were sent. */
const LAST_MARKS_MS = 5_000;

/** @throws when a message has no answer or two, or a card was not handed over */
export async function checkAllAnswered(databaseUrl: string): Promise<void> {
  const untilMs = performance.now() + LAST_MARKS_MS;
  for (;;) {
    const wrong = await countWrong(databaseUrl);
    if (Object.values(wrong).every((count) => count === 0)) return;
    if (performance.now() > untilMs) throw new Error(`the bench lost track: ${JSON.stringify(wrong)}`);
    await pause(200);
  }
}

async function countWrong(databaseUrl: string): Promise<Record<string, number>> {
  return withClient(databaseUrl, async (sql) => {
    const [found] = await sql<Record<string, number>[]>`
      select (select count(*)::int from inbound where state <> 'done') as open,
        (select count(*)::int from inbound i where i.platform = 'web'
          and (select count(*) from turn t where t.inbound_id = i.id) <> 1) as unanswered,
        (select count(*)::int from delivery where state <> 'done') as undelivered`;
    return found ?? {};
  });
}
