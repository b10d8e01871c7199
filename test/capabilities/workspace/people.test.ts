import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import {
  admitPerson,
  demoPeople,
  findPerson,
  findWorkspace,
  lastWorkspace,
  listMembers,
  listWorkspaces,
  meetPerson,
  openDemo,
  openOwnWorkspace,
  personByName,
  type Person,
  scopeFor,
  setLastWorkspace,
  setRole,
  workspaceName,
} from "../../../src/capabilities/workspace/workspace.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { newId, PersonId } from "../../../src/core/ids.ts";
import type { Role } from "../../../src/core/roles.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { fixedNow as now, joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

let met = 0;
/** Someone who has written once and belongs nowhere. */
function stranger(name = "신지안"): Promise<Person> {
  return meetPerson(db, { platform: "web", platformId: `browser-${++met}`, name, now });
}

function personIn(ctx: Ctx): PersonId {
  if (ctx.actor.kind !== "person") throw new Error("no person");
  return ctx.actor.personId;
}

async function ledgerOf(
  ctx: Ctx,
): Promise<{ action: string; subject: string | null; before: unknown; after: unknown }[]> {
  return asOwner(
    db,
    `select action, subject, before, after from ledger where workspace_id = '${ctx.workspaceId}' order by seq`,
  );
}

