import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Doubt, ReadAnswers } from "../../../src/capabilities/documents/documents.ts";
import { ImportAnswers, importReport, undoImport } from "../../../src/capabilities/imports/imports.ts";
import { runImport } from "../../../src/capabilities/imports/run-import.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { DocumentId } from "../../../src/core/ids.ts";
import { words } from "../../../src/core/locale.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { countRows, drop, importIdOf, importMade, trueSums } from "./made-import.ts";
import { madeDays, madeOpen, madeRow } from "./made-report.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const order: Doubt = {
  slot: "dateOrder",
  question: words("03-04는 어떻게 읽나요?", "How should 03-04 be read?"),
  options: [
    { label: words("일-월", "day-month"), answers: { dateOrder: "dmy" } },
    { label: words("월-일", "month-day"), answers: { dateOrder: "mdy" } },
  ],
  assumed: words("일-월 순서로 읽었어요.", "Read as day-month."),
};
const currency: Doubt = {
  slot: "currency",
  question: words("통화는요?", "Which currency?"),
  options: [{ label: words("KRW", "KRW"), answers: { currency: "KRW" } }],
  assumed: words("통화를 몰라요.", "Currency unknown."),
};

const report = { rows: madeDays("2026-11-01", 3, "a", { currency: "XXX" }) };

describe("a doubtful file", () => {
  it("asks one question with its buttons, and imports nothing until it is answered", async () => {
    const ctx = await makeWorkspace(db);

    const { card, facts } = await importMade(
      ctx,
      { ...report, recognised: { doubts: [currency, order] } },
      { oneShot: false },
    );

    const form = card.parts.find((part) => part.kind === "form");
    expect(form).toMatchObject({ slot: "dateOrder", question: [order.question.ko] });
    expect(form?.choices.map(({ press }) => press)).toEqual([
      { action: "import_report", input: { documentId: expect.any(String), answers: { dateOrder: "dmy" } } },
      { action: "import_report", input: { documentId: expect.any(String), answers: { dateOrder: "mdy" } } },
    ]);
    expect(facts).toMatchObject({ asked: "dateOrder" });
    expect(await countRows(ctx, "import")).toBe(0);
  });

  it("does not ask for currency, medium or VAT basis: it assumes, says so and offers to correct it", async () => {
    const ctx = await makeWorkspace(db);

    const { card, facts } = await importMade(
      ctx,
      { ...report, recognised: { doubts: [currency] } },
      { oneShot: false },
    );

    expect(facts).toMatchObject({ rows: 3, assumed: ["currency: 통화를 몰라요."] });
    const form = card.parts.find((part) => part.kind === "form");
    expect(form?.choices[0]?.press).toMatchObject({
      action: "import_report",
      input: { answers: { currency: "KRW" } },
    });
  });

  it("is read in one go with every doubt assumed and said", async () => {
    const ctx = await makeWorkspace(db);

    const { facts } = await importMade(ctx, { ...report, recognised: { doubts: [currency, order] } });

    expect((facts as { assumed: string[] }).assumed).toHaveLength(2);
    expect(await trueSums(ctx)).toMatchObject({ rows: 3 });
  });

  it("read again with another answer takes the place of its first reading, and undo brings that back", async () => {
    const ctx = await makeWorkspace(db);
    const doubtful = { ...report, recognised: { doubts: [currency] } };
    await importMade(ctx, doubtful);

    const second = await importMade(ctx, doubtful, { answers: { currency: "USD" } });

    expect(await trueSums(ctx)).toMatchObject({ rows: 3 });
    expect(second.facts).toMatchObject({ currencies: ["USD"] });
    await undoImport(ctx, { importId: importIdOf(second) });
    expect(await trueSums(ctx)).toMatchObject({ rows: 3 });
  });

  it.each([
    [
      "ko",
      { currency: "USD" },
      "통화를 통화 미상에서 USD로 바꿨어요 · 금액은 같아요.",
      "매체별 합계는 그대로",
    ],
    ["ko", { vat: "included" }, "VAT 기준을 별도에서 포함으로 바꿨어요 · 금액은 같아요.", "수치가 달라졌"],
    [
      "en",
      { currency: "USD", vat: "included" },
      "Changed the currency from unknown to USD, VAT basis from excluded to included; the amounts are the same.",
      "figures changed",
    ],
  ] as const)(
    "read again in %s with %j says what alone has changed, without a table of equal figures",
    async (lang, answers, expected, unexpected) => {
      const ctx = await makeWorkspace(db, { lang });
      const doubtful = { rows: madeDays("2026-08-01", 31, "a", { currency: "XXX" }) };
      await importMade(ctx, doubtful);

      const { card } = await importMade(ctx, doubtful, { answers });

      const text = cardText(card, { width: 300 });
      expect(text).toContain(expected);
      expect(text).not.toContain(unexpected);
      expect(card.parts.some(({ kind }) => kind === "table")).toBe(false);
    },
  );

  it("read again with another currency and other figures shows each side in its own currency", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: madeDays("2026-08-01", 2, "a", { currency: "XXX" }) });

    const { card } = await importMade(
      ctx,
      { rows: [madeRow("2026-08-01", "a"), madeRow("2026-08-02", "a", { spendMicros: 5_000_000n })] },
      { answers: { currency: "USD" } },
    );

    const table = card.parts.find((part) => part.kind === "table");
    expect(cardText(card)).toContain("통화를 통화 미상에서 USD로 바꿨어요.");
    expect(cardText(card)).toContain("2일을 이 파일로 바꿨고, 그중 1일의 수치가 달라졌어요");
    expect(table?.rows).toEqual([
      [
        "메타",
        "2026-08-02",
        "광고비",
        expect.objectContaining({ value: 1000, currency: "XXX" }),
        expect.objectContaining({ value: 5, currency: "USD" }),
      ],
    ]);
  });

  it("takes its first reading away also on days that the second does not have", async () => {
    const ctx = await makeWorkspace(db);
    const first = await importMade(ctx, {
      rows: madeDays("2026-03-04", 2, "a"),
      recognised: { doubts: [order] },
    });
    const before = await trueSums(ctx);

    const second = await importMade(
      ctx,
      { rows: madeDays("2026-04-03", 2, "a") },
      { answers: { dateOrder: "mdy" } },
    );

    expect(await trueSums(ctx)).toMatchObject({ rows: 2 });
    await undoImport(ctx, { importId: importIdOf(second) });
    expect(await trueSums(ctx)).toEqual(before);
    await undoImport(ctx, { importId: importIdOf(first) });
    expect(await trueSums(ctx)).toMatchObject({ rows: 0 });
  });

  it("is not asked about again when a file with the same header was answered before", async () => {
    const ctx = await makeWorkspace(db);
    const recognised = { doubts: [order], signature: "same header" };
    await importMade(ctx, { ...report, recognised }, { name: "october.csv", answers: { dateOrder: "mdy" } });
    const document = await drop(ctx, "november.csv", "november");
    const asked: ReadAnswers[] = [];
    const open = madeOpen({ rows: madeDays("2026-12-01", 1, "a", { currency: "XXX" }), recognised }, asked);

    const result = await runImport(ctx, { document, answers: {}, oneShot: false, open }, () => {});

    expect(asked).toEqual([{}, { dateOrder: "mdy" }]);
    expect(result.facts).toMatchObject({ rows: 1 });
    expect(JSON.stringify(result.card)).toContain("전에 답해 주신 대로");
  });
});

