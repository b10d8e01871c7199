import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportAnswers } from "../../../src/capabilities/imports/imports.ts";
import type { Card } from "../../../src/core/card/card.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { countRows, importMade, trueSums } from "./made-import.ts";
import { madeDays, madeRow } from "./made-report.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const names = (...campaigns: string[]) => campaigns.map((campaign) => madeRow("2026-11-01", campaign));

function choices(card: Card): { label: string; answers: ImportAnswers }[] {
  const form = card.parts.find((part) => part.kind === "form");
  return (form?.choices ?? []).map(({ label, press }) => ({
    label,
    answers: "input" in press ? ((press.input["answers"] ?? {}) as ImportAnswers) : {},
  }));
}

describe("the account of a dropped file", () => {
  it("is asked for when fewer than half of its campaigns are known; nothing is imported until then", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: names("a", "b") }, { name: "first.csv" });
    const report = { rows: names("a", "c", "d") };

    const question = await importMade(ctx, report, { name: "second.csv", oneShot: false });

    expect(question.facts).toMatchObject({ asked: "account", imported: false });
    expect(await countRows(ctx, "import")).toBe(1);
    const [known, fresh] = choices(question.card);
    expect([known?.label, fresh?.label]).toEqual(["‘메타’ 계정", "새 계정"]);

    await importMade(ctx, report, { name: "second.csv", oneShot: false, answers: known?.answers ?? {} });
    expect(await countRows(ctx, "ad_account")).toBe(1);
    expect(await trueSums(ctx)).toMatchObject({ rows: 3 });
  });

  it("is a new one in one go, and the card says so with a button to correct it", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: names("a", "b") }, { name: "first.csv" });
    const report = { rows: names("a", "c", "d") };

    const result = await importMade(ctx, report, { name: "second.csv" });

    expect(await countRows(ctx, "ad_account")).toBe(2);
    expect((result.facts as { assumed: string[] }).assumed[0]).toMatch(/^account: .*새 메타 계정/);

    const answers = choices(result.card)[0]?.answers ?? {};
    await importMade(ctx, report, { name: "second.csv", answers });
    expect(await trueSums(ctx)).toMatchObject({ rows: 3 });
  });

  it("is found by all names of a long file, also when its first rows mislead", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: names("a", "b", "c", "d") }, { name: "first.csv" });
    const stranger = madeDays("2023-01-01", 1000, "z");
    const rows = [...stranger, ...names("a", "b", "c")];

    await importMade(ctx, { rows }, { name: "second.csv" });

    expect(await countRows(ctx, "ad_account")).toBe(1);
    expect(await countRows(ctx, "import")).toBe(2);
    expect(await trueSums(ctx)).toMatchObject({ rows: 1003 });
  });

  it("learns its currency from a later file, and days are replaced rather than counted in both", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(
      ctx,
      { rows: madeDays("2026-11-01", 3, "a", { currency: "XXX" }) },
      { name: "first.csv" },
    );

    await importMade(
      ctx,
      { rows: madeDays("2026-11-01", 3, "a", { currency: "USD" }) },
      { name: "second.csv" },
    );

    expect(await countRows(ctx, "ad_account")).toBe(1);
    expect(await trueSums(ctx)).toMatchObject({ rows: 3 });
  });

  it("of another medium is another account, also with the same campaign names", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: names("a") }, { name: "meta.csv" });

    await importMade(
      ctx,
      { recognised: { medium: "naver", format: "naver_searchad" }, rows: names("a") },
      { name: "naver.csv" },
    );

    expect(await trueSums(ctx)).toMatchObject({ rows: 2 });
  });

  it("follows a campaign that was renamed on the medium by the medium's own id", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(
      ctx,
      { rows: [madeRow("2026-11-01", "옛 이름", { campaignRef: "77" }), madeRow("2026-11-01", "b")] },
      { name: "first.csv" },
    );

    await importMade(
      ctx,
      { rows: [madeRow("2026-11-02", "새 이름", { campaignRef: "77" }), madeRow("2026-11-02", "b")] },
      { name: "second.csv" },
    );

    expect(await countRows(ctx, "campaign")).toBe(2);
  });
});
