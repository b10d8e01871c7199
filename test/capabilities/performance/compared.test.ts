import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { QueryAnswer } from "../../../src/capabilities/performance/performance.ts";
import type { Medium } from "../../../src/core/medium.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { ask, leadOf, notesOf, partOf, rowsOf, valueOf } from "./asked.ts";
import { loadReport, type MadeRow } from "./made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

function days(from: string, count: number, row: Omit<MadeRow, "day">): MadeRow[] {
  const first = Temporal.PlainDate.from(from);
  return Array.from({ length: count }, (_, at) => ({ ...row, day: first.add({ days: at }).toString() }));
}

async function load(ctx: Ctx, medium: Medium, rows: MadeRow[], account?: string): Promise<void> {
  await loadReport(ctx, { medium, rows, ...(account && { account }) });
}

const naver = { campaign: "브랜드 검색", spend: 100_000, revenue: 400_000 };
const kakao = { campaign: "비즈보드", spend: 300_000, revenue: 200_000 };

/** Naver runs flat over two weeks; Kakao has figures of the second one only. */
async function halfKnown(lang: "ko" | "en" = "ko"): Promise<Ctx> {
  const ctx = await makeWorkspace(db, { lang });
  await load(ctx, "naver", days("2026-11-02", 14, naver));
  await load(ctx, "kakao", days("2026-11-09", 7, kakao));
  return ctx;
}

function changesOf(answer: QueryAnswer): (number | null)[] {
  return answer.quantities.filter(({ metric }) => metric === "change").map(({ value }) => value);
}

const KO = "카카오는 비교 기간에 데이터가 없어요. 변화는 카카오를 빼고 네이버만으로 계산했어요.";
const EN =
  "There are no data for Kakao in the period compared with. Changes leave out Kakao and are taken over Naver only.";

describe("a medium without figures in the period compared with", () => {
  test("is in the total, and not in its change", async () => {
    const answer = await ask(await halfKnown(), { kind: "total", time: "last_week", metrics: ["spend"] });

    expect(leadOf(answer)).toBe(
      "지난주(11월 9일~15일) 광고비는 2,800,000원이에요(네이버만 보면 그 전주 대비 ±0.0%).",
    );
    const [kpi] = partOf(answer, "kpis").items;
    expect(kpi?.quantity.value).toBe(2_800_000);
    expect(kpi?.previous).toBeUndefined();
    expect(kpi?.change).toMatchObject({ value: 0, scope: { medium: "naver", of: "spend" } });
    expect(notesOf(answer)).toContain(KO);
  });

  test("is left out of the change of ratios and of an overview", async () => {
    const answer = await ask(await halfKnown(), {
      kind: "compare",
      time: "last_week",
      compare: "previous_period",
    });

    expect(leadOf(answer)).toMatch(/ROAS 150%.* 네이버만 보면 그 전주 대비 광고비 ±0\.0%/);
    expect(new Set(changesOf(answer))).toEqual(new Set([0]));
    expect(notesOf(answer)).toContain(KO);
  });

  test("is said in English", async () => {
    const ctx = await halfKnown("en");

    const one = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });
    const two = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend", "roas"] });

    expect(leadOf(one)).toContain("(±0.0% against the week before, Naver only).");
    expect(leadOf(two)).toContain("Against the week before (Naver only): Spend ±0.0%, ROAS ±0.0%.");
    expect(notesOf(one)).toContain(EN);
    const cause = await ask(ctx, {
      kind: "root_cause",
      time: "last_week",
      metrics: ["roas"],
      direction: "down",
    });
    expect(leadOf(cause)).toBe(
      "Last week (Nov 9–15), Naver: ROAS did not go down: it stayed at 400% (±0.0% against the week before).",
    );
  });

  test("has no change in its row of a split, and none in the total row", async () => {
    const answer = await ask(await halfKnown(), {
      kind: "breakdown",
      time: "last_week",
      compare: "previous_period",
      metrics: ["spend"],
      dimensions: ["medium"],
    });

    expect(rowsOf(answer)).toEqual([
      ["카카오", 2_100_000, null],
      ["네이버", 700_000, 0],
    ]);
    const { total } = partOf(answer, "table");
    expect(total?.map((cell) => (typeof cell === "string" ? cell : cell.value))).toEqual([
      "합계",
      2_800_000,
      0,
    ]);
    expect(notesOf(answer)).toContain(KO);
  });

  test("keeps the period compared with out of a trend", async () => {
    const answer = await ask(await halfKnown(), {
      kind: "trend",
      time: "last_week",
      compare: "previous_period",
      metrics: ["spend"],
    });

    expect(partOf(answer, "chart").series).toHaveLength(1);
    expect(valueOf(answer, "spend", { from: "2026-11-09", to: "2026-11-09" })).toBe(400_000);
    expect(notesOf(answer)).toContain(
      "카카오는 비교 기간에 데이터가 없어요. 그래서 비교 기간은 함께 그리지 않았어요.",
    );
  });

  test("is no cause of a change", async () => {
    const ctx = await halfKnown();

    const spend = await ask(ctx, { kind: "root_cause", time: "last_week", metrics: ["spend"] });
    const roas = await ask(ctx, { kind: "root_cause", time: "last_week", metrics: ["roas"] });

    expect(leadOf(spend)).toBe(
      "지난주(11월 9일~15일) 네이버 광고비는 그 전주와 같은 700,000원이에요(±0.0%).",
    );
    expect(leadOf(roas)).toContain("네이버 ROAS는 그 전주와 같은 400%예요(±0.0%).");
    expect(valueOf(spend, "spend", { medium: "kakao" })).toBeUndefined();
    expect(notesOf(spend)).toContain(KO);
  });

  test("does not matter to a question about the other one", async () => {
    const answer = await ask(await halfKnown(), {
      kind: "total",
      time: "last_week",
      metrics: ["spend"],
      filters: [{ field: "medium", op: "in", values: ["naver"] }],
    });

    expect(leadOf(answer)).toContain("네이버 광고비는 700,000원이에요(그 전주 대비 ±0.0%).");
    expect(notesOf(answer).join()).not.toMatch(/카카오|변화는/);
  });

  test("does not matter either where a campaign of the other one is asked for", async () => {
    const answer = await ask(await halfKnown(), {
      kind: "total",
      time: "last_week",
      metrics: ["spend"],
      filters: [{ field: "campaign", op: "in", values: ["브랜드 검색"] }],
    });

    expect(changesOf(answer)).toEqual([0, 0]);
    expect(notesOf(answer).join()).not.toMatch(/카카오|변화는/);
  });
});

