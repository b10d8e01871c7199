// People come and go by an admin's press: what words bring, what a press does, what is refused, what the ledger says.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import {
  listMembers,
  meetPerson,
  openSession,
  redeemCode,
  setRole,
} from "../../../src/capabilities/workspace/workspace.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { staysIn } from "../../../src/chat/people.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { PersonId } from "../../../src/core/ids.ts";
import type { Role } from "../../../src/core/roles.ts";
import type { Db } from "../../../src/db/db.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { fixedNow as now, joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
let admin: Ctx;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  await asOwner(db, "delete from link_code");
  admin = await makeWorkspace(db);
});
afterAll(() => closeTestDb(db));

/** What is shown must be a card that can be stored: a fourth button is none. */
const call = async (ctx: Ctx, tool: string, input: unknown) => {
  const result = await act(ctx, workspaceTools, { tool, input }, () => {});
  Card.parse(result.card);
  return result;
};
const textOf = async (ctx: Ctx, tool: string, input: unknown) =>
  cardText((await call(ctx, tool, input)).card);
const codeIn = (text: string) => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(text)?.[0] ?? "";
const rolesIn = async (ctx: Ctx) => (await listMembers(ctx)).map(({ role }) => role);
const actions = () =>
  asOwner<{ action: string; subject: string | null }>(
    db,
    `select action, subject from ledger where workspace_id = '${admin.workspaceId}' order by seq`,
  );

let met = 0;
const newcomer = async (platform = "slack"): Promise<PersonId> =>
  (
    await meetPerson(db, {
      platform,
      platformId: `T7/U${++met}-${now.epochMilliseconds}`,
      name: "신지안",
      now,
    })
  ).id;
const redeem = (code: string, personId: PersonId, platform = "slack") =>
  redeemCode(
    { db, log: silentLog },
    {
      code,
      sender: async () => personId,
      known: { personId, platform },
      workspaceId: admin.workspaceId,
      now,
    },
  );

async function invite(role: Role): Promise<string> {
  return codeIn(await textOf(admin, "invite_person", { role }));
}

