// Thumbs below an answer in Slack: one press says it helped, the other asks why not; nobody else sees either.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { buildAnswerer } from "../../../src/app.ts";
import { listFeedback } from "../../../src/capabilities/feedback/feedback.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { bindRoom, openDemo } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { fixedNow } from "../../support/workspace.ts";
import { forgetSlack } from "./door/support.ts";
import { press, self } from "./inbound/made-payloads.ts";
import { buttonsIn, openReplica, write } from "./support.ts";

const zone = "Asia/Seoul";
const answerer = buildAnswerer(silentLog);

let db: Db;
let api: SlackApi;
let admin: Ctx;
let slack: SlackDriver;

beforeAll(async () => {
  db = await openTestDb();
  const { people, workspaceId } = await openDemo(db, { now: fixedNow, zone });
  await forgetSlack(db);
  await asOwner(db, "delete from room where platform = 'slack'");
  const actor = { kind: "person", personId: people.company_admin } as const;
  admin = { workspaceId, actor, role: "company_admin", lang: "ko", zone, now: fixedNow, db, log: silentLog };
  await bindRoom(admin, { platform: "slack", roomRef: "T1" });
  await nameOnSlack(db, people.company_admin, "T1/U1");
  await nameOnSlack(db, people.viewer, "T1/U2");
});
beforeEach(async () => {
  await asOwner(db, "delete from feedback");
  api = await openSlackApi(self);
  ({ slack } = await openReplica(db, api, answerer));
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

type Thumbs = {
  type: string;
  action_id: string;
  positive_button: { value: string };
  negative_button: { value: string };
};
type Post = SlackApi["sent"][number];

function thumbsIn({ blocks = [] }: Post): Thumbs | undefined {
  return (blocks as { type: string; elements?: Thumbs[] }[]).find(({ type }) => type === "context_actions")
    ?.elements?.[0];
}

async function answered(): Promise<{ post: Post; thumbs: Thumbs }> {
  await write(api, slack, { text: "<@UBOT> 지난주 광고비는?" });
  await expect.poll(() => api.sent.find((post) => thumbsIn(post)), soon).toBeDefined();
  const post = api.sent.find((one) => thumbsIn(one));
  const thumbs = post && thumbsIn(post);
  if (!post || !thumbs) throw new Error("no thumbs");
  return { post, thumbs };
}

let count = 0;
async function thumb({ post, thumbs }: { post: Post; thumbs: Thumbs }, which: "good" | "bad", user = "U1") {
  const { channel, ts, thread_ts } = post;
  const { value } = which === "good" ? thumbs.positive_button : thumbs.negative_button;
  const action = { type: "feedback_buttons", action_id: thumbs.action_id, value };
  const { status } = await slack.interaction(
    press(
      {
        channel: { id: channel },
        container: { type: "message", message_ts: ts, channel_id: channel, thread_ts },
        message: { ts, thread_ts },
        trigger_id: api.modals.trigger(),
        user: { id: user, username: user, team_id: "T1" },
      },
      { ...action, action_ts: `1763804100.${String(++count).padStart(6, "0")}` },
    ),
  );
  expect(status).toBe(200);
}

async function sendWhy(values: Record<string, object>) {
  await expect.poll(() => api.modals.open.at(-1)?.seen.length, soon).toBe(2);
  const modal = api.modals.open.at(-1);
  const response = await slack.interaction({
    type: "view_submission",
    api_app_id: "A1",
    team: { id: "T1" },
    user: { id: "U1", username: "jia", team_id: "T1" },
    view: { ...modal?.view, id: modal?.id, hash: modal?.hash, state: { values } },
  });
  return response.text();
}

const counts = async () => (await listFeedback(admin, 20)).counts;

test("a good word is kept and thanked for, to its writer alone; the thumbs stay for everybody", async () => {
  const answer = await answered();
  await thumb(answer, "good");
  await expect.poll(counts, soon).toEqual({ good: 1, bad: 0 });
  await thumb(answer, "good", "U2");
  await expect.poll(counts, soon).toEqual({ good: 2, bad: 0 });

  await expect.poll(() => api.whispered.map(({ user }) => user), soon).toEqual(["U1", "U2"]);
  expect(api.whispered[0]?.text).toContain("고마워요");
  expect(api.edited).toEqual([]);
  expect(api.refused).toEqual([]);
});

test("a bad word asks why, keeps it, and takes the place of a good one", async () => {
  const answer = await answered();
  await thumb(answer, "good");
  await expect.poll(counts, soon).toEqual({ good: 1, bad: 0 });
  await thumb(answer, "bad");
  const said = await sendWhy({
    template: { value: { type: "static_select", selected_option: { value: "wrong" } } },
    reason: { value: { type: "plain_text_input", value: "VAT가 달라요" } },
  });
  await expect.poll(counts, soon).toEqual({ good: 0, bad: 1 });

  expect(said).toBe("");
  expect((await listFeedback(admin, 20)).heard[0]).toMatchObject({
    template: "wrong",
    reason: "VAT가 달라요",
    asked: "지난주 광고비는?",
  });
  await write(api, slack, { text: "<@UBOT> 피드백 보여줘" });
  await expect.poll(() => api.sent.at(-1)?.text, soon).toContain("👎 1건");
  expect(JSON.stringify(api.sent.at(-1)?.blocks)).toContain("숫자나 내용이 틀려요 · VAT가 달라요");
});

test("a modal that is closed keeps nothing", async () => {
  await thumb(await answered(), "bad");
  await expect.poll(() => api.modals.open.length, soon).toBe(1);
  api.modals.close(api.modals.open[0]?.id ?? "");

  expect(await counts()).toEqual({ good: 0, bad: 0 });
});

test("where no modal opens the word counts, and the reason is asked below it", async () => {
  api.refuse("views.open", "missing_scope");
  await thumb(await answered(), "bad");
  await expect.poll(counts, soon).toEqual({ good: 0, bad: 1 });
  await expect.poll(() => api.whispered.length, soon).toBe(1);

  expect(buttonsIn(api.whispered[0] ?? {}).map(({ text }) => text.text)).toEqual(["양식 열기"]);
});

test("a viewer may say so and may not read what others said", async () => {
  await write(api, slack, { text: "<@UBOT> 피드백 보여줘", user: "U2" });
  await expect.poll(() => api.whispered.length + api.sent.length, soon).toBeGreaterThan(0);

  expect(JSON.stringify([...api.whispered, ...api.sent])).toContain("역할");
});

test("small talk and what changes nothing has no thumbs", async () => {
  await write(api, slack, { text: "<@UBOT> 안녕" });
  await expect.poll(() => api.sent.length, soon).toBe(1);

  expect(thumbsIn(api.sent[0]!)).toBeUndefined();
});
