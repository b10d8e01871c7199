// Campaigns that run on an account of the simulated market, and are known to the workspace.

import { sql } from "drizzle-orm";
import { makeAccount, mediumOf, resolveCampaigns } from "../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { rowsOf, withTx } from "../../src/db/db.ts";

/** @returns the account's id */
export async function makeCampaigns(ctx: Ctx, names: readonly string[]): Promise<string> {
  const account = {
    medium: "meta",
    connection: "sandbox",
    name: "메타",
    externalRef: "1",
    currency: "KRW",
  } as const;
  const accountId = await withTx(ctx, (tx) => makeAccount(tx, ctx, account));
  const place = await mediumOf(ctx, accountId);
  if (!place) throw new Error("no market");
  const today = Temporal.PlainDate.from("2026-11-21");
  const dailyBudget = { minor: 50_000n, currency: "KRW", vat: "excluded" } as const;
  for (const name of names) {
    const flight = { from: today, to: today.add({ days: 10 }) };
    const { id } = await place.medium.createCampaign(place.at, {
      name,
      objective: "sales",
      dailyBudget,
      flight,
    });
    await place.medium.setStatus(place.at, "campaign", id, "active");
    await withTx(ctx, (tx) => resolveCampaigns(tx, ctx, [{ accountId, name, ref: id }]));
  }
  return accountId;
}

export async function campaignId(ctx: Ctx, name: string): Promise<string> {
  const [row] = await withTx(ctx, (tx) =>
    rowsOf<{ id: string }>(
      tx,
      sql`select id from campaign where workspace_id = ${ctx.workspaceId} and name = ${name}`,
    ),
  );
  return row?.id ?? "";
}
