// Who decides what, once, within its time; and what a decision begins, or does not.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addDeputy,
  noteReason,
  type Approval,
  type ApprovedActions,
  decide,
  expireApproval,
  findApproval,
  listApprovals,
  propose,
  type Proposal,
  withdraw,
} from "../../../src/capabilities/approvals/approvals.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { halt, setAutonomy, setGuardrail } from "../../../src/capabilities/limits/limits.ts";
import { ledger } from "../../../src/capabilities/tables.ts";
import { Failure } from "../../../src/core/failure.ts";
import { words } from "../../../src/core/locale.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

function counting(lowersRisk = false): { actions: ApprovedActions; begun: string[] } {
  const begun: string[] = [];
  const action = {
    lowersRisk: () => lowersRisk,
    isSmall: () => true,
    begin: async (_tx: unknown, _ctx: Ctx, { id }: Approval) => {
      begun.push(id);
      return "running" as const;
    },
  };
  return { actions: { "campaign.launch": action }, begun };
}

const asking = (traits: Partial<Proposal> & { won?: bigint } = {}): Proposal => {
  const { won = 1_000_000n, ...rest } = traits;
  return {
    kind: "campaign.launch",
    subject: "plan-1",
    exact: { budget: 1 },
    title: words("여름 샌들", "Summer sandals"),
    diff: [],
    total: { minor: won, currency: "KRW", vat: "excluded" },
    ...rest,
  };
};

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Failure ? error.code : "bug"),
  );

const approve = (ctx: Ctx, { id, planHash }: Approval, actions: ApprovedActions, reason?: string) =>
  decide(ctx, { id, planHash, decision: "approve", reason }, actions);

const hoursLater = (ctx: Ctx, hours: number): Ctx => ({ ...ctx, now: ctx.now.add({ hours }) });

async function firm(): Promise<{ admin: Ctx; manager: Ctx; member: Ctx; viewer: Ctx }> {
  const admin = await makeWorkspace(db);
  const manager = await joinWorkspace(admin, "project_manager");
  const member = await joinWorkspace(admin, "member");
  return { admin, manager, member, viewer: await joinWorkspace(admin, "viewer") };
}

test("ten presses at once begin one effect; the others are told who decided", async () => {
  const { admin, manager, member } = await firm();
  const { actions, begun } = counting();
  const asked = await propose(member, asking());

  const presses = Array.from({ length: 10 }, (_, index) =>
    codeOf(approve(index % 2 ? admin : manager, asked, actions)),
  );

  expect((await Promise.all(presses)).toSorted()).toEqual([
    ...Array.from({ length: 9 }, () => "conflict"),
    "done",
  ]);
  expect(begun).toEqual([asked.id]);
  await expect(approve(admin, asked, actions)).rejects.toMatchObject({
    texts: { say: { ko: expect.stringMatching(/님이 이미 승인했어요/) } },
  });
});

test("why is kept with the contacts in it masked, with the press or after it", async () => {
  const people = await firm();
  const admin = { ...people.admin, contacts: new Map([["010-****-6789", "010-2345-6789"]]) };
  const { actions } = counting();
  const asked = await propose(people.member, asking());
  const [id, planHash] = [asked.id, asked.planHash];

  const told = { id, planHash, decision: "reject" as const, reason: "010-2345-6789 님이 원해요" };
  const { approval: rejected } = await decide(admin, told, actions);
  const noted = await noteReason(admin, { reason: "010-2345-6789 님 말씀" });

  expect([rejected.reason, noted.reason]).toEqual(["010-****-6789 님이 원해요", "010-****-6789 님 말씀"]);
  const kept = await asOwner(db, `select * from approval_decision where approval_id = '${id}'`);
  expect(JSON.stringify(kept)).not.toContain("2345");
});

describe("by role", () => {
  test.each(["member", "viewer"] as const)("a %s does not decide", async (role) => {
    const people = await firm();
    const { actions, begun } = counting();
    const asked = await propose(people.member, asking());

    expect(await codeOf(approve(people[role], asked, actions))).toBe("forbidden");
    expect(begun).toEqual([]);
  });

  test("a viewer may not ask", async () => {
    expect(await codeOf(propose((await firm()).viewer, asking()))).toBe("forbidden");
  });

  test("a member takes back their own request and nobody else's", async () => {
    const { admin, member } = await firm();
    const own = await propose(member, asking());
    const others = await propose(admin, asking({ subject: "plan-2" }));

    expect((await withdraw(member, { id: own.id })).state).toBe("rejected");
    expect(await codeOf(withdraw(member, { id: others.id }))).toBe("forbidden");
  });
});

