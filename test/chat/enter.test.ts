import { afterAll, beforeAll, expect, test } from "vitest";
import { bindRoom, findWorkspace, openDemo } from "../../src/capabilities/workspace/workspace.ts";
import { enter, type Visit } from "../../src/chat/enter.ts";
import type { Db } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { fixedNow, makeWorkspace } from "../support/workspace.ts";
import { nameOnSlack } from "./posting.ts";
import { personOf } from "./support.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

let teams = 0;
function visitOf(over: Partial<Visit> = {}): Visit {
  const teamRef = over.teamRef ?? `T${++teams}`;
  return { platform: "slack", platformId: `${teamRef}/U1`, name: "신지안", teamRef, ...over };
}
const come = (visit: Visit) => enter({ db, now: () => fixedNow, zone: "Asia/Seoul" }, visit);

test("a room speaks of its own workspace, another room of the team of the team's", async () => {
  const [own, teams] = [await makeWorkspace(db), await makeWorkspace(db)];
  const visit = visitOf({ roomRef: "C-own" });
  await bindRoom(own, { platform: "slack", roomRef: "C-own" });
  await bindRoom(teams, { platform: "slack", roomRef: visit.teamRef });

  expect((await come(visit)).workspaceId).toBe(own.workspaceId);
  expect((await come({ ...visit, roomRef: "C-other" })).workspaceId).toBe(teams.workspaceId);
});

test("somebody who was met is found, with their room, in one look at the database", async () => {
  const jobs: string[] = [];
  const counted: Db = {
    ...db,
    run: (as, body, options) => {
      if (as.role === "co9ma_system") jobs.push(as.job);
      return db.run(as, body, options);
    },
  };
  const visit = visitOf({ roomRef: "C-counted", threadRef: "1.1" });
  const arrive = () => enter({ db: counted, now: () => fixedNow, zone: "Asia/Seoul" }, visit);
  const first = await arrive();
  expect(jobs).toEqual(["arrival.find", "person.meet", "demo.open"]);

  jobs.length = 0;
  expect(await arrive()).toEqual(first);

  expect(jobs).toEqual(["arrival.find"]);
});

test("alone with us, without a last workspace, a person is in their newest one", async () => {
  const [older, newer] = [await makeWorkspace(db), await makeWorkspace(db)];
  const visit = visitOf();
  await nameOnSlack(db, personOf(older), visit.platformId);
  await asOwner(
    db,
    `insert into membership (workspace_id, person_id, role, created_at)
     values ('${newer.workspaceId}', '${personOf(older)}', 'viewer', now() + interval '1 day')`,
  );
  const last = (id: string) =>
    asOwner(db, `update person set last_workspace_id = ${id} where id = '${personOf(older)}'`);

  await last("null");
  expect((await come(visit)).workspaceId).toBe(newer.workspaceId);
  await last(`'${older.workspaceId}'`);
  expect((await come(visit)).workspaceId).toBe(older.workspaceId);
  await last("gen_random_uuid()");
  expect((await come(visit)).workspaceId).toBe(newer.workspaceId);
});

test("a team that nobody bound speaks of the demo", async () => {
  const { workspaceId } = await come(visitOf({ roomRef: "C-new" }));

  expect((await findWorkspace(db, workspaceId))?.kind).toBe("demo");
  expect(workspaceId).toBe((await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" })).workspaceId);
});

test("alone with us a person is where they were last, in a room of their own", async () => {
  const ctx = await makeWorkspace(db);
  const visit = visitOf();
  await nameOnSlack(db, personOf(ctx), visit.platformId);

  expect(await come(visit)).toEqual({
    platform: "slack",
    personId: personOf(ctx),
    workspaceId: ctx.workspaceId,
    roomRef: `@${visit.platformId}`,
  });
});

test("the same person in one team is one person, in another team another", async () => {
  const visit = visitOf();

  const [first, again, other] = [
    await come(visit),
    await come({ ...visit, name: "다른 이름" }),
    await come(visitOf()),
  ];

  expect(again.personId).toBe(first.personId);
  expect(other.personId).not.toBe(first.personId);
});

test("two first events of one person at once make one person", async () => {
  const visit = visitOf();

  const both = await Promise.all([come(visit), come(visit), come(visit)]);

  expect(new Set(both.map(({ personId }) => personId)).size).toBe(1);
});
