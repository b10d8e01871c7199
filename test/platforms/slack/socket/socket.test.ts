// Slack over a socket: what comes is kept as at the door and acknowledged once it is; a socket that goes is opened anew.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Chat } from "../../../../src/chat/chat.ts";
import { openChat } from "../../../../src/chat/chat.ts";
import { openDemo } from "../../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../../src/db/db.ts";
import { buildKeep } from "../../../../src/platforms/slack/door/keep.ts";
import { buildTake } from "../../../../src/platforms/slack/door/take.ts";
import { buildWebApi } from "../../../../src/platforms/slack/post/client.ts";
import { openSocket, type Socket, type SocketLimits } from "../../../../src/platforms/slack/socket/socket.ts";
import { makeAnswerer } from "../../../chat/made-answerer.ts";
import { soon } from "../../../chat/posting.ts";
import { closeTestDb, openTestDb, silentLog } from "../../../support/database.ts";
import { openSlackSocket, type SlackSocket } from "../../../support/slack-socket.ts";
import { fixedNow } from "../../../support/workspace.ts";
import { forgetSlack, keptIn, peopleIn } from "../door/support.ts";
import { command, envelope, mention, message, press, self } from "../inbound/made-payloads.ts";

let db: Db;
let chat: Chat;
let slack: SlackSocket;
beforeAll(async () => {
  db = await openTestDb();
  await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
  chat = await openChat({ db, log: silentLog, now: () => fixedNow, answerer: makeAnswerer() });
});
beforeEach(async () => {
  await forgetSlack(db);
  slack = await openSlackSocket();
});
afterEach(() => slack.close());
afterAll(async () => {
  await chat.close(0);
  await closeTestDb(db);
});

const TOKEN = "xapp-1-A1-CANARY";

async function listen({
  send = (...given) => chat.send(...given),
  limits = {},
}: { send?: Chat["send"]; limits?: Partial<SocketLimits> } = {}): Promise<Socket> {
  const socket = openSocket({
    api: buildWebApi({ token: TOKEN, apiUrl: slack.url }),
    take: buildTake({ findSelf: ({ teams }) => Promise.resolve(teams.includes("T1") ? self : undefined) }),
    keep: buildKeep({ chat: { ...chat, send }, zone: "Asia/Seoul", log: silentLog }),
    log: silentLog,
    limits: { pauseMs: { least: 1, most: 5 }, ...limits },
  });
  onTestFinished(() => socket.close());
  await socket.opened;
  return socket;
}

const acked = () => slack.acks.map(({ envelope_id }) => envelope_id);

