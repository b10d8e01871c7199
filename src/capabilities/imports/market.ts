// Days of the simulated market as facts: accounts of connection `sandbox`, one import per call, days that are there stay as they are.

import { and, eq, sql } from "drizzle-orm";
import type { AdAccountId, CampaignId, ImportId } from "../../core/ids.ts";
import { mediumLabels } from "../../core/medium.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import { type MarketMedium, type MarketRow, vatOf } from "../../media/market/row.ts";
import { learnRefs, lockCatalog, makeAccount, setStatuses, storedName } from "../catalog/catalog.ts";
import { adAccount } from "../catalog/tables.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { discardLoad } from "./discard.ts";
import { BATCH_ROWS, type Fact, openSink } from "./facts.ts";
import { FLIP_LIMITS, lockImports } from "./flip.ts";
import { learnAfter } from "./learn.ts";
import { newImportId } from "./load.ts";
import { planFigureLook } from "./looks.ts";
import { type NamedObjects, type ObjectBook, openObjects } from "./objects.ts";
import { isoDay } from "./runs.ts";
import { thisImport } from "./stored.ts";
import { imported } from "./tables.ts";
import { type DayBook, openDayBook } from "./tally.ts";

const CURRENCY = "KRW";
const MICROS_PER_WON = 1_000_000n;

/** A campaign of the market with its state today; `ref` is its medium's own id. */
export type MarketCampaign = {
  medium: MarketMedium;
  name: string;
  status: "active" | "paused" | "ended";
  ref?: string;
};

export type MarketDays = {
  /** ISO days in any order, each with everything the market reports for it. */
  days: readonly { day: string; rows: readonly MarketRow[] }[];
  /** Every campaign of the market with its state today. */
  campaigns: readonly MarketCampaign[];
};

type Accounts = ReadonlyMap<MarketMedium, AdAccountId>;

/**
 * Adds days to the simulated market's history, on either side of it. Pointers are set only where none stands:
 * a day that another process loaded meanwhile stays, and these facts of it count for nothing.
 */
export async function loadMarketDays(ctx: Ctx, input: MarketDays): Promise<void> {
  const importId = newImportId();
  await openMarketImport(ctx, importId);
  try {
    const accounts = await withTx(ctx, (tx) => marketAccounts(tx, ctx));
    const objects = openObjects(ctx, importId);
    const states = await learnCampaigns(ctx, objects, accounts, input.campaigns);
    const days = openDayBook();
    coverDays(input, accounts, days);
    const rows = await loadFacts(ctx, importId, input, { accounts, objects, days });
    await flipMarket(ctx, importId, rows, days, states);
    await learnAfter(ctx, rows);
  } catch (error) {
    await discardLoad(ctx, importId);
    throw error;
  }
}

async function openMarketImport(ctx: Ctx, importId: ImportId): Promise<void> {
  await withTx(ctx, (tx) =>
    tx.insert(imported).values({
      workspaceId: ctx.workspaceId,
      id: importId,
      documentId: null,
      state: "loading",
      source: "market",
      hash: "market",
      rows: 0,
      report: {},
      replaced: [],
      asOf: ctx.now,
      personId: null,
      createdAt: sql`now()`,
    }),
  );
}

async function marketAccounts(tx: Tx, ctx: Ctx): Promise<Accounts> {
  await lockCatalog(tx, ctx);
  const known = await tx
    .select({ id: adAccount.id, medium: adAccount.medium })
    .from(adAccount)
    .where(and(eq(adAccount.workspaceId, ctx.workspaceId), eq(adAccount.connection, "sandbox")));
  const accounts = new Map(known.map(({ id, medium }) => [medium as MarketMedium, id as AdAccountId]));
  for (const medium of Object.keys(vatOf) as MarketMedium[]) {
    if (accounts.has(medium)) continue;
    const name = `${mediumLabels[medium].ko} 데모`;
    accounts.set(
      medium,
      await makeAccount(tx, ctx, {
        medium,
        connection: "sandbox",
        name,
        externalRef: "",
        currency: CURRENCY,
      }),
    );
  }
  return accounts;
}

type State = { id: CampaignId; status: MarketCampaign["status"]; ref?: string | undefined };

/** All campaigns, also those without figures: they are known, and so is their state. */
async function learnCampaigns(
  ctx: Ctx,
  objects: ObjectBook,
  accounts: Accounts,
  campaigns: readonly MarketCampaign[],
): Promise<State[]> {
  const named = campaigns.map((one) => ({
    accountId: accountOf(accounts, one.medium),
    campaign: storedName(one.name),
    campaignRef: one.ref,
  }));
  await learn(ctx, objects, named);
  return campaigns.flatMap(({ status, ref }, index) => {
    const id = named[index] && objects.find(named[index])?.campaign;
    return id ? [{ id, status, ref }] : [];
  });
}

