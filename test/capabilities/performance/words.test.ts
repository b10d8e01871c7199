// The words of answers, as their readers meet them: stored codes in words, conditions said, nothing unlike compared.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { expectProved } from "../../support/proved.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { explainQuery } from "../../../src/capabilities/performance/performance.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { ask, leadOf, notesOf, partOf } from "./asked.ts";
import { loadReport, type MadeRow } from "./made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const day = "2026-11-10";

/** One row a day with the same spend. */
function daily(from: string, days: number, spend: number): MadeRow[] {
  const first = Temporal.PlainDate.from(from);
  return Array.from({ length: days }, (_, at) => ({
    day: first.add({ days: at }).toString(),
    campaign: "가",
    spend,
  }));
}

async function withCampaigns(traits: Parameters<typeof makeWorkspace>[1] = {}): Promise<Ctx> {
  const ctx = await makeWorkspace(db, traits);
  await loadReport(ctx, {
    medium: "meta",
    rows: [
      { day, campaign: "가", spend: 100_000, conversions: 20, clicks: 500 },
      { day, campaign: "나", spend: 300_000, conversions: 20, clicks: 500 },
      { day, campaign: "다", spend: 900_000, conversions: 20, clicks: 500 },
    ],
  });
  return ctx;
}

test("a breakdown of a cost names the lowest first, as its table does", async () => {
  const answer = await ask(await withCampaigns(), {
    kind: "breakdown",
    time: "last_week",
    metrics: ["cpa"],
    dimensions: ["campaign"],
  });

  expect(leadOf(answer)).toBe("지난주(11월 9일~15일) 캠페인별 CPA는 가가 5,000원으로 가장 낮아요.");
});

test("a condition is said as understood, with how many meet it", async () => {
  const having = [{ metric: "cpa" as const, op: "<=" as const, value: 20_000, currency: "KRW" }];
  const query = { kind: "breakdown", time: "last_week", metrics: ["cpa"], dimensions: ["campaign"] } as const;

  const ko = await ask(await withCampaigns(), { ...query, ...copied(query), having });
  const en = await ask(await withCampaigns({ lang: "en" }), { ...query, ...copied(query), having });
  const none = await ask(await withCampaigns(), {
    ...query,
    ...copied(query),
    having: [{ metric: "cpa", op: "<", value: 10 }],
  });

  expect(leadOf(ko)).toBe(
    "지난주(11월 9일~15일) CPA 20,000원 이하인 캠페인은 2개예요. CPA는 가가 5,000원으로 가장 낮아요.",
  );
  expect(leadOf(en)).toBe(
    "Last week (Nov 9–15): 2 campaigns with CPA of at most ₩20,000. CPA is lowest for 가, at ₩5,000.",
  );
  expect(leadOf(none)).toBe("지난주(11월 9일~15일) CPA 10원 미만인 캠페인은 없어요.");
});

function copied(query: { metrics: readonly ["cpa"]; dimensions: readonly ["campaign"] }) {
  return { metrics: [...query.metrics], dimensions: [...query.dimensions] };
}

test("a condition on a count has its counter, and a split by medium names the medium once", async () => {
  const answer = await ask(await withCampaigns(), {
    kind: "breakdown",
    time: "last_week",
    metrics: ["conversions"],
    dimensions: ["medium", "campaign"],
    having: [{ metric: "conversions", op: "<", value: 5 }],
  });
  const ctx = await withCampaigns();
  await loadReport(ctx, { medium: "naver", rows: [{ day, campaign: "라", spend: 1 }] });
  const both = await ask(ctx, {
    kind: "breakdown",
    time: "last_week",
    metrics: ["spend"],
    dimensions: ["medium", "campaign"],
  });

  expect(leadOf(answer)).toContain("전환 5건 미만인 매체·캠페인은 없어요.");
  expect(partOf(both, "table").columns.map(({ key }) => key)).toEqual(["medium", "campaign", "spend"]);
});

test("stored codes are read as words in tables and filters", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, {
    medium: "naver",
    view: "campaign+product_type",
    rows: [
      { day, campaign: "가", breakdown: { product_type: "powerlink" }, clicks: 30 },
      { day, campaign: "나", breakdown: { product_type: "shopping" }, clicks: 10 },
    ],
  });

  const split = await ask(ctx, {
    kind: "breakdown",
    time: "last_week",
    metrics: ["clicks"],
    dimensions: ["product_type"],
  });
  const filtered = await ask(ctx, {
    kind: "total",
    time: "last_week",
    metrics: ["clicks"],
    filters: [{ field: "product_type", op: "in", values: ["powerlink"] }],
  });

  expect(leadOf(split)).toContain("상품 유형별 클릭은 파워링크가 30회로 가장 높아요.");
  expect(leadOf(filtered)).toContain("파워링크 클릭은 30회예요");
});

