// What a digest is asked for: which form, which moment, whose eyes.

import type { Metric } from "../../../core/metric.ts";
import type { Dim, Filter } from "../../../core/query.ts";
import type { Role } from "../../../core/roles.ts";
import type { PeriodText } from "../../../core/time.ts";
import type { Card } from "../../../core/card/card.ts";

export type DigestForm = "daily" | "weekly" | "monthly";

export type DigestAsk = {
  form: DigestForm;
  /** The due moment: the last whole day, week or month before it is told. Left out, `ctx.now`. */
  due?: Temporal.Instant;
  /** Days in place of the form's own. */
  period?: PeriodText;
  /** Empty: the digest's own headline figures. */
  metrics?: readonly Metric[];
  /** The first one decides what the movers are; empty: campaigns. */
  dimensions?: readonly Dim[];
  filters?: readonly Filter[];
  /** Whose eyes it is for: the least role among its readers. A viewer's holds no requests of others, no ledger. */
  readers: Role;
  /** A room is told nothing that is one person's. */
  toRoom: boolean;
};

/** `lacking`: the period has no data, the card is one line and what to do. */
export type Digest = { card: Card; state: "told" | "lacking"; period: PeriodText };
