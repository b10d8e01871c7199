// Labelled rows through the configured model, one after the other, with what each cost in time, tokens and dropped words.

import pino, { type Logger } from "pino";
import type { ModelCallRecord } from "../../agent/turn.ts";
import type { GoldRow } from "./score/gold.ts";
import { type Scored, scoreRow } from "./score/score.ts";
import type { World } from "./world.ts";

export type Ran = {
  scored: Scored;
  ms: number;
  modelCalls: readonly ModelCallRecord[];
  /** Words of the model that were held back as unproved. */
  dropped: boolean;
};

/** A turn tells of dropped words in its log only: they are no part of an answer. */
export type Tally = { log: Logger; dropped: () => number };

export function openTally(): Tally {
  let dropped = 0;
  const write = (line: string): void => {
    if (line.includes('"unproved words dropped"')) dropped += 1;
  };
  return { log: pino({ level: "warn" }, { write }), dropped: () => dropped };
}

export async function runRows(
  world: World,
  rows: readonly GoldRow[],
  { tally, today, onRow }: { tally: Tally; today: Temporal.PlainDate; onRow: (done: number) => void },
): Promise<Ran[]> {
  const ran: Ran[] = [];
  for (const row of rows) {
    const before = tally.dropped();
    const started = performance.now();
    const { prediction, end } = await world.hear(row);
    const ms = performance.now() - started;
    const dropped = tally.dropped() > before;
    ran.push({ scored: scoreRow(row, prediction, today), ms, modelCalls: end.modelCalls, dropped });
    onRow(ran.length);
  }
  return ran;
}
