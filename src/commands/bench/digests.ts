// What a digest costs from its stored facts to what Slack is sent, and how long many take that are due at once. Posting is Slack's time.

import { performance } from "node:perf_hooks";
import type { DigestForm } from "../../capabilities/digests/compose/ask.ts";
import { composeDigest } from "../../capabilities/digests/compose/compose.ts";
import type { Db } from "../../db/db.ts";
import { openDb } from "../../db/open.ts";
import { renderSlack } from "../../platforms/slack/render/render.ts";
import pino from "pino";
import { openFilled, type Server } from "./databases.ts";
import type { Size } from "./dataset.ts";
import { type Figure, percentile, timesMs } from "./measure.ts";
import { benchCtx } from "./queries.ts";

const size: Size = { workspaces: 150, days: 37 };
const RUNS = 200;
const WARM_UP = 20;
const DUE_AT_ONCE = 500;
/** As many as the process works on side by side. */
const SIDE_BY_SIDE = 8;

/** Mostly daily ones, as mornings go. */
const forms: readonly DigestForm[] = [
  "daily",
  "daily",
  "daily",
  "weekly",
  "daily",
  "daily",
  "monthly",
  "daily",
];

export async function digestFigures(server: Server, say: (text: string) => void): Promise<Figure[]> {
  const url = await openFilled(server, "co9ma_bench_1m", size, say);
  const db = await openDb({ kind: "postgres", url }, { log: pino({ level: "silent" }) });
  try {
    await timesMs(WARM_UP, (index) => digest(db, index));
    const times = await timesMs(RUNS, (index) => digest(db, index * 7));
    const start = performance.now();
    await allDue(db);
    const seconds = (performance.now() - start) / 1_000;
    return [
      { name: "digest_composed_rendered_1m_p50", unit: "ms", value: percentile(times, 0.5) },
      {
        name: "digest_composed_rendered_1m_p95",
        unit: "ms",
        value: percentile(times, 0.95),
        note: "at most 500",
      },
      {
        name: "digests_500_composed_rendered",
        unit: "s",
        value: seconds,
        note: "at most 60; posting not included",
      },
    ];
  } finally {
    await db.close();
  }
}

async function digest(db: Db, index: number): Promise<void> {
  const form = forms[index % forms.length] ?? "daily";
  const { card, state } = await composeDigest(benchCtx(db, index, size), {
    form,
    readers: "member",
    toRoom: true,
  });
  if (state !== "told") throw new Error("a digest of the bench has no figures");
  renderSlack(card);
}

async function allDue(db: Db): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < DUE_AT_ONCE) {
      const index = next;
      next += 1;
      await digest(db, index);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
}
