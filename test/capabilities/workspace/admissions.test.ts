import { afterAll, beforeAll, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import {
  admitPerson,
  askAdmission,
  listMembers,
  meetPerson,
  scopeFor,
} from "../../../src/capabilities/workspace/workspace.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import type { PersonId } from "../../../src/core/ids.ts";
import type { Role } from "../../../src/core/roles.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { fixedNow as now, joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

let met = 0;
async function stranger(): Promise<PersonId> {
  return (await meetPerson(db, { platform: "slack", platformId: `T1/U${++met}`, name: "신지안", now })).id;
}

const asks = (ctx: Ctx, personId: PersonId): Promise<boolean> =>
  withTx(ctx, (tx) => askAdmission(tx, { workspaceId: ctx.workspaceId, personId, now, carded: true }));

const press = (ctx: Ctx, tool: string, input: unknown) => act(ctx, workspaceTools, { tool, input }, () => {});

it("a person asks once, however often they write, and each workspace by itself", async () => {
  const [one, other] = [await makeWorkspace(db), await makeWorkspace(db)];
  const who = await stranger();

  expect([await asks(one, who), await asks(one, who), await asks(other, who)]).toEqual([true, false, true]);
});

it("an admin's press lets them in with its role, and the ledger says so", async () => {
  const ctx = await makeWorkspace(db);
  const who = await stranger();
  await asks(ctx, who);

  const { card } = await press(ctx, "admit_person", { personId: who, role: "member" });

  expect(JSON.stringify(card)).toContain("신지안 님을 멤버 역할로 추가했어요");
  expect((await scopeFor(db, { personId: who, now })).role).toBe("member");
  expect(await verifyLedger(ctx)).toMatchObject({ state: "whole" });
});

it("who is turned away stays outside, and is not asked about again", async () => {
  const ctx = await makeWorkspace(db, { lang: "en" });
  const who = await stranger();
  await asks(ctx, who);

  const { card } = await press(ctx, "turn_person_away", { personId: who });

  expect(JSON.stringify(card)).toContain("was turned down and sees nothing");
  expect((await listMembers(ctx)).map(({ personId }) => personId)).not.toContain(who);
  expect(await asks(ctx, who)).toBe(false);
});

it("the second admin hears who decided, and nothing changes", async () => {
  const ctx = await makeWorkspace(db);
  const second = await joinWorkspace(ctx, "company_admin");
  const who = await stranger();
  await asks(ctx, who);
  await press(ctx, "admit_person", { personId: who, role: "viewer" });

  await expect(press(second, "turn_person_away", { personId: who })).rejects.toMatchObject({
    code: "conflict",
    texts: { say: { ko: "신지안 님은 이미 들어와 있어요. 김마케터 님이 결정했어요." } },
  });
  expect((await scopeFor(db, { personId: who, now })).role).toBe("viewer");
});

it("two admins at once: one decides, the other is told", async () => {
  const ctx = await makeWorkspace(db);
  const second = await joinWorkspace(ctx, "company_admin");
  const who = await stranger();
  await asks(ctx, who);

  const both = await Promise.allSettled([
    press(ctx, "admit_person", { personId: who, role: "member" }),
    press(second, "admit_person", { personId: who, role: "project_manager" }),
  ]);

  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await listMembers(ctx)).filter(({ personId }) => personId === who)).toHaveLength(1);
});

it.each(["admit_person", "turn_person_away"])(
  "%s changes nothing for one who came in another way, and says so",
  async (tool) => {
    const ctx = await makeWorkspace(db, { lang: "en" });
    const who = await stranger();
    await asks(ctx, who);
    await admitPerson(ctx, { personId: who, role: "project_manager" });
    const before = await verifyLedger(ctx);

    await expect(press(ctx, tool, { personId: who, role: "viewer" })).rejects.toMatchObject({
      code: "conflict",
      texts: { say: { en: "신지안 has been let in already." } },
    });
    expect((await scopeFor(db, { personId: who, now })).role).toBe("project_manager");
    expect(await verifyLedger(ctx)).toEqual(before);
  },
);

it.each(["project_manager", "member", "viewer"] as Role[])("a %s may not decide", async (role) => {
  const ctx = await joinWorkspace(await makeWorkspace(db), role);
  const who = await stranger();
  await asks(ctx, who);

  for (const tool of ["admit_person", "turn_person_away"])
    await expect(press(ctx, tool, { personId: who, role: "viewer" })).rejects.toMatchObject({
      code: "forbidden",
    });
});

it("somebody who never asked here cannot be let in by a forged press", async () => {
  const ctx = await makeWorkspace(db);

  await expect(
    press(ctx, "admit_person", { personId: await stranger(), role: "member" }),
  ).rejects.toMatchObject({
    code: "not_found",
  });
});