describe("words", () => {
  test("bring a card and change nothing: an invitation, a role, a removal, a name nobody has", async () => {
    const member = await joinWorkspace(admin, "member");
    const [, { name } = { name: "" }] = await listMembers(admin);

    expect(await textOf(admin, "set_role", { action: "invite", person: "은지", role: "viewer" })).toMatch(
      /은지 님을 초대할까요\?[^]*1\) 뷰어로 초대/,
    );
    expect(
      await textOf(admin, "set_role", { action: "set_role", person: personOf(member), role: "viewer" }),
    ).toMatch(/지금 멤버예요[^]*1\) 뷰어로 변경/);
    expect(await textOf(admin, "set_role", { action: "remove", person: name })).toContain("내보내기");
    expect(await textOf(admin, "set_role", { action: "set_role", person: name })).toMatch(
      /1\) 관리자로 변경[^]*2\) 매니저로 변경[^]*3\) 뷰어로 변경[^]*내보내기/,
    );
    expect(await textOf(admin, "set_role", { action: "set_role", person: "없는이름" })).toContain(
      "초대할까요?",
    );
    expect([await rolesIn(admin), await asOwner(db, "select 1 from link_code"), await actions()]).toEqual([
      ["company_admin", "member"],
      [],
      [],
    ]);
  });

  test("asked for another admin, offer a member first", async () => {
    const text = await textOf(admin, "set_role", { action: "invite", role: "company_admin" });

    expect(text).toContain("관리자는 코드로 초대하지 않아요");
    await expect(call(admin, "invite_person", { role: "company_admin" })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("an invitation", () => {
  test("lets its first sender in with its role, once, and says so in the ledger", async () => {
    const code = await invite("project_manager");
    const [first, second] = [await newcomer(), await newcomer()];

    expect(await redeem(code.toLowerCase(), first)).toMatchObject({ how: "join", role: "project_manager" });
    await expect(redeem(code, second)).rejects.toMatchObject({ code: "forbidden" });

    expect(await rolesIn(admin)).toEqual(["company_admin", "project_manager"]);
    expect(await actions()).toEqual([
      { action: "person.invite", subject: null },
      { action: "person.join", subject: first },
    ]);
    expect(await verifyLedger(admin)).toMatchObject({ state: "whole" });
  });

  test("raises nobody who is here already, and stays good for whom it is", async () => {
    const code = await invite("project_manager");
    const viewer = await joinWorkspace(admin, "viewer");

    await expect(redeem(code, personOf(viewer))).rejects.toMatchObject({ code: "conflict" });
    expect(await rolesIn(admin)).toEqual(["company_admin", "viewer"]);
    await redeem(code, await newcomer());
    expect(await rolesIn(admin)).toEqual(["company_admin", "project_manager", "viewer"]);
  });

  test("is closed by three days, by wrong guesses, and by its admin's leaving", async () => {
    const late = await invite("viewer");
    await asOwner(db, "update link_code set expires_at = now() - interval '1 s'");
    await expect(redeem(late, await newcomer())).rejects.toMatchObject({ code: "forbidden" });
    const guessed = await invite("viewer");
    await asOwner(db, "update link_code set misses = 5000");
    await expect(redeem(guessed, await newcomer())).rejects.toMatchObject({ code: "forbidden" });

    const other = await joinWorkspace(admin, "company_admin");
    const theirs = codeIn(await textOf(other, "invite_person", { role: "viewer" }));
    await call(admin, "remove_person", { personId: personOf(other) });
    await expect(redeem(theirs, await newcomer())).rejects.toMatchObject({ code: "forbidden" });
    expect(await rolesIn(admin)).toEqual(["company_admin"]);
  });

  test("is for the eyes of who pressed alone, and no fact of the model's", async () => {
    const result = await call(admin, "invite_person", { role: "viewer" });

    expect(result.alone).toBe(true);
    expect(codeIn(JSON.stringify(result.facts))).toBe("");
  });
});

describe("a link", () => {
  test("makes another account the same person; what is somebody's already is not taken", async () => {
    const member = await joinWorkspace(admin, "member");
    const other = await joinWorkspace(admin, "viewer");
    const account = await newcomer();
    const code = codeIn(await textOf(member, "link_identity", {}));

    await expect(redeem(code, personOf(other))).rejects.toMatchObject({ code: "conflict" });
    expect(await redeem(code, account)).toMatchObject({
      how: "link",
      role: "member",
      personId: personOf(member),
    });

    const rows = await asOwner(db, `select platform from identity where person_id = '${personOf(member)}'`);
    expect(rows).toContainEqual({ platform: "slack" });
    expect(await rolesIn(admin)).toEqual(["company_admin", "member", "viewer"]);
  });
});

describe("how long a code lives", () => {
  test("three days for an invitation; ten minutes for what comes in as somebody already here", async () => {
    const member = await joinWorkspace(admin, "member");
    await textOf(admin, "invite_person", { role: "viewer" });
    await textOf(member, "link_identity", {});

    const minutes = await asOwner<{ minutes: number }>(
      db,
      `select round(extract(epoch from max(expires_at) - now()) / 60)::int as minutes from link_code
       where workspace_id = '${admin.workspaceId}' and used_at is null group by person_id is null order by 1`,
    );

    expect(minutes).toEqual([{ minutes: 10 }, { minutes: 4320 }]);
  });
});

describe("a role", () => {
  test("changes by a press, is taken back by another, and an old card turns nothing round", async () => {
    const personId = personOf(await joinWorkspace(admin, "member"));

    const text = await textOf(admin, "change_role", { personId, role: "viewer", was: "member" });
    await expect(
      call(admin, "change_role", { personId, role: "project_manager", was: "member" }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    expect([text, await rolesIn(admin)]).toEqual([
      expect.stringContaining("다시 멤버로"),
      ["company_admin", "viewer"],
    ]);
    await call(admin, "change_role", { personId, role: "member", was: "viewer" });

    expect((await actions()).map(({ action }) => action)).toEqual([
      "workspace.set_role",
      "workspace.set_role",
    ]);
  });

  test("of the last admin stays, and nobody raises themself", async () => {
    const self = personOf(admin);
    await expect(
      call(admin, "change_role", { personId: self, role: "viewer", was: "company_admin" }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(call(admin, "remove_person", { personId: self })).rejects.toMatchObject({ code: "invalid" });
    await joinWorkspace(admin, "company_admin");
    await setRole(admin, { personId: self, role: "member" });

    // With the rights they had when their turn began.
    await expect(setRole(admin, { personId: self, role: "company_admin" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await rolesIn(admin)).toEqual(["company_admin", "member"]);
  });
});

describe("whoever leaves", () => {
  test("is listed with what waits for a new owner, and is let in nowhere any more", async () => {
    const member = await joinWorkspace(admin, "member");
    const personId = personOf(member);
    const token = await openSession(db, { personId });
    const place = { personId, workspaceId: admin.workspaceId };
    await asOwner(
      db,
      `insert into inbound (id, workspace_id, conversation_id, person_id, platform, dedupe_key, kind, body, created_at, next_at)
       values (gen_random_uuid(), '${admin.workspaceId}', gen_random_uuid(), '${personId}', 'none', '${personId}', 'message', '{}', now(), now() + interval '1 day')`,
    );
    expect(await staysIn(db, token, place)).toBe(true);
    expect(await textOf(admin, "set_role", { action: "remove", person: personId })).toContain(
      "이어서 맡아야 할 것: 아직 답하지 않은 질문 1건",
    );

    const text = await textOf(admin, "remove_person", { personId });

    expect(text).toMatch(/내보냈어요[^]*아직 답하지 않은 질문: 1/);
    expect(await staysIn(db, token, place)).toBe(false);
    expect(await asOwner(db, `select 1 from session where person_id = '${personId}'`)).toEqual([]);
    expect(await rolesIn(admin)).toEqual(["company_admin"]);
    expect(await actions()).toEqual([{ action: "person.remove", subject: personId }]);
    await expect(call(admin, "remove_person", { personId })).rejects.toMatchObject({ code: "not_found" });
  });

  test("keeps other workspaces, and the browser signed in there", async () => {
    const home = await makeWorkspace(db);
    const personId = personOf(home);
    await redeem(await invite("member"), personId);
    const token = await openSession(db, { personId });

    await call(admin, "remove_person", { personId });

    expect(await staysIn(db, token, { personId, workspaceId: admin.workspaceId })).toBe(false);
    expect(await staysIn(db, token, { personId, workspaceId: home.workspaceId })).toBe(true);
  });
});

test.each<Role>(["project_manager", "member", "viewer"])(
  "a %s invites, raises and removes nobody",
  async (role) => {
    const ctx = await joinWorkspace(admin, role);
    const personId = personOf(ctx);
    const presses: [string, object][] = [
      ["set_role", { action: "invite" }],
      ["invite_person", { role: "viewer" }],
      ["change_role", { personId, role: "company_admin", was: role }],
      ["remove_person", { personId: personOf(admin) }],
    ];

    for (const [tool, input] of presses)
      await expect(call(ctx, tool, input)).rejects.toMatchObject({ code: "forbidden" });
    expect([await rolesIn(admin), await actions()]).toEqual([["company_admin", role], []]);
  },
);
