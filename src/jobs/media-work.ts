// The part of the claim loop that carries out approved changes, one call of a line after another, and tells their requesters.

import type { Logger } from "pino";
import {
  CALLS,
  carryOut,
  giveUpCall,
  type MediaDesk,
  type Reach,
} from "../capabilities/campaigns/campaigns.ts";
import { outcomeOf, tellThere } from "../chat/tell.ts";
import type { Work } from "../db/claim.ts";
import type { Db } from "../db/db.ts";

/** Calls in work at once in one process; each mostly waits for its medium. */
const AT_ONCE = 16;

export function mediaWork(parts: {
  db: Db;
  log: Logger;
  now: () => Temporal.Instant;
  reach: Reach;
  halted: boolean;
  graceMs?: number;
}): Work {
  const desk: MediaDesk = {
    ...parts,
    settled: async (tx, ctx, { id, conversationId }) => {
      if (conversationId !== null) await tellThere(tx, ctx, outcomeOf(id, conversationId));
    },
  };
  return {
    table: CALLS,
    serialBy: "line",
    atOnce: AT_ONCE,
    run: (job) => carryOut(desk, job),
    onDead: (job) => giveUpCall(desk, job),
  };
}
