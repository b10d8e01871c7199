import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { openModel } from "../../../src/agent/model.ts";
import { buildAgent, runTurn } from "../../../src/agent/turn.ts";
import { ensureMarket } from "../../../src/capabilities/demo/demo.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { type Caller, readEvents, serve, type Served, visit } from "./support.ts";

let db: Db;
let served: Served;
let me: Caller;

beforeAll(async () => {
  db = await openTestDb();
  const agent = buildAgent({ model: openModel({ kind: "interpreter" }), tools, log: silentLog });
  served = await serve(db, {
    prepare: ensureMarket,
    turn: (ctx, input) => runTurn(ctx, agent, input),
    act: (ctx, tool, input, progress) => act(ctx, agent.tools, { tool, input }, progress),
  });
  me = await visit(served.url);
});
afterAll(async () => {
  await served.close();
  await closeTestDb(db);
});

/** The parts of the answers that end on a thread's stream, in order. */
async function answersOn(query: string, count: number): Promise<Record<string, unknown>[][]> {
  const stream = await me.get(`/api/events?${query}`);
  const events = await readEvents(
    stream,
    (all) => all.filter(({ event }) => event === "end").length >= count,
  );
  return events
    .filter(({ event }) => event === "end")
    .map(({ data }) =>
      (data["cards"] as { card: { parts: Record<string, unknown>[] } }[]).flatMap(({ card }) => card.parts),
    );
}

const day = (date: string, spend: number, clicks: number): string =>
  `${date},여름 세일,${spend},${clicks * 20},${clicks}`;

test("a demo question is answered with figures, a chart and the demo mark", async () => {
  const thread = randomUUID();
  await me.post("/api/messages", { key: randomUUID(), thread, text: "지난주 캠페인 어땠어?" });

  const [parts = []] = await answersOn(`thread=${thread}`, 1);

  expect(parts.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["text", "kpis", "table", "chart", "sources"]),
  );
  expect(parts.find(({ kind }) => kind === "sources")).toMatchObject({ demo: true });
  expect(JSON.stringify(parts)).toMatch(/2026-11-09 ~ 2026-11-15/);
});

test("a dropped report opens the own workspace, is read, and its total is the answer to the next question", async () => {
  const rows = [
    "날짜,캠페인,광고비(원),노출수,클릭수",
    day("2026-11-18", 12_000, 30),
    day("2026-11-19", 8_500, 21),
  ];
  const dropped = await me.post(
    `/api/files?key=${randomUUID()}&thread=${randomUUID()}&lang=ko`,
    new TextEncoder().encode(rows.join("\n")),
    { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent("made-여름.csv") },
  );
  const { thread, workspace } = (await dropped.json()) as { thread: string; workspace: string };
  const here = `thread=${thread}&workspace=${workspace}`;
  await answersOn(here, 1);
  await me.post("/api/messages", { key: randomUUID(), thread, workspace, text: "이번 주 광고비 얼마야?" });

  const [read = [], answered = []] = await answersOn(here, 2);

  expect(JSON.stringify(read)).toContain("20,500");
  expect(JSON.stringify(answered)).toContain("20,500");
  expect(answered.find(({ kind }) => kind === "sources")).toMatchObject({ demo: false });
});
