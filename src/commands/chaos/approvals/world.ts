// The workspace of a run: its people, a simulated account a medium with campaigns that run, and what goes wrong there from then on.

import {
  makeAccount,
  mediumOf,
  lockCatalog,
  resolveCampaigns,
} from "../../../capabilities/catalog/catalog.ts";
import { marketStore } from "../../../capabilities/catalog/market-store.ts";
import type { Reached } from "../../../capabilities/campaigns/changes/targets.ts";
import type { Account } from "../../../capabilities/campaigns/plan/draft.ts";
import type { Ctx } from "../../../capabilities/context.ts";
import { setGuardrail } from "../../../capabilities/limits/limits.ts";
import { membership, person, workspace } from "../../../capabilities/workspace/tables.ts";
import { AdAccountId, newId, PersonId, WorkspaceId } from "../../../core/ids.ts";
import type { Role } from "../../../core/roles.ts";
import { type Db, withSystemTx, withTx } from "../../../db/db.ts";
import { openLog } from "../../../log.ts";
import type { Medium, MediumName } from "../../../media/medium.ts";
import { sandboxRef } from "../../../media/sandbox/object-ids.ts";
import { mediumNames, type PlannedRequest } from "./plan.ts";

export type World = {
  ctx: Ctx;
  /** Who presses; each a different person. */
  deciders: PersonId[];
  accounts: Record<MediumName, Account>;
  /** The campaigns that changes are about, by the number of their request. */
  standing: Map<number, Reached>;
};

const ZONE = "Asia/Seoul";
const DAILY_WON = 30_000n;

export async function makeWorld(db: Db, requests: readonly PlannedRequest[]): Promise<World> {
  const { ctx, deciders } = await makePeople(db);
  await setGuardrail({ ...ctx, role: "company_admin" }, { kind: "changes_hour", value: { count: 1_000 } });
  await setGuardrail(
    { ...ctx, role: "company_admin" },
    { kind: "other_from", value: { minor: "900000000000", currency: "KRW" } },
  );
  const accounts = await makeAccounts(ctx);
  const standing = new Map<number, Reached>();
  await Promise.all(
    mediumNames.map(async (medium) => {
      for (const request of requests)
        if (request.kind !== "launch" && request.medium === medium)
          standing.set(request.number, await makeStanding(ctx, accounts[medium], request));
    }),
  );
  return { ctx, deciders, accounts, standing };
}

function wallNow(): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(performance.timeOrigin + performance.now()));
}

async function makePeople(db: Db): Promise<Pick<World, "ctx" | "deciders">> {
  const now = wallNow();
  const workspaceId = newId(WorkspaceId);
  const roles: Role[] = ["project_manager", "company_admin", "company_admin", "project_manager"];
  const people = roles.map((role, at) => ({ id: newId(PersonId), role, name: `결정 ${at}` }));
  await withSystemTx(db, "chaos.people", async (tx) => {
    await tx.insert(workspace).values({
      id: workspaceId,
      name: "시뮬레이션",
      kind: "own",
      zone: ZONE,
      currency: "KRW",
      lang: "ko",
      createdAt: now,
    });
    await tx.insert(person).values(
      people.map(({ id, name }) => ({
        id,
        name,
        lang: "ko" as const,
        lastWorkspaceId: workspaceId,
        createdAt: now,
      })),
    );
    await tx
      .insert(membership)
      .values(people.map(({ id, role }) => ({ workspaceId, personId: id, role, createdAt: now })));
  });
  const [requester, ...deciders] = people.map(({ id }) => id);
  if (!requester) throw new Error("nobody asks");
  const ctx: Ctx = {
    db,
    log: openLog("silent"),
    workspaceId,
    actor: { kind: "person", personId: requester },
    role: "project_manager",
    lang: "ko",
    zone: ZONE,
    now,
  };
  return { ctx, deciders };
}

async function makeAccounts(ctx: Ctx): Promise<World["accounts"]> {
  const made: Partial<World["accounts"]> = {};
  for (const medium of mediumNames) {
    const account = {
      medium,
      connection: "sandbox" as const,
      name: medium,
      externalRef: medium,
      currency: "KRW",
    };
    const id = await withTx(ctx, (tx) => makeAccount(tx, ctx, account));
    made[medium] = { id, ref: medium, name: medium, connection: "sandbox", currency: "KRW" };
  }
  return made as World["accounts"];
}

/** A campaign that runs, or is paused where it is to be resumed. */
async function makeStanding(
  ctx: Ctx,
  { id: accountId }: Account,
  { kind, number }: PlannedRequest,
): Promise<Reached> {
  const { medium, at } = await opened(ctx, accountId);
  const today = ctx.now.toZonedDateTimeISO(ZONE).toPlainDate();
  const name = `기존 캠페인 ${number}`;
  const { id } = await medium.createCampaign(at, {
    name,
    objective: "sales",
    dailyBudget: { minor: DAILY_WON, currency: "KRW", vat: "excluded" },
    flight: { from: today, to: today.add({ days: 20 }) },
  });
  if (kind !== "resume") await medium.setStatus(at, "campaign", id, "active");
  const remote = await medium.read(at, "campaign", id);
  if (!remote) throw new Error(`the market lost ${name}`);
  const [campaignId = ""] = await withTx(ctx, async (tx) => {
    await lockCatalog(tx, ctx);
    return resolveCampaigns(tx, ctx, [{ accountId: AdAccountId.parse(accountId), name, ref: id }]);
  });
  return { campaignId, name, medium: medium.name, accountId, simulated: true, remote };
}

async function opened(ctx: Ctx, accountId: string) {
  const place = await mediumOf({ ...ctx, now: wallNow() }, AdAccountId.parse(accountId));
  if (!place) throw new Error("no simulated account");
  return place;
}

/** From here on replies are lost, effects come late, calls are turned away. */
export async function spoil({ ctx, accounts }: World, seed: number): Promise<void> {
  const store = marketStore(ctx);
  const rates = { lost_reply: 0.1, late_effect: 0.03, throttled: 0.06, unavailable: 0.01 };
  for (const [at, medium] of mediumNames.entries())
    await store.change({ medium, ref: sandboxRef(accounts[medium].id), currency: "KRW" }, (state) => {
      state.faults = { seed: seed * 4 + at, rates, queue: [], lagDays: 0 };
    });
}

/** Time passes at the media by the calls they get: what comes late there lands, whoever calls. */
export async function passTime({ ctx, accounts }: World): Promise<void> {
  for (const medium of mediumNames) await listed(ctx, accounts[medium].id).catch(() => {});
}

async function listed(ctx: Ctx, accountId: string): Promise<void> {
  const { medium, at }: { medium: Medium; at: { ref: string; currency: string } } = await opened(
    ctx,
    accountId,
  );
  await medium.read(at, "campaign", "0");
}
