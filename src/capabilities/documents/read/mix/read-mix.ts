// Reads a wide media-mix table: each line becomes one row per channel, and one row of the target without a campaign.

import type { Lines } from "../lines.ts";
import type { ReadOptions } from "../read.ts";
import type { ReadEvent, ReportRow } from "../report.ts";
import type { MixColumns } from "./mix-columns.ts";
import { MixTaker } from "./mix-taker.ts";
import { planMix } from "./plan-mix.ts";

export async function* readMix(
  lines: Lines,
  mix: MixColumns,
  options: ReadOptions,
): AsyncGenerator<ReadEvent> {
  const plan = await planMix(lines, mix, options);
  yield { kind: "recognised", recognised: plan.recognised };
  const taker = new MixTaker(plan);
  for await (const { rows, doneBytes } of lines.after(mix.at)) {
    const taken: ReportRow[] = [];
    for (const row of rows) taker.take(row, taken);
    if (taken.length > 0) yield { kind: "rows", rows: taken };
    yield { kind: "progress", doneBytes, allBytes: lines.source.allBytes };
  }
  yield { kind: "ended", ended: taker.ended(lines.source.notes, options) };
}
