import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { holdingMarket } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { tookMs } from "../../support/time.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

describe("the lease on a demo's market", () => {
  it("lets one in at a time", async () => {
    const ctx = await makeWorkspace(db, { kind: "demo" });
    const steps: string[] = [];
    const work = (name: string) =>
      holdingMarket(ctx, async () => {
        steps.push(`${name} in`);
        await holdingMarket(await makeWorkspace(db, { kind: "demo" }), async () => {});
        steps.push(`${name} out`);
      });

    await Promise.all([work("a"), work("b"), work("c")]);

    expect(steps).toHaveLength(6);
    for (const at of [0, 2, 4]) expect(steps[at + 1]).toBe(steps[at]?.replace("in", "out"));
  });

  it("is free again after work that failed", async () => {
    const ctx = await makeWorkspace(db, { kind: "demo" });

    await expect(holdingMarket(ctx, () => Promise.reject(new Error("half done")))).rejects.toThrow(
      "half done",
    );

    await expect(holdingMarket(ctx, async () => {})).resolves.toBeUndefined();
  });

  it("ends by itself when its holder died, and the dead one's late release frees nobody else's", async () => {
    const ctx = await makeWorkspace(db, { kind: "demo" });
    const leases = () =>
      asOwner(
        db,
        `select market_lease_until is not null as held from workspace where id = '${ctx.workspaceId}'`,
      );

    await holdingMarket(ctx, async () => {
      await asOwner(db, `update workspace set market_lease_until = now() where id = '${ctx.workspaceId}'`);
      await holdingMarket(ctx, async () => {});
      await asOwner(
        db,
        `update workspace set market_lease_until = now() + interval '1 min' where id = '${ctx.workspaceId}'`,
      );
    });

    expect(await leases()).toEqual([{ held: true }]);
  });

  it("keeps others waiting for seconds when its holder was killed, not for a minute", async () => {
    const ctx = await makeWorkspace(db, { kind: "demo" });
    const killed = await killedHolder(ctx);

    const took = await tookMs(() => holdingMarket(ctx, async () => {}));

    expect(killed).toBe(true);
    expect(took).toBeLessThan(20_000);
  });

  it("is lengthened while its holder lives", async () => {
    const ctx = await makeWorkspace(db, { kind: "demo" });
    const steps: string[] = [];
    const quick = { leaseMs: 2_000 };
    const begun = Promise.withResolvers<void>();

    const first = holdingMarket(
      ctx,
      async () => {
        steps.push("first in");
        begun.resolve();
        await sleep(4_000);
        steps.push("first out");
      },
      quick,
    );
    await begun.promise;
    await Promise.all([first, holdingMarket(ctx, async () => void steps.push("second in"), quick)]);

    expect(steps).toEqual(["first in", "first out", "second in"]);
  });
});

/** Somebody takes the lease and is never heard of again. */
async function killedHolder(ctx: Ctx): Promise<boolean> {
  let dead = false;
  const mortal: Db = { ...db, run: (...call) => (dead ? new Promise(() => {}) : db.run(...call)) };
  await new Promise<void>((resolve) => {
    void holdingMarket({ ...ctx, db: mortal }, async () => {
      dead = true;
      resolve();
      await new Promise(() => {});
    });
  });
  return dead;
}