describe("a large amount", () => {
  test("is approved by somebody else than its requester", async () => {
    const { admin, manager } = await firm();
    const { actions } = counting();
    const asked = await propose(manager, asking({ won: 5_000_000n }));

    expect(await codeOf(approve(manager, asked, actions))).toBe("forbidden");
    expect(await codeOf(approve(admin, asked, actions))).toBe("done");
  });

  test("needs two people where the firm says so, and counts nobody twice", async () => {
    const { admin, manager, member } = await firm();
    const { actions, begun } = counting();
    await setGuardrail(admin, { kind: "second_from", value: { minor: "2000000", currency: "KRW" } });
    const asked = await propose(member, asking({ won: 2_000_000n }));

    expect((await approve(manager, asked, actions)).outcome).toBe("more");
    expect(await codeOf(approve(manager, asked, actions))).toBe("forbidden");
    expect(begun).toEqual([]);
    expect((await approve(admin, asked, actions)).outcome).toBe("approved");
    expect(begun).toHaveLength(1);
  });

  test("decided alone needs a written reason and an hour", async () => {
    const alone = await makeWorkspace(db);
    const { actions } = counting();
    const asked = await propose(alone, asking({ won: 9_000_000n }));

    expect(await codeOf(approve(alone, asked, actions))).toBe("forbidden");
    expect(await codeOf(approve(alone, asked, actions, "시즌 세일 시작"))).toBe("forbidden");
    expect(await codeOf(approve(hoursLater(alone, 1), asked, actions))).toBe("forbidden");
    expect(await codeOf(approve(hoursLater(alone, 1), asked, actions, "시즌 세일 시작"))).toBe("done");
  });

  test("above what managers may approve waits for an admin", async () => {
    const { admin, manager, member } = await firm();
    const { actions } = counting();
    await setGuardrail(admin, { kind: "manager_up_to", value: { minor: "500000", currency: "KRW" } });
    const asked = await propose(member, asking());

    expect(await codeOf(approve(manager, asked, actions))).toBe("forbidden");
    expect(await codeOf(approve(admin, asked, actions))).toBe("done");
  });
});

describe("a plan that changed", () => {
  test("is not approved by the card of the version before", async () => {
    const { admin, member } = await firm();
    const { actions, begun } = counting();
    const first = await propose(member, asking());
    const second = await propose(member, asking({ exact: { budget: 2 } }));

    expect(await codeOf(approve(admin, first, actions))).toBe("conflict");
    expect((await findApproval(admin, first.id))?.state).toBe("superseded");
    expect(await codeOf(approve(admin, { ...second, planHash: first.planHash }, actions))).toBe("conflict");
    expect(begun).toEqual([]);
  });

  test("asked for twice as it is, is one request", async () => {
    const { member } = await firm();

    const first = await propose(member, asking({ exact: { a: 1, b: 2 } }));
    const again = await propose(member, asking({ exact: { b: 2, a: 1 } }));

    expect(again.id).toBe(first.id);
  });
});

describe("time", () => {
  test("is counted in working hours: asked on Saturday, it waits until Wednesday", async () => {
    const ctx = await makeWorkspace(db, { now: Temporal.Instant.from("2026-11-21T10:00:00+09:00") });

    const asked = await propose(ctx, asking());

    expect(asked.expiresAt.toZonedDateTimeISO("Asia/Seoul").toPlainDateTime().toString()).toBe(
      "2026-11-25T13:00:00",
    );
  });

  test("is over with the first day of the flight", async () => {
    const { admin, member } = await firm();
    const { actions, begun } = counting();
    const asked = await propose(member, asking({ startsOn: "2026-11-22" }));

    expect(await codeOf(approve(hoursLater(admin, 37), asked, actions))).toBe("done");
    const late = await propose(member, asking({ subject: "plan-3", startsOn: "2026-11-22" }));
    expect(await codeOf(approve(hoursLater(admin, 38), late, actions))).toBe("limit");
    expect(begun).toHaveLength(1);
  });

  test("marks what ran out once, so that its requester is told once", async () => {
    const { member } = await firm();
    const asked = await propose(member, asking());
    const later = hoursLater(member, 24 * 14);

    const expire = (ctx: Ctx) => withTx(ctx, (tx) => expireApproval(tx, ctx, asked.id));
    expect(await expire(member)).toBeUndefined();
    expect((await expire(later))?.id).toBe(asked.id);
    expect(await expire(later)).toBeUndefined();
    expect(await listApprovals(later)).toEqual([]);
  });
});

test("a deputy decides on the days they stand in, as whom they stand in for, and the ledger says so", async () => {
  const { admin, member } = await firm();
  const { actions } = counting();
  const other = await joinWorkspace(admin, "member");
  const day = Temporal.PlainDate.from("2026-11-21");
  if (other.actor.kind !== "person") throw new Error("no person");
  await addDeputy(admin, { deputyId: other.actor.personId, days: { from: day, to: day } });
  const asked = await propose(member, asking());

  expect(await codeOf(approve(hoursLater(other, 24), asked, actions))).toBe("forbidden");
  expect(await codeOf(approve(other, asked, actions))).toBe("done");
  const rows = await withTx(admin, (tx) => tx.select().from(ledger).orderBy(ledger.seq));
  expect(rows.at(-1)).toMatchObject({ action: "approval.decide", actor: other.actor, role: "company_admin" });
});

describe("nothing is decided", () => {
  test("when what would begin is refused", async () => {
    const { admin, member } = await firm();
    const over: ApprovedActions = {
      "campaign.launch": {
        lowersRisk: () => false,
        isSmall: () => false,
        begin: async () => {
          throw new Failure("limit", "over the cap");
        },
      },
    };
    const asked = await propose(member, asking());

    expect(await codeOf(approve(admin, asked, over))).toBe("limit");
    expect((await findApproval(admin, asked.id))?.state).toBe("waiting");
  });

  test("while everything is halted, unless it only lowers or pauses", async () => {
    const { admin, member } = await firm();
    await halt(member, {});
    const spends = await propose(member, asking());
    const pauses = await propose(member, asking({ subject: "plan-2" }));

    expect(await codeOf(approve(admin, spends, counting().actions))).toBe("limit");
    expect(await codeOf(approve(admin, pauses, counting(true).actions))).toBe("done");
  });

  test("at the level that only suggests", async () => {
    const { admin, member } = await firm();
    await setAutonomy(admin, { kind: "*", level: "suggest" });
    const asked = await propose(member, asking());

    expect(await codeOf(approve(admin, asked, counting().actions))).toBe("forbidden");
  });
});
