// Slack's door over real HTTP: what is kept, once; what is refused, without a trace.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "../../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../../support/database.ts";
import type { Manner } from "../../../support/slack-driver.ts";
import {
  command,
  direct,
  envelope as made,
  mention,
  message,
  press,
  self,
} from "../inbound/made-payloads.ts";
import { type Door, forgetSlack, keptIn, openDoor, peopleIn } from "./support.ts";

let db: Db;
let door: Door;
let failing = false;
let unknown = false;

beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  [failing, unknown] = [false, false];
  await forgetSlack(db);
  door = await openDoor(
    db,
    (chat) => ({
      ...chat,
      send: (from, said) => (failing ? Promise.reject(new Error("no database")) : chat.send(from, said)),
    }),
    () => (unknown ? Promise.reject(new Error("no Slack")) : Promise.resolve(self)),
  );
});
afterEach(() => door.close());
afterAll(() => closeTestDb(db));

let events = 0;
/** No two alike: the same bytes in the same second would be a replay. */
function envelope(
  event: Record<string, unknown>,
  over: Record<string, unknown> = {},
): Record<string, unknown> {
  return made(event, { event_id: `Ev${++events}`, ...over });
}

const asked = { kind: "message", said: "지난주 어땠어?", room: "T1/C1", thread: "1763800000.000100" };

describe("the address", () => {
  test("is checked by Slack, with a signature", async () => {
    const answer = await door.slack.verify("challenge-1");

    expect([answer.status, await answer.json()]).toEqual([200, { challenge: "challenge-1" }]);
    expect((await door.slack.verify("challenge-1", { secret: "another" })).status).toBe(401);
  });

  test("is open under a foreign name, and nothing else is", async () => {
    const manner = { headers: { "x-forwarded-for": "203.0.113.7" } };
    const page = await fetch(`${door.url}/api/state`, manner);

    expect((await door.slack.event(envelope(message()), manner)).status).toBe(200);
    expect(page.status).toBe(403);
    expect((await fetch(`${door.url}/health`)).status).toBe(200);
    expect((await fetch(`${door.url}/slack/events`)).status).toBe(404);
  });
});

describe("a message is kept once", () => {
  test("with its twin and every retry", async () => {
    const event = envelope(message());
    const first = await door.slack.event(event);
    const others = await Promise.all([
      door.slack.event(envelope(mention())),
      door.slack.event(event, { retry: { num: 1, reason: "http_timeout" }, offsetS: 60 }),
      door.slack.event(event, { retry: { num: 2, reason: "connection_failed" }, offsetS: 120 }),
      door.slack.event(envelope(message())),
      door.slack.event(envelope(message(), { event_id: undefined })),
    ]);

    expect([first, ...others].map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await first.text()).toBe("");
    expect(await keptIn(db)).toEqual([asked]);
  });

  test("also by a door that has not seen the first: the row itself says no", async () => {
    const other = await openDoor(db);
    const event = envelope(message());
    await door.slack.event(event);
    const answers = [await other.slack.event(event), await other.slack.event(envelope(mention()))];
    await other.close();

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await keptIn(db)).toEqual([asked]);
  });

  test("when the twin comes first", async () => {
    await door.slack.event(envelope(mention()));
    await door.slack.event(envelope(message()));

    expect(await keptIn(db)).toEqual([asked]);
  });

  test("alone with us in the main line, in a thread in the thread", async () => {
    await door.slack.event(envelope(direct()));
    await door.slack.event(envelope(direct({ ts: "2.2", thread_ts: "1763800000.000100", text: "메타만" })));

    expect(await keptIn(db)).toEqual([
      { kind: "message", said: "지난주 어땠어?", room: "@T1/U1", thread: "" },
      { kind: "message", said: "메타만", room: "@T1/U1", thread: "1763800000.000100" },
    ]);
  });

  test("in a thread where we speak, also when it does not name us", async () => {
    await door.slack.event(envelope(message()));
    await door.slack.event(envelope(message({ ts: "2.2", thread_ts: "1763800000.000100", text: "메타만" })));

    expect((await keptIn(db)).map(({ said }) => said)).toEqual(["지난주 어땠어?", "메타만"]);
  });
});

