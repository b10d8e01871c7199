import { afterAll, beforeAll, expect, it } from "vitest";
import { readCampaignFigures } from "../../../src/capabilities/performance/performance.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { loadReport } from "./made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

it("adds up campaigns of exactly the names of a set, never those of a name like it", async () => {
  const ctx = await makeWorkspace(db, {});
  const row = (campaign: string, spend: number) => ({ day: "2026-11-20", campaign, spend });
  await loadReport(ctx, { medium: "meta", rows: [row("여름 샌들", 1000), row("여름 샌들 리타겟", 500)] });
  await loadReport(ctx, { medium: "naver", rows: [row("여름 샌들 검색", 300)] });
  const set = (...names: string[]) => ({ names, metrics: ["spend" as const], currency: "KRW" });

  const found = await withTx(ctx, (tx) =>
    readCampaignFigures(tx, ctx, {
      time: { from: "2026-11-19", to: "2026-11-20" },
      sets: [set("여름 샌들", "여름 샌들 검색"), set("겨울 장화")],
    }),
  );

  expect(found.map((one) => one?.figures[0]?.value)).toEqual([1300, undefined]);
});
