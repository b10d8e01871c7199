// A campaign that runs on several media is one to people: its name means all of them.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount, resolveCampaigns } from "../../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { settleNames } from "../../../src/capabilities/performance/settle-names.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function running(names: Readonly<Record<string, readonly string[]>>): Promise<Ctx> {
  const ctx = await makeWorkspace(db);
  await withTx(ctx, async (tx) => {
    for (const medium of ["meta", "naver"] as const) {
      const accountId = await makeAccount(tx, ctx, {
        medium,
        connection: "sandbox",
        name: medium,
        externalRef: `${medium}-1`,
        currency: "KRW",
      });
      const wanted = (names[medium] ?? []).map((name) => ({ accountId, name, ref: undefined }));
      await resolveCampaigns(tx, ctx, wanted);
    }
  });
  return ctx;
}

const called = (value: string) => [{ field: "campaign" as const, op: "in" as const, values: [value] }];

describe("the name of a campaign on several media", () => {
  it("means all of them, and says which", async () => {
    const ctx = await running({ meta: ["카페 오픈_meta_20261126"], naver: ["카페 오픈_naver_20261126"] });

    const { filters, taken, question } = await settleNames(ctx, called("카페 오픈"));

    expect(question).toBeUndefined();
    expect(filters[0]?.values).toEqual(["카페 오픈_meta_20261126", "카페 오픈_naver_20261126"]);
    expect(taken.map((one) => one.taken)).toEqual(["카페 오픈_meta_20261126", "카페 오픈_naver_20261126"]);
  });

  it("means the one on the medium that is named beside it", async () => {
    const ctx = await running({ meta: ["카페 오픈_meta_20261126"], naver: ["카페 오픈_naver_20261126"] });

    const { filters } = await settleNames(ctx, [
      ...called("카페 오픈"),
      { field: "medium", op: "in", values: ["naver"] },
    ]);

    expect(filters[0]?.values).toEqual(["카페 오픈_naver_20261126"]);
  });

  it("is asked about where another campaign carries it too", async () => {
    const ctx = await running({
      meta: ["카페 오픈_meta_20261126", "카페 오픈_meta_20260301"],
      naver: ["카페 오픈_naver_20261126"],
    });

    const { question } = await settleNames(ctx, called("카페 오픈"));

    expect(question?.kind).toBe("several");
  });
});
