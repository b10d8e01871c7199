// A medium the workspace has no account of: said in words, with the media there are, and told to the model.

import { afterAll, beforeAll, expect, test } from "vitest";
import { runQuery } from "../../../src/capabilities/performance/performance.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { MarketingQuery } from "../../../src/core/query.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { loadReport } from "./made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const about = (...media: string[]) =>
  MarketingQuery.parse({
    kind: "total",
    metrics: ["spend"],
    time: "last_week",
    filters: [{ field: "medium", op: "in", values: media }],
  });

test("a medium without an account is named, and so are those there are", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, { medium: "meta", rows: [{ day: "2026-11-10", campaign: "가", spend: 100 }] });

  const { card, facts } = await runQuery(ctx, about("tiktok"));

  expect(cardText(card)).toContain("틱톡은 이 워크스페이스에 연결되어 있지 않아서 숫자가 없어요.");
  expect(cardText(card)).toContain("지금 있는 매체는 메타예요.");
  expect(facts).toMatchObject({ notConnected: ["tiktok"] });
});

test("a medium with an account and no rows on these days is not called unconnected", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, { medium: "meta", rows: [{ day: "2026-10-01", campaign: "가", spend: 100 }] });

  const { card, facts } = await runQuery(ctx, about("meta"));

  expect(cardText(card)).not.toContain("연결되어 있지 않아");
  expect(facts).not.toHaveProperty("notConnected");
});
