import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount, mediumOf, type OpenMedium } from "../../../src/capabilities/catalog/catalog.ts";
import { marketStore } from "../../../src/capabilities/catalog/market-store.ts";
import { sandboxAccount } from "../../../src/capabilities/catalog/tables.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { AdAccountId } from "../../../src/core/ids.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import type { MediumName } from "../../../src/media/medium.ts";
import { activate, launch, openAccount, sandals, won } from "../../media/market-account.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

function account(
  ctx: Ctx,
  medium: MediumName | "tiktok",
  connection: "sandbox" | "file" | "live",
): Promise<AdAccountId> {
  const made = { medium, connection, name: `${medium} ${connection}`, externalRef: "", currency: "KRW" };
  return withTx(ctx, (tx) => makeAccount(tx, ctx, made));
}

async function opened(ctx: Ctx, id: AdAccountId): Promise<OpenMedium> {
  const found = await mediumOf(ctx, id);
  if (!found) throw new Error("no medium");
  return found;
}

describe("the medium of an account", () => {
  it("is the real client over the simulated market, and says so", async () => {
    const ctx = await makeWorkspace(db);
    const { medium, at, simulated } = await opened(ctx, await account(ctx, "meta", "sandbox"));

    expect({ name: medium.name, simulated }).toEqual({ name: "meta", simulated: true });
    const ids = await launch({ medium, at });
    expect(await medium.read(at, "campaign", ids.campaign)).toMatchObject({
      status: "paused",
      dailyBudget: won(50_000),
    });
  });

  it("is none for an account known from files, for a medium nobody drives, and for another workspace's account", async () => {
    const ctx = await makeWorkspace(db);
    const other = await makeWorkspace(db);

    expect(await mediumOf(ctx, await account(ctx, "meta", "file"))).toBeUndefined();
    expect(await mediumOf(ctx, await account(ctx, "meta", "live"))).toBeUndefined();
    expect(await mediumOf(ctx, await account(ctx, "tiktok", "sandbox"))).toBeUndefined();
    expect(await mediumOf(ctx, await account(other, "meta", "sandbox"))).toBeUndefined();
  });

  it("keeps what was made, for whoever opens it next", async () => {
    const ctx = await makeWorkspace(db);
    const id = await account(ctx, "naver", "sandbox");
    const first = await opened(ctx, id);
    const made = await first.medium.createCampaign(first.at, sandals);

    const next = await opened({ ...ctx }, id);

    expect(await next.medium.find(next.at, "campaign", "[co9-1a2b3c4d]")).toMatchObject({ id: made.id });
  });

  it("loses nothing when twelve write at once", async () => {
    const ctx = await makeWorkspace(db);
    const id = await account(ctx, "google_ads", "sandbox");
    const names = Array.from({ length: 12 }, (_, index) => `동시 ${index} [co9-000000${10 + index}]`);

    const made = await Promise.all(
      names.map(async (name) => {
        const { medium, at } = await opened(ctx, id);
        return medium.createCampaign(at, { ...sandals, name });
      }),
    );

    const { medium, at } = await opened(ctx, id);
    expect(new Set(made.map((one) => one.id)).size).toBe(12);
    expect((await medium.list(at, "campaign")).map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    const [row] = await withTx(ctx, (tx) =>
      tx.select().from(sandboxAccount).where(eq(sandboxAccount.ref, at.ref)),
    );
    expect(row?.revision).toBe(12);
  });

  it("gives the figures that an account in memory gives: how a database keeps JSON changes nothing", async () => {
    const ctx = await makeWorkspace(db);
    const later = { ...ctx, now: ctx.now.add({ hours: 24 * 20 }) };
    const period = { from: sandals.flight.from, to: sandals.flight.to };
    for (const name of ["meta", "google_ads", "kakao"] as const) {
      const id = await account(ctx, name, "sandbox");
      const kept = await opened(ctx, id);
      const inMemory = openAccount(name, { seed: 1, now: ctx.now.toString() });
      for (const one of [kept, inMemory]) {
        for (const tag of ["0000000a", "0000000b"])
          await activate(one, await launch(one, { ...sandals, name: `둘 ${tag} [co9-${tag}]` }));
      }

      const again = await opened(later, id);
      inMemory.set(later.now.toString());

      const { rows } = await again.medium.pullMetrics(again.at, period);
      expect(rows.length).toBeGreaterThan(20);
      expect(rows).toEqual((await inMemory.medium.pullMetrics(inMemory.at, period)).rows);
    }
  });

  it("keeps names with signs no database stores", async () => {
    const ctx = await makeWorkspace(db);
    const { medium, at } = await opened(ctx, await account(ctx, "meta", "sandbox"));

    await medium.createCampaign(at, { ...sandals, name: "널\u0000 반쪽\ud800 [co9-1a2b3c4d]" });

    expect(await medium.find(at, "campaign", "[co9-1a2b3c4d]")).toBeDefined();
  });

  it("leaves nothing of a change that fails half-way", async () => {
    const ctx = await makeWorkspace(db);
    const store = marketStore(ctx);
    const place = { medium: "meta" as const, ref: "42", currency: "KRW" };

    const failing = store.change(place, (state) => {
      state.position = 99;
      throw new Error("half-way");
    });

    await expect(failing).rejects.toThrow("half-way");
    expect((await store.read(place)).position).toBe(0);
  });
});
