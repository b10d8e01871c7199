// The judge of half transactions: a database in order passes, and each kind of half is found.

import { afterAll, beforeAll, expect, test } from "vitest";
import { setBrandGuide } from "../../src/capabilities/creatives/brand.ts";
import { parseChaosArguments } from "../../src/commands/chaos/arguments.ts";
import { findHalves, halfQueries } from "../../src/commands/chaos/database/halves.ts";
import { planFaults, planLine } from "../../src/commands/chaos/database/plan.ts";
import { databaseExitCode, databaseReport } from "../../src/commands/chaos/database/report.ts";
import type { Db } from "../../src/db/db.ts";
import { makeAnswerer } from "../chat/made-answerer.ts";
import { converse, makePlace, openTestChat } from "../chat/support.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
  const ctx = await makeWorkspace(db);
  const chat = await openTestChat(db, makeAnswerer());
  await converse(chat, makePlace(ctx), ["하나", "둘", "셋"]);
  await chat.close();
  await setBrandGuide(ctx, { name: "초록가게" });
});
afterAll(() => closeTestDb(db));

const ask = (statement: string) => asOwner<{ about: string | null }>(db, statement);

test("a database in order has no halves", async () => {
  expect(await findHalves(ask)).toEqual([]);
});

const first = "(select id from turn order by created_at limit 1)";
test.each([
  ["a message is done and has not one answer", `delete from turn where id = ${first}`],
  [
    "an answer stands for a message that is not done",
    `update inbound set state = 'waiting' where id = (select inbound_id from turn where id = ${first})`,
  ],
  ["an answer has no card on its way", `delete from delivery where turn_id = ${first}`],
  [
    "a card belongs to no answer",
    "insert into delivery (id, workspace_id, conversation_id, turn_id, platform, kind, target, content, created_at) select gen_random_uuid(), workspace_id, conversation_id, gen_random_uuid(), platform, kind, target, content, created_at from delivery limit 1",
  ],
  [
    "the brand is not what the last change in the ledger says",
    `update brand_guide set guide = '{"name": "x"}'`,
  ],
  ["the ledger has a gap", "update ledger_head set seq = seq + 1"],
  ["work was left in somebody's hands", "update delivery set state = 'working'"],
])("%s: found", async (words, harm) => {
  await ask(harm);

  expect((await findHalves(ask)).map((found) => found.split(": ")[0])).toContain(words);
  expect(Object.keys(halfQueries)).toContain(words);
});

const size = { seed: 3, restarts: 5, hole: 60, workers: 30, replicas: 3 };

test("a plan of faults comes from its seed and holds every kind", () => {
  expect(planFaults(size)).toEqual(planFaults(size));
  expect(planFaults(size)).not.toEqual(planFaults({ ...size, seed: 4 }));
  const kinds = planFaults(size).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "restart")).toHaveLength(5);
  expect(new Set(kinds)).toEqual(new Set(["restart", "reset", "slow", "cut", "hold", "hole"]));
  expect(Math.max(...planFaults(size).map((one) => ("forMs" in one ? one.forMs : 0)))).toBe(60_000);
  expect(planLine(size, 7, 2)).toEqual(planLine(size, 7, 2));
});

test("a run is right only when the service was back in two seconds, nothing is half there and nobody died", () => {
  const right = {
    findings: [],
    halves: [],
    failed: [],
    backs: [{ kind: "restart", replica: 0, ms: 300 }],
    sent: 9,
    acks: 9,
    deaths: 0,
    cut: false,
  };
  const late = [{ kind: "hole", replica: 1, ms: 2_000 }];

  expect(databaseExitCode(right)).toBe(0);
  expect(databaseReport(size, right, 60)).toContain(
    "scenario=database seed=3 restarts=5 hole_s=60 messages=9 lost=0 double=0 half=0 deaths=0 back_ms=300",
  );
  for (const wrong of [{ backs: late }, { halves: ["x"] }, { deaths: 1 }, { cut: true }])
    expect(databaseExitCode({ ...right, ...wrong })).toBe(1);
  expect(databaseReport(size, { ...right, backs: late }, 60)).toContain(
    "SLOW: replica 2 was back 2000 ms after a hole",
  );
});

test("the scenario has its figures where none are given, and takes no word of another one", () => {
  expect(parseChaosArguments(["--scenario", "database"])).toEqual({
    ok: true,
    arguments: { scenario: "database", ...size, seed: 1 },
  });
  expect(parseChaosArguments(["--scenario", "database", "--kills", "3"])).toMatchObject({
    ok: false,
    reason: expect.stringContaining("--kills: "),
  });
});