test("ages are read as ages", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, {
    medium: "meta",
    view: "campaign+age",
    rows: [
      { day, campaign: "가", breakdown: { age: "18-24" }, clicks: 30 },
      { day, campaign: "가", breakdown: { age: "65+" }, clicks: 10 },
    ],
  });

  const answer = await ask(ctx, {
    kind: "breakdown",
    time: "last_week",
    metrics: ["clicks"],
    dimensions: ["age"],
  });

  expect(partOf(answer, "table").rows.map(([age]) => age)).toEqual(["18-24세", "65세 이상"]);
});

test("several media without a split are named in one line, and figures say which media they are of", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, {
    medium: "meta",
    view: "campaign+age",
    rows: [{ day, campaign: "가", breakdown: { age: "18-24" }, clicks: 30 }],
  });
  await loadReport(ctx, { medium: "naver", rows: [{ day, campaign: "나", clicks: 5 }] });
  await loadReport(ctx, { medium: "kakao", rows: [{ day, campaign: "다", clicks: 5 }] });

  const answer = await ask(ctx, {
    kind: "breakdown",
    time: "last_week",
    metrics: ["clicks"],
    dimensions: ["age"],
  });

  expect(notesOf(answer)).toEqual([
    "카카오, 네이버 데이터는 연령으로 나눌 수 없어 빠졌어요.",
    "데이터는 11월 10일에만 있어요.",
  ]);
  expect(answer.quantities.every(({ scope }) => scope["medium"] === "meta")).toBe(true);
});

test("half a month is neither the high nor the low of a monthly series", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, { medium: "meta", rows: daily("2026-09-01", 80, 1000) });

  const answer = await ask(ctx, {
    kind: "trend",
    time: "explicit:2026-09-01..2026-11-19",
    metrics: ["spend"],
    grain: "month",
  });

  expect(leadOf(answer)).toBe(
    "9월 1일~11월 19일 월별 광고비는 10월 31,000원이 가장 높고, 9월 30,000원이 가장 낮아요.",
  );
});

test("parts of two years are listed with their days, not ranked", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, { medium: "meta", rows: daily("2025-12-30", 4, 1000) });

  const answer = await ask(ctx, {
    kind: "trend",
    time: "explicit:2025-12-30..2026-01-02",
    metrics: ["spend"],
    grain: "year",
  });

  expect(leadOf(answer)).toContain(
    "연도별 광고비는 2025년(12월 30일~31일) 2,000원, 2026년(1월 1일~2일) 2,000원이에요.",
  );
});

test("sums over unlike numbers of days are shown without a change, ratios with one", async () => {
  const ctx = await makeWorkspace(db);
  const rows = [...daily("2026-11-05", 4, 1000), ...daily("2026-11-09", 7, 1000)];
  await loadReport(ctx, { medium: "meta", rows: rows.map((row) => ({ ...row, clicks: 10 })) });

  const sum = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });
  const ratio = await ask(ctx, { kind: "total", time: "last_week", metrics: ["cpc"] });

  expect(leadOf(sum)).toBe("지난주(11월 9일~15일) 광고비는 7,000원이에요(그 전주 4,000원).");
  expect(partOf(sum, "kpis").items[0]?.change).toBeUndefined();
  expect(notesOf(sum)).toContain("데이터가 있는 날이 달라요: 7일, 비교 기간 4일.");
  expect(partOf(ratio, "kpis").items[0]?.change?.value).toBe(0);
});

test("two past holidays are not called running periods", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, {
    medium: "meta",
    rows: [...daily("2025-10-05", 3, 1000), ...daily("2026-09-24", 3, 2000)],
  });

  const answer = await ask(ctx, {
    kind: "compare",
    time: "named:chuseok_2026",
    compare: "named:chuseok_2025",
    metrics: ["spend"],
  });

  expect(notesOf(answer)).toEqual([]);
});

test("a day that has not come in yet offers the newest days", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, { medium: "meta", rows: daily("2026-10-01", 51, 1000) });

  const answer = await ask(ctx, { kind: "total", time: "today", metrics: ["spend"] });

  expect(leadOf(answer)).toBe("11월 21일 데이터는 아직 없어요. 11월 20일까지 있어요.");
  expect(partOf(answer, "form").choices.map(({ label }) => label)).toEqual([
    "11월 20일",
    "11월 14일~20일",
    "10월 22일~11월 20일",
  ]);
});

test("weekdays beside weekends say which holidays are in neither", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, { medium: "meta", rows: daily("2026-10-01", 31, 1000) });

  const answer = await ask(ctx, {
    kind: "compare",
    time: "last_month",
    metrics: ["spend"],
    filters: [{ field: "day_type", op: "in", values: ["weekday", "weekend"] }],
  });

  expect(notesOf(answer)).toContain(
    "공휴일(10월 3일, 10월 5일, 10월 9일)은 평일에도 주말에도 넣지 않았어요.",
  );
});

