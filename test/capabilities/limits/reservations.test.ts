// Money held by many at once: whatever the order, what is committed at worst never passes a cap.

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import {
  holdMoney,
  lockMoney,
  readGuardrails,
  releaseMoney,
  setGuardrail,
} from "../../../src/capabilities/limits/limits.ts";
import { Failure, failureText } from "../../../src/core/failure.ts";
import type { Medium } from "../../../src/core/medium.ts";
import { type Db, rowsOf, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

/** More of them: `npm run fuzz`. */
const HOLDS = Number(process.env["FUZZ_HOLDS"] ?? 120);
const SEED = 20_261_122;

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const caps = { cap_day: 300_000, cap_month: 3_000_000, cap_campaign: 900_000 } as const;

async function capped(): Promise<Ctx> {
  const ctx = await makeWorkspace(db);
  for (const [kind, won] of Object.entries(caps) as [keyof typeof caps, number][])
    await setGuardrail(ctx, { kind, value: { minor: `${won}`, currency: "KRW" } });
  return ctx;
}

type Wish = { holder: string; currency: string; days: { day: string; medium: Medium; minor: bigint }[] };

function hold(ctx: Ctx, { holder, currency, days }: Wish): Promise<unknown> {
  return withTx(
    ctx,
    async (tx) => {
      await lockMoney(tx, ctx.workspaceId);
      const limits = await readGuardrails(tx, ctx.workspaceId);
      await holdMoney(tx, ctx, { holder, approvalId: ctx.workspaceId, currency, days }, limits);
      return "held";
    },
    { lockTimeoutMs: 20_000, statementTimeoutMs: 20_000, deadlineMs: 60_000 },
  ).catch((error: unknown) => error);
}

function days(from: string, count: number, won: number): Wish["days"] {
  const first = Temporal.PlainDate.from(from);
  return Array.from({ length: count }, (_, at) => ({
    day: first.add({ days: at }).toString(),
    medium: "naver",
    minor: BigInt(won),
  }));
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function wishes(count: number): Wish[] {
  const draw = seeded(SEED);
  const whole = (below: number): number => Math.floor(draw() * below);
  return Array.from({ length: count }, () => {
    const from = Temporal.PlainDate.from("2026-11-22")
      .add({ days: whole(60) })
      .toString();
    const picked = days(from, 1 + whole(12), 1 + whole(whole(4) === 0 ? 400_000 : 60_000));
    return {
      holder: `campaign:${whole(25)}`,
      currency: whole(12) === 0 ? "USD" : "KRW",
      days: whole(3) === 0 ? picked.toReversed() : picked,
    };
  });
}

async function most(ctx: Ctx, key: string): Promise<number> {
  const [row] = await withTx(ctx, (tx) =>
    rowsOf<{ most: number }>(
      tx,
      sql`select coalesce(max(total), 0)::float8 as most from (
        select sum(amount_minor) as total from reservation where workspace_id = ${ctx.workspaceId}
        group by ${sql.raw(key)}) sums`,
    ),
  );
  return row?.most ?? 0;
}

test(`of ${HOLDS} holds at once none takes a day, a month or a campaign over its cap, and each refusal says why`, async () => {
  const ctx = await capped();

  const outcomes = await Promise.all(wishes(HOLDS).map((wish) => hold(ctx, wish)));

  expect(await most(ctx, "day")).toBeLessThanOrEqual(caps.cap_day);
  expect(await most(ctx, "date_trunc('month', day)")).toBeLessThanOrEqual(caps.cap_month);
  expect(await most(ctx, "holder")).toBeLessThanOrEqual(caps.cap_campaign);
  expect(outcomes.filter((one) => one === "held").length).toBeGreaterThan(10);
  const refusals = outcomes.filter((one) => one !== "held");
  expect(refusals.length).toBeGreaterThan(10);
  for (const refusal of refusals) {
    expect(refusal).toBeInstanceOf(Failure);
    const [ko, en] = (["ko", "en"] as const).map((lang) => failureText(refusal as Failure, lang));
    expect(ko?.say).toMatch(/[가-힣]/);
    expect(ko?.next).toMatch(/[가-힣]/);
    expect(`${en?.say} ${en?.next}`).toMatch(/^[^가-힣]{20,}$/);
  }
});

test("won and dollars are never added up: a hold in another currency than the cap is refused", async () => {
  const ctx = await capped();

  const refused = await hold(ctx, { holder: "campaign:1", currency: "USD", days: days("2026-12-01", 1, 1) });

  expect(refused).toMatchObject({ code: "invalid" });
  expect(await most(ctx, "holder")).toBe(0);
});

test("days that a campaign has behind it count for its own cap", async () => {
  const ctx = await capped();
  await hold(ctx, { holder: "campaign:1", currency: "KRW", days: days("2026-12-01", 10, 80_000) });

  const longer = await hold(ctx, {
    holder: "campaign:1",
    currency: "KRW",
    days: days("2026-12-06", 10, 80_000),
  });

  expect(longer).toMatchObject({ code: "limit" });
  expect(await most(ctx, "holder")).toBe(800_000);
});

test("a refused hold leaves what the same campaign held before", async () => {
  const ctx = await capped();
  await hold(ctx, { holder: "campaign:1", currency: "KRW", days: days("2026-12-01", 3, 100_000) });

  await hold(ctx, { holder: "campaign:1", currency: "KRW", days: days("2026-12-01", 3, 400_000) });

  expect(await most(ctx, "holder")).toBe(300_000);
});

test("what is given back can be held by others", async () => {
  const ctx = await capped();
  await hold(ctx, { holder: "campaign:1", currency: "KRW", days: days("2026-12-01", 3, 300_000) });
  await withTx(ctx, (tx) => releaseMoney(tx, ctx.workspaceId, "campaign:1", "2026-12-02"));

  const first = await hold(ctx, { holder: "campaign:2", currency: "KRW", days: days("2026-12-01", 1, 1) });
  const second = await hold(ctx, {
    holder: "campaign:2",
    currency: "KRW",
    days: days("2026-12-02", 1, 300_000),
  });

  expect([(first as Failure).code, second]).toEqual(["limit", "held"]);
});
