// A plan that would pass a cap says so on its card, before anybody presses.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { makeAccount } from "../../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { setGuardrail } from "../../../src/capabilities/limits/limits.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function workspace(): Promise<Ctx> {
  const ctx = await makeWorkspace(db);
  await withTx(ctx, async (tx) => {
    for (const medium of ["meta", "naver"] as const)
      await makeAccount(tx, ctx, {
        medium,
        connection: "sandbox",
        name: medium,
        externalRef: `${medium}-1`,
        currency: "KRW",
      });
  });
  return ctx;
}

async function drafted(ctx: Ctx): Promise<{ text: string; findings: string[] }> {
  const input = {
    product: "샌들",
    media: ["meta", "naver"],
    budget: { amount: 2_800_000 },
    durationDays: 14,
  };
  const { card, facts } = await act(
    { ...ctx, withoutCreatives: true },
    tools,
    { tool: "create_campaign", input },
    () => undefined,
  );
  return { text: cardText(Card.parse(card)).replaceAll(/\s+/g, " "), ...(facts as { findings: string[] }) };
}

describe("a plan over a cap", () => {
  it("names the cap, the day and the worst case of all its media together", async () => {
    const ctx = await workspace();
    await setGuardrail(ctx, { kind: "cap_day", value: { minor: "200000", currency: "KRW" } });

    const { text, findings } = await drafted(ctx);

    expect(findings).toContain("over_cap");
    expect(text).toMatch(
      /하루 지출 한도 \(2026-\d\d-\d\d\)를 넘어요: 최악의 경우 [\d,]+원, 한도 200,000원\./,
    );
    expect(text).toContain("이대로는 승인해도 실행되지 않아요");
  });

  it("says nothing where the worst case fits, nor where there is no cap", async () => {
    const ctx = await workspace();
    const free = await drafted(ctx);
    await setGuardrail(ctx, { kind: "cap_day", value: { minor: "900000", currency: "KRW" } });

    const fits = await drafted(ctx);

    expect(free.findings).not.toContain("over_cap");
    expect(fits.findings).not.toContain("over_cap");
  });
});