describe("what comes", () => {
  test("is kept once, with its twin and every retry, and each is acknowledged", async () => {
    await listen();
    const ids = [
      slack.send("events_api", envelope(message())),
      slack.send("events_api", envelope(mention(), { event_id: "Ev2" })),
      slack.send("events_api", envelope(message()), { retry_attempt: 1, retry_reason: "timeout" }),
    ];

    await expect.poll(acked, soon).toHaveLength(3);

    expect(acked().toSorted()).toEqual(ids.toSorted());
    expect(slack.asked).toEqual([TOKEN]);
    expect(await keptIn(db)).toEqual([
      { kind: "message", said: "지난주 어땠어?", room: "T1/C1", thread: "1763800000.000100" },
    ]);
  });

  test("is acknowledged once its row is there, and not before", async () => {
    const gate = Promise.withResolvers<void>();
    await listen({
      send: async (...given) => {
        await gate.promise;
        return chat.send(...given);
      },
    });
    slack.send("events_api", envelope(message()));
    slack.send("events_api", envelope({ type: "reaction_added" }, { event_id: "Ev9" }));
    await expect.poll(acked, soon).toHaveLength(1);
    const before = await keptIn(db);

    gate.resolve();
    await expect.poll(acked, soon).toHaveLength(2);

    expect([before, await keptIn(db)]).toEqual([[], [expect.objectContaining({ kind: "message" })]]);
  });

  test("is not acknowledged where it could not be kept: its retry is", async () => {
    let failing = true;
    let failed = 0;
    await listen({
      send: (...given) => {
        if (!failing) return chat.send(...given);
        failed += 1;
        return Promise.reject(new Error("no database"));
      },
    });
    const lost = slack.send("events_api", envelope(message()));
    const ignored = slack.send("events_api", envelope({ type: "reaction_added" }, { event_id: "Ev9" }));
    await expect.poll(acked, soon).toContain(ignored);
    await expect.poll(() => failed, soon).toBe(1);

    failing = false;
    const retried = slack.send("events_api", envelope(message()), { retry_attempt: 1 });
    await expect.poll(acked, soon).toContain(retried);

    expect(acked()).not.toContain(lost);
    expect(await keptIn(db)).toHaveLength(1);
  });

  test("as a command is answered in its acknowledgement", async () => {
    await listen();
    const id = slack.send("slash_commands", command({ text: "help" }));

    await expect.poll(acked, soon).toContain(id);

    expect(slack.acks[0]?.payload).toMatchObject({ response_type: "ephemeral" });
  });

  test.each<[string, string, unknown]>([
    ["a press of another team", "interactive", press({ team: { id: "T2" } })],
    [
      "an event of another team",
      "events_api",
      envelope(message(), { team_id: "T2", context_team_id: "T2", authorizations: [{ team_id: "T2" }] }),
    ],
    ["a body of no shape", "events_api", ["x", 1, null]],
    ["no body", "interactive", undefined],
  ])("has no effect as %s", async (_, type, payload) => {
    await listen();
    const id = slack.send(type, payload);
    await expect.poll(acked, soon).toContain(id);

    expect([await keptIn(db), await peopleIn(db)]).toEqual([[], []]);
  });

  test("that is no envelope is passed over", async () => {
    await listen();
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      '{"type":7}',
      `{"type":"events_api","envelope_id":"${"x".repeat(300)}"}`,
    ])
      slack.say(text);
    slack.say(`{"type":"events_api","envelope_id":"e1","payload":"${"x".repeat(1_000_001)}"}`);
    const id = slack.send("events_api", envelope(message()));

    await expect.poll(acked, soon).toContain(id);

    expect(acked()).toEqual([id]);
    expect(await keptIn(db)).toHaveLength(1);
  });
});

describe("a socket", () => {
  test("that goes is opened anew, and what comes then is kept", async () => {
    await listen();

    slack.cut();
    await expect.poll(() => slack.asked.length, soon).toBe(2);
    await expect.poll(slack.open, soon).toBe(1);
    const id = slack.send("events_api", envelope(message()));

    await expect.poll(acked, soon).toContain(id);
    expect(await keptIn(db)).toHaveLength(1);
  });

  test.each([
    ["warning", 2],
    ["refresh_requested", 1],
  ])("that Slack asks to change (%s) is followed by another", async (reason, open) => {
    await listen();

    slack.say(JSON.stringify({ type: "disconnect", reason }));
    await expect.poll(() => slack.asked.length, soon).toBe(2);

    await expect.poll(slack.open, soon).toBe(open);
  });

  test("that cannot be opened is tried until it can", async () => {
    await listen();
    slack.refuse("internal_error");
    slack.cut();
    await expect.poll(() => slack.asked.length, soon).toBeGreaterThan(3);

    slack.refuse(undefined);

    await expect.poll(slack.open, soon).toBe(1);
  });

  test("that falls silent is given up; a ping is a sign of life, and answered", async () => {
    await listen({ limits: { silenceMs: 400 } });
    for (let beats = 0; beats < 4; beats += 1) {
      slack.ping();
      const before = beats;
      await expect.poll(slack.pongs, { timeout: 300, interval: 5 }).toBeGreaterThan(before);
    }
    const whilePinged = slack.asked.length;

    await expect.poll(() => slack.asked.length, soon).toBeGreaterThan(1);

    expect(whilePinged).toBe(1);
  });

  test("is closed at the end, after what is being kept", async () => {
    const socket = await listen();
    const id = slack.send("events_api", envelope(message()));
    await expect.poll(acked, soon).toContain(id);

    await socket.close();

    await expect.poll(slack.open, soon).toBe(0);
    expect(slack.asked).toHaveLength(1);
  });
});
