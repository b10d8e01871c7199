// The hours of automation and the change of a budget at once: they hold back what runs by itself, and are told to whoever approves.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findApproval } from "../../../src/capabilities/approvals/approvals.ts";
import { editCampaigns } from "../../../src/capabilities/campaigns/changes/edit.ts";
import { EditCampaign } from "../../../src/capabilities/campaigns/tools.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { limitsParts } from "../../../src/capabilities/limits/card.ts";
import { setAutonomy, setGuardrail } from "../../../src/capabilities/limits/limits.ts";
import { guardrailLabels } from "../../../src/capabilities/limits/rules.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { carriedOut, launchSandals, SANDALS } from "../../support/launched.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function autonomous(): Promise<Ctx> {
  const ctx = await makeWorkspace(db, { lang: "en" });
  await launchSandals(ctx, "meta");
  await setAutonomy(ctx, { kind: "*", level: "autonomous" });
  await setGuardrail(ctx, { kind: "hours", value: { from: 9, to: 18 } });
  await setGuardrail(ctx, { kind: "change_ratio", value: { ratio: 0.2 } });
  return ctx;
}

async function raised(ctx: Ctx, changePct: number): Promise<{ id: string; waits: boolean; card: string }> {
  const filters = [{ field: "campaign", op: "in", values: [SANDALS] }];
  const { facts, card } = await editCampaigns(ctx, EditCampaign.parse({ filters, changePct }));
  const { approval, waits } = facts as { approval: string; waits: boolean };
  return { id: approval, waits, card: JSON.stringify(card) };
}

const at = (ctx: Ctx, time: string): Ctx => ({
  ...ctx,
  now: Temporal.Instant.from(`2026-11-21T${time}:00+09:00`),
});

describe.each([
  { limit: "hours", when: "22:00", pct: 10, word: /outside the hours/ },
  { limit: "change_ratio", when: "10:00", pct: 40, word: /limit of a budget's change/ },
])("$limit", ({ when, pct, word }) => {
  test("lets a small change in its hours run by itself, holds this one back, and lets a person approve it", async () => {
    const ctx = await autonomous();

    const free = await raised(at(ctx, "10:00"), 10);
    const held = await raised(at(ctx, when), pct);
    const approval = await findApproval(ctx, held.id);
    const calls = approval ? await carriedOut(at(ctx, when), approval) : [];

    expect([free.waits, held.waits]).toEqual([false, true]);
    expect(free.card).not.toMatch(word);
    expect(held.card).toMatch(word);
    expect(calls.map(({ stage }) => stage)).toEqual(["confirmed"]);
  });
});

test("the card says of each limit what it does", () => {
  const shown = { limits: {}, levels: [], stop: { halted: false } as never, currency: "KRW" };
  const table = limitsParts(shown, "en").find(({ kind }) => kind === "table");

  const rows = table?.kind === "table" ? table.rows : [];
  for (const { en } of Object.values(guardrailLabels))
    expect(rows.find(([label]) => label === en)?.[2]).toMatch(/^(?:holds back|decides)/);
});