describe("a comparison", () => {
  test("leaves out a medium with clearly fewer days, with both counts", async () => {
    const ctx = await makeWorkspace(db);
    await load(ctx, "naver", days("2026-11-02", 14, naver));
    await load(ctx, "kakao", days("2026-11-06", 10, kakao));

    const answer = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend", "roas"] });

    expect(partOf(answer, "kpis").items.map(({ change }) => change?.value)).toEqual([0, 0]);
    expect(notesOf(answer)).toContain(
      "카카오는 데이터가 있는 날이 달라요(7일, 비교 기간 3일). 변화는 카카오를 빼고 네이버만으로 계산했어요.",
    );
  });

  test("has no change where no medium has both sides", async () => {
    const ctx = await makeWorkspace(db);
    await load(ctx, "naver", days("2026-11-02", 7, naver));
    await load(ctx, "kakao", days("2026-11-09", 7, kakao));

    const total = await ask(ctx, {
      kind: "compare",
      time: "last_week",
      compare: "previous_period",
      metrics: ["spend", "roas"],
    });
    const cause = await ask(ctx, { kind: "root_cause", time: "last_week", metrics: ["roas"] });
    const split = await ask(ctx, {
      kind: "breakdown",
      time: "last_week",
      compare: "previous_period",
      metrics: ["spend"],
      dimensions: ["medium"],
    });

    for (const answer of [total, cause, split]) expect(changesOf(answer)).toEqual([]);
    expect(notesOf(total)).toContain(
      "카카오는 비교 기간에 데이터가 없어요. 네이버는 비교 기간에만 데이터가 있어요. 그래서 두 기간의 변화는 계산하지 않았어요.",
    );
    expect(leadOf(cause)).toBe("ROAS를 두 기간에서 모두 계산할 수 없어 변화를 나눌 수 없어요.");
  });

  test("names accounts where one of a medium's two is left out", async () => {
    const ctx = await makeWorkspace(db);
    await load(ctx, "naver", days("2026-11-02", 14, naver), "본점");
    await load(ctx, "naver", days("2026-11-09", 7, naver), "2호점");

    const answer = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });

    expect(leadOf(answer)).toContain("1,400,000원이에요('본점'만 보면 그 전주 대비 ±0.0%)");
    expect(valueOf(answer, "change", { account: "본점" })).toBe(0);
    expect(notesOf(answer)).toContain(
      "'2호점'은 비교 기간에 데이터가 없어요. 변화는 '2호점'을 빼고 '본점'만으로 계산했어요.",
    );
  });

  test("does not split a sum over unlike days into causes", async () => {
    const ctx = await makeWorkspace(db);
    await load(ctx, "naver", days("2026-11-05", 11, naver));

    const answer = await ask(ctx, { kind: "root_cause", time: "last_week", metrics: ["spend"] });

    expect(leadOf(answer)).toBe("두 기간에 데이터가 있는 날이 달라 광고비 변화를 나누지 않았어요.");
    expect(notesOf(answer)).toContain("데이터가 있는 날이 달라요: 7일, 비교 기간 4일.");
  });
});
