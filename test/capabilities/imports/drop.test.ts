import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { type ImportAnswers, importReport } from "../../../src/capabilities/imports/imports.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { countRows, drop, trueSums } from "./made-import.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

type Options = { answers?: ImportAnswers; oneShot?: boolean; name?: string; progress?: (card: Card) => void };

async function importText(ctx: Ctx, text: string, options: Options = {}): Promise<ToolResult> {
  const { answers, oneShot = true, name = "made.csv", progress = () => {} } = options;
  const { id } = await drop(ctx, name, text);
  return importReport(ctx, { documentId: id, oneShot, ...(answers && { answers }) }, progress);
}

const meta = [
  "Day,Campaign name,Impressions,Link clicks,Amount spent (KRW),Purchases,Purchases conversion value",
  "2026-11-01,여름 세일,1000,20,30000,2,90000",
  "2026-11-02,여름 세일,1200,25,36000,3,120000",
  "2026-11-02,=HYPERLINK(x),800,8,9000,,",
].join("\n");

describe("a report dropped in the chat", () => {
  it("becomes figures, through document, worker, load and flip", async () => {
    const ctx = await makeWorkspace(db);

    const { facts } = await importText(ctx, meta);

    expect(facts).toMatchObject({ medium: "meta", rows: 3, days: 2, rejected: 0, currencies: ["KRW"] });
    expect(await trueSums(ctx)).toEqual({ rows: 3, spend: 75_000, conversions: 5, days: 2 });
  });

  it("shows a first progress card at once", async () => {
    const ctx = await makeWorkspace(db);
    const cards: string[] = [];

    await importText(ctx, meta, { progress: (card) => cards.push(cardText(card)) });

    expect(cards[0]).toContain("‘made.csv’ 파일을 읽고 있어요");
  });

  it("again, in another order of columns and with a strange column more, changes no sum", async () => {
    const ctx = await makeWorkspace(db);
    await importText(ctx, meta);
    const before = await trueSums(ctx);
    const turned = meta
      .split("\n")
      .map((line, index) => [...line.split(",").toReversed(), index === 0 ? "메모" : "x"].join(","))
      .join("\n");

    const { card } = await importText(ctx, turned, { name: "turned.csv" });

    expect(await trueSums(ctx)).toEqual(before);
    expect(cardText(card)).toContain("매체별 합계는 그대로예요");
  });

  it("asks for the order of dates that can be read both ways, and reads them as answered", async () => {
    const ctx = await makeWorkspace(db);
    const text =
      "Day,Campaign name,Impressions,Amount spent (KRW)\n03-04-2026,a,10,1000\n05-06-2026,a,10,1000\n";

    const question = await importText(ctx, text, { oneShot: false });

    const form = question.card.parts.find((part) => part.kind === "form");
    expect(form?.slot).toBe("dateOrder");
    expect(await countRows(ctx, "import")).toBe(0);
    const second = form?.choices[1]?.press;
    const answers = (second && "input" in second ? second.input["answers"] : {}) as ImportAnswers;
    const { facts } = await importText(ctx, text, { oneShot: false, answers });
    expect(facts).toMatchObject({ rows: 2 });
  });

  it("with a corrected currency is not asked about it again, and the same drop changes nothing", async () => {
    const ctx = await makeWorkspace(db);
    const text = "Day,Campaign name,Impressions,Amount spent\n2026-11-01,a,10,1000\n";
    const first = await importText(ctx, text);
    expect(first.facts).toMatchObject({ currencies: ["XXX"] });

    const second = await importText(ctx, text, { answers: { currency: "KRW" } });
    const again = await importText(ctx, text);
    const next = await importText(ctx, text.replace("11-01", "11-08"), { name: "next week.csv" });

    expect(second.facts).toMatchObject({ currencies: ["KRW"] });
    expect(again.facts).toMatchObject({ alreadyThere: true, currencies: ["KRW"] });
    expect(next.facts).toMatchObject({ currencies: ["KRW"] });
    expect(cardText(next.card)).toContain("전에 답해 주신 대로");
    expect(await countRows(ctx, "ad_account")).toBe(1);
    expect(await trueSums(ctx)).toMatchObject({ rows: 2, spend: 2000 });
  });

  it.each([
    ["is empty", "", "invalid"],
    ["has no header", "1,2,3\n4,5,6\n7,8,9\n", "invalid"],
    ["has a header only", "Day,Campaign name,Impressions,Amount spent (KRW)\n", "invalid"],
  ])("that %s is refused with words, and not even the file stays", async (_what, text, code) => {
    const ctx = await makeWorkspace(db);

    await expect(importText(ctx, text)).rejects.toMatchObject({
      code,
      texts: { say: { ko: expect.any(String), en: expect.any(String) }, next: { ko: expect.any(String) } },
    });

    for (const table of ["document", "blob", "import", "ledger"] as const)
      expect([table, await countRows(ctx, table)]).toEqual([table, 0]);
  });

  it("that is a list of contacts is declined as an answer, and none of it is kept", async () => {
    const ctx = await makeWorkspace(db);

    const { card, facts } = await importText(
      ctx,
      "이름,전화번호,이메일\n김하나,010-0000-0000,a@b.kr\n이두나,010-0000-0001,c@d.kr\n",
    );

    expect(facts).toMatchObject({ declined: "contact_list" });
    expect(cardText(card)).toContain("made.csv");
    expect(await countRows(ctx, "blob")).toBe(0);
  });

  it("keeps every figure right when two are imported at once", async () => {
    const ctx = await makeWorkspace(db);
    const other = meta.replaceAll("2026-11", "2026-10");

    await Promise.all([
      importText(ctx, meta, { name: "november.csv" }),
      importText(ctx, other, { name: "october.csv" }),
    ]);

    expect(await trueSums(ctx)).toMatchObject({ rows: 6, spend: 150_000 });
    expect(await countRows(ctx, "ledger")).toBe(2);
    expect(await countRows(ctx, "ad_account")).toBe(1);
    expect(await countRows(ctx, "import")).toBe(2);
  });
});
