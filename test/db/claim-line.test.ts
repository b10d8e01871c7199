import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { inbound } from "../../src/chat/tables.ts";
import { ConversationId, InboundId, newId } from "../../src/core/ids.ts";
import { finish, type Job, notifyWork, type Work } from "../../src/db/claim.ts";
import { openClaimLoop } from "../../src/db/claim-loop.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

let db: Db;
let ctx: Ctx;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  await asOwner(db, "delete from inbound");
  ctx = await makeWorkspace(db);
});
afterAll(() => closeTestDb(db));

/** Looks of the loop at its table are counted; its sweep comes only once, as it opens. */
async function openLoop(work: Pick<Work, "run"> & Partial<Work>) {
  const looks: string[] = [];
  const counted: Db = {
    ...db,
    run: (as, body, options) => {
      if (as.role === "co9ma_system" && as.job.endsWith(".claim")) looks.push(as.job);
      return db.run(as, body, options);
    },
  };
  const queue = { table: "inbound", serialBy: "conversation_id", onDead: async () => {}, ...work };
  const loop = await openClaimLoop(counted, [queue], { log: silentLog, sweepMs: 3_600_000 });
  onTestFinished(() => loop.close(0));
  return { loop, looks };
}

/** Keeps messages of one conversation, each told of by its commit. */
async function send(count: number, line = newId(ConversationId)): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = newId(InboundId);
    ids.push(id);
    await withTx(ctx, async (tx) => {
      await tx.insert(inbound).values({
        id,
        workspaceId: ctx.workspaceId,
        conversationId: line,
        personId: randomUUID(),
        platform: "test",
        dedupeKey: randomUUID(),
        kind: "message",
        body: { text: "안녕" },
        createdAt: ctx.now.add({ milliseconds: index }),
      });
      await notifyWork(tx, "inbound", { line, id });
    });
  }
  return ids;
}

/** Ends each row after `ms`, and knows the order. */
function working(ms: number) {
  const done: string[] = [];
  const run = async (job: Job): Promise<void> => {
    await sleep(ms);
    await withTx(ctx, (tx) => finish(tx, job));
    done.push(job.id);
  };
  return { done, run };
}

describe("a line of rows", () => {
  it("that waited before the loop opened is worked to its end, one after another, without a sweep", async () => {
    const ids = await send(5);
    const { done, run } = working(0);

    await openLoop({ run });

    await expect.poll(() => done, { timeout: 15_000 }).toEqual(ids);
  });

  it("goes on with what came while its first row was in work", async () => {
    const line = newId(ConversationId);
    const { done, run } = working(100);
    await openLoop({ run });

    const ids = [...(await send(1, line)), ...(await send(3, line))];

    await expect.poll(() => done, { timeout: 15_000 }).toEqual(ids);
  });

  it("is worked in order with many others beside it, with room for two at a time", async () => {
    const { done, run } = working(5);
    await openLoop({ run, atOnce: 2 });

    const lines = await Promise.all(Array.from({ length: 10 }, () => send(4)));

    await expect.poll(() => done.length, { timeout: 15_000 }).toBe(40);
    for (const ids of lines) expect(done.filter((id) => ids.includes(id))).toEqual(ids);
  });

  it("is looked for once when nothing stands behind its row, however often it is told of", async () => {
    const { done, run } = working(50);
    const { loop, looks } = await openLoop({ run });
    await expect.poll(() => looks.length).toBe(2); // the sweep as it opens: rows, then a suspect
    await sleep(100);

    const line = newId(ConversationId);
    const [id = ""] = await send(1, line);
    loop.wake("inbound", { line, id });
    await expect.poll(() => done, { timeout: 15_000 }).toEqual([id]);
    await sleep(200);

    expect(looks.length - 2).toBe(1);
  });
});