test("follow-ups keep the filters of the question", async () => {
  const ctx = await makeWorkspace(db);
  await loadReport(ctx, { medium: "meta", rows: daily("2026-11-02", 14, 1000) });

  const answer = await ask(ctx, {
    kind: "total",
    time: "last_week",
    metrics: ["spend"],
    filters: [{ field: "medium", op: "in", values: ["meta"] }],
  });

  expect(partOf(answer, "suggestions").texts).toEqual([
    "지난주 메타 광고비 왜 변했어?",
    "지난주 메타 캠페인별 광고비",
    "지난주 메타 일별 광고비 추이",
  ]);
});

test("a split nobody stored keeps the days that were asked for", async () => {
  const ctx = await withCampaigns();

  const answer = await ask(ctx, {
    kind: "breakdown",
    time: "last_week",
    metrics: ["clicks"],
    dimensions: ["hour"],
    assumptions: ["time: 기간을 말하지 않으셔서 지난주로 봤어요"],
  });

  expect(partOf(answer, "suggestions").texts[0]).toBe("지난주 실적 어땠어?");
});

test("an unknown currency is said over the column, not in every cell", async () => {
  const ctx = await makeWorkspace(db, { lang: "en" });
  await loadReport(ctx, {
    medium: "meta",
    currency: "XXX",
    rows: [
      { day, campaign: "가", spend: 10 },
      { day, campaign: "나", spend: 5 },
    ],
  });

  const answer = await ask(ctx, {
    kind: "breakdown",
    time: "last_week",
    metrics: ["spend"],
    dimensions: ["campaign"],
  });

  expect(partOf(answer, "table").columns.map(({ label }) => label)).toEqual([
    "Campaign",
    "Spend (currency unknown)",
  ]);
  expect(JSON.stringify(partOf(answer, "table").rows)).not.toContain("unknown");
});

test("rows beyond a hundred are counted", async () => {
  const ctx = await makeWorkspace(db);
  const rows = Array.from({ length: 123 }, (_, at) => ({ day, campaign: `캠페인 ${at}`, clicks: at + 1 }));
  await loadReport(ctx, { medium: "meta", rows });

  const answer = await ask(ctx, {
    kind: "breakdown",
    time: "last_week",
    metrics: ["clicks"],
    dimensions: ["campaign"],
  });

  expect(partOf(answer, "table").rows).toHaveLength(100);
  expect(cardText(answer.card)).toContain("23개가 더 있고 합계에는 들어 있어요.");
  expectProved([answer.card], "");
});

test("the workspace is named for a person who has several, and only then", async () => {
  const one = await withCampaigns();
  const other = await makeWorkspace(db);
  const [name] = await asOwner(db, `select name from workspace where id = '${one.workspaceId}'`);

  const alone = await ask(one, { kind: "total", time: "last_week", metrics: ["spend"] });
  const both = { ...one, actor: other.actor };
  if (other.actor.kind !== "person") throw new Error("a workspace is made with a person");
  await asOwner(
    db,
    `insert into membership (workspace_id, person_id, role, created_at)
     values ('${one.workspaceId}', '${other.actor.personId}', 'member', now())`,
  );
  const several = await ask(both, { kind: "total", time: "last_week", metrics: ["spend"] });

  expect(partOf(alone, "sources").workspace).toBeUndefined();
  expect(partOf(several, "sources").workspace).toBe(name?.["name"]);
});

test("how a figure was made is told in words, with its conditions and the sums behind it", async () => {
  const ctx = await withCampaigns();
  const answer = await ask(ctx, {
    kind: "breakdown",
    time: "last_week",
    metrics: ["cpa"],
    dimensions: ["campaign"],
    filters: [{ field: "medium", op: "in", values: ["meta"] }],
    having: [{ metric: "cpa", op: "<=", value: 20_000, currency: "KRW" }],
  });
  if (!answer.queryId) throw new Error("no stored query");

  const text = cardText(await explainQuery(ctx, answer.queryId));
  const english = cardText(await explainQuery({ ...ctx, lang: "en" }, answer.queryId));

  expect(text).toMatch(/조건\s+메타, CPA ≤ 20,000원/);
  expect(text).toMatch(/CPA = 광고비 합계 [\d,]+원 ÷ 전환 합계 [\d,]+ = [\d,]+원/);
  expect(text).toMatch(/CPA\s+메타 · '가'\s+5,000원/);
  expect(text).toMatch(/질문의 종류\s+나눠 보기/);
  expect(english).toMatch(/Filters\s+Meta, CPA ≤ ₩20,000/);
});
