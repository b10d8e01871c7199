import { afterAll, beforeAll, expect, test } from "vitest";
import { type Entry, signIn } from "../../src/chat/sign-in.ts";
import { findSession, issueAdminCode, openDemo } from "../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { fixedNow } from "../support/workspace.ts";

const zone = "Asia/Seoul";
let db: Db;

beforeAll(async () => {
  db = await openTestDb();
  await openDemo(db, { now: fixedNow, zone });
});
afterAll(() => closeTestDb(db));

const enter = (code: string): Promise<Entry> =>
  signIn({ db, log: silentLog, now: () => fixedNow }, { code, lang: "ko", zone });

async function countOf(table: "person" | "identity"): Promise<number> {
  const [row] = await asOwner<{ count: number }>(db, `select count(*)::int as count from ${table}`);
  return row?.count ?? 0;
}

test("wrong admin codes make nobody; the right one makes one person and a session", async () => {
  const code = await issueAdminCode(db);
  const before = [await countOf("person"), await countOf("identity")];

  for (let guess = 0; guess < 9; guess++)
    await expect(enter("ABCD-EFG2")).rejects.toMatchObject({ code: "forbidden" });
  expect([await countOf("person"), await countOf("identity")]).toEqual(before);

  const { token } = await enter(code);

  expect(await findSession(db, token)).toBeDefined();
  expect(await countOf("person")).toBe((before[0] ?? 0) + 1);
});
