// Our app as an agent of Slack: what it shows at once, threads as sessions with a title and a Stop, prompts; and what a team without it gets.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answerer } from "../../../src/chat/chat.ts";
import type { Db } from "../../../src/db/db.ts";
import { echo, endOf, makeAnswerer, makeGate, textCard } from "../../chat/made-answerer.ts";
import { soon } from "../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import { type SlackDriver, wallSeconds } from "../../support/slack-driver.ts";
import { direct, envelope, self } from "./inbound/made-payloads.ts";
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

function gated(): { answerer: Answerer; open: () => void; aborted: () => number } {
  const gate = makeGate();
  let count = 0;
  const answerer = makeAnswerer(async function* (ctx, input) {
    ctx.signal?.addEventListener("abort", () => (count += 1));
    await Promise.race([
      gate.passed,
      new Promise((_, reject) => {
        ctx.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      }),
    ]);
    yield* echo(ctx, input);
  });
  return { answerer, open: gate.open, aborted: () => count };
}

async function settled(): Promise<void> {
  const open = () =>
    asOwner(
      db,
      `select id from inbound where platform = 'slack' and state in ('waiting', 'working')
       union all select id from delivery where platform = 'slack' and state in ('waiting', 'working')`,
    );
  await expect.poll(open, { ...soon, timeout: 15_000 }).toEqual([]);
}

const stopped = (
  slack: SlackDriver,
  channel: string,
  thread: string,
  atS = wallSeconds(),
): Promise<Response> =>
  slack.event(
    envelope({
      type: "agent_session_stopped",
      channel,
      user: "U1",
      thread_ts: thread,
      streaming_message_ts: [],
      event_ts: `${atS}.5`,
    }),
  );

describe("what is seen at once", () => {
  test("Slack's own line and a session with the question as its title, no eyes; both end with the answer", async () => {
    const { answerer, open } = gated();
    const { slack } = await openReplica(db, api, answerer);

    const asked = await write(api, slack, { text: "<@UBOT> 지난주 어땠어? 010-1234-5678" });
    await expect.poll(() => api.agent.lines.get(asked)?.loading.length, soon).toBe(3);
    expect(api.agent.lines.get(asked)?.status).toBe("답을 준비하고 있어요");
    await expect.poll(() => api.agent.sessions.get(asked)?.status, soon).toBe("processing");
    expect(api.agent.sessions.get(asked)?.title).toContain("지난주 어땠어?");
    expect(api.agent.sessions.get(asked)?.title).not.toContain("1234-5678");
    expect(api.signs.size).toBe(0);
    open();
    await settled();

    await expect.poll(() => api.agent.sessions.get(asked)?.status, soon).toBe("active");
    expect(api.agent.lines.size).toBe(0);
    expect(api.asked).not.toContain("reactions.add");
    expect(api.asked).not.toContain("reactions.remove");
  });

  test("a session that Slack made under another title is called by the first question", async () => {
    const { slack } = await openReplica(db, api, makeAnswerer());
    const ts = "1763801000.900001";
    api.agent.sessions.set(`C1:${ts}`, { status: "active", title: "New chat", statuses: [] });

    await write(api, slack, { ts, text: "<@UBOT> 이번 달 광고비" });

    await expect.poll(() => api.agent.sessions.get(`C1:${ts}`)?.title, soon).toBe("이번 달 광고비");
  });

  test.each(["unknown_method", 30])(
    "where Slack has no such line (%s) eyes stand, and no second try is made",
    async (word) => {
      api.refuse("assistant.threads.setStatus", word);
      const { answerer, open } = gated();
      const { slack } = await openReplica(db, api, answerer);

      const first = await write(api, slack);
      await expect.poll(() => [...api.signs], soon).toEqual([first]);
      const second = await write(api, slack);
      await expect.poll(() => [...api.signs], soon).toEqual([first, second]);
      open();
      await settled();

      await expect.poll(() => api.signs.size, soon).toBe(0);
      expect(api.asked.filter((method) => method === "assistant.threads.setStatus")).toHaveLength(1);
    },
  );

  test("an app that is no agent shows eyes and asks Slack for nothing new", async () => {
    const plain = await openSlackApi({ ...self, scopes: ["chat:write"] });
    const { answerer, open } = gated();
    const { slack } = await openReplica(db, plain, answerer);
    await write(plain, slack);
    await expect.poll(() => plain.signs.size, soon).toBe(1);
    open();
    await settled();

    expect(plain.asked.filter((method) => /^(agents|assistant)\./.test(method))).toEqual([]);
    await plain.close();
  });
});

