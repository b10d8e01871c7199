// Approved changes on their way out: each takes effect once, whatever becomes of its reply.

import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import {
  carryOut,
  CALLS,
  giveUpCall,
  type MediaDesk,
} from "../../../src/capabilities/campaigns/campaigns.ts";
import { outcomeTools } from "../../../src/capabilities/campaigns/outcome.ts";
import type { Tool } from "../../../src/capabilities/tool.ts";
import { callsOf } from "../../../src/capabilities/campaigns/execution/calls.ts";
import type { StepLine } from "../../../src/capabilities/campaigns/execution/steps.ts";
import {
  type Approval,
  decide,
  findApproval,
  propose,
} from "../../../src/capabilities/approvals/approvals.ts";
import { makeAccount } from "../../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { reservation } from "../../../src/capabilities/limits/tables.ts";
import { halt, holdMoney, lift } from "../../../src/capabilities/limits/limits.ts";
import { ledger } from "../../../src/capabilities/tables.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { words } from "../../../src/core/locale.ts";
import { type Job, pauseOf, type Work } from "../../../src/db/claim.ts";
import { claimRows } from "../../../src/db/claim-take.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { MediumError } from "../../../src/media/medium.ts";
import { closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { type MadeMedium, makeMedium } from "./made-medium.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const won = (minor: number) => ({ minor: String(minor), currency: "KRW", vat: "excluded" as const });

function launchSteps(): StepLine["steps"] {
  return [
    {
      op: "create_campaign",
      name: "여름 샌들",
      objective: "sales",
      dailyBudget: won(50_000),
      flight: { from: "2026-11-25", to: "2026-12-08" },
    },
    {
      op: "create_ad_group",
      name: "여성 20대",
      campaign: { step: 0 },
      audience: {},
      landingUrl: "https://shop.example/",
    },
    {
      op: "create_ad",
      name: "A",
      adGroup: { step: 1 },
      texts: { headline: "가볍게 걷는 여름" },
      images: [],
      landingUrl: "https://shop.example/",
    },
    { op: "verify", campaign: { step: 0 }, dailyBudget: won(50_000) },
  ];
}

/** Of one campaign that is there, from 10,000 a day. */
const budget =
  (amount: number) =>
  (accountId: string): StepLine[] => [
    {
      medium: "meta",
      accountId,
      entity: "겨울 부츠",
      steps: [
        { op: "set_daily_budget", target: { id: "campaign-9" }, budget: won(amount), before: won(10_000) },
      ],
    },
  ];

type Scene = { ctx: Ctx; approval: Approval; medium: MadeMedium; desk: MediaDesk; told: string[] };

/** One approved launch of one line; its calls wait. */
async function approved(
  lines?: (accountId: string) => StepLine[],
  holds: unknown[] = [],
  releases: unknown[] = [],
): Promise<Scene> {
  const ctx = await makeWorkspace(db);
  const medium = makeMedium();
  const accountId = await withTx(ctx, (tx) =>
    makeAccount(tx, ctx, {
      medium: "meta",
      connection: "sandbox",
      name: "메타",
      externalRef: "act_1",
      currency: "KRW",
    }),
  );
  const asked = await propose(ctx, {
    kind: "campaign.budget",
    subject: accountId,
    exact: {
      lines: lines?.(accountId) ?? [{ medium: "meta", accountId, entity: "여름 샌들", steps: launchSteps() }],
      holds,
      releases,
    },
    title: words("여름 샌들", "Summer sandals"),
    diff: [],
  });
  const { approval } = await decide(
    ctx,
    { id: asked.id, planHash: asked.planHash, decision: "approve" },
    approvedActions,
  );
  const told: string[] = [];
  const desk: MediaDesk = {
    db,
    log: silentLog,
    now: () => ctx.now,
    halted: false,
    graceMs: 60_000,
    reach: async () => ({ medium, at: { ref: "act_1", currency: "KRW" }, simulated: true }),
    settled: async (_tx, _ctx, { outcome }) => {
      told.push(outcome ?? "none");
    },
  };
  return { ctx, approval, medium, desk, told };
}

/** Claims what is due and runs it as the loop does, until nothing is due. A pause counts as passed. */
async function runAll({ desk, ctx }: Scene, most = 40): Promise<number> {
  const queue: Work = { table: CALLS, serialBy: "line", run: async () => {}, onDead: async () => {} };
  let runs = 0;
  for (; runs < most; runs++) {
    await withTx(ctx, (tx) =>
      tx.execute(
        sql`update media_call set next_at = now() - interval '1 second' where workspace_id = ${ctx.workspaceId} and state = 'waiting'`,
      ),
    );
    const claims = await claimRows(db, queue, 15_000, 50);
    const ours = claims.filter(({ workspaceId }) => workspaceId === ctx.workspaceId);
    if (ours.length === 0) return runs;
    for (const claim of ours) await runOne(desk, { ...claim, signal: new AbortController().signal });
  }
  return runs;
}

async function runOne(desk: MediaDesk, job: Job): Promise<void> {
  try {
    await carryOut(desk, job);
  } catch (error) {
    if (pauseOf(error) === undefined) throw error;
    await withTx({ db, workspaceId: job.workspaceId }, (tx) =>
      tx.execute(sql`update media_call set state = 'waiting', lease_until = null where id = ${job.id}`),
    );
  }
}

/** The grace after a sending is over. */
const later = ({ ctx }: Scene): Promise<unknown> =>
  withTx(ctx, (tx) =>
    tx.execute(
      sql`update media_call set sent_at = sent_at - interval '2 minutes' where workspace_id = ${ctx.workspaceId}`,
    ),
  );

const stages = async ({ ctx, approval }: Scene): Promise<string[]> =>
  (await withTx(ctx, (tx) => callsOf(tx, ctx, [approval.id]))).map(({ stage }) => stage);

test("an approved launch is made step by step, read back, told once and stands in the ledger", async () => {
  const scene = await approved();

  await runAll(scene);

  expect(await stages(scene)).toEqual(["confirmed", "confirmed", "confirmed", "confirmed"]);
  expect(scene.medium.made.campaign).toHaveLength(1);
  expect(scene.medium.made.campaign[0]?.name).toMatch(/^여름 샌들 \[co9-[0-9a-f]{8}\]$/);
  expect(scene.medium.made.ad[0]?.parentId).toBe(scene.medium.made.adGroup[0]?.id);
  expect(scene.told).toEqual(["done"]);
  const rows = await withTx(scene.ctx, (tx) => tx.select().from(ledger).orderBy(ledger.seq));
  expect(rows.map(({ action }) => action)).toEqual([
    "approval.ask",
    "approval.decide",
    "media.create_campaign",
    "media.create_ad_group",
    "media.create_ad",
  ]);
  expect(await verifyLedger(scene.ctx)).toEqual({ state: "whole", rows: 5 });
});

describe("a reply that is lost", () => {
  test("is looked up by the tag: the object is made once", async () => {
    const scene = await approved();
    scene.medium.faults = ["lost"];

    await runAll(scene);

    expect(scene.medium.made.campaign).toHaveLength(1);
    expect(scene.medium.calls.filter((call) => call === "create campaign")).toHaveLength(1);
    expect(scene.told).toEqual(["done"]);
  });

  test("of a call that never arrived is sent again only after the grace", async () => {
    const scene = await approved();
    scene.medium.faults = ["never"];

    await runAll(scene, 5);
    const early = scene.medium.calls.length;
    await later(scene);
    await runAll(scene);

    expect(early).toBe(1);
    expect(scene.medium.made.campaign).toHaveLength(1);
    expect(scene.told).toEqual(["done"]);
  });

  test("is looked for once more after a second sending was turned away: its effect may have come late", async () => {
    const scene = await approved();
    scene.medium.faults = ["never", "throttled"];
    await runAll(scene, 2);
    await later(scene);
    await runAll(scene, 1);

    const [call] = await withTx(scene.ctx, (tx) => callsOf(tx, scene.ctx, [scene.approval.id]));
    scene.medium.made.campaign.push({
      id: "late",
      name: `여름 샌들 ${call?.tag}`,
      status: "paused",
      dailyBudget: { ...won(50_000), minor: 50_000n },
    });
    await runAll(scene);

    expect(scene.medium.made.campaign).toHaveLength(1);
    expect(scene.told).toEqual(["done"]);
  });

  test("twice, with nothing to be found, parks the call and sends nothing more", async () => {
    const scene = await approved();
    scene.medium.faults = ["never", "never"];

    await runAll(scene, 3);
    await later(scene);
    await runAll(scene, 3);
    await later(scene);
    await runAll(scene);

    expect(await stages(scene)).toEqual(["parked", "skipped", "skipped", "skipped"]);
    expect(scene.medium.calls).toHaveLength(2);
    expect(scene.told).toEqual(["parked"]);
  });
});

test("a process that dies between the mark and the call leaves a question that is looked up, not a second object", async () => {
  const scene = await approved();
  const { createCampaign } = scene.medium;
  scene.medium.createCampaign = async (at, campaign) => {
    await createCampaign(at, campaign);
    throw new Error("killed");
  };

  await expect(runAll(scene)).rejects.toThrow("killed");
  scene.medium.createCampaign = createCampaign;
  await withTx(scene.ctx, (tx) =>
    tx.execute(
      sql`update media_call set state = 'waiting', lease_until = null where state = 'working' and workspace_id = ${scene.ctx.workspaceId}`,
    ),
  );
  await runAll(scene);

  expect(scene.medium.made.campaign).toHaveLength(1);
  expect(scene.told).toEqual(["done"]);
});

test("what a medium refuses fails, what hangs on it is left out, and nothing else is touched", async () => {
  const scene = await approved();
  scene.medium.faults = [undefined, "refused"];

  await runAll(scene);

  expect(await stages(scene)).toEqual(["confirmed", "failed", "skipped", "confirmed"]);
  expect(scene.told).toEqual(["partial"]);
});

describe("money held for a launch", () => {
  const holders = async ({ ctx }: Scene): Promise<string[]> => {
    const rows = await withTx(ctx, (tx) =>
      tx.selectDistinct({ holder: reservation.holder }).from(reservation),
    );
    return rows.map(({ holder }) => holder);
  };
  const oneDay = [{ line: 0, currency: "KRW", days: [{ day: "2026-11-25", minor: "50000" }] }];

  test("is the campaign's once it is made", async () => {
    const scene = await approved(undefined, oneDay);
    const before = await holders(scene);

    await runAll(scene);

    expect(before).toEqual([`${scene.approval.id}:0`]);
    expect(await holders(scene)).toEqual([expect.stringMatching(/^campaign:/)]);
  });

  test("is given back when the campaign surely was not made", async () => {
    const scene = await approved(undefined, oneDay);
    scene.medium.faults = ["refused"];

    await runAll(scene);

    expect(scene.told).toEqual(["failed"]);
    expect(await holders(scene)).toEqual([]);
  });
});

describe("money of a campaign that is paused", () => {
  const campaign = "campaign:01890000-0000-7000-8000-000000000009";
  const paused = (accountId: string): StepLine[] => [
    {
      medium: "meta",
      accountId,
      entity: "겨울 부츠",
      steps: [
        {
          op: "set_status",
          level: "campaign",
          target: { id: "campaign-9" },
          status: "paused",
          before: "active",
        },
      ],
    },
  ];
  const held = async ({ ctx }: Scene): Promise<string[]> => {
    const rows = await withTx(ctx, (tx) =>
      tx.select({ day: reservation.day }).from(reservation).where(eq(reservation.holder, campaign)),
    );
    return rows.map(({ day }) => day.toString()).toSorted();
  };
  const before = (scene: Scene): Promise<void> =>
    withTx(scene.ctx, (tx) =>
      holdMoney(
        tx,
        scene.ctx,
        {
          holder: campaign,
          approvalId: scene.approval.id,
          currency: "KRW",
          days: ["2026-11-21", "2026-11-22"].map((day) => ({ day, medium: "meta" as const, minor: 10n })),
        },
        {},
      ),
    );

  test.each([
    { fault: undefined, left: ["2026-11-21"] },
    { fault: "refused" as const, left: ["2026-11-21", "2026-11-22"] },
  ])(
    "is given back from tomorrow on once the medium took it, and not before ($fault)",
    async ({ fault, left }) => {
      const scene = await approved(paused, [], [{ holder: campaign, from: "2026-11-22" }]);
      await before(scene);
      scene.medium.faults = [fault];

      await runAll(scene);

      expect(await held(scene)).toEqual(left);
    },
  );
});

test.each(["throttled", "unavailable"] as const)(
  "a medium that is %s is tried again later, and nothing is made twice",
  async (fault) => {
    const scene = await approved();
    scene.medium.faults = [fault, fault];

    await runAll(scene);

    expect(scene.medium.made.campaign).toHaveLength(1);
    expect(scene.told).toEqual(["done"]);
  },
);

test("what stands otherwise than it was approved is not called done, and a campaign that runs is paused", async () => {
  const scene = await approved();
  const { createAd } = scene.medium;
  scene.medium.createAd = async (at, one) => {
    const made = await createAd(at, one);
    scene.medium.made.campaign = scene.medium.made.campaign.map((campaign) => ({
      ...campaign,
      status: "active" as const,
    }));
    return made;
  };

  await runAll(scene);

  expect((await stages(scene)).at(-1)).toBe("failed");
  expect(scene.medium.made.campaign[0]?.status).toBe("paused");
});

describe("the stop", () => {
  test("holds what would spend and lets a pause through; once lifted the rest goes on", async () => {
    const scene = await approved((accountId) => [
      { medium: "meta", accountId, entity: "새 캠페인", steps: launchSteps() },
      {
        medium: "meta",
        accountId,
        entity: "겨울 부츠",
        steps: [
          {
            op: "set_status",
            level: "campaign",
            target: { id: "campaign-9" },
            status: "paused",
            before: "active",
          },
        ],
      },
    ]);
    await halt(scene.ctx, {});

    await runAll(scene, 4);
    const whileHalted = [...scene.medium.calls];
    await lift(scene.ctx);
    await runAll(scene);

    expect(whileHalted).toEqual(["setStatus campaign-9"]);
    expect(scene.told).toEqual(["done"]);
  });

  test("of the whole installation holds as well", async () => {
    const scene = await approved();

    await runAll({ ...scene, desk: { ...scene.desk, halted: true } }, 3);

    expect(scene.medium.calls).toEqual([]);
  });
});

test("of two approved changes of one campaign the later one has the last word, whichever is taken first", async () => {
  const scene = await approved(budget(30_000));
  scene.medium.made.campaign = [{ id: "campaign-9", name: "겨울 부츠", status: "active" }];
  const [first] = await withTx(scene.ctx, (tx) => callsOf(tx, scene.ctx, [scene.approval.id]));
  if (!first) throw new Error("no call");
  const later = await propose(scene.ctx, {
    kind: "campaign.budget",
    subject: "later",
    exact: { lines: budget(20_000)(first.accountId), holds: [] },
    title: words("예산", "budget"),
    diff: [],
  });
  await decide(scene.ctx, { id: later.id, decision: "approve" }, approvedActions);
  // The earlier one waits for its medium while the later one is due.
  await withTx(scene.ctx, (tx) =>
    tx.execute(sql`update media_call set stage = 'unknown', sent_at = now() where id = ${first.id}`),
  );
  const [second] = await withTx(scene.ctx, (tx) => callsOf(tx, scene.ctx, [later.id]));
  const claim = {
    table: CALLS,
    id: second?.id ?? "",
    workspaceId: scene.ctx.workspaceId,
    fence: 0,
    attempts: 1,
    crashes: 0,
    alone: false,
  };
  await expect(carryOut(scene.desk, { ...claim, signal: new AbortController().signal })).rejects.toSatisfy(
    (error) => pauseOf(error) !== undefined,
  );

  await runAll(scene);

  expect(scene.medium.made.campaign[0]?.dailyBudget?.minor).toBe(20_000n);
});

test("a lower budget does not wait behind a raise that a stop holds, and is not undone by it afterwards", async () => {
  const scene = await approved(budget(30_000));
  scene.medium.made.campaign = [{ id: "campaign-9", name: "겨울 부츠", status: "active" }];
  const [first] = await withTx(scene.ctx, (tx) => callsOf(tx, scene.ctx, [scene.approval.id]));
  await halt(scene.ctx, {});
  const lower = await propose(scene.ctx, {
    kind: "campaign.budget",
    subject: "lower",
    exact: { lines: budget(5_000)(first?.accountId ?? ""), holds: [] },
    title: words("예산", "budget"),
    diff: [],
  });
  await decide(scene.ctx, { id: lower.id, decision: "approve" }, approvedActions);

  await runAll(scene, 3);
  const whileHalted = scene.medium.made.campaign[0]?.dailyBudget?.minor;
  await lift(scene.ctx);
  await runAll(scene);

  expect(whileHalted).toBe(5_000n);
  expect(scene.medium.made.campaign[0]?.dailyBudget?.minor).toBe(5_000n);
  expect(await stages(scene)).toEqual(["skipped"]);
  expect((await findApproval(scene.ctx, scene.approval.id))?.outcome).toBe("overtaken");
  const told = outcomeTools[0] as Tool;
  const { card } = await told.run(scene.ctx, { id: scene.approval.id } as never, () => {});
  expect(JSON.stringify(card)).toContain("나중 변경이 대신함");
  expect(JSON.stringify(card)).not.toMatch(/실행하지 못했어요|실패"/);
});

describe("the pace a medium declares", () => {
  const five = { paceOf: () => 5_000 };

  test("keeps a second write of the account back, whoever carries it out, and no other account's", async () => {
    const scene = await approved();
    Object.assign(scene.desk, five);
    await runAll(scene, 4);
    const other = await approved();
    Object.assign(other.desk, five);
    await runAll(other, 4);

    expect(await stages(scene)).toEqual(["confirmed", "queued", "queued", "queued"]);
    expect(await stages(other)).toEqual(["confirmed", "queued", "queued", "queued"]);
    expect(scene.medium.calls).toEqual(["create campaign"]);
  });

  test("is over after its time: everything is made, one write after the other", async () => {
    const scene = await approved();
    Object.assign(scene.desk, five);

    for (let write = 0; write < 4; write++) {
      await runAll(scene, 2);
      await later(scene);
    }

    expect(await stages(scene)).toEqual(["confirmed", "confirmed", "confirmed", "confirmed"]);
    expect(scene.medium.made.campaign).toHaveLength(1);
  });
});

test("keywords that were lost with the reply of their ad group are made up for", async () => {
  const scene = await approved((accountId) => [
    {
      medium: "meta",
      accountId,
      entity: "여름 샌들",
      steps: launchSteps().map((step) =>
        step.op === "create_ad_group" ? { ...step, audience: { keywords: ["여름 샌들", "샌들"] } } : step,
      ),
    },
  ]);
  scene.medium.faults = [undefined, "lost"];

  await runAll(scene);

  expect(await stages(scene)).toEqual(["confirmed", "confirmed", "confirmed", "confirmed"]);
  expect(scene.medium.calls).toContain("ensureKeywords adGroup-2 여름 샌들,샌들");
});

test("a call that fails at every try through our own fault is parked and told", async () => {
  const scene = await approved();
  scene.medium.faults = ["never"];
  await runAll(scene, 1);
  await withTx(scene.ctx, (tx) =>
    tx.execute(
      sql`update media_call set next_at = now() - interval '1 second' where workspace_id = ${scene.ctx.workspaceId}`,
    ),
  );
  const [claim] = await claimRows(db, { table: CALLS, serialBy: "line" }, 15_000, 5);
  if (!claim) throw new Error("nothing was due");

  await giveUpCall(scene.desk, { ...claim, attempts: 6, signal: new AbortController().signal });
  await runAll(scene);

  expect((await stages(scene))[0]).toBe("parked");
  expect((await findApproval(scene.ctx, scene.approval.id))?.outcome).toBe("parked");
});

describe("whoever lost its claim while it was on the way to the medium", () => {
  /** A first worker reads the call and stalls before it sends; its lease runs out, a second one takes over and is done. */
  async function overtaken(scene: Scene): Promise<unknown> {
    const [claim] = await claimRows(db, { table: CALLS, serialBy: "line" }, 15_000, 50);
    if (!claim) throw new Error("nothing was due");
    const stalled: MediaDesk = {
      ...scene.desk,
      reach: async (...of) => {
        await withTx(scene.ctx, (tx) =>
          tx.execute(
            sql`update media_call set lease_until = now() - interval '1 second', next_at = now() - interval '1 second' where id = ${claim.id}`,
          ),
        );
        await runAll(scene);
        return scene.desk.reach(...of);
      },
    };
    const signal = new AbortController().signal;
    return carryOut(stalled, { ...claim, signal }).catch((error: unknown) => error);
  }

  test("sends nothing", async () => {
    const scene = await approved();

    const error = await overtaken(scene);

    expect(error).toMatchObject({ code: "CLAIM_LOST" });
    expect(scene.medium.calls.filter((call) => call === "create campaign")).toHaveLength(1);
    expect(await stages(scene)).toEqual(["confirmed", "confirmed", "confirmed", "confirmed"]);
    expect(scene.told).toEqual(["done"]);
  });

  test("does not open again by its late reply what the other one has closed", async () => {
    const scene = await approved();
    const { createCampaign } = scene.medium;
    scene.medium.createCampaign = async (at, campaign) => {
      scene.medium.createCampaign = createCampaign;
      await createCampaign(at, campaign);
      await withTx(scene.ctx, (tx) =>
        tx.execute(
          sql`update media_call set lease_until = now() - interval '1 second', next_at = now() - interval '1 second' where workspace_id = ${scene.ctx.workspaceId} and state = 'working'`,
        ),
      );
      await runAll(scene);
      throw new MediumError("unknown", "a reply of long ago", { medium: "meta", code: "timeout" });
    };
    const [claim] = await claimRows(db, { table: CALLS, serialBy: "line" }, 15_000, 50);
    if (!claim) throw new Error("nothing was due");

    const signal = new AbortController().signal;
    const error: unknown = await carryOut(scene.desk, { ...claim, signal }).catch((one: unknown) => one);

    expect(error).toMatchObject({ code: "CLAIM_LOST" });
    expect(await stages(scene)).toEqual(["confirmed", "confirmed", "confirmed", "confirmed"]);
    expect(scene.told).toEqual(["done"]);
  });
});
