// Reads a dropped ad report in the calling thread: what it is, its typed rows in batches, how it ended. Memory stays flat whatever its size.

import { limits } from "./limits.ts";
import { openSource } from "./open-source.ts";
import type { ReadAnswers, ReadEvent, ReportRow } from "./report.ts";
import { readAds } from "./read-ads.ts";
import { readMix } from "./mix/read-mix.ts";
import { findMix } from "./mix/mix-columns.ts";
import { Lines } from "./lines.ts";

export type ReadOptions = {
  /** File name as dropped; a clue to the medium, never trusted for the format. */
  name: string;
  /** ISO day in the workspace's zone: nothing later can have happened. */
  today: string;
  workspaceCurrency: string;
  answers: ReadAnswers;
};

/** @throws Failure with what is wrong and what to do next; then nothing of what was yielded may be kept */
export async function* readReport(path: string, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const source = await openSource(path);
  try {
    const lines = await Lines.open(source);
    const mix = findMix(lines.head);
    yield* inBatches(mix ? readMix(lines, mix, options) : readAds(lines, options));
  } finally {
    await source.close();
  }
}

/** Rows in batches of exactly the agreed size, the last one excepted; progress now and then. */
async function* inBatches(events: AsyncIterable<ReadEvent>): AsyncGenerator<ReadEvent> {
  let kept: ReportRow[] = [];
  let told = 0;
  for await (const event of events) {
    if (event.kind === "rows") {
      kept = kept.length === 0 ? event.rows : [...kept, ...event.rows];
      while (kept.length >= limits.batchRows) {
        yield { kind: "rows", rows: kept.slice(0, limits.batchRows) };
        kept = kept.slice(limits.batchRows);
      }
      continue;
    }
    if (event.kind === "progress") {
      if (event.doneBytes - told < limits.progressBytes) continue;
      told = event.doneBytes;
    }
    if (event.kind === "ended" && kept.length > 0) yield { kind: "rows", rows: kept };
    yield event;
  }
}
