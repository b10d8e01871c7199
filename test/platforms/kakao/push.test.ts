// Speaking first in KakaoTalk, from what is told to somebody to what stands in their chat: Event API, the bot's engine, our skill.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../../src/app.ts";
import { reachableMembers } from "../../../src/capabilities/approvals/approvals.ts";
import { setPush } from "../../../src/capabilities/digests/reaching/reaching.ts";
import { placeToTell } from "../../../src/chat/reach.ts";
import { tellThere } from "../../../src/chat/tell.ts";
import { words } from "../../../src/core/locale.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { EVENT_PARAM } from "../../../src/platforms/kakao/push/knockers.ts";
import { until } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { nameOnKakao, openEngine, openKakaoReplica, patientTimes } from "../../support/kakao-engine.ts";
import { type KakaoEvents, openKakaoEvents } from "../../support/kakao-events.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const line = { ref: "notes", title: words("알림", "Notes") };

async function openTown() {
  const ctx = await makeWorkspace(db);
  const user = randomUUID();
  await nameOnKakao(db, ctx, user);
  await setPush(ctx, { path: "kakao", isOn: true });
  const engine = await openEngine();
  let deliver: Parameters<typeof openKakaoEvents>[0]["deliver"];
  const kakao: KakaoEvents = await openKakaoEvents({
    bot: "bot1!",
    key: "rest-key-of-the-tests",
    event: "co9ma",
    deliver: async (to, params) => (await deliver?.(to, params)) ?? false,
  });
  onTestFinished(() => kakao.close());
  const event = { bot: "bot1!", key: "rest-key-of-the-tests", event: "co9ma", apiUrl: kakao.url };
  const { door } = await openKakaoReplica(db, ctx, engine, buildAnswerer(silentLog), {
    times: patientTimes,
    push: { event },
  });
  deliver = async ({ id }, params) => {
    const { seen, status } = await engine.say(door, { user: id, text: "co9ma", bot: "bot1!", params });
    return seen !== undefined || status === 200;
  };
  const tell = async (): Promise<void> => {
    const [member] = await reachableMembers(ctx);
    if (!member) throw new Error("nobody here");
    await withTx(ctx, async (tx) => {
      const conversationId = await placeToTell(tx, ctx, { ...member, lang: "ko" }, line);
      if (!conversationId) throw new Error("no place");
      await tellThere(tx, ctx, { conversationId, action: "show_reach_order", input: {}, key: randomUUID() });
    });
  };
  const ended = (): Promise<{ trouble: string | null }[]> =>
    until(async () => {
      const rows = await asOwner<{ trouble: string | null; state: string }>(
        db,
        `select trouble, state from knock where workspace_id = '${ctx.workspaceId}'`,
      );
      return rows.length > 0 && rows.every(({ state }) => state === "done") ? rows : undefined;
    });
  return { ctx, user, engine, door, kakao, tell, ended };
}

test("what a person is told stands in their chat once, and is paid for once", async () => {
  const { user, engine, kakao, tell, ended } = await openTown();

  await tell();

  expect(await ended()).toMatchObject([{ trouble: null }]);
  expect(kakao.sent).toEqual([[user]]);
  expect(kakao.charged()).toBe(1);
  expect(engine.seen).toHaveLength(1);
  expect(engine.seen[0]?.text).toContain("알림 순서");
  expect(engine.refused).toEqual([]);
});

test("an event that comes twice shows nothing of it the second time", async () => {
  const { user, engine, door, tell, ended } = await openTown();
  await tell();
  await ended();

  const again = await engine.say(door, {
    user,
    text: "co9ma",
    bot: "bot1!",
    params: { [EVENT_PARAM]: randomUUID() },
  });

  expect(again.seen?.text).not.toContain("알림 순서");
  expect(engine.seen.filter(({ text }) => text.includes("알림 순서"))).toHaveLength(1);
});

test("who writes first fetches it themself, and no event is paid for", async () => {
  const { ctx, user, engine, door, kakao, tell, ended } = await openTown();
  kakao.answer({ status: 503 });
  await tell();
  await until(async () => {
    const { seen } = await engine.say(door, { user, text: "답변 확인" });
    return seen?.text.includes("알림 순서") ? true : undefined;
  });

  await until(async () => {
    const held = await asOwner(
      db,
      `select 1 from delivery where workspace_id = '${ctx.workspaceId}' and state = 'held'`,
    );
    return held.length === 0 ? true : undefined;
  });

  expect(await ended()).toMatchObject([{ trouble: null }]);
  kakao.answer(undefined);
  expect(kakao.charged()).toBe(0);
});

test("a friend no more is not reached; it is noted, and lies held for their next message", async () => {
  const { user, engine, door, kakao, tell, ended } = await openTown();
  kakao.away.add(user);

  await tell();

  expect(await ended()).toMatchObject([{ trouble: "301" }]);
  const { seen } = await engine.say(door, { user, text: "답변 확인" });
  expect(seen?.text).toContain("알림 순서");
});