describe("the demo workspace", () => {
  it("is made once with one person per role, however often and by however many it is opened", async () => {
    const first = await openDemo(db, { now, zone: "Asia/Seoul" });
    const others = await Promise.all(
      [1, 2, 3].map(() => openDemo(db, { now: now.add({ hours: 1 }), zone: "Europe/Berlin" })),
    );

    expect(others).toEqual([first, first, first]);
    const place = await findWorkspace(db, first.workspaceId);
    expect(place).toMatchObject({
      name: "데모 워크스페이스",
      kind: "demo",
      zone: "Asia/Seoul",
      currency: "KRW",
    });
    expect(place && workspaceName(place, "en")).toBe("Demo workspace");
    const members = await asOwner(
      db,
      `select role from membership where workspace_id = '${first.workspaceId}'`,
    );
    expect(members.map(({ role }) => role).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      "company_admin",
      "member",
      "project_manager",
      "viewer",
    ]);
  });

  it("is where each of its people starts, with their own role", async () => {
    const { people, workspaceId } = await openDemo(db, { now, zone: "Asia/Seoul" });

    const scope = await scopeFor(db, { personId: people.viewer, now });

    expect(scope).toMatchObject({ workspaceId, role: "viewer", lang: "ko", zone: "Asia/Seoul" });
    expect(scope.actor).toEqual({ kind: "person", personId: people.viewer });
    expect(scope.now).toBe(now);
  });

  it("finds its people by Korean name, romanised name, role and id", async () => {
    const { workspaceId, people } = await openDemo(db, { now, zone: "Asia/Seoul" });
    const asked = [
      "윤서진",
      "서진",
      "Yoon Seojin",
      "seojin",
      "YOON",
      "Seojin Yoon",
      "company_admin",
      "관리자",
      "admin",
    ];

    for (const text of asked) expect(await personByName(db, workspaceId, text)).toBe(people.company_admin);
    expect(await personByName(db, workspaceId, "PM")).toBe(people.project_manager);
    expect(await personByName(db, workspaceId, "뷰어")).toBe(people.viewer);
    expect(await personByName(db, workspaceId, demoPeople[2]?.id ?? "")).toBe(people.member);
  });

  it("answers a name nobody has with the list of its members", async () => {
    const { workspaceId } = await openDemo(db, { now, zone: "Asia/Seoul" });

    await expect(personByName(db, workspaceId, "홍길동")).rejects.toMatchObject({
      code: "not_found",
      texts: {
        next: {
          ko: "이름이나 역할로 골라 주세요: 윤서진(관리자), 강도현(매니저), 배하린(멤버), 문지오(뷰어)",
          en: "Choose one by name or by role: Yoon Seojin (admin), Kang Dohyun (manager), Bae Harin (member), Moon Jio (viewer)",
        },
      },
    });
    await expect(personByName(db, workspaceId, "  ")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("people", () => {
  it("are met once per id of a platform, also when two messages come at once", async () => {
    const input = { platform: "slack", platformId: "U100", name: "신지안", now };

    const [one, two] = await Promise.all([meetPerson(db, input), meetPerson(db, input)]);

    expect(two.id).toBe(one.id);
    expect(await findPerson(db, { platform: "slack", platformId: "U100" })).toEqual(one);
    expect(await findPerson(db, { platform: "kakao", platformId: "U100" })).toBeUndefined();
  });

  it("see nothing before they are admitted", async () => {
    const ctx = await makeWorkspace(db);
    const { id } = await stranger();

    await expect(scopeFor(db, { personId: id, workspaceId: ctx.workspaceId, now })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(scopeFor(db, { personId: id, now })).rejects.toMatchObject({ code: "forbidden" });
    await expect(setLastWorkspace(db, { personId: id, workspaceId: ctx.workspaceId })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await lastWorkspace(db, id)).toBeUndefined();
  });

  it("are admitted by an admin, with a ledger row", async () => {
    const ctx = await makeWorkspace(db);
    const { id, name } = await stranger();

    const member = await admitPerson(ctx, { personId: id, role: "viewer" });

    expect(member).toEqual({ personId: id, name, role: "viewer" });
    expect(await listMembers(ctx)).toContainEqual(member);
    expect((await scopeFor(db, { personId: id, now })).role).toBe("viewer");
    expect(await ledgerOf(ctx)).toEqual([
      { action: "person.admit", subject: id, before: null, after: { role: "viewer" } },
    ]);
  });

  it("of one instant are listed by role, then by name, whichever came first", async () => {
    const ctx = await makeWorkspace(db);
    for (const [name, role] of [
      ["하윤", "viewer"],
      ["가은", "viewer"],
      ["서준", "project_manager"],
    ] as const)
      await admitPerson(ctx, { personId: (await stranger(name)).id, role });

    expect((await listMembers(ctx)).map(({ name }) => name)).toEqual(["김마케터", "서준", "가은", "하윤"]);
  });

  it.each<Role>(["project_manager", "member", "viewer"])("are not admitted by a %s", async (role) => {
    const ctx = await makeWorkspace(db, { role });
    const { id } = await stranger();

    await expect(admitPerson(ctx, { personId: id, role: "viewer" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await listMembers(ctx)).toHaveLength(1);
    expect(await ledgerOf(ctx)).toEqual([]);
  });

  it("are not admitted twice, nor when nobody knows them", async () => {
    const ctx = await makeWorkspace(db);
    const { id } = await stranger();
    await admitPerson(ctx, { personId: id, role: "member" });

    await expect(admitPerson(ctx, { personId: id, role: "viewer" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(admitPerson(ctx, { personId: newId(PersonId), role: "viewer" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await ledgerOf(ctx)).toHaveLength(1);
  });

  it("with one name are told apart by their ids", async () => {
    const ctx = await makeWorkspace(db);
    for (const { id } of [await stranger("정하늘"), await stranger("정하늘")]) {
      await admitPerson(ctx, { personId: id, role: "member" });
    }

    await expect(personByName(db, ctx.workspaceId, "정하늘")).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("roles", () => {
  it("are changed by an admin, with before and after in the ledger", async () => {
    const ctx = await makeWorkspace(db);
    const colleague = personIn(await joinWorkspace(ctx, "viewer"));

    const member = await setRole(ctx, { personId: colleague, role: "project_manager" });

    expect(member.role).toBe("project_manager");
    expect((await scopeFor(db, { personId: colleague, now })).role).toBe("project_manager");
    expect(await ledgerOf(ctx)).toEqual([
      {
        action: "workspace.set_role",
        subject: colleague,
        before: { role: "viewer" },
        after: { role: "project_manager" },
      },
    ]);
    expect(await verifyLedger(ctx)).toMatchObject({ rows: 1 });
  });

  it.each<Role>(["project_manager", "member", "viewer"])(
    "are not changed by a %s, their own neither",
    async (role) => {
      const ctx = await makeWorkspace(db, { role });

      await expect(setRole(ctx, { personId: personIn(ctx), role: "company_admin" })).rejects.toMatchObject({
        code: "forbidden",
      });
      expect((await scopeFor(db, { personId: personIn(ctx), now })).role).toBe(role);
    },
  );

  it("keep the last admin", async () => {
    const ctx = await makeWorkspace(db);
    await joinWorkspace(ctx, "project_manager");

    await expect(setRole(ctx, { personId: personIn(ctx), role: "member" })).rejects.toMatchObject({
      code: "invalid",
      message: "the last admin keeps the role",
    });
    expect((await scopeFor(db, { personId: personIn(ctx), now })).role).toBe("company_admin");
  });

  it("keep an admin also when two admins demote each other at once", async () => {
    const one = await makeWorkspace(db);
    const two = await joinWorkspace(one, "company_admin");

    const outcomes = await Promise.allSettled([
      setRole(one, { personId: personIn(two), role: "viewer" }),
      setRole(two, { personId: personIn(one), role: "viewer" }),
    ]);

    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await listMembers(one)).filter(({ role }) => role === "company_admin")).toHaveLength(1);
  });

  it("are not given to someone outside the workspace, nor given again", async () => {
    const ctx = await makeWorkspace(db);
    const elsewhere = personIn(await makeWorkspace(db));
    const viewer = personIn(await joinWorkspace(ctx, "viewer"));

    await expect(setRole(ctx, { personId: elsewhere, role: "viewer" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(setRole(ctx, { personId: viewer, role: "viewer" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("a person's own workspace", () => {
  const place = { name: "나의 가게", lang: "ko", currency: "KRW", zone: "Asia/Seoul", now } as const;

  it("is made at the first call, has them as its only member and admin, and becomes the one they are in", async () => {
    const { people, workspaceId: demo } = await openDemo(db, { now, zone: "Asia/Seoul" });

    const own = await openOwnWorkspace({ db, log: silentLog }, { ...place, personId: people.member });

    expect(own).toMatchObject({ name: "나의 가게", kind: "own", currency: "KRW" });
    expect(own.id).not.toBe(demo);
    const scope = await scopeFor(db, { personId: people.member, now });
    expect(scope).toMatchObject({ workspaceId: own.id, role: "company_admin" });
    const ctx = { ...scope, db, log: silentLog };
    expect(await listMembers(ctx)).toHaveLength(1);
    expect((await ledgerOf(ctx)).map(({ action }) => action)).toEqual(["workspace.open"]);
    expect((await listWorkspaces(db, people.member)).map(({ role }) => role)).toEqual([
      "company_admin",
      "member",
    ]);
  });

  it("is one, also when two files are dropped at once", async () => {
    const { id } = await stranger();

    const [one, two] = await Promise.all(
      ["가", "나"].map((name) => openOwnWorkspace({ db, log: silentLog }, { ...place, name, personId: id })),
    );

    expect(two?.id).toBe(one?.id);
    expect(await listWorkspaces(db, id)).toHaveLength(1);
  });

  it("leaves the way back to the demo open", async () => {
    const { people, workspaceId } = await openDemo(db, { now, zone: "Asia/Seoul" });
    const own = await openOwnWorkspace({ db, log: silentLog }, { ...place, personId: people.viewer });

    await setLastWorkspace(db, { personId: people.viewer, workspaceId });

    expect((await lastWorkspace(db, people.viewer))?.id).toBe(workspaceId);
    expect((await scopeFor(db, { personId: people.viewer, workspaceId: own.id, now })).role).toBe(
      "company_admin",
    );
  });

  it("is refused for an unknown currency, zone or person, and nothing is left behind", async () => {
    const { id } = await stranger();
    const open = (over: object) =>
      openOwnWorkspace({ db, log: silentLog }, { ...place, personId: id, ...over });

    await expect(open({ currency: "WON" })).rejects.toMatchObject({ code: "invalid" });
    await expect(open({ zone: "Asia/Pyeongchang" })).rejects.toMatchObject({ code: "invalid" });
    await expect(open({ personId: newId(PersonId) })).rejects.toMatchObject({ code: "not_found" });
    expect(await listWorkspaces(db, id)).toEqual([]);
  });
});

describe("the language of a scope", () => {
  it("is the message's, else the person's, else the workspace's", async () => {
    const ctx = await makeWorkspace(db, { lang: "en" });
    const quiet = await stranger();
    await admitPerson(ctx, { personId: quiet.id, role: "member" });

    const langOf = async (personId: PersonId, lang?: "ko" | "en") =>
      (await scopeFor(db, { personId, now, ...(lang && { lang }) })).lang;

    expect(await langOf(quiet.id)).toBe("en");
    expect(await langOf(quiet.id, "ko")).toBe("ko");
    const korean = await meetPerson(db, {
      platform: "web",
      platformId: "ko-1",
      name: "신지안",
      lang: "ko",
      now,
    });
    await admitPerson(ctx, { personId: korean.id, role: "member" });
    expect(await langOf(korean.id)).toBe("ko");
  });
});
