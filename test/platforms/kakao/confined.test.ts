// One bot at two workspaces' doors: who somebody is was vouched for by one workspace's key, and counts in no other.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reachableMembers } from "../../../src/capabilities/approvals/approvals.ts";
import { adminsOn } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { keyOf } from "../../../src/platforms/kakao/door/key.ts";
import { makeAnswerer } from "../../chat/made-answerer.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import {
  nameOnKakao,
  openEngine,
  openKakaoReplica,
  patientTimes,
  skillSecret,
} from "../../support/kakao-engine.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

test("the id of a member of one workspace is a stranger's at the door of another", async () => {
  const [here, there] = [await makeWorkspace(db), await makeWorkspace(db)];
  const personId = personOf(here);
  // They belong to both, and were met in KakaoTalk in one.
  await asOwner(
    db,
    `insert into membership (workspace_id, person_id, role, created_at)
      values ('${there.workspaceId}', '${personId}', 'company_admin', now())`,
  );
  const user = randomUUID();
  await nameOnKakao(db, here, user);
  const engine = await openEngine();
  const { door } = await openKakaoReplica(db, here, engine, makeAnswerer(), { times: patientTimes });
  const other = { ...door, workspace: there.workspaceId, key: keyOf(skillSecret, there.workspaceId) };

  const [known, forged] = [
    await engine.say(door, { user, text: "질문" }),
    await engine.say(other, { user, text: "질문" }),
  ];

  expect(known.seen?.text).toContain("answer to: 질문");
  expect(forged.seen?.text).toContain("멤버가 아니라서");
  const reached = (await reachableMembers(there)).find((one) => one.personId === personId);
  expect(reached?.kakaoId).toBeUndefined();
  const [admin] = await adminsOn(db, { workspaceId: here.workspaceId, platform: "kakao" });
  expect(admin?.platformId).toBe(`bot1:${user}`);
}, 60_000);
