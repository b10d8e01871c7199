// Reading in a worker: the same events, bounded memory and time, stopped when asked.

import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { readInWorker } from "../../../../src/capabilities/documents/read/reader.ts";
import { collect, fixture, makeOptions, readPath, refusalOf, withFile } from "./support.ts";
import { atBest, longestStretchMs } from "../../../support/time.ts";

const header = "일,캠페인,광고그룹,비용(원),노출수,클릭수,전환수\n";

describe("in a worker", () => {
  test("a report gives the same rows and the same end as in the calling thread", async () => {
    const path = fixture("made-naver-day.csv");
    const options = makeOptions({ name: "made-naver-day.csv" });

    expect(await collect(readInWorker(path, options))).toEqual(await readPath(path));
  });

  test("a refusal keeps its words", async () => {
    const failure = await refusalOf(collect(readInWorker(fixture("made-orders.csv"), makeOptions())));

    expect(failure).toMatchObject({ code: "invalid", message: "report: order_list" });
    expect(failure.texts.say?.ko).toContain("주문 목록");
  });

  test("it can be stopped before and while it reads", async () => {
    await withReport(100_000, async (path) => {
      expect((await refusalOf(collect(readInWorker(path, makeOptions(), AbortSignal.abort())))).message).toBe(
        "report: stopped",
      );

      const stop = new AbortController();
      let seen = 0;
      const reading = (async () => {
        for await (const event of readInWorker(path, makeOptions(), stop.signal)) {
          if (event.kind === "rows" && ++seen === 2) stop.abort();
        }
      })();

      expect((await refusalOf(reading)).message).toBe("report: stopped");
      expect(seen).toBe(2);
    });
  });

  test("a slow taker slows the reader instead of filling the memory", async () => {
    await withReport(60_000, async (path) => {
      let rows = 0;
      let events = 0;
      for await (const event of readInWorker(path, makeOptions())) {
        if (event.kind === "rows") rows += event.rows.length;
        if (++events === 5) await new Promise((resolve) => setTimeout(resolve, 300));
      }

      expect(rows).toBe(60_000);
    });
  });

  test("a reader that says nothing for too long, or needs too much memory, is ended with a reason", async () => {
    await withReport(50_000, async (path) => {
      const silent = readInWorker(path, makeOptions(), undefined, { megabytes: 256, silenceMs: 1 });
      expect((await refusalOf(collect(silent))).message).toBe("report: too_slow");

      const small = readInWorker(path, makeOptions(), undefined, { megabytes: 6, silenceMs: 60_000 });
      expect((await refusalOf(collect(small))).message).toBe("report: out_of_memory");
    });
  });

  test("leaving early ends the worker, and others are answered while it reads", async () => {
    await withReport(100_000, async (path) => {
      const read = async (): Promise<void> => {
        let rows = 0;
        for await (const event of readInWorker(path, makeOptions())) {
          if (event.kind === "rows") rows += event.rows.length;
          if (rows >= 50_000) break;
        }
        expect(rows).toBe(50_000);
      };

      // 20 ms is usual.
      expect(await atBest(100, () => longestStretchMs(read))).toBeLessThan(100);
    });
  });
});

async function withReport<T>(rows: number, body: (path: string) => Promise<T>): Promise<T> {
  return withFile(header, async (path) => {
    const file = createWriteStream(path, { flags: "a" });
    for (let from = 0; from < rows; from += 10_000) {
      const lines = Array.from({ length: Math.min(10_000, rows - from) }, (_, at) => lineOf(from + at));
      if (!file.write(lines.join(""))) await once(file, "drain");
    }
    file.end();
    await once(file, "finish");
    return body(path);
  });
}

function lineOf(at: number): string {
  const day = Temporal.PlainDate.from("2026-01-01").add({ days: at % 300 });
  return `${day},캠페인 ${at % 40},그룹 ${at % 200},${(at * 13) % 90_000},${1000 + at},${at % 90},${at % 5}\n`;
}
