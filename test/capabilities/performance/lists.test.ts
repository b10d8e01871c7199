// Lists of campaigns, ad groups and ads: limited by medium, name, state, first and last figures.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { performanceTools } from "../../../src/capabilities/performance/tools.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { loadReport } from "./made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function withLists(traits: Parameters<typeof makeWorkspace>[1] = {}): Promise<Ctx> {
  const ctx = await makeWorkspace(db, traits);
  const row = (day: string, campaign: string) => ({ day, campaign, clicks: 10 });
  await loadReport(ctx, {
    medium: "naver",
    status: "active",
    rows: [
      row("2026-09-01", "브랜드 검색"),
      row("2026-10-12", "가을 세일"),
      row("2026-11-20", "브랜드 검색"),
    ],
  });
  await loadReport(ctx, {
    medium: "meta",
    status: "paused",
    rows: [row("2026-10-01", "리타겟팅"), row("2026-10-20", "신규")],
  });
  await loadReport(ctx, {
    medium: "meta",
    view: "adGroup",
    rows: [{ day: "2026-10-01", campaign: "리타겟팅", adGroup: "장바구니 7일", clicks: 10 }],
  });
  return ctx;
}

async function list(ctx: Ctx, input: Record<string, unknown>): Promise<string> {
  const tool = performanceTools.find(({ name }) => name === "list_campaigns");
  if (!tool) throw new Error("no such tool");
  const { card } = await tool.run(ctx, tool.input.parse(input) as never, () => {});
  if (!card) throw new Error("no card");
  return cardText(card);
}

const ofNaver = { field: "medium", op: "in", values: ["naver"] };

test("a medium's campaigns are those of the medium", async () => {
  const text = await list(await withLists(), { level: "campaign", filters: [ofNaver] });

  expect(text).toContain("네이버 캠페인은 2개예요.");
  expect(text).not.toContain("리타겟팅");
});

test("a state is kept by the listing or by a filter", async () => {
  const ctx = await withLists();

  expect(await list(ctx, { status: "paused" })).toContain("중지된 캠페인은 2개예요.");
  expect(await list(ctx, { filters: [{ field: "status", op: "in", values: ["멈춘"] }, ofNaver] })).toContain(
    "네이버 중지된 캠페인은 없어요.",
  );
});

test("campaigns that started in a month have their first figures in it, and later than the first stored day", async () => {
  const text = await list(await withLists(), { startsIn: "last_month" });

  expect(text).toContain("10월 1일~31일에 시작한 캠페인은 2개예요.");
  expect(text).toContain("가을 세일");
  expect(text).toContain("신규");
  expect(text).toContain("데이터 첫날부터 실적이 있는 1개는 그 전에 시작했을 수 있어 뺐어요.");
});

test("campaigns that ended in a month are no longer in the newest figures of their account", async () => {
  const text = await list(await withLists({ lang: "en" }), { endsIn: "explicit:2026-10-01..2026-10-31" });

  expect(text).toContain("There are 2 campaigns that ended Oct 1–31.");
  expect(text).toContain("1 with figures up to the last stored day may still run");
});

test("ad groups are listed with the campaign they belong to", async () => {
  const text = await list(await withLists(), { level: "adGroup" });

  expect(text).toContain("광고그룹은 1개예요.");
  expect(text).toMatch(/장바구니 7일\s+리타겟팅\s+메타/);
});

test("a part of a name lists what holds it", async () => {
  const filters = [{ field: "campaign", op: "contains", values: ["세일"] }];

  expect(await list(await withLists(), { filters })).toContain("'세일' 캠페인은 1개예요.");
});

test("one is one in English", async () => {
  const filters = [{ field: "campaign", op: "contains", values: ["세일"] }];

  expect(await list(await withLists({ lang: "en" }), { filters })).toContain('There is 1 "세일" campaign.');
});

test("a workspace without campaigns says how they come", async () => {
  expect(await list(await makeWorkspace(db), {})).toContain("아직 캠페인이 없어요.");
});

test("a name that is only a part of another word lists nothing of it", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, {
    medium: "meta",
    rows: [{ day: "2026-11-10", campaign: "Women | Studio Sports", clicks: 10 }],
  });
  const asked = async (name: string): Promise<string> =>
    list(ctx, { filters: [{ field: "campaign", op: "in", values: [name] }] });

  expect(await asked("Studio Sports")).toContain("Women | Studio Sports");
  expect(await asked("Men | Studio Sports")).not.toContain("Women");
});
