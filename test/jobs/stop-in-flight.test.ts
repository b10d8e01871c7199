// The stop, thrown while three processes carry out fifty changes: what raises spending ends within a second, what lowers it goes on.

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { decide, propose } from "../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../src/capabilities/campaigns/actions.ts";
import { CALLS } from "../../src/capabilities/campaigns/campaigns.ts";
import type { Step, StepLine } from "../../src/capabilities/campaigns/execution/steps.ts";
import { makeAccount } from "../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { halt, lift } from "../../src/capabilities/limits/limits.ts";
import { words } from "../../src/core/locale.ts";
import { type ClaimLoop, openClaimLoop } from "../../src/db/claim-loop.ts";
import { type Db, rowsOf, withTx } from "../../src/db/db.ts";
import { mediaWork } from "../../src/jobs/media-work.ts";
import { type MadeMedium, makeMedium } from "../capabilities/campaigns/made-medium.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

const ACTIONS = 50;

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const won = (minor: number) => ({ minor: String(minor), currency: "KRW", vat: "excluded" as const });

const raise = (id: string): Step => ({
  op: "set_daily_budget",
  target: { id },
  budget: won(40_000),
  before: won(30_000),
});

const pauseIt = (id: string): Step => ({
  op: "set_status",
  level: "campaign",
  target: { id },
  status: "paused",
  before: "active",
});

async function approve(ctx: Ctx, accountId: string, steps: readonly Step[]): Promise<string> {
  const lines: StepLine[] = steps.map((step, at) => ({
    medium: "meta",
    accountId,
    entity: `캠페인 ${at}`,
    steps: [step],
  }));
  const asked = await propose(ctx, {
    kind: "campaign.budget",
    subject: `${steps[0]?.op}`,
    exact: { lines, holds: [] },
    title: words("변경", "Change"),
    diff: [],
  });
  await decide(ctx, { id: asked.id, planHash: asked.planHash, decision: "approve" }, approvedActions);
  return asked.id;
}

/** Replicas over one database, and the medium that sees when what reaches it. */
async function replicas(medium: MadeMedium, count: number): Promise<ClaimLoop[]> {
  const reach = async () => ({ medium, at: { ref: "act_1", currency: "KRW" }, simulated: true });
  const now = () => Temporal.Instant.from("2026-11-21T10:00:00+09:00");
  const loops: ClaimLoop[] = [];
  for (let one = 0; one < count; one++) {
    const work = { ...mediaWork({ db, log: silentLog, now, reach, halted: false }), atOnce: 4 };
    const loop = await openClaimLoop(db, [work], { log: silentLog, sweepMs: 500 });
    onTestFinished(() => loop.close(0));
    loops.push(loop);
  }
  return loops;
}

type Arrival = { id: string; atMs: number };

/** Every write takes a moment there, so that the stop finds some on their way. */
function seen(medium: MadeMedium): { raises: Arrival[]; pauses: Arrival[] } {
  const log = { raises: [] as Arrival[], pauses: [] as Arrival[] };
  const moment = () => new Promise<void>((resolve) => void setTimeout(resolve, 20));
  medium.setDailyBudget = async (_, id) => {
    log.raises.push({ id, atMs: performance.now() });
    await moment();
  };
  medium.setStatus = async (_, _level, id) => {
    log.pauses.push({ id, atMs: performance.now() });
    await moment();
  };
  return log;
}

/** All that waits is looked at again now; resolves when each was put back or is done. */
async function lookAgain(loops: readonly ClaimLoop[]): Promise<void> {
  await asOwner(db, "update media_call set next_at = now() - interval '1 second' where state = 'waiting'");
  for (const loop of loops) loop.wake(CALLS);
  await vi.waitFor(
    async () => {
      const due = await asOwner(
        db,
        "select 1 from media_call where state = 'working' or (state = 'waiting' and next_at <= now())",
      );
      expect(due).toHaveLength(0);
    },
    { timeout: 5_000, interval: 20 },
  );
}

async function stagesOf(ctx: Ctx, approvalId: string): Promise<string[]> {
  const rows = await withTx(ctx, (tx) =>
    rowsOf<{ stage: string }>(
      tx,
      sql`select distinct stage from media_call where approval_id = ${approvalId}`,
    ),
  );
  return rows.map(({ stage }) => stage);
}

test("fifty changes under way: none that spends reaches a medium a second after the stop, pauses do, and once it is lifted the rest is done once", async () => {
  const ctx = await makeWorkspace(db);
  const accountId = await withTx(ctx, (tx) =>
    makeAccount(tx, ctx, {
      medium: "meta",
      connection: "sandbox",
      name: "메타",
      externalRef: "act_1",
      currency: "KRW",
    }),
  );
  const medium = makeMedium();
  const log = seen(medium);
  const ids = Array.from({ length: ACTIONS }, (_, at) => `campaign-${at}`);
  const raised = await approve(ctx, accountId, ids.map(raise));
  const loops = await replicas(medium, 3);
  await vi.waitFor(() => expect(log.raises.length).toBeGreaterThan(5), { timeout: 5_000, interval: 2 });

  await halt(ctx, {});
  const haltedMs = performance.now();
  const paused = await approve(ctx, accountId, ids.slice(0, 5).map(pauseIt));
  await vi.waitFor(async () => expect(await stagesOf(ctx, paused)).toEqual(["confirmed"]), {
    timeout: 5_000,
    interval: 20,
  });
  await Promise.all(loops.map((loop) => loop.close()));
  const atStop = log.raises.length;
  const again = await replicas(medium, 3);
  await lookAgain(again);
  const whileHalted = log.raises.length;
  await lift(ctx);
  await lookAgain(again);
  await vi.waitFor(async () => expect(await stagesOf(ctx, raised)).toEqual(["confirmed"]), {
    timeout: 5_000,
    interval: 20,
  });

  const late = log.raises.slice(0, whileHalted).filter(({ atMs }) => atMs > haltedMs + 1_000);
  expect(late).toEqual([]);
  expect(atStop).toBeLessThan(ACTIONS);
  expect(whileHalted).toBe(atStop);
  expect(log.pauses.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, 5).toSorted());
  expect(log.raises.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
});
