import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importTools } from "../../../src/capabilities/imports/tools.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { words } from "../../../src/core/locale.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { importIdOf, importMade } from "./made-import.ts";
import { madeDays, type MadeReport } from "./made-report.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const report: MadeReport = {
  recognised: {
    medium: "google_ads",
    level: "ad",
    breakdowns: ["age", "gender", "placement"],
    format: "google_ads_report",
    primaryAction: { header: "Conversions", action: "conversion", window: "7d" },
    ignored: ["Ad status"],
  },
  rows: madeDays("2026-11-01", 4, "a", { currency: "USD", vat: "excluded", spendMicros: 29_265_000n }),
  ended: {
    totals: [
      {
        line: 18,
        label: "Total: All but removed ads",
        sums: { spend: "117.06" },
        verdict: "equal",
        difference: {},
      },
      { line: 19, label: "Total: Account", sums: { spend: "133.89" }, verdict: "context", difference: {} },
      { line: 20, label: "Total: Search", sums: { spend: "133.89" }, verdict: "context", difference: {} },
      { line: 21, label: "Total: Display", sums: { spend: "0" }, verdict: "context", difference: {} },
      {
        line: 22,
        label: "Total: odd",
        sums: { spend: "120.00" },
        verdict: "differs",
        difference: { spend: "2.94" },
      },
    ],
    totalsCount: 5,
    rejected: [{ line: 7, reason: words("날짜를 읽을 수 없어요", "the date cannot be read") }],
    rejectedCount: 1,
    unknown: { clicks: 2 },
    ratioMismatches: [{ metric: "ctr", rows: 3 }],
  },
};

describe("the card of an import", () => {
  it("says in Korean what was read, what agrees, what does not and what was left out", async () => {
    const ctx = await makeWorkspace(db);

    const { card, facts } = await importMade(ctx, report);

    const text = cardText(card, { width: 200 });
    for (const words of [
      "구글 성과 4행, 4일(2026-11-01 – 2026-11-04)",
      "구글 애즈 보고서 · 광고 단위(연령·성별·게재 위치 구분) · 전환은 ‘Conversions’ 열",
      "새 광고계정 구글 · 쓰지 않은 열 ‘Ad status’",
      "‘Total: All but removed ads’와 정확히 맞아요",
      "‘Total: Account’ 전체 광고비 $133.89 중 이 표의 행은 $117.06",
      "‘Total: odd’와 읽은 행의 합이 달라요(합계 − 행): 광고비 $2.94",
      "그 밖의 합계 행 2개",
      "읽지 못한 행이 1개 있어요. 7번째 줄: 날짜를 읽을 수 없어요",
      "‘모름’으로 두었어요: 클릭 2",
      "비율이 다시 계산한 값과 다른 행: 클릭률 3",
    ])
      expect(text).toContain(words);
    expect(facts).toMatchObject({ totalsRows: 5, reconciled: false, rejected: 1 });
  });

  it("says the same in English", async () => {
    const ctx = await makeWorkspace(db, { lang: "en" });

    const text = cardText((await importMade(ctx, report)).card, { width: 200 });

    for (const words of [
      "Took 4 rows of Google Ads results, 4 days",
      "Google Ads report · by ad, split by age, gender, placement · conversions from “Conversions”",
      "new account Google Ads · columns not used: “Ad status”",
      "“Total: All but removed ads” agrees exactly",
      "Of the spend of “Total: Account”, $133.89, the rows of this table are $117.06",
      "1 row could not be read: line 7: the date cannot be read",
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/[가-힣]/);
  });

  it("puts what needs a look before what went well, and how the file was read last", async () => {
    const ctx = await makeWorkspace(db);

    const text = cardText((await importMade(ctx, report)).card, { width: 200 });

    const places = ["읽지 못한 행", "합이 달라요", "정확히 맞아요", "광고 단위", "되돌릴 수 있어요"].map(
      (words) => text.indexOf(words),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).not.toMatch(/UTF-8|age|gender|placement/);
  });

  it("never explains rows by a total that holds less than they do", async () => {
    const ctx = await makeWorkspace(db);
    const part = { line: 9, label: "Total: Search", sums: { spend: "10.00" }, difference: {} };

    const { card } = await importMade(ctx, {
      ...report,
      ended: { totals: [{ ...part, verdict: "context" }], totalsCount: 1 },
    });

    expect(cardText(card)).toContain("그 밖의 합계 행 1개");
    expect(cardText(card)).not.toContain("Total: Search");
  });

  it("offers undo, at most three buttons a part, and three next questions", async () => {
    const ctx = await makeWorkspace(db);
    const result = await importMade(ctx, report);
    const { parts } = Card.parse(result.card);

    const presses = parts
      .flatMap((part) => ("choices" in part ? part.choices : []))
      .map(({ press }) => press);
    expect(presses).toContainEqual({ action: "undo_import", input: { importId: importIdOf(result) } });
    const most = Math.max(...parts.map((part) => ("choices" in part ? part.choices.length : 0)));
    expect(most).toBeLessThanOrEqual(3);
    expect(parts.find((part) => part.kind === "suggestions")?.texts).toHaveLength(3);
  });

  it("shows one row per medium and currency when a file has several, never a sum across them", async () => {
    const ctx = await makeWorkspace(db);
    const rows = [...madeDays("2026-11-01", 1, "a"), ...madeDays("2026-11-01", 1, "b", { currency: "USD" })];

    const { card } = await importMade(ctx, { rows });

    const table = card.parts.find((part) => part.kind === "table");
    expect(table?.rows.map((row) => row[1])).toEqual([
      expect.objectContaining({ value: 1000, currency: "KRW" }),
      expect.objectContaining({ value: 1000, currency: "USD" }),
    ]);
    expect(card.parts.some((part) => part.kind === "kpis")).toBe(false);
  });
});

describe("the import tools", () => {
  it("undo by their own button and say what came back", async () => {
    const ctx = await makeWorkspace(db);
    const importId = importIdOf(await importMade(ctx, report));
    const undo = importTools.find(({ name }) => name === "undo_import");

    const undone = await undo?.run(ctx, { importId }, () => {});

    expect(undone?.facts).toEqual({ importId, restoredDays: 0, clearedDays: 4 });
    expect(cardText(undone?.card as Card)).toContain("되돌렸어요");
  });

  it("check their input again when they run", async () => {
    const ctx = await makeWorkspace(db);

    for (const tool of importTools)
      expect(() => tool.run(ctx, { importId: "; drop table import" }, () => {})).toThrow(/invalid/i);
  });

  it("write and say so", () => {
    expect(importTools.map(({ name, effect }) => [name, effect])).toEqual([
      ["import_report", "write"],
      ["undo_import", "write"],
      ["merge_campaigns", "write"],
      ["unmerge_campaigns", "write"],
    ]);
  });
});
