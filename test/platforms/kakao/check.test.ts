// The self-check of KakaoTalk against a server of ours and a strict Event API: each thing that is wrong is said, with the next step.

import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../../src/app.ts";
import type { Db } from "../../../src/db/db.ts";
import { checkKakao, type KakaoGiven } from "../../../src/platforms/kakao/check/check.ts";
import { setupOf } from "../../../src/platforms/kakao/check/setup.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { openEngine, openKakaoReplica, skillSecret } from "../../support/kakao-engine.ts";
import { openKakaoEvents } from "../../support/kakao-events.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function openServer() {
  const ctx = await makeWorkspace(db);
  const { door } = await openKakaoReplica(db, ctx, await openEngine(), buildAnswerer(silentLog));
  const given: KakaoGiven = {
    workspace: ctx.workspaceId,
    skillSecret,
    push: {},
    publicAddress: undefined,
    localAddress: new URL(door.url),
  };
  return { ctx, given, door };
}

const said = async (given: KakaoGiven): Promise<string[]> =>
  (await checkKakao(given)).map(({ weight, say }) => `${weight} ${say.en}`);

test("a server with its secret is fine, and nothing of the knock is kept", async () => {
  const { ctx, given, door } = await openServer();

  const lines = await said(given);

  expect(lines[0]).toContain("note The public address (PUBLIC_URL) is not known");
  expect(lines[1]).toBe(
    `fine The server takes the skill's requests at ${door.url}/kakao/${ctx.workspaceId}/skill.`,
  );
  expect(lines[2]).toMatch(/^fine It answered in \d\.\d s/);
  expect(lines.slice(3)).toEqual([
    "note Speaking first (Event API) is off: what waits stands at the head of the next conversation.",
    "note 알림톡 is off.",
  ]);
  const kept = await asOwner(db, `select 1 from inbound where workspace_id = '${ctx.workspaceId}'`);
  expect(kept).toEqual([]);
});

test("another secret than the server's is told from a server that is none of ours", async () => {
  const { given } = await openServer();

  const lines = await said({ ...given, skillSecret: "another-secret-of-thirty-two-letters-or-so" });

  expect(lines).toContain("stops The server uses another KAKAO_SKILL_SECRET than the one set here.");
});

test("a public address must be https, and somebody must be there", async () => {
  const { given } = await openServer();

  expect(await said({ ...given, publicAddress: new URL("http://example.test") })).toContain(
    `stops Kakao only posts to https addresses: http://example.test/kakao/${given.workspace}/skill`,
  );
  const nobody = { ...given, localAddress: new URL("http://127.0.0.1:9") };
  expect((await said(nobody)).join()).toContain("stops No server answers on this machine");
});

test("a wrong key and a wrong bot of the Event API are told apart, and the key is repeated nowhere", async () => {
  const { given } = await openServer();
  const kakao = await openKakaoEvents({ bot: "bot1", key: "the-right-rest-key", event: "co9ma" });
  onTestFinished(() => kakao.close());
  kakao.rooms.set("g1", true);
  const event = { bot: "bot1", key: "the-right-rest-key", event: "co9ma", apiUrl: kakao.url };

  expect(await said({ ...given, push: { event } })).toContain(
    "fine Kakao knows the bot and the key; of 1 team chats 1 take messages nobody asked for.",
  );
  const wrongKey = await said({ ...given, push: { event: { ...event, key: "the-wrong-rest-key" } } });
  expect(wrongKey).toContain("stops Kakao does not take KAKAO_REST_API_KEY.");
  expect(wrongKey.join()).not.toContain("the-wrong-rest-key");
  expect(await said({ ...given, push: { event: { ...event, bot: "other1" } } })).toContain(
    "stops Kakao does not know the bot of KAKAO_BOT_ID.",
  );
});

test("the set-up shows what to paste for this workspace alone", async () => {
  const { ctx, given, door } = await openServer();

  const setup = await setupOf({ ...given, event: "co9ma" }, ctx.workspaceId, "ko");

  expect(setup).toMatchObject({
    skillUrl: `${door.url}/kakao/${ctx.workspaceId}/skill`,
    roomUrl: `${door.url}/kakao/${ctx.workspaceId}/room`,
    header: "x-co9ma-key",
    key: door.key,
    event: "co9ma",
  });
  expect(setup.findings[1]?.say).toContain("스킬 요청을 받아요");
});