describe("nothing is kept, nobody met", () => {
  test.each<[string, object, object?]>([
    ["talk among others", message({ text: "점심 뭐 먹지?" })],
    ["talk in a thread of others", message({ text: "메타만", thread_ts: "1.1" })],
    ["an edit", message({ subtype: "message_changed", hidden: true })],
    ["another bot", message({ bot_id: "B9" })],
    ["a room shared with another team", message(), { is_ext_shared_channel: true }],
    ["a person of another team", message({ user_team: "T9" })],
  ])("of %s, which is acknowledged", async (_, event, over) => {
    const answer = await door.slack.event(envelope({ ...event }, { ...over }));

    expect(answer.status).toBe(200);
    expect(await keptIn(db)).toEqual([]);
    expect(await peopleIn(db)).toEqual([]);
  });

  test.each<[string, number, Manner]>([
    ["signed with another secret", 401, { secret: "another" }],
    ["301 seconds old", 401, { offsetS: -301 }],
    ["310 seconds of the future", 401, { offsetS: 310 }],
    ["encoded anew", 401, { sent: (raw) => JSON.stringify(JSON.parse(raw), null, 1) }],
    ["one letter longer", 401, { sent: (raw) => `${raw} ` }],
    ["without its time", 401, { headers: { "x-slack-request-timestamp": "" } }],
    ["with a cut signature", 401, { headers: { "x-slack-signature": "v0=00" } }],
    ["in another encoding of characters", 401, { sent: (raw) => raw.replace("지", "\\uc9c0") }],
  ])("of a request %s, which is refused", async (_, status, manner) => {
    expect((await door.slack.event(envelope(message()), manner)).status).toBe(status);
    expect(await keptIn(db)).toEqual([]);
    expect(await peopleIn(db)).toEqual([]);
  });

  test("of another team's and another app's request, which is refused", async () => {
    const other = { team_id: "T9", context_team_id: "T9", authorizations: [] };

    expect((await door.slack.event(envelope(message(), other))).status).toBe(403);
    expect((await door.slack.event(envelope(message(), { api_app_id: "A9" }))).status).toBe(403);
    expect((await door.slack.interaction(press({ team: { id: "T9" } }))).status).toBe(403);
    expect(await keptIn(db)).toEqual([]);
  });

  test("of a body that is too long, said at once or found while reading", async () => {
    const long = envelope(message({ text: "가".repeat(400_000) }));
    const chunks = new ReadableStream({
      start(controller) {
        for (let at = 0; at < 20; at += 1) controller.enqueue(new Uint8Array(100_000));
        controller.close();
      },
    });
    const streamed = fetch(`${door.url}/slack/events`, { method: "POST", body: chunks, duplex: "half" });

    expect((await door.slack.event(long)).status).toBe(413);
    expect(await streamed.then(({ status }) => status).catch(() => 413)).toBe(413);
    expect((await door.slack.event(envelope(direct()))).status).toBe(200);
  });

  test("of a signed body that is none", async () => {
    expect((await door.slack.raw("{", "application/json")).status).toBe(400);
    expect((await door.slack.command({ payload: "{" })).status).toBe(400);
    expect(await keptIn(db)).toEqual([]);
  });
});

describe("a request that was taken", () => {
  test("is refused when it comes again byte for byte", async () => {
    await door.slack.event(envelope(message()));

    expect((await door.slack.replay()).status).toBe(401);
    expect(await keptIn(db)).toEqual([asked]);
  });

  test("may come again when it could not be kept", async () => {
    failing = true;
    const failed = await door.slack.event(envelope(message()));
    failing = false;
    const again = await door.slack.replay();

    expect([failed.status, again.status]).toEqual([500, 200]);
    expect(await keptIn(db)).toEqual([asked]);
  });
});

test("while we do not know who we are, Slack is asked to come again", async () => {
  unknown = true;
  const early = await door.slack.event(envelope(message()));
  unknown = false;

  expect([early.status, (await door.slack.replay()).status]).toEqual([503, 200]);
  expect(await keptIn(db)).toEqual([asked]);
});

describe("a press", () => {
  test("of a next question asks it in its thread, once", async () => {
    const pressed = press({}, { action_id: "ask:0", value: "ROAS 왜 떨어졌어?" });
    const answers = [
      await door.slack.interaction(pressed),
      await door.slack.interaction(pressed, { offsetS: 1 }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await keptIn(db)).toEqual([{ ...asked, said: "ROAS 왜 떨어졌어?" }]);
  });

  test("of a button that is nobody's comes to nothing", async () => {
    expect((await door.slack.interaction(press())).status).toBe(200);
    expect(await keptIn(db)).toEqual([]);
  });

  test("of a thing we do not draw, and a form, are acknowledged at once", async () => {
    expect((await door.slack.interaction(press({}, { action_id: "other" }))).status).toBe(200);
    expect((await door.slack.interaction({ ...press(), type: "view_submission" })).status).toBe(200);
  });
});

test("a command is answered in direct messages, and says so to its writer alone", async () => {
  const fields = Object.fromEntries(
    Object.entries(command({ text: "지난주 어땠어?" })).map(([key, value]) => [key, String(value)]),
  );
  const answer = await door.slack.command(fields);

  expect(await answer.json()).toEqual({ response_type: "ephemeral", text: "DM으로 답할게요." });
  expect(await keptIn(db)).toEqual([{ kind: "message", said: "지난주 어땠어?", room: "@T1/U1", thread: "" }]);
});
