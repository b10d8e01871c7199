// People who write one thing in three short lines get one answer to it; nothing of it is lost, and whole sentences wait for nobody.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { mayGoOn } from "../../../src/chat/burst.ts";
import { makeAnswerer } from "../../chat/made-answerer.ts";
import { soon } from "../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import { direct, self } from "./inbound/made-payloads.ts";
import { makeTeam, openReplica, write } from "./support.ts";

let db: Db;
let api: SlackApi;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  await makeTeam(db);
  api = await openSlackApi({ ...self, scopes: ["chat:write", "assistant:write"] });
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

async function settled(): Promise<void> {
  const open = () =>
    asOwner(
      db,
      `select id from inbound where platform = 'slack' and state in ('waiting', 'working')
       union all select id from delivery where platform = 'slack' and state in ('waiting', 'working')`,
    );
  await expect.poll(open, { ...soon, timeout: 15_000 }).toEqual([]);
}

/** The lines have to come within the window by the database's clock: a machine that is busy elsewhere gets another try. */
const byTheClock = { retry: 3 };

const thread = "1763801000.600001";
const lines = ["여름 세일", "네이버랑 메타", "지난주 ROAS 어땠어?"];

test(
  "three short lines in a thread, each acknowledged as it came, are answered once, as one",
  byTheClock,
  async () => {
    const { slack } = await openReplica(db, api, makeAnswerer());
    await write(api, slack, { ts: thread, text: "<@UBOT> 지난주 어땠어?" });
    await settled();
    for (const [at, text] of lines.entries())
      await write(api, slack, { ts: `1763801000.60001${at}`, thread_ts: thread, text });
    await settled();

    expect(api.sent.map(({ text }) => text)).toEqual([
      expect.stringContaining("answer to: 지난주 어땠어?"),
      expect.stringContaining("answer to: 여름 세일\n네이버랑 메타\n지난주 ROAS 어땠어?"),
    ]);
    await expect.poll(() => api.signs.size, soon).toBe(0);
  },
);

test("alone with us they stay in the thread of the first", byTheClock, async () => {
  const { slack } = await openReplica(db, api, makeAnswerer());
  for (const [at, text] of lines.entries())
    await write(api, slack, direct({ ts: `1763801000.61000${at}`, text }));
  await settled();

  expect(api.sent).toHaveLength(1);
  expect(api.sent[0]).toMatchObject({ thread_ts: "1763801000.610000" });
  expect(api.sent[0]?.text).toContain("여름 세일\n네이버랑 메타\n지난주 ROAS 어땠어?");
});

test("the same line delivered twice is one line", byTheClock, async () => {
  const { slack } = await openReplica(db, api, makeAnswerer());
  const first = { ts: "1763801000.620000", text: "여름 세일" };
  await write(api, slack, direct(first));
  await write(api, slack, direct(first));
  await write(api, slack, direct({ ts: "1763801000.620001", text: "ROAS 알려줘" }));
  await settled();

  expect(api.sent).toHaveLength(1);
  expect(api.sent[0]?.text).toContain("answer to: 여름 세일\nROAS 알려줘");
});

test("lines of two people in one thread are two questions", byTheClock, async () => {
  const { slack } = await openReplica(db, api, makeAnswerer());
  await write(api, slack, { ts: thread, text: "<@UBOT> 지난주 어땠어?" });
  await settled();
  await write(api, slack, { ts: "1763801000.630001", thread_ts: thread, text: "여름 세일" });
  await write(api, slack, { ts: "1763801000.630002", thread_ts: thread, text: "겨울 세일", user: "U2" });
  await settled();

  expect(api.sent).toHaveLength(3);
  expect(api.sent.some(({ text }) => text.includes("여름 세일\n"))).toBe(false);
});

test("a code behind a short line is no part of it", byTheClock, async () => {
  const { slack } = await openReplica(db, api, makeAnswerer());
  await write(api, slack, direct({ ts: "1763801000.640000", text: "여기 코드" }));
  await write(api, slack, direct({ ts: "1763801000.640001", text: "ABCD-2345" }));
  await settled();

  expect(api.sent.map(({ text }) => text).join("|")).not.toContain("ABCD-2345");
  expect(api.sent).toHaveLength(2);
});

test.each([
  ["여름 세일", true],
  ["summer sale", true],
  ["지난주 어땠어?", false],
  ["ROAS 알려줘", false],
  ["네이버는 어때요", false],
  ["12", false],
  ["ABCD-2345", false],
])("%s: waits for more is %s", (text, waits) => {
  expect(mayGoOn(text)).toBe(waits);
});
