// A campaign with ads A and B that was launched on an account of the simulated market and runs; and the executor without its loop.

import { sql } from "drizzle-orm";
import { approvedActions } from "../../src/capabilities/campaigns/actions.ts";
import { carryOut, CALLS, type MediaDesk, reach } from "../../src/capabilities/campaigns/campaigns.ts";
import { callsOf, type Call } from "../../src/capabilities/campaigns/execution/calls.ts";
import type { Step } from "../../src/capabilities/campaigns/execution/steps.ts";
import { type Approval, decide, propose } from "../../src/capabilities/approvals/approvals.ts";
import { makeAccount, mediumOf } from "../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { AdAccountId } from "../../src/core/ids.ts";
import { words } from "../../src/core/locale.ts";
import { type Job, pauseOf, type Work } from "../../src/db/claim.ts";
import { claimRows } from "../../src/db/claim-take.ts";
import { withTx } from "../../src/db/db.ts";
import type { Medium, MediumName, AccountRef } from "../../src/media/medium.ts";
import { silentLog } from "./database.ts";

export type Launched = {
  accountId: string;
  medium: Medium;
  at: AccountRef;
  /** The medium's ids. */
  campaign: string;
  adGroup: string;
};

export const SANDALS = "여름 샌들 세일";
export const LANDING = "https://shop.example.com/sandals?utm_source=meta&utm_campaign=sandals";

/** Texts of both ads fit every medium. */
const textsOf = (headline: string): Record<string, string> => ({
  headline,
  headline2: "이번 주만 30% 할인",
  headline3: "무료 반품",
  description: "가볍고 편한 샌들을 만나 보세요.",
  description2: "오늘 주문하면 내일 도착해요.",
  body: `${headline}, 이번 주만 30% 할인`,
});

export async function launchSandals(
  ctx: Ctx,
  name: MediumName,
  { headlines = ["가볍게 걷는 여름", "장마에도 뽀송한 샌들"], campaign = SANDALS } = {},
): Promise<Launched> {
  const account = { medium: name, connection: "sandbox", name, externalRef: "1", currency: "KRW" } as const;
  const accountId = await withTx(ctx, (tx) => makeAccount(tx, ctx, account));
  const won = { minor: "50000", currency: "KRW", vat: "excluded" as const };
  const ads = headlines.map((headline, index): Step => ({
    op: "create_ad",
    name: `샌들_1 ${String.fromCodePoint(65 + index)}`,
    adGroup: { step: 1 },
    texts: textsOf(headline),
    images: [],
    landingUrl: LANDING,
  }));
  const on = (level: "campaign" | "adGroup" | "ad", step: number): Step => ({
    op: "set_status",
    level,
    target: { step },
    status: "active",
    before: "paused",
  });
  const steps: Step[] = [
    {
      op: "create_campaign",
      name: campaign,
      objective: "sales",
      dailyBudget: won,
      flight: { from: "2026-11-21", to: "2026-12-04" },
    },
    { op: "create_ad_group", name: "샌들_1", campaign: { step: 0 }, audience: {}, landingUrl: LANDING },
    ...ads,
    on("adGroup", 1),
    ...ads.map((_, index) => on("ad", index + 2)),
    on("campaign", 0),
  ];
  const lines = [{ medium: name, accountId, entity: campaign, steps }];
  const calls = await carriedOut(ctx, await ask(ctx, "campaign.activate", { lines, holds: [] }));
  const place = await mediumOf(ctx, AdAccountId.parse(accountId));
  const id = (op: string): string => calls.find(({ step }) => step.op === op)?.result.id ?? "";
  if (!place) throw new Error("no market");
  return {
    accountId,
    medium: place.medium,
    at: place.at,
    campaign: id("create_campaign"),
    adGroup: id("create_ad_group"),
  };
}

async function ask(ctx: Ctx, kind: string, exact: unknown): Promise<Approval> {
  return propose(ctx, { kind, subject: kind, exact, title: words("시험", "A test"), diff: [] });
}

async function approve(ctx: Ctx, { id, planHash }: Pick<Approval, "id" | "planHash">): Promise<void> {
  await decide(ctx, { id, planHash, decision: "approve" }, approvedActions);
}

/** Approved, and carried out to its end. */
export async function carriedOut(
  ctx: Ctx,
  asked: Pick<Approval, "id" | "planHash">,
  traits: Partial<MediaDesk> = {},
): Promise<Call[]> {
  await approve(ctx, asked);
  await runCalls(ctx, traits);
  return withTx(ctx, (tx) => callsOf(tx, ctx, [asked.id]));
}

/** Claims what is due and runs it as the loop does, until nothing is due. A pause counts as passed. */
export async function runCalls(ctx: Ctx, traits: Partial<MediaDesk> = {}, most = 40): Promise<void> {
  const desk: MediaDesk = {
    db: ctx.db,
    log: silentLog,
    now: () => ctx.now,
    halted: false,
    reach,
    settled: async () => {},
    ...traits,
  };
  const queue: Work = { table: CALLS, serialBy: "line", run: async () => {}, onDead: async () => {} };
  for (let round = 0; round < most; round++) {
    await withTx(ctx, (tx) =>
      tx.execute(
        sql`update media_call set next_at = now() - interval '1 second' where workspace_id = ${ctx.workspaceId} and state = 'waiting'`,
      ),
    );
    const claims = await claimRows(ctx.db, queue, 15_000, 50);
    const ours = claims.filter(({ workspaceId }) => workspaceId === ctx.workspaceId);
    if (ours.length === 0) return;
    for (const claim of ours) await runOne(ctx, desk, { ...claim, signal: new AbortController().signal });
  }
}

async function runOne(ctx: Ctx, desk: MediaDesk, job: Job): Promise<void> {
  try {
    await carryOut(desk, job);
  } catch (error) {
    if (pauseOf(error) === undefined) throw error;
    await withTx(ctx, (tx) =>
      tx.execute(sql`update media_call set state = 'waiting', lease_until = null where id = ${job.id}`),
    );
  }
}
