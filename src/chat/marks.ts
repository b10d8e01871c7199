// Cards that were handed to their surface are marked, many in one go: a mark that is lost costs nothing, for surfaces know each card
// by its id.

import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { DeliveryId } from "../core/ids.ts";
import { type Db, withSystemTx } from "../db/db.ts";
import { codeOf } from "../db/faults.ts";

export type Marks = {
  /** Held cards a surface has got. */
  delivered: (ids: readonly DeliveryId[]) => void;
  /** Marks what is left. */
  close: () => Promise<void>;
};

/** How long a mark may wait for others. */
const WAIT_MS = 50;
const AT_ONCE = 1_000;

export function openMarks(db: Db, log: Logger): Marks {
  const waiting: DeliveryId[] = [];
  let timer: NodeJS.Timeout | undefined;
  let marking: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    timer = undefined;
    while (waiting.length > 0) await mark(waiting.splice(0, AT_ONCE));
  }

  /** Of every workspace, by ids that come from the database. */
  async function mark(ids: readonly DeliveryId[]): Promise<void> {
    try {
      await withSystemTx(
        db,
        "delivery.delivered",
        (tx) =>
          tx.execute(sql`update delivery set state = 'done'
            where id = any(${`{${ids.join(",")}}`}::uuid[]) and state = 'held'`),
        { single: true, durable: false, plans: "kept" },
      );
    } catch (error) {
      log.warn({ code: codeOf(error), rows: ids.length }, "cards were not marked as delivered");
    }
  }

  return {
    delivered(ids) {
      if (ids.length === 0) return;
      waiting.push(...ids);
      timer ??= setTimeout(() => {
        marking = flush();
      }, WAIT_MS);
    },
    async close() {
      clearTimeout(timer);
      await marking;
      await flush();
    },
  };
}