describe("the same file", () => {
  it("again changes nothing and says so", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, report, { name: "same.csv" });
    const document = await drop(ctx, "same.csv", "same.csv");

    const result = await importReport(ctx, { documentId: document.id, oneShot: true }, () => {});

    expect(result.facts).toMatchObject({ alreadyThere: true, rows: 3 });
    expect(JSON.stringify(result.card)).toContain("이미 가져온 파일");
    for (const table of ["import", "document", "ledger"] as const)
      expect([table, await countRows(ctx, table)]).toEqual([table, 1]);
    expect(await countRows(ctx, "daily_fact")).toBe(3);
  });
});

describe("answers", () => {
  it("that come with a button are checked: only known fields, and only values of their kind", () => {
    expect(ImportAnswers.safeParse({ medium: "meta", currency: "KRW", columns: { 날: "day" } }).success).toBe(
      true,
    );
    expect(ImportAnswers.safeParse({ medium: "myspace" }).success).toBe(false);
    expect(ImportAnswers.safeParse({ currency: "WON" }).success).toBe(false);
  });

  it("for a document that is not there are told so", async () => {
    const ctx = await makeWorkspace(db);
    const documentId = DocumentId.parse("0192d3a4-0000-7000-8000-000000000000");

    await expect(importReport(ctx, { documentId, oneShot: true }, () => {})).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