/** A day on which nothing of a medium ran is known all the same: as nothing, not as a gap. */
function coverDays({ days }: MarketDays, accounts: Accounts, book: DayBook): void {
  for (const { day } of days) {
    for (const account of accounts.values()) {
      for (const view of ["campaign", "ad"]) book.add(account, view, day, undefined);
    }
  }
}

type Into = { accounts: Accounts; objects: ObjectBook; days: DayBook };

async function loadFacts(ctx: Ctx, importId: ImportId, input: MarketDays, into: Into): Promise<number> {
  const sink = openSink(ctx, importId);
  let row = 0;
  try {
    for (const batch of batches(input)) {
      const named = batch.map(({ row: { medium, campaign, adGroup, ad } }) => ({
        accountId: accountOf(into.accounts, medium),
        campaign: storedName(campaign),
        adGroup: adGroup && storedName(adGroup),
        ad: ad && storedName(ad),
      }));
      if (named.some((one) => !into.objects.find(one))) await learn(ctx, into.objects, named);
      const facts = batch.map((one, index): Fact => {
        row += 1;
        into.days.add(accountOf(into.accounts, one.row.medium), one.row.view, one.day, undefined);
        return factOf(row, one, into, named[index]);
      });
      await sink.write({ facts, conversions: [] });
    }
    await sink.close();
  } finally {
    await sink.stop();
  }
  return row;
}

function factOf(
  row: number,
  { day, row: source }: { day: string; row: MarketRow },
  { accounts, objects }: Into,
  named: NamedObjects | undefined,
): Fact {
  return {
    row,
    account: accountOf(accounts, source.medium),
    view: source.view,
    day,
    ...(named && objects.find(named)),
    breakdown: source.breakdown,
    spend: (BigInt(source.spendWon) * MICROS_PER_WON).toString(),
    revenue: (BigInt(source.revenueWon) * MICROS_PER_WON).toString(),
    impressions: String(source.impressions),
    clicks: String(source.clicks),
    conversions: source.conversions,
    currency: CURRENCY,
    vat: vatOf[source.medium],
  };
}

function* batches({ days }: MarketDays): Generator<{ day: string; row: MarketRow }[]> {
  let batch: { day: string; row: MarketRow }[] = [];
  for (const { day, rows } of days) {
    for (const row of rows) {
      batch.push({ day, row });
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function learn(ctx: Ctx, objects: ObjectBook, named: readonly NamedObjects[]): Promise<void> {
  await withTx(
    ctx,
    async (tx) => {
      await lockCatalog(tx, ctx);
      await objects.learn(tx, named);
    },
    FLIP_LIMITS,
  );
}

async function flipMarket(
  ctx: Ctx,
  importId: ImportId,
  rows: number,
  days: DayBook,
  states: readonly State[],
): Promise<void> {
  await write(
    ctx,
    "import.load",
    "write",
    async (tx) => {
      await lockImports(tx, ctx);
      const pointers = await pointWhereEmpty(tx, ctx, importId, days);
      await tx
        .update(imported)
        .set({ state: "live", rows, report: { source: "market" }, liveAt: sql`now()` })
        .where(thisImport(ctx, importId));
      await setStatuses(tx, ctx, states);
      await learnRefs(
        tx,
        ctx,
        states.flatMap(({ id, ref }) => (ref === undefined ? [] : [{ id, ref }])),
      );
      await planFigureLook(tx, ctx, ctx.now);
      return {
        result: undefined,
        subject: importId,
        after: { source: "market", demo: true, rows, pointers },
      };
    },
    FLIP_LIMITS,
  );
}

async function pointWhereEmpty(tx: Tx, ctx: Ctx, importId: ImportId, days: DayBook): Promise<number> {
  const places = days
    .places()
    .flatMap(({ accountId, view, spans }) =>
      spans.map(({ from, to }) => ({ account: accountId, view, from: isoDay(from), to: isoDay(to) })),
    );
  const made = await rowsOf<{ count: number }>(
    tx,
    sql`with made as (
          insert into metric_day (workspace_id, account_id, view, day, import_id)
          select ${ctx.workspaceId}, p.account, p.view, p."from" + n, ${importId}::uuid
          from json_to_recordset(${JSON.stringify(places)}::text::json) as p(account uuid, view text, "from" date, "to" date)
          cross join lateral generate_series(0, p."to" - p."from") as n
          on conflict do nothing returning 1)
        select count(*)::int as count from made`,
  );
  return made[0]?.count ?? 0;
}

function accountOf(accounts: Accounts, medium: MarketMedium): AdAccountId {
  const id = accounts.get(medium);
  if (id === undefined) throw new Error(`the market has no account for ${medium}`);
  return id;
}
