// What only one person is told: a press that came to nothing, a question they may not have answered.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import { issueAdminCode } from "../../../src/capabilities/workspace/workspace.ts";
import type { Answerer } from "../../../src/chat/chat.ts";
import { Card } from "../../../src/core/card/card.ts";
import type { Db } from "../../../src/db/db.ts";
import { echo, endOf, makeAnswerer } from "../../chat/made-answerer.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import { joinWorkspace } from "../../support/workspace.ts";
import { direct, self } from "./inbound/made-payloads.ts";
import { buttonsIn, makeTeam, openReplica, pressButton, pressToken, write } from "./support.ts";

let db: Db;
let api: SlackApi;
let admin: Ctx;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  admin = await makeTeam(db);
  api = await openSlackApi(self);
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

const offer = Card.parse({
  lang: "ko",
  parts: [
    {
      kind: "proposal",
      title: "이 방을 연결할까요?",
      lines: [],
      choices: [
        {
          label: "이 방 연결",
          press: { action: "bind_room", input: { platform: "slack", roomRef: "T1/C9" } },
        },
      ],
    },
  ],
});

/** Offers a button whenever it is asked about the room, and repeats everything else. */
const answerer: Answerer = makeAnswerer(
  async function* (ctx, input) {
    if (!input.said.includes("방")) return yield* echo(ctx, input);
    yield { kind: "card", card: offer };
    yield endOf();
  },
  (ctx, tool, input) => act(ctx, workspaceTools, { tool, input }, () => {}),
);

/** Asked by U1 in C1, answered with the button. */
async function offered() {
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack, { text: "<@UBOT> 이 방은?" });
  await expect.poll(() => api.sent.length, soon).toBe(1);
  const [post] = api.sent;
  const [button] = buttonsIn(post ?? {});
  if (!post || !button) throw new Error("nothing was offered");
  return { slack, post, button };
}

const bindings = () => asOwner(db, "select room_ref from room where room_ref = 'T1/C9'");

test("a stranger in a room is told alone, beside their message while no thread hangs on it", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack, { user: "U2" });

  await expect.poll(() => api.whispered, soon).toMatchObject([{ channel: "C1", user: "U2" }]);
  expect(api.whispered[0]?.text).toContain("아직 이 워크스페이스의 멤버가 아니라서");
  expect(api.whispered[0]?.thread_ts).toBeUndefined();
  expect(api.sent.filter(({ channel }) => channel === "C1")).toEqual([]);
  expect(api.refused).toEqual([]);
});

test("a stranger who speaks up in a thread of ours is told alone, in the thread", async () => {
  const { slack } = await openReplica(db, api, answerer);
  const [, thread = ""] = (await write(api, slack)).split(":");
  await expect.poll(() => api.sent.length, soon).toBe(1);
  await write(api, slack, { user: "U2", text: "나도 보여 줘", thread_ts: thread });

  await expect.poll(() => api.whispered, soon).toMatchObject([{ user: "U2", thread_ts: thread }]);
  expect(api.sent.filter(({ channel }) => channel === "C1")).toHaveLength(1);
});

test("alone with us a stranger is told in the main line", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack, direct({ user: "U2", ts: "1763801999.000001" }));

  await expect.poll(() => api.sent.map(({ channel }) => channel), soon).toContain("D-U2");
  expect(api.whispered).toEqual([]);
});

test("a second press is one execution, and its presser alone hears where the result stands", async () => {
  const { slack, post, button } = await offered();
  await Promise.all([
    pressToken(slack, post, button, { id: "U1" }),
    pressToken(slack, post, button, { id: "U1" }),
  ]);
  await expect.poll(() => api.sent.length, soon).toBe(2);
  await pressToken(slack, post, button, { id: "U1" });

  await expect.poll(() => api.whispered.at(-1)?.text, soon).toContain("이미 눌러서 처리한 버튼이라");
  expect(api.whispered.at(-1)).toMatchObject({ user: "U1", thread_ts: post.thread_ts });
  expect(api.sent).toHaveLength(2);
  expect(await bindings()).toHaveLength(1);
});

test("a button that is another's says so to its presser, in their own language", async () => {
  const other = await joinWorkspace({ ...admin, lang: "en" }, "company_admin");
  await nameOnSlack(db, personOf(other), "T1/U5");
  const { slack, post, button } = await offered();
  await pressToken(slack, post, button, { id: "U5" });

  await expect.poll(() => api.whispered.length, soon).toBe(1);
  expect(api.whispered[0]).toMatchObject({ channel: "C1", user: "U5", thread_ts: post.thread_ts });
  expect(api.whispered[0]?.text).toContain("Only the person who got the card can press it");
  expect(await bindings()).toEqual([]);
});

test("a button that is too old says how to get another", async () => {
  const { slack, post, button } = await offered();
  await asOwner(db, `update button set expires_at = now() - interval '1 s' where token = '${button.value}'`);
  await pressToken(slack, post, button, { id: "U1" });

  await expect.poll(() => api.whispered[0]?.text, soon).toContain("새 카드를 받아 주세요");
  expect(await bindings()).toEqual([]);
});

test("a role that does not allow it costs no button: it works once the role does", async () => {
  const { slack } = await offered();
  const role = (to: string) =>
    asOwner(db, `update membership set role = '${to}' where workspace_id = '${admin.workspaceId}'`);
  await role("viewer");
  await pressButton(api, slack, "이 방 연결");
  await expect.poll(() => api.whispered[0]?.text, soon).toContain("지금 역할로는 이 작업을 할 수 없어요");
  await role("company_admin");
  await pressButton(api, slack, "이 방 연결");

  await expect.poll(bindings, soon).toHaveLength(1);
});

test("whoever cannot be told in the room is told in their direct messages", async () => {
  const { slack } = await openReplica(db, api, answerer);
  api.left("C1", "U2");
  await write(api, slack, { user: "U2" });

  await expect.poll(() => api.sent.map(({ channel }) => channel), soon).toContain("D-U2");
});

test("what Slack refuses in blocks is whispered in plain words", async () => {
  const { slack } = await openReplica(db, api, answerer);
  api.refuse("chat.postEphemeral", "invalid_blocks");
  await write(api, slack, { user: "U2" });
  await expect.poll(() => api.asked.filter((method) => method === "chat.postEphemeral").length, soon).toBe(2);
  api.refuse("chat.postEphemeral", undefined);
});

test("a code has no language: its sender is answered in that of their Slack, right or wrong", async () => {
  api.people.set("U2", { real_name: "Jian", locale: "en-US" });
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack, direct({ user: "U2", ts: "1763801999.000002", text: "ABCD-2345" }));
  await expect.poll(() => api.sent[0]?.text, soon).toContain("This code is wrong, used or expired.");
  const ts = "1763801999.000003";
  await write(api, slack, direct({ user: "U2", ts, text: await issueAdminCode(db) }));

  await expect.poll(() => api.sent[1]?.text, soon).toContain("You are an admin of this workspace now");
});

test("an admin is asked about a stranger in the workspace's language, not in the stranger's", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await write(
    api,
    slack,
    direct({ user: "U2", ts: "1763801999.000004", text: "hello there, how was last week?" }),
  );

  await expect
    .poll(() => api.sent.find(({ channel }) => channel === "D-U1")?.text, soon)
    .toContain("처음 말을 걸었어요");
});