describe("what is said to us alone", () => {
  test("goes on in a thread of its own, which remembers what was said in it", async () => {
    const said: string[][] = [];
    const answerer = makeAnswerer(async function* (ctx, input) {
      said.push(input.history.map((turn) => (turn as { said: string }).said));
      yield { kind: "card", card: textCard("답", ctx.lang) };
      yield endOf();
    });
    const { slack } = await openReplica(db, api, answerer);

    const asked = await write(api, slack, direct({ ts: "1763801000.700001" }));
    await settled();
    await write(
      api,
      slack,
      direct({ ts: "1763801000.700002", thread_ts: "1763801000.700001", text: "그럼 네이버는?" }),
    );
    await settled();

    expect(asked).toBe("D1:1763801000.700001");
    expect(api.sent.map(({ thread_ts }) => thread_ts)).toEqual(["1763801000.700001", "1763801000.700001"]);
    expect(said).toEqual([[], ["지난주 어땠어?"]]);
  });
});

describe("Slack's own Stop", () => {
  test("ends the work within two seconds, whichever process has it, and no further", async () => {
    const { answerer, aborted } = gated();
    const first = await openReplica(db, api, answerer);
    const other = await openReplica(db, api, answerer);
    const asked = await write(api, first.slack);
    await expect.poll(() => api.streams.length, soon).toBe(1);
    const [channel = "", ts = ""] = asked.split(":");

    const begun = performance.now();
    api.stopStreams(channel, ts);
    expect((await stopped(other.slack, channel, ts)).status).toBe(200);
    await expect.poll(aborted, soon).toBeGreaterThan(0);
    const tookMs = performance.now() - begun;
    await settled();

    expect(tookMs).toBeLessThan(2_000);
    expect(api.agent.sessions.get(asked)?.status).toBe("active");
    expect(api.sent).toHaveLength(1);
    expect(api.sent[0]?.text).toContain("멈췄어요");
  });

  test("told late it ends nothing that was asked since", async () => {
    const { answerer, open, aborted } = gated();
    const { slack } = await openReplica(db, api, answerer);
    const asked = await write(api, slack);
    await expect.poll(() => api.streams.length, soon).toBe(1);
    const [channel = "", ts = ""] = asked.split(":");

    await stopped(slack, channel, ts, wallSeconds() - 60);
    open();
    await settled();

    expect(aborted()).toBe(0);
    expect(api.sent.map(({ text }) => text).join()).not.toContain("멈췄어요");
  });

  test("where nothing is being answered it says so and does no more", async () => {
    const { slack } = await openReplica(db, api, makeAnswerer());
    const asked = await write(api, slack);
    await settled();
    const [channel = "", ts = ""] = asked.split(":");

    expect((await stopped(slack, channel, ts)).status).toBe(200);
    await settled();

    expect(api.sent).toHaveLength(1);
    await expect.poll(() => api.agent.sessions.get(asked)?.status, soon).toBe("active");
  });
});

test("whoever opens their messages with us finds questions, in the language of their Slack; a stranger finds help alone", async () => {
  const { slack } = await openReplica(db, api, makeAnswerer());
  api.people.set("U9", { real_name: "Lee", locale: "en-US" });
  const open = (user: string, channel: string) =>
    slack.event(envelope({ type: "app_home_opened", user, channel, tab: "messages", event_ts: "1.1" }));

  await open("U1", "D1");
  await open("U9", "D9");

  await expect.poll(() => api.agent.prompts.get("D1")?.at(-1)?.message, soon).toBe("무엇을 할 수 있어?");
  await expect
    .poll(() => api.agent.prompts.get("D9"), soon)
    .toEqual([{ title: "What can you do?", message: "What can you do?" }]);
  expect(await asOwner(db, "select 1 from identity where platform_id = 'T1/U9'")).toEqual([]);
});
